//! The same as `serde_json`, in as little code as what we write asks for.

mod layout;
mod parts;
mod read;
mod tests;
mod value;
mod write;

pub use layout::Look;
pub use read::read;
pub use write::write;
