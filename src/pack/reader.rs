//! One statement after the other, and the names in them. Goes on after every problem, so that all are reported at once.

use super::file::File;
use super::problem::{Code, Problem};
use super::problems::Problems;
use super::scan;
use super::syntax::{self, Statement, Word};
use crate::model::{DefinitionId, Place};
use crate::text::SafeText;
use ron::error::Error;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use typed_index_collections::TiVec;

/// A file with its statements.
pub(super) struct Parsed<'s> {
    pub file: &'s File,
    pub statements: Vec<(Range<usize>, Statement<'s>)>,
}

/// The ids of one kind of statement, and where each stands in its list.
pub(super) type Names<'s, K> = HashMap<&'s str, K>;

#[derive(Default)]
pub(super) struct Reader {
    pub problems: Problems,
    /// The ids in statements that could not be read: no use in calling them unknown as well.
    unread: HashSet<String>,
    /// How often each definition of the pack at hand is held, and how much all of that is when written out.
    pub uses: TiVec<DefinitionId, usize>,
    pub written_out: usize,
}

impl Reader {
    pub fn parse<'s>(&mut self, file: &'s File, cases: bool) -> Parsed<'s> {
        let pieces = match scan::statements(&file.text) {
            Ok(pieces) => pieces,
            Err(fault) => {
                self.unread.extend(ids(&file.text));
                let problem = || Problem::at(file, fault.at, fault.code, fault.message).help(fault.help);
                self.problems.add(&file.path, problem);
                return Parsed { file, statements: Vec::new() };
            }
        };
        let mut parsed = Parsed { file, statements: Vec::with_capacity(pieces.len()) };
        for piece in pieces {
            let text = &file.text[piece.clone()];
            if !cases && text.starts_with("Case(") {
                continue;
            }
            match syntax::statement(text) {
                Ok(statement) => parsed.statements.push((piece, statement)),
                Err(err) => {
                    self.unread.extend(ids(text));
                    self.problems.add(&file.path, || unread(file, piece, &err));
                }
            }
        }
        parsed
    }

    /// Reports a problem with a word of a file.
    pub fn word(&mut self, file: &File, word: &str, code: Code, message: impl Into<String>) -> &mut Problem {
        self.problems.add(&file.path, || Problem::at(file, file.range(word), code, message))
    }

    /// Reports a word that is not known, with the known one nearest to it.
    pub fn unknown<'a>(
        &mut self,
        file: &File,
        word: &str,
        code: Code,
        message: String,
        known: impl Iterator<Item = &'a str>,
    ) {
        let problem = || {
            let problem = Problem::at(file, file.range(word), code, message).did_you_mean(word, known);
            let is_source = code == Code::UnknownSource && problem.help.is_none();
            if is_source { problem.help("add a `Source` of this id to `sources.ron`") } else { problem }
        };
        self.problems.add(&file.path, problem);
    }

    /// Numbers the ids in order; the first of two alike keeps its place.
    pub fn index<'s, K: From<usize>>(
        &mut self,
        what: &str,
        ids: impl Iterator<Item = (&'s File, Word<'s>)>,
    ) -> Names<'s, K> {
        let mut names = Names::new();
        for (at, (file, word)) in ids.enumerate() {
            self.plain(file, word);
            if names.contains_key(word.0) {
                self.word(file, word.0, Code::DuplicateId, format!("there is already a {what} `{}`", word.0));
            } else {
                names.insert(word.0, K::from(at));
            }
        }
        names
    }

    /// Reports an id that not everybody can type.
    pub fn plain(&mut self, file: &File, word: Word) {
        if let Some(odd) = word.0.chars().find(|letter| !letter.is_ascii_alphanumeric() && *letter != '_') {
            let message = format!("the id `{}` holds `{}`", SafeText::new(word.0), SafeText::new(&odd.to_string()));
            let help = "ids are written in the letters a to z, digits and `_`".to_owned();
            self.word(file, word.0, Code::Syntax, message).help = Some(help);
        }
    }

    /// Takes the ids of a file that is not used: no use in calling them unknown as well.
    pub fn leave_out(&mut self, file: &File) {
        self.unread.extend(ids(&file.text));
    }

    /// The place of a name in its list, or a problem.
    pub fn look_up<K: Copy>(&mut self, file: &File, word: Word, names: &Names<K>, code: Code, what: &str) -> Option<K> {
        let found = names.get(word.0).copied();
        if found.is_none() && !self.unread.contains(word.0) {
            let message = format!("there is no {what} `{}`", word.0);
            self.unknown(file, word.0, code, message, names.keys().copied());
        }
        found
    }
}

/// The words that follow `id:` in a text that could not be read.
fn ids(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("id:")
        .skip(1)
        .map(|rest| rest.trim_start().chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect())
}

/// Where a statement that has been read stands: at its id.
pub(super) fn place(file: &File, word: &str) -> Place {
    file.place(file.range(word).start)
}

/// What `ron` could not read, in words that say what to do.
pub(super) fn unread(file: &File, piece: Range<usize>, err: &ron::error::SpannedError) -> Problem {
    let text = &file.text[piece.clone()];
    let offset = |position: ron::error::Position| {
        let line = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum::<usize>();
        let rest = &text[line.min(text.len())..];
        line + rest.char_indices().nth(position.col.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    };
    let (start, end) = (offset(err.span.start), offset(err.span.end));
    let range = piece.start + start..piece.start + end.max(start);
    let expected = |found: &str, expected: &[&'static str], code: Code, what: &str| {
        let known = expected.join("`, `");
        let problem =
            Problem::at(file, range.clone(), code, format!("there is no {what} `{found}` here; it takes `{known}`"));
        problem.did_you_mean(found, expected.iter().copied())
    };
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
            Problem::at(file, range, Code::Syntax, "a comma is missing before this, or a whole number was wanted")
        }
        code => {
            let (message, help) = in_words(code, &text[..start], &text[start..]);
            let problem = Problem::at(file, range, Code::Syntax, message);
            help.into_iter().fold(problem, Problem::help)
        }
    }
}

/// What could not be read, from what stands before it and after it, and what to write instead.
fn in_words(code: &Error, before: &str, after: &str) -> (String, Option<String>) {
    let curly = |letter: char| matches!(letter, '\u{2018}'..='\u{201f}');
    let (last, next) = (before.trim_end().chars().next_back(), after.trim_start().chars().next());
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    match code {
        Error::SuggestRawIdentifier(word) | Error::InvalidIdentifier(word) => {
            let plain = word.to_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
            let message = format!("`{}` is no id", SafeText::new(word));
            (message, Some(format!("write it in small letters, digits and `_`, such as `{plain}`")))
        }
        _ if next.is_some_and(curly) || last.is_some_and(curly) => {
            ("this quote is curly".to_owned(), Some("write straight quotes, as in \"..\"".to_owned()))
        }
        _ if is_digit(next) && last == Some(',') && is_digit(before.trim_end().chars().nth_back(1)) => {
            ("this number has a comma in it".to_owned(), Some("write it with a point, such as 3.5".to_owned()))
        }
        Error::ExpectedIdentifier if next == Some('[') => {
            let help = "ask for each of them: any([is(question, one), is(question, other)])";
            ("one word is wanted here, not a list".to_owned(), Some(help.to_owned()))
        }
        code => (lower(&code.to_string()), None),
    }
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
