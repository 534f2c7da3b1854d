//! What `ron` could not read, in words that say what to do.

use super::file::File;
use super::problem::{Code, Problem};
use ron::error::{Error, SpannedError};
use std::ops::Range;

/// Quotes that editors and messengers put in the place of straight ones.
const CURLY: [char; 5] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'];

/// Why a piece of a file could not be read.
pub(super) fn unread(file: &File, piece: Range<usize>, err: &SpannedError) -> Problem {
    let text = &file.text[piece.clone()];
    if let Some((at, quote)) = curly_quote(text) {
        let range = piece.start + at..piece.start + at + quote.len_utf8();
        let problem = Problem::at(file, range, Code::Syntax, format!("`{quote}` is not the quote that is wanted here"));
        return problem.help("type a straight one, `\"`; some editors turn it into another while you type");
    }
    let (start, end) = (offset(text, err.span.start), offset(text, err.span.end));
    let range = piece.start + start..piece.start + end.max(start);
    if let Some(number) = decimal_comma(text, start) {
        let range = piece.start + number.start..piece.start + number.end;
        let point = text[number].replacen(',', ".", 1);
        return Problem::at(file, range, Code::Syntax, "a number has a point here, no comma")
            .help(format!("write `{point}`"));
    }
    let expected = |found: &str, expected: &[&'static str], code: Code, what: &str| {
        let known = expected.join("`, `");
        let problem =
            Problem::at(file, range.clone(), code, format!("there is no {what} `{found}` here; it takes `{known}`"));
        problem.did_you_mean(found, expected.iter().copied())
    };
    if let Some(date) = bare_date(text, start) {
        let range = piece.start + date.start..piece.start + date.end;
        return Problem::at(file, range, Code::Syntax, "a date stands in quotes, the year first")
            .help("write it like \"2027-05-31\"");
    }
    match &err.code {
        Error::NoSuchStructField { expected: known, found, .. } => expected(found, known, Code::UnknownField, "field"),
        Error::NoSuchEnumVariant { expected: known, found, .. } => expected(found, known, Code::UnknownWord, "word"),
        Error::MissingStructField { field, .. } => {
            let start = piece.start;
            let name = text.find('(').unwrap_or(text.len());
            Problem::at(file, start..start + name, Code::MissingField, format!("the field `{field}` is missing"))
        }
        Error::DuplicateStructField { field, .. } => {
            Problem::at(file, range, Code::DuplicateField, format!("the field `{field}` is there twice"))
        }
        Error::ExceededRecursionLimit => Problem::at(file, range, Code::TooDeep, "the brackets nest too deep here"),
        Error::ExpectedComma => {
            let help = joined(text, start);
            let problem =
                Problem::at(file, range, Code::Syntax, "a comma is missing before this, or a whole number was wanted");
            match help {
                Some(help) => problem.help(help),
                None => problem,
            }
        }
        Error::ExpectedString if text[start..].trim_start().starts_with('\'') => {
            Problem::at(file, range, Code::Syntax, "a text stands in double quotes")
                .help("write `\"` in the place of `'`")
        }
        Error::ExpectedString => wanted(file, range, "a text in quotes", "such as `\"Is the way out free?\"`"),
        // Inside a condition the same is said as a message.
        code if code.to_string() == Error::ExpectedIdentifier.to_string() => {
            wanted(file, range, "a word without quotes", "such as `way_out`")
        }
        Error::ExpectedArray => wanted(file, range, "a list", "in square brackets, also around a single one: `[a]`"),
        Error::ExpectedMapColon => {
            wanted(file, range, "a colon", "a name, a colon, and what belongs to it: `id: way_out`")
        }
        Error::ExpectedMap => {
            wanted(file, range, "`{`", "a name and what it stands for, in such brackets: `{ a: \"..\" }`")
        }
        Error::ExpectedInteger | Error::ExpectedFloat => {
            wanted(file, range, "a number without quotes", "such as `7` or `0.5`")
        }
        Error::SuggestRawIdentifier(word) => {
            let range = range.start..range.start + word.len();
            Problem::at(file, range, Code::Syntax, format!("`{word}` cannot be a word here"))
                .help(format!("letters a to z, digits and `_`, a letter first: `{}`", plain(word)))
        }
        code => Problem::at(file, range, Code::Syntax, lower(&code.to_string())),
    }
}

