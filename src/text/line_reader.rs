//! Lines as people and pipes send them: bounded, and never refused for a single byte.

use super::SafeText;
use std::io::{self, BufRead, ErrorKind};

/// The longest line that is taken in, in bytes. A longer one is refused whole: its tail is no answer.
pub const LONGEST: usize = 4_096;

/// More than this without the end of a line is no line at all, in bytes.
const ENDLESS: usize = 1 << 20;

/// What came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InputLine {
    /// A line without its end and the space around it.
    Read {
        /// The line.
        text: SafeText,
        /// Whether some of it could not be read.
        is_damaged: bool,
    },
    /// One longer than is taken in.
    TooLong,
    /// There are no more.
    End,
}

/// What is said of a line that is refused for its length.
pub const TOO_LONG: &str = "that line is longer than 4,096 bytes, so none of it was taken";

/// What is said of a line some of which is lost.
pub const DAMAGED: &str = "some of that is no text, and stands here as `\u{fffd}`";

/// Reads line by line, whether they end as on Unix, on Windows or on old machines.
pub struct LineReader<R> {
    input: R,
    is_first: bool,
    /// Whether the last line ended in a carriage return, of which a line feed may still come.
    after_return: bool,
}

impl<R: BufRead> LineReader<R> {
    /// A reader of the lines of this input.
    pub fn new(input: R) -> LineReader<R> {
        LineReader { input, is_first: true, after_return: false }
    }

    /// The next line.
    ///
    /// # Errors
    /// When the input breaks, or goes on for a mebibyte without the end of a line.
    pub fn line(&mut self) -> io::Result<InputLine> {
        let (mut line, mut length, mut ended) = (Vec::new(), 0, false);
        while !ended {
            let piece = match self.input.fill_buf() {
                Err(err) if err.kind() == ErrorKind::Interrupted => continue,
                piece => piece?,
            };
            let Some(first) = piece.first() else { break };
            if std::mem::take(&mut self.after_return) && *first == b'\n' {
                self.input.consume(1);
                continue;
            }
            let end = piece.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let part = &piece[..end.unwrap_or(piece.len())];
            length += part.len();
            if length <= LONGEST {
                line.extend_from_slice(part);
            }
            self.after_return = end.is_some_and(|at| piece[at] == b'\r');
            ended = end.is_some();
            let used = part.len() + usize::from(ended);
            self.input.consume(used);
            if length > ENDLESS {
                return Err(io::Error::new(ErrorKind::InvalidData, "the input has a line without an end"));
            }
        }
        if !ended && length == 0 {
            return Ok(InputLine::End);
        }
        if length > LONGEST {
            return Ok(InputLine::TooLong);
        }
        let mark = if std::mem::take(&mut self.is_first) { &b"\xef\xbb\xbf"[..] } else { b"" };
        let bytes = line.strip_prefix(mark).unwrap_or(&line);
        let text = String::from_utf8_lossy(bytes);
        let text_is_damaged = matches!(text, std::borrow::Cow::Owned(_));
        Ok(InputLine::Read { text: SafeText::new(text.trim()), is_damaged: text_is_damaged })
    }
}

#[cfg(test)]
mod tests {
    use super::{ENDLESS, InputLine, LONGEST, LineReader};
    use std::io::{BufReader, ErrorKind, Read};

    /// All lines, read through a buffer of so many bytes.
    fn lines(input: &[u8], buffer: usize) -> Vec<InputLine> {
        let mut reader = LineReader::new(BufReader::with_capacity(buffer, input));
        let mut lines = Vec::new();
        while let Ok(line) = reader.line()
            && line != InputLine::End
        {
            lines.push(line);
        }
        lines
    }

    fn whole(text: &str) -> InputLine {
        InputLine::Read { text: text.into(), is_damaged: false }
    }

    #[test]
    fn every_way_to_end_a_line_ends_one_line() {
        for buffer in [1, 2, 3, 64] {
            for input in ["1\n\n2", "1\r\n\r\n2\r\n", "1\r\r2\r", "\u{feff}1\n\r\n2\n"] {
                assert_eq!(lines(input.as_bytes(), buffer), [whole("1"), whole(""), whole("2")], "{input:?} {buffer}");
            }
        }
    }

    #[test]
    fn a_byte_that_is_no_text_is_shown_and_said_and_ends_nothing() {
        let damaged = InputLine::Read { text: "caf\u{fffd} 1".into(), is_damaged: true };
        assert_eq!(lines(b"caf\xe9 1\n2\n", 4), [damaged, whole("2")]);
    }

    #[test]
    fn a_line_that_is_too_long_is_refused_whole() {
        let just = "x".repeat(LONGEST);
        for end in ["\n", "\r\n", ""] {
            assert_eq!(lines(format!("{just}{end}").as_bytes(), 512), [whole(&just)]);
            assert_eq!(lines(format!("{just}1{end}").as_bytes(), 512), [InputLine::TooLong]);
        }
        assert_eq!(lines(format!("{}\n2\n", "1 ".repeat(9_000)).as_bytes(), 512), [InputLine::TooLong, whole("2")]);
    }

    #[test]
    fn a_line_without_an_end_ends_the_input() {
        let mut reader = LineReader::new(BufReader::new(std::io::repeat(b'1')));
        assert!(reader.line().is_err());
        let longest = format!("{}\n2\n", "1".repeat(ENDLESS));
        assert_eq!(lines(longest.as_bytes(), 512), [InputLine::TooLong, whole("2")]);
        assert_eq!(lines(format!("1{longest}").as_bytes(), 512), []);
    }

    /// An input that a signal interrupts before each piece.
    struct Interrupted<R>(R, bool);

    impl<R: Read> Read for Interrupted<R> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.1 = !self.1;
            if self.1 { Err(ErrorKind::Interrupted.into()) } else { self.0.read(buffer) }
        }
    }

    #[test]
    fn a_signal_in_between_loses_nothing() {
        let mut reader = LineReader::new(BufReader::with_capacity(2, Interrupted(&b"1 2 3\n4"[..], false)));
        assert_eq!(reader.line().expect("a line"), whole("1 2 3"));
        assert_eq!(reader.line().expect("a line"), whole("4"));
    }
}
