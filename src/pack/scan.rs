//! Cuts the text of a rule file into its statements, so that one broken statement hides no other.
//!
//! Only brackets, strings and comments are understood here; what stands between them is read by `ron`.

use super::problem::Code;
use std::ops::Range;

/// How deep brackets may nest. Real rules need about ten.
const DEEPEST: usize = 48;

/// What is wrong with the outline of the text, and where.
#[derive(Clone, PartialEq, Debug)]
pub struct OutlineFault {
    pub code: Code,
    pub at: Range<usize>,
    pub message: &'static str,
    pub help: &'static str,
}

/// Where the statements of a text such as `[ Question(..), Rule(..) ]` stand.
pub fn statements(text: &str) -> Result<Vec<Range<usize>>, OutlineFault> {
    if text.starts_with('\u{feff}') {
        return Err(fault(
            Code::ByteOrderMark,
            0..3,
            "the file begins with a byte order mark",
            "save it as plain UTF-8, without a mark",
        ));
    }
    Scan { bytes: text.as_bytes(), at: 0, open: Vec::new() }.run()
}

/// Where brackets nest deeper than in any file of answers, before they are read one within the other.
pub fn too_deep(text: &str) -> Option<OutlineFault> {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0, open: Vec::new() };
    // Whatever else is wrong is told by what reads the answers.
    while let Ok(Some(byte)) = scan.skip_space() {
        let passed = match byte {
            b'(' | b'[' | b'{' => scan.push(byte),
            b')' | b']' | b'}' => scan.pop(byte),
            b'"' => scan.string(0),
            _ => Ok(()),
        };
        match passed {
            Err(fault) if fault.code == Code::TooDeep => return Some(fault),
            Err(_) => return None,
            Ok(()) => scan.at += 1,
        }
    }
    None
}

fn fault(code: Code, at: Range<usize>, message: &'static str, help: &'static str) -> OutlineFault {
    OutlineFault { code, at, message, help }
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The brackets still open, with their places.
    open: Vec<(u8, usize)>,
}

