//! RON text in; the model, or every problem at once, out.

mod answer;
mod condition;
mod folder;
mod header;
mod library;

mod problems;
mod prose;
mod questions;
pub mod readability;
mod reader;
mod rules;
mod scan;
mod source_text;
mod syntax;

pub mod cases;
pub mod lint;
pub mod problem;
pub mod unparse;

pub use answer::answers;
pub use folder::{File, read};
pub use reader::{Load, load};
