//! An answer that is kept: what was asked, by which rules, what was said, and what followed from it.

mod kept;
mod page;
#[cfg(feature = "cli")]
pub mod store;
mod verify;

pub use kept::{Fault, Record, SCHEMA, read};
pub use page::document;
pub use verify::{Verdict, verify};
