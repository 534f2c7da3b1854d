//! The text of a file, and where in it a byte stands.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

/// From one mark to the next it is no further than this, however long a line is.
const STRIDE: usize = 256;

/// A text that is read to its end once to find its lines, when the first place in it is wanted.
#[derive(Clone, Debug)]
pub struct SourceText {
    text: Cow<'static, str>,
    marks: OnceLock<Vec<BytePlace>>,
}

/// A byte whose line and column are known. Every line begins with one.
#[derive(Clone, Copy, Debug)]
struct BytePlace {
    byte: usize,
    line: usize,
    column: usize,
}

impl SourceText {
    /// The line and column of a byte, counted from 1. Total: what is not in the text stands at its start.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let at = if self.text.is_char_boundary(at) { at } else { 0 };
        let marks = self.marks.get_or_init(|| marks(&self.text));
        let nearest = marks.partition_point(|mark| mark.byte <= at).checked_sub(1).map(|before| marks[before]);
        let BytePlace { byte, line, column } = nearest.unwrap_or(BytePlace { byte: 0, line: 1, column: 1 });
        (line, column + self.text[byte..at].chars().count())
    }
}

fn marks(text: &str) -> Vec<BytePlace> {
    let mut mark = BytePlace { byte: 0, line: 1, column: 1 };
    let mut marks = vec![mark];
    for (byte, letter) in text.char_indices() {
        if byte - marks[marks.len() - 1].byte >= STRIDE {
            marks.push(BytePlace { byte, ..mark });
        }
        mark.column += 1;
        if letter == '\n' {
            mark = BytePlace { byte: byte + 1, line: mark.line + 1, column: 1 };
            marks.push(mark);
        }
    }
    marks
}

impl Deref for SourceText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl From<Cow<'static, str>> for SourceText {
    fn from(text: Cow<'static, str>) -> SourceText {
        SourceText { text, marks: OnceLock::new() }
    }
}

impl From<&'static str> for SourceText {
    fn from(text: &'static str) -> SourceText {
        SourceText::from(Cow::Borrowed(text))
    }
}

impl From<String> for SourceText {
    fn from(text: String) -> SourceText {
        SourceText::from(Cow::Owned(text))
    }
}

#[cfg(test)]
mod tests {
    use super::{STRIDE, SourceText};

    #[test]
    fn every_place_is_what_counting_from_the_start_gives() {
        let long = "é".repeat(STRIDE);
        let text = SourceText::from(format!("a\n\n{long}\r\n{long}{long}b\n"));
        for at in 0..=text.len() + 1 {
            let before = text.get(..at).unwrap_or("");
            let line = 1 + before.matches('\n').count();
            let column = 1 + before.rsplit('\n').next().unwrap_or("").chars().count();
            assert_eq!(text.place(at), (line, column), "{at}");
        }
    }
}
