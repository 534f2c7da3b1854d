//! RON text in; the model, or every problem at once, out.

mod answer;
mod condition;
mod file;
#[cfg(feature = "cli")]
mod folder;
mod header;
mod layers;
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
pub use file::File;
#[cfg(feature = "cli")]
pub use folder::read;
pub use reader::{Load, load};