impl Scan<'_> {
    fn run(mut self) -> Result<Vec<Range<usize>>, OutlineFault> {
        let mut pieces = Vec::new();
        let mut start: Option<usize> = None;
        let mut ended = false;
        while let Some(byte) = self.skip_space()? {
            let at = self.at;
            if ended || (self.open.is_empty() && byte != b'[') {
                let help = "a rule file is one list: it begins with `[` and ends with `]`";
                return Err(fault(Code::Unbalanced, at..at + 1, "this stands outside the list", help));
            }
            let top = self.open.len() == 1;
            if top && start.is_none() && !matches!(byte, b',' | b']') {
                start = Some(at);
            }
            match byte {
                b'(' | b'[' | b'{' => self.push(byte)?,
                b')' | b']' | b'}' => {
                    if top && byte == b']' {
                        finish(&mut pieces, &mut start, at);
                        ended = true;
                    }
                    self.pop(byte)?;
                }
                b',' if top => finish(&mut pieces, &mut start, at),
                b'"' => {
                    self.string(0)?;
                    self.after_text(at)?;
                }
                b'\'' => self.character(),
                b'r' if self.raw_string()? => continue,
                _ => (),
            }
            self.at += 1;
        }
        match self.open.last() {
            Some((_, at)) => Err(fault(
                Code::Unbalanced,
                *at..at + 1,
                "this bracket is never closed",
                "add the closing bracket where the statement ends",
            )),
            None if !ended => {
                Err(fault(Code::Unbalanced, 0..0, "the file is empty", "begin it with `[` and end it with `]`"))
            }
            None => Ok(pieces),
        }
    }

    fn push(&mut self, byte: u8) -> Result<(), OutlineFault> {
        self.open.push((byte, self.at));
        if self.open.len() > DEEPEST {
            return Err(fault(
                Code::TooDeep,
                self.at..self.at + 1,
                "the brackets nest too deep here",
                "split the condition into several rules",
            ));
        }
        Ok(())
    }

    fn pop(&mut self, byte: u8) -> Result<(), OutlineFault> {
        let opener = match byte {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        match self.open.pop() {
            Some((open, _)) if open == opener => Ok(()),
            Some((_, at)) => Err(fault(
                Code::Unbalanced,
                at..at + 1,
                "this bracket is not closed",
                "add the closing bracket where the statement ends",
            )),
            None => Err(fault(
                Code::Unbalanced,
                self.at..self.at + 1,
                "this bracket closes nothing",
                "take it away, or open it above",
            )),
        }
    }

    /// The next byte that is neither space nor comment.
    fn skip_space(&mut self) -> Result<Option<u8>, OutlineFault> {
        loop {
            match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(byte), _) if byte.is_ascii_whitespace() => (),
                (Some(b'/'), Some(b'/')) => {
                    while !matches!(self.bytes.get(self.at), None | Some(b'\n')) {
                        self.at += 1;
                    }
                    continue;
                }
                (Some(b'/'), Some(b'*')) => {
                    self.comment()?;
                    continue;
                }
                (byte, _) => return Ok(byte.copied()),
            }
            self.at += 1;
        }
    }

    fn comment(&mut self) -> Result<(), OutlineFault> {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            let next = self.bytes.get(self.at + 1);
            match (byte, next) {
                (b'/', Some(b'*')) => {
                    depth += 1;
                    self.at += 1;
                }
                (b'*', Some(b'/')) => {
                    depth -= 1;
                    self.at += 1;
                    if depth == 0 {
                        self.at += 1;
                        return Ok(());
                    }
                }
                _ => (),
            }
            self.at += 1;
        }
        Err(fault(Code::Unbalanced, start..start + 2, "this comment is never closed", "close it with `*/`"))
    }

    /// Leaves `at` on the closing quote. `hashes` is the number of `#` of a raw string, which knows no escapes.
    fn string(&mut self, hashes: usize) -> Result<(), OutlineFault> {
        let start = self.at;
        let raw = hashes > 0;
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' if !raw => self.at += 1,
                b'"' if (1..=hashes).all(|hash| self.bytes.get(self.at + hash) == Some(&b'#')) => {
                    self.at += hashes;
                    return Ok(());
                }
                _ => (),
            }
            self.at += 1;
        }
        Err(fault(Code::Unbalanced, start..start + 1, "this text is never closed", "close it with `\"`"))
    }

    /// Only what ends a value may follow a text; else a quote is missing, and everything behind is inside out.
    fn after_text(&mut self, start: usize) -> Result<(), OutlineFault> {
        let end = self.at;
        self.at += 1;
        let next = self.skip_space();
        self.at = end;
        if matches!(next, Ok(None | Some(b',' | b')' | b']' | b'}' | b':'))) || self.lacks_comma(start) {
            return Ok(());
        }
        Err(fault(
            Code::Unbalanced,
            start..start + 1,
            "a quote is missing here, before or after, or one too many stands inside",
            "a text begins and ends with `\"`; inside it a quote is written `\\\"`",
        ))
    }

    /// Whether a text of one line ends here and the next line begins with a field: then only a comma is missing, which is
    /// said where the statement is read.
    fn lacks_comma(&self, start: usize) -> bool {
        let behind = &self.bytes[self.at + 1..];
        let blank = behind.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let word = behind[blank..].iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
        let is_one_line = !self.bytes[start..self.at].contains(&b'\n');
        is_one_line && behind[..blank].contains(&b'\n') && word > 0 && behind.get(blank + word) == Some(&b':')
    }

    /// Passes a raw string such as `r#".."#`, if one begins here.
    fn raw_string(&mut self) -> Result<bool, OutlineFault> {
        let hashes = self.bytes[self.at + 1..].iter().take_while(|byte| **byte == b'#').count();
        let in_word =
            self.at > 0 && (self.bytes[self.at - 1].is_ascii_alphanumeric() || self.bytes[self.at - 1] == b'_');
        if in_word || hashes == 0 || self.bytes.get(self.at + 1 + hashes) != Some(&b'"') {
            return Ok(false);
        }
        self.at += 1 + hashes;
        self.string(hashes)?;
        self.at += 1;
        Ok(true)
    }

    /// Passes a character such as `'['`, so that it is not taken for a bracket.
    fn character(&mut self) {
        if let Some(length) = self.bytes[self.at + 1..].iter().take(6).position(|byte| *byte == b'\'') {
            self.at += 1 + length;
        }
    }
}

fn finish(pieces: &mut Vec<Range<usize>>, start: &mut Option<usize>, end: usize) {
    pieces.extend(start.take().map(|from| from..end));
}

#[cfg(test)]
mod tests {
    use super::{Code, statements};

    fn texts(text: &str) -> Vec<&str> {
        statements(text).expect("well formed").into_iter().map(|range| text[range].trim()).collect()
    }

    #[test]
    fn statements_are_told_apart() {
        assert_eq!(texts("[ A(1, [2, 3]), B(x: \"a, ]b\"), ]"), ["A(1, [2, 3])", "B(x: \"a, ]b\")"]);
        assert_eq!(texts("// [\n[ /* ] /* , */ */ A(c: '[') ] // end"), ["A(c: '[')"]);
        assert_eq!(texts(r##"[ A(r#"a"]"#), C("\"]") ]"##), [r##"A(r#"a"]"#)"##, r#"C("\"]")"#]);
        assert_eq!(texts("[]"), Vec::<&str>::new());
    }

    #[test]
    fn a_broken_outline_is_named() {
        for text in ["", "[ A(", "[ A(] ]", "[ \"x ]", "[ /* ]", "[] x", "x"] {
            assert_eq!(statements(text).expect_err(text).code, Code::Unbalanced, "{text}");
        }
        assert_eq!(statements("\u{feff}[]").expect_err("mark").code, Code::ByteOrderMark);
        assert_eq!(statements(&"[".repeat(100_000)).expect_err("deep").code, Code::TooDeep);
    }
}