fn wanted(file: &File, range: Range<usize>, what: &str, such: &str) -> Problem {
    Problem::at(file, range, Code::Syntax, format!("{what} is wanted here")).help(such)
}

/// What was meant where a word follows a word, or something else stands in the place of a comma.
fn joined(text: &str, stopped: usize) -> Option<String> {
    let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '_';
    let next: String = text[stopped..].chars().take_while(is_letter).collect();
    let line = text[..stopped].rsplit('\n').next()?;
    let line = line.trim_end();
    let last = &line[line.trim_end_matches(|letter| is_letter(&letter)).len()..];
    match (next.as_str(), last) {
        ("and", _) => Some("where all of them must hold, write `all([.., ..])`".to_owned()),
        ("or", _) => Some("where one of them is enough, write `any([.., ..])`".to_owned()),
        (_, "") if line.trim().is_empty() => Some("write `,` at the end of what stands before it".to_owned()),
        ("", _) if text[stopped..].starts_with(';') => Some("write `,` in the place of `;`".to_owned()),
        ("", _) => None,
        (next, last) if !last.is_empty() => Some(format!("a name is one word: `{last}_{next}`")),
        _ => None,
    }
}

/// A date without quotes where reading stopped, such as `2027-05-31` or `31/5/2027`.
fn bare_date(text: &str, stopped: usize) -> Option<Range<usize>> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '/' | '.');
    let start = text[..stopped].trim_end_matches(is_part).len();
    let length = text[start..].find(|letter| !is_part(letter)).unwrap_or(text.len() - start);
    let date = text[start..start + length].trim_end_matches('.');
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    // A version is no date.
    let is_date = parts.len() == 3 && (date.contains('/') || parts.iter().any(|part| part.len() == 4));
    is_date.then_some(start..start + date.len())
}

/// The byte of a line and column, both counted from 1.
fn offset(text: &str, position: ron::error::Position) -> usize {
    let line = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = &text[line.min(text.len())..];
    line + rest.char_indices().nth(position.col.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// The first curly quote outside of texts and comments.
fn curly_quote(text: &str) -> Option<(usize, char)> {
    let (mut in_text, mut in_comment, mut last) = (false, false, ' ');
    for (at, letter) in text.char_indices() {
        match letter {
            '\n' => in_comment = false,
            '"' if !in_comment && last != '\\' => in_text = !in_text,
            '/' if !in_text && last == '/' => in_comment = true,
            _ if !in_text && !in_comment && CURLY.contains(&letter) => return Some((at, letter)),
            _ => (),
        }
        // Two backslashes in a row are one letter, and escape nothing.
        last = if letter == '\\' && last == '\\' { ' ' } else { letter };
    }
    None
}

/// A number with a comma, such as `3,5`, that ends or is cut where reading stopped.
fn decimal_comma(text: &str, stopped: usize) -> Option<Range<usize>> {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let before = text.get(..stopped)?.trim_end();
    let whole = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let comma = whole.strip_suffix(',')?.len();
    let rest = text[comma + 1..].bytes().take_while(u8::is_ascii_digit).count();
    let first = text[..comma].trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    (comma > 0 && digit(comma - 1) && rest > 0).then_some(first..comma + 1 + rest)
}

/// The word most like this one that may stand as an id.
fn plain(word: &str) -> String {
    let letters =
        word.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' });
    let word: String = letters.collect();
    let word = word.trim_matches('_');
    if word.starts_with(|first: char| first.is_ascii_digit()) { format!("at_{word}") } else { word.to_owned() }
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
