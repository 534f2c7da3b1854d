//! How large the terminal is, and what fits side by side on it.

use console::measure_text_width;

/// Wider lines are hard to read.
const WIDEST: usize = 80;

/// Rows and columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    pub rows: usize,
    pub columns: usize,
}

/// The columns to write in.
pub fn width(size: Size) -> usize {
    size.columns.saturating_sub(1).clamp(10, WIDEST)
}

/// Keys side by side, none of them broken over two lines.
pub fn joined(keys: &[impl AsRef<str>], width: usize) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for key in keys.iter().map(AsRef::as_ref) {
        match all.last_mut() {
            Some(line) if measure_text_width(line) + measure_text_width(key) + 3 <= width => {
                line.push_str(" · ");
                line.push_str(key);
            }
            _ => all.push(key.to_owned()),
        }
    }
    all
}
