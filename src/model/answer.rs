//! One person's facts: one slot for each question.

use super::id::{OptionId, QuestionId};
use super::option_set::OptionSet;
use super::question::Domain;
use super::rule::Test;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiVec, ti_vec};

/// One answer. `Many` is a set of options.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum Answer {
    Unsure,
    One(OptionId),
    Many(OptionSet),
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

    pub fn get(&self, question: QuestionId) -> Option<Answer> {
        self.0.get(question).copied().flatten()
    }

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

impl Domain {
    /// Whether this answer is one the question takes.
    pub fn takes(&self, answer: Answer) -> bool {
        match (self, answer) {
            (_, Answer::Unsure) => true,
            (Domain::One(choices), Answer::One(option)) => option < choices.next_key(),
            (Domain::Many(choices), Answer::Many(set)) => set.is_subset(OptionSet::first(choices.len())),
            (Domain::Number(_), Answer::Number(n)) => self.read_number(n).is_ok(),
            _ => false,
        }
    }

    /// The answer of the baseline: the first option, no tick, the usual number.
    pub fn baseline(&self) -> Answer {
        match self {
            Domain::One(_) => Answer::One(OptionId::new(0)),
            Domain::Many(_) => Answer::Many(OptionSet::EMPTY),
            Domain::Number(scale) => Answer::Number(scale.usual),
        }
    }
}
