//! How large the screen is, and text that fits it.

use console::Term;
use std::io::{self, IsTerminal};

/// The columns to wrap the answer to.
pub fn width() -> usize {
    columns().unwrap_or(80)
}

/// The columns of the screen; none where the output goes somewhere else.
pub fn columns() -> Option<usize> {
    Term::stdout().size_checked().map(|(_, columns)| usize::from(columns).saturating_sub(1).max(20))
}

/// Whether somebody is there to answer, rather than a file or a program.
pub fn is_attended() -> bool {
    io::stdin().is_terminal()
}

/// The rows of the screen; none where the output goes somewhere else.
pub fn rows() -> Option<usize> {
    Term::stdout().size_checked().map(|(rows, _)| usize::from(rows))
}

/// A text no wider than what is drawn on standard error.
pub fn wrapped(text: &str) -> String {
    textwrap::fill(text, textwrap::Options::new(asking_width()).break_words(false))
}

/// The columns to ask in.
pub fn asking_width() -> usize {
    Term::stderr().size_checked().map_or(80, |(_, columns)| usize::from(columns).saturating_sub(1).clamp(20, 76))
}
