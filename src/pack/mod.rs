//! RON text in; the model, or every problem at once, out.

mod answer;
mod condition;
mod definitions;
mod file;
mod fingerprint;
#[cfg(feature = "cli")]
mod folder;
mod header;
mod layers;
mod library;
mod load;
mod mark;
mod opening;
mod overlay;
mod problems;
mod prose;
mod questions;
pub mod readability;
mod reader;
mod rules;
mod scan;
mod source_text;
mod syntax;
mod unread;
mod word;

pub mod cases;
pub mod language;
pub mod lint;
pub mod problem;
pub mod unparse;

pub use answer::answers;
pub use file::File;
pub use fingerprint::sum;
#[cfg(feature = "cli")]
pub use folder::read;
pub use load::{Load, load};
pub use mark::{mark, review};
pub use overlay::{is_overlay, lay};
