//! One statement after the other, and the names in them. Goes on after every problem, so that all are reported at once.

use super::file::File;
use super::problem::{Code, Problem};
use super::problems::Problems;
use super::scan;
use super::syntax::Statement;
use super::unread::unread;
use super::word::{BareWord, options};
use crate::model::{DefinitionId, SourcePlace};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use typed_index_collections::TiVec;

/// A file with its statements.
pub(super) struct Parsed<'s> {
    pub file: &'s File,
    pub statements: Vec<(Range<usize>, Statement<'s>)>,
}

/// The ids of one kind of statement, and where each stands in its list.
pub(super) type IdPlaces<'s, K> = HashMap<&'s str, K>;

#[derive(Default)]
pub(super) struct Reader {
    pub problems: Problems,
    /// The ids in statements that could not be read: no use in calling them unknown as well.
    pub unread: HashSet<String>,
    /// Whether a whole section of the pack at hand is missing: what it would have named is not called unknown.
    pub partial: bool,
    /// Where an overlay switched something off, by the pack and in words: "rule `keloids`".
    pub switched_off: HashMap<(Option<String>, String), String>,
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
            match options().from_str(text) {
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

    /// Says what to do about the problem reported last, if it is of this kind and nothing is said yet.
    pub fn help(&mut self, code: Code, help: impl FnOnce() -> String) {
        let last = self.problems.last().filter(|problem| problem.code == code && problem.help.is_none());
        if let Some(problem) = last {
            problem.help = Some(help());
        }
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
        let problem = || Problem::at(file, file.range(word), code, message).did_you_mean(word, known);
        self.problems.add(&file.path, problem);
    }

    /// Numbers the ids in order; the first of two alike keeps its place.
    pub fn index<'s, K: From<usize>>(
        &mut self,
        what: &str,
        ids: impl Iterator<Item = (&'s File, BareWord<'s>)>,
    ) -> IdPlaces<'s, K> {
        let mut names = IdPlaces::new();
        let mut places: HashMap<&str, (&File, BareWord)> = HashMap::new();
        for (at, (file, word)) in ids.enumerate() {
            if let Some((home, first)) = places.get(word.0) {
                let SourcePlace { path, line, .. } = place(home, first.0);
                self.word(file, word.0, Code::DuplicateId, format!("there is already a {what} `{}`", word.0)).help =
                    Some(format!("the first one is at {path}:{line}; give one of them another id"));
            } else {
                places.insert(word.0, (file, word));
                names.insert(word.0, K::from(at));
            }
        }
        names
    }

    /// Takes the ids of a file that is not used: no use in calling them unknown as well.
    pub fn leave_out(&mut self, file: &File) {
        self.unread.extend(ids(&file.text));
    }

    /// The place of a name in its list, or a problem.
    pub fn look_up<K: Copy>(
        &mut self,
        file: &File,
        word: BareWord,
        names: &IdPlaces<K>,
        code: Code,
        what: &str,
    ) -> Option<K> {
        let found = names.get(word.0).copied();
        let of_the_pack = matches!(code, Code::UnknownQuestion | Code::UnknownRule | Code::UnknownDefinition);
        let excused = self.unread.contains(word.0) || (self.partial && of_the_pack);
        if found.is_some() || excused {
            return found;
        }
        match self.off_by(file, what, word) {
            Some(by) => {
                self.word(file, word.0, code, format!("the {what} `{}` is switched off in {by}", word.0));
            }
            None => {
                let message = format!("there is no {what} `{}`", word.0);
                self.unknown(file, word.0, code, message, names.keys().copied());
            }
        }
        None
    }

    /// Where an overlay switched this off in the pack of the file, if one did.
    pub fn off_by(&self, file: &File, what: &str, word: BareWord) -> Option<String> {
        let key = (file.pack().map(str::to_owned), format!("{what} `{}`", word.0));
        self.switched_off.get(&key).cloned()
    }
}

/// The words that follow `id:` in a text that could not be read, as they were most likely meant.
pub(super) fn ids(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split("id:").skip(1).map(|rest| rest.trim_start().split([',', ')', '\n']).next().unwrap_or(""));
    words.map(|word| word.trim().to_lowercase().replace('-', "_"))
}

/// Where a statement that has been read stands: at its id.
pub(super) fn place(file: &File, word: &str) -> SourcePlace {
    file.place(file.range(word).start)
}
