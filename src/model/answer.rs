//! One person's facts: one slot for each question.

use super::id::{OptionId, QuestionId};
use super::option_set::OptionSet;
use super::rule::Test;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiVec, ti_vec};

/// One answer. `Many` is a set of options.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum Answer {
    /// "Not sure".
    Unsure,
    /// The option of a single choice.
    One(OptionId),
    /// The options ticked; none of them is an answer too.
    Many(OptionSet),
    /// A number in the unit of its question.
    Number(f64),
}

/// One slot for each question of a pack, in order; empty where nothing was said.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
pub struct Answers(TiVec<QuestionId, Option<Answer>>);

impl Answers {
    /// Somebody who has said nothing yet.
    pub fn silent(questions: usize) -> Answers {
        Answers(ti_vec![None; questions])
    }

    pub(crate) fn of(slots: TiVec<QuestionId, Option<Answer>>) -> Answers {
        Answers(slots)
    }

    /// The answer to a question; none where nothing was said.
    pub fn get(&self, question: QuestionId) -> Option<Answer> {
        self.0.get(question).copied().flatten()
    }

    /// Gives an answer, or takes it back. A question that is not of this pack is passed over.
    pub fn set(&mut self, question: QuestionId, answer: impl Into<Option<Answer>>) {
        if let Some(slot) = self.0.get_mut(question) {
            *slot = answer.into();
        }
    }

    /// Takes every answer back.
    pub fn forget(&mut self) {
        self.0.fill(None);
    }

    /// The same answers, but for one.
    #[must_use]
    pub fn with(&self, question: QuestionId, answer: impl Into<Option<Answer>>) -> Answers {
        let mut answers = self.clone();
        answers.set(question, answer);
        answers
    }

    /// The questions that have an answer, "not sure" included.
    pub fn given(&self) -> impl Iterator<Item = (QuestionId, Answer)> + '_ {
        self.0.iter_enumerated().filter_map(|(question, slot)| Some((question, (*slot)?)))
    }
}

impl Test {
    /// Whether it asks for this option.
    pub fn names(self, option: OptionId) -> bool {
        matches!(self, Test::Is(named) | Test::Has(named) if named == option)
    }

    pub(crate) fn matches(self, answer: Answer) -> bool {
        match (self, answer) {
            (Test::Is(option), Answer::One(it)) => it == option,
            (Test::Has(option), Answer::Many(set)) => set.contains(option),
            (Test::Under(n), Answer::Number(it)) => it < n,
            (Test::Over(n), Answer::Number(it)) => it > n,
            _ => false,
        }
    }
}
