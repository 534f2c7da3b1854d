//! Files of one person: private, written by one window at a time, whole or not at all. The only place that writes to a
//! disk.

mod fault;
mod file;
mod hold;
mod progress;

pub use file::{Existing, append, bytes, folder, others_may_write, private_folder, read, settings_folder, write};
pub use hold::Hold;
pub use progress::{KeptProgress, Resumed};
