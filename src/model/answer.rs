//! One person's facts: one slot for each question.

use super::id::{OptionId, QuestionId};
use super::logic::Truth;
use super::rule::AnswerTest;
use super::ticks::Ticks;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiVec, ti_vec};

/// One answer.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum Answer {
    /// "Not sure"; of a list, not sure of any of it.
    Unsure,
    /// The option of a single choice.
    One(OptionId),
    /// What was said to a list; none of it is an answer too.
    Many(Ticks),
    /// A number in the unit of its question.
    Number(f64),
}

impl Answer {
    /// Whether nothing of it is "not sure".
    pub fn is_sure(self) -> bool {
        match self {
            Answer::Unsure => false,
            Answer::Many(ticks) => ticks.is_sure(),
            Answer::One(_) | Answer::Number(_) => true,
        }
    }
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

impl AnswerTest {
    /// Whether it asks for this option.
    pub fn names(self, option: OptionId) -> bool {
        matches!(self, AnswerTest::Is(named) | AnswerTest::Has(named) if named == option)
    }

    /// Whether an answer passes; unknown where nothing was said, or the person is not sure.
    pub(crate) fn truth(self, answer: Option<Answer>) -> Truth {
        let passes = match (self, answer) {
            (_, None | Some(Answer::Unsure)) => return Truth::Unknown,
            (AnswerTest::Has(option), Some(Answer::Many(ticks))) if ticks.unsure().contains(option) => {
                return Truth::Unknown;
            }
            (AnswerTest::Has(option), Some(Answer::Many(ticks))) => ticks.ticked().contains(option),
            (AnswerTest::Is(option), Some(Answer::One(chosen))) => chosen == option,
            (AnswerTest::Under(n), Some(Answer::Number(number))) => number < n,
            (AnswerTest::Over(n), Some(Answer::Number(number))) => number > n,
            _ => false,
        };
        if passes { Truth::True } else { Truth::False }
    }
}
