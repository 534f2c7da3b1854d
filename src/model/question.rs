//! One question and the answers it takes.

use super::answer::Answer;
use super::id::{OptionId, SectionId};
use super::rule::When;
use super::source::Place;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiSlice, TiVec};

/// One question, in the words it is asked in.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Question {
    pub id: String,
    pub section: SectionId,
    pub ask: String,
    pub help: Option<String>,
    /// Why we ask.
    pub because: String,
    pub domain: Domain,
    /// What most people would answer, to begin at: an option, or no tick. None where nothing may be taken for granted
    /// until the person says so; that is so for every number.
    pub ordinary: Option<Answer>,
    pub ask_if: When,
    pub change: Option<Change>,
    pub read_back: bool,
    /// Why a worse answer here may lower the level, when it may.
    pub unordered: Option<String>,
    pub place: Place,
}

/// The answers a question takes. Every question also takes "not sure".
#[derive(Serialize, Deserialize, Clone, Debug)]
pub enum Domain {
    /// Exactly one, ordered from safest to worst.
    One(TiVec<OptionId, Choice>),
    /// Any number, none included; every tick is worse than no tick. At most 64 options.
    Many(TiVec<OptionId, Choice>),
    Number(Scale),
}

/// A number with its unit and the end of the range that is worse.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Scale {
    pub unit: String,
    pub low: f64,
    pub high: f64,
    pub whole: bool,
    pub worse: Direction,
    pub usual: f64,
}

#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Higher,
    Lower,
}

#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

/// What a person can do about an answer. Absent where the answer is not theirs to change.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Wait,
    Device,
    Setting,
    Hygiene,
    Place,
    Product,
    Person,
}

impl Question {
    /// The options in the order they are shown: the ordinary one first, then from the safest to the worst.
    pub fn shown_order(&self) -> Vec<OptionId> {
        let first = match self.ordinary {
            Some(Answer::One(option)) => Some(option),
            _ => None,
        };
        let others = self.domain.choices().keys().filter(|option| Some(*option) != first);
        first.into_iter().chain(others).collect()
    }
}

impl Domain {
    /// The options of a choice; none for a number.
    pub fn choices(&self) -> &TiSlice<OptionId, Choice> {
        match self {
            Domain::One(choices) | Domain::Many(choices) => choices,
            Domain::Number(_) => TiSlice::from_ref(&[]),
        }
    }
}
