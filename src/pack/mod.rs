//! RON text in; the model, or every problem at once, out.

mod answer;
mod condition;
mod folder;
mod header;
mod library;
mod manuscript;
mod problems;
mod prose;
mod questions;
pub mod readability;
mod reader;
mod rules;
mod scan;
mod syntax;

pub mod lint;
pub mod problem;

pub use answer::answers;
pub use folder::{File, read};
pub use reader::{Load, load};
