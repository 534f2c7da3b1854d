//! Words on standard error.

use std::io::{self, Write};

/// Says something on standard error, as `eprintln!` does, but minds nobody reading it.
macro_rules! warn {
    ($($words:tt)*) => { $crate::cli::warn::warn(&format!($($words)*)) };
}

/// Says something on standard error. Nobody reading it is no fault.
pub fn warn(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
