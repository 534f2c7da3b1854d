//! What the columns of a list mean: a question each, or something to pass through.

use super::RowFault;
use super::listed::{Column, ListedPerson};
use super::sight::Sight;
use crate::model::{Pack, QuestionId};
use crate::text::suggest;
use std::collections::HashMap;

/// The questions of a pack and the columns to keep, by name.
pub struct Columns<'p> {
    pub(super) pack: &'p Pack,
    /// The names of the columns that are passed through, in the order in which they are written.
    pub kept: Vec<String>,
    known: HashMap<String, Column>,
    /// The same by what people write: ids in small letters, and questions as they are asked.
    loose: HashMap<String, Column>,
    pub(super) sight: Sight,
}

impl<'p> Columns<'p> {
    /// The questions of a pack by their ids, and the names of the columns to pass through. Where a column is called like
    /// a question, it is the question.
    pub fn new(pack: &'p Pack, kept: Vec<String>) -> Columns<'p> {
        let mut known: HashMap<String, Column> =
            kept.iter().enumerate().map(|(at, name)| (name.clone(), Column::Kept(at))).collect();
        known
            .extend(pack.questions.iter_enumerated().map(|(at, question)| (question.id.clone(), Column::Question(at))));
        let by_words = pack.questions.iter_enumerated().map(|(at, asked)| (folded(&asked.ask), Column::Question(at)));
        let mut loose: HashMap<String, Column> = by_words.collect();
        loose.extend(known.iter().map(|(name, column)| (folded(name), *column)));
        let sight = Sight::new(pack, known.iter());
        Columns { pack, kept, known, loose, sight }
    }

    /// Somebody who said nothing.
    pub fn nobody(&self) -> ListedPerson {
        ListedPerson { answers: self.pack.silent(), kept: vec![None; self.kept.len()], seen: Vec::new() }
    }

    /// What a name stands for. `guess` is the question that would come next, and is tried first.
    pub(super) fn named(&self, name: &str, guess: QuestionId) -> Result<Column, RowFault> {
        if self.pack.questions.get(guess).is_some_and(|question| question.id == name) {
            return Ok(Column::Question(guess));
        }
        self.known.get(name).copied().ok_or_else(|| {
            let near = suggest(name, self.known.keys().map(String::as_str));
            RowFault::UnknownQuestion { name: short(name), near: near.map(str::to_owned) }
        })
    }

    /// What a name above a column stands for, whatever its case.
    pub(super) fn loosely(&self, name: &str) -> Option<Column> {
        self.loose.get(&folded(name)).copied()
    }

    pub(super) fn not_an_answer(&self, question: QuestionId, answer: &str) -> RowFault {
        self.no_answers(question, &[answer])
    }

    pub(super) fn no_answers(&self, question: QuestionId, answers: &[&str]) -> RowFault {
        let question = &self.pack.questions[question];
        let takes = question.domain.expects();
        let answers = answers.iter().map(|answer| short(answer)).collect();
        RowFault::NotAnAnswer { question: question.id.clone(), answers, takes }
    }
}

/// The columns that stand beside a row handed back: passed over when it comes again.
pub(super) const BESIDE: [&str; 2] = ["line", "reason"];

/// A name in small letters, with single spaces.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a stranger's word, for a message.
pub(super) fn short(word: &str) -> String {
    let mut short: String = crate::text::SafeText::new(word).as_str().chars().take(40).collect();
    if short.len() < word.len() {
        short.push('…');
    }
    short
}
