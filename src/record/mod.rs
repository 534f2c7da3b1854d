//! An answer that is kept: what was asked, by which rules, what was said, and what followed from it.

mod check;
mod checksum;
mod page;
#[cfg(feature = "cli")]
pub mod store;
mod verify;

pub use check::{Record, RecordFault, SCHEMA, read, read_kind};
pub use checksum::checksum;
pub use page::document;
pub use verify::{Verification, verify};
