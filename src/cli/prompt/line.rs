//! Plain lines for two people side by side: something is said, a line is typed. Nothing is drawn or moved.

use crate::text::{self, InputLine, LineReader, SafeText};
use std::io::{self, BufRead, IsTerminal, Write};

pub struct Aloud<R, W> {
    input: LineReader<R>,
    out: W,
    /// The columns to write in. A day is long, and a window is turned or made larger in between.
    width: fn() -> usize,
    /// Whether what is typed has to be shown, because no terminal does it.
    echo: bool,
}

/// Standard input and output.
pub fn here() -> Aloud<io::StdinLock<'static>, io::Stdout> {
    crate::cli::interrupt::watch();
    Aloud::new(io::stdin().lock(), io::stdout(), columns, !io::stdin().is_terminal())
}

fn columns() -> usize {
    console::Term::stdout().size_checked().map_or(80, |(_, columns)| usize::from(columns)).clamp(30, 80)
}

impl<R: BufRead, W: Write> Aloud<R, W> {
    pub fn new(input: R, out: W, width: fn() -> usize, echo: bool) -> Aloud<R, W> {
        Aloud { input: LineReader::new(input), out, width, echo }
    }

    /// A line of text, wrapped, whatever it begins with kept on the left.
    pub fn say(&mut self, lead: &str, text: &str) -> io::Result<()> {
        let text = SafeText::new(text);
        let indent = " ".repeat(lead.chars().count());
        let options = textwrap::Options::new((self.width)()).initial_indent(lead).subsequent_indent(&indent);
        // An address stays whole, so that it can be copied.
        let options = options.break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text.as_str(), options.word_separator(textwrap::WordSeparator::AsciiSpace)) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Numbered choices: on one line where they fit, else on a line each.
    pub fn choices(&mut self, indent: &str, choices: &[(usize, &str)]) -> io::Result<()> {
        if choices.is_empty() {
            return Ok(());
        }
        let all: Vec<String> = choices.iter().map(|(number, label)| format!("{number} {label}")).collect();
        let all = all.join("   ");
        if indent.len() + all.chars().count() <= (self.width)() {
            return self.say(indent, &all);
        }
        choices.iter().try_for_each(|(number, label)| self.say(&format!("{indent}{number} "), label))
    }

    /// A line as typed, without space around it; none when there are no more.
    pub fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        loop {
            write!(self.out, "{} ", textwrap::wrap(prompt, (self.width)() - ROOM).join("\n"))?;
            self.out.flush()?;
            match self.input.line()? {
                InputLine::End => {
                    writeln!(self.out)?;
                    return Ok(None);
                }
                InputLine::TooLong => {
                    self.gap()?;
                    self.say("", text::TOO_LONG)?;
                }
                InputLine::Read { text, is_damaged } => {
                    if self.echo {
                        writeln!(self.out, "{text}")?;
                    }
                    if is_damaged {
                        self.say("", text::DAMAGED)?;
                    }
                    return Ok(Some(text.into()));
                }
            }
        }
    }

    /// Asks until the line is understood; none when there are no more.
    pub fn until<T>(&mut self, prompt: &str, read: impl Fn(&str) -> Result<T, String>) -> io::Result<Option<T>> {
        while let Some(line) = self.ask(prompt)? {
            match read(&line) {
                Ok(it) => return Ok(Some(it)),
                Err(why) => self.say("  ", &why)?,
            }
        }
        Ok(None)
    }
}

/// The columns left behind a prompt for what is typed.
const ROOM: usize = 8;

/// Numbers such as `1, 3`, each from 1; `0` or `none` for none at all.
pub fn numbers(line: &str, of: usize) -> Result<Vec<usize>, String> {
    if line == "0" || line.eq_ignore_ascii_case("none") {
        return Ok(Vec::new());
    }
    let mut numbers = Vec::new();
    for part in line.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        match text::place(part, of) {
            Some(at) => numbers.push(at),
            None => return Err(format!("type numbers from 1 to {of}, such as `1, 2`, or 0 for none")),
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() { Err(format!("type numbers from 1 to {of}, or 0 for none")) } else { Ok(numbers) }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_line_is_taken_whole_or_refused_and_never_ends_the_list() {
        let long = "1".repeat(5_000);
        let input = [b"caf\xe9\n".as_slice(), long.as_bytes(), b"\n2\n"].concat();
        let mut shown = Vec::new();
        let mut aloud = super::Aloud::new(input.as_slice(), &mut shown, || 80, false);
        let lines: Vec<Option<String>> = (0..3).map(|_| aloud.ask(">").expect("asked")).collect();
        assert_eq!(lines, [Some("caf\u{fffd}".to_owned()), Some("2".to_owned()), None]);
        let shown = String::from_utf8(shown).expect("text");
        assert!(shown.contains("some of that is no text") && shown.contains("none of it was taken"), "{shown}");
    }

    #[test]
    fn numbers_are_read_with_commas_or_spaces() {
        assert_eq!(numbers("3, 1", 3), Ok(vec![0, 2]));
        assert_eq!(numbers("0", 3), Ok(vec![]));
        for odd in ["4", "", "x", "+1", "1,0", "1 -2", "1.2"] {
            assert!(numbers(odd, 3).is_err(), "{odd:?}");
        }
    }
}
