//! One question and the answers it takes.

use super::answer::Answer;
use super::id::{OptionId, SectionId};
use super::option_set::OptionSet;
use super::rule::When;
use super::source::SourcePlace;
use super::ticks::Ticks;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiSlice, TiVec};

/// One question, in the words it is asked in.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Question {
    /// Its name in conditions and answers.
    pub id: String,
    /// The group it belongs to.
    pub section: SectionId,
    /// The question itself.
    pub ask: String,
    /// More about what is meant, for those who ask.
    pub help: Option<String>,
    /// Why we ask.
    pub because: String,
    /// The answers it takes.
    pub domain: Domain,
    /// What is written down, where the answer is more than its logic reads of it.
    pub entry: Option<Entry>,
    /// What most people would answer, to begin at: an option, or no tick. None where nothing may be taken for granted
    /// until the person says so; that is so for every number.
    pub ordinary: Option<Answer>,
    /// For whom it is asked; looks only at questions before this one.
    pub ask_if: When,
    /// What the person can do about an answer, if anything.
    pub change: Option<Changeable>,
    /// Whether the answer is said again before a checklist goes on.
    pub read_back: bool,
    /// Why a worse answer here may lower the level, when it may.
    pub unordered: Option<String>,
    /// Where it is written.
    pub place: SourcePlace,
}

/// The answers a question takes. Every question also takes "not sure".
#[derive(Serialize, Deserialize, Clone, Debug)]
pub enum Domain {
    /// Exactly one, ordered from safest to worst.
    One(TiVec<OptionId, Choice>),
    /// Any number, none included; every tick is worse than no tick. At most 64 options.
    Many(TiVec<OptionId, Choice>),
    /// One number.
    Number(Scale),
}

/// Something that is written down rather than chosen. Rules read no more of it than its domain says.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A short text of at most so many characters: given or not.
    Text(u16),
    /// A calendar date: the days from today until then.
    Date,
}

/// A number with its unit and the end of the range that is worse.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Scale {
    /// What it counts, such as `mm` or `days`.
    pub unit: String,
    /// The lowest number taken, in that unit.
    pub low: f64,
    /// The highest number taken, in that unit.
    pub high: f64,
    /// Whether only whole numbers are taken.
    pub whole: bool,
    /// Which end is worse.
    pub worse: Direction,
    /// The answer of the baseline.
    pub usual: f64,
}

/// Which end of a range is worse.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is worse.
    Higher,
    /// Less is worse.
    Lower,
}

/// One option.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Choice {
    /// Its name in conditions and answers.
    pub id: String,
    /// Its words for people.
    pub label: String,
}

/// What a person can do about an answer. Absent where the answer is not theirs to change.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Changeable {
    /// Let time pass.
    Wait,
    /// Take another device.
    Device,
    /// Set the device in another way.
    Setting,
    /// Clean more, or in another way.
    Hygiene,
    /// Do it elsewhere on the body.
    Place,
    /// Take another product, or none.
    Product,
    /// Have somebody else do it.
    Person,
}

impl Entry {
    /// The most characters it takes.
    pub fn longest(self) -> u16 {
        match self {
            Entry::Text(max) => max,
            Entry::Date => 10,
        }
    }
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

    /// The id of an option; empty where the question has no such option.
    pub fn id(&self, option: OptionId) -> &str {
        self.choices().get(option).map_or("", |choice| &choice.id)
    }

    /// The label of an option; empty where the question has no such option.
    pub fn label(&self, option: OptionId) -> &str {
        self.choices().get(option).map_or("", |choice| &choice.label)
    }

    /// Whether this answer is one the question takes.
    pub fn takes(&self, answer: Answer) -> bool {
        match (self, answer) {
            (_, Answer::Unsure) => true,
            (Domain::One(choices), Answer::One(option)) => option < choices.next_key(),
            (Domain::Many(choices), Answer::Many(ticks)) => ticks.among(OptionSet::first(choices.len())) == ticks,
            (Domain::Number(_), Answer::Number(n)) => self.read_number(n).is_ok(),
            _ => false,
        }
    }

    /// These ticks as an answer. Who is not sure of any option is not sure of the list.
    pub fn many(&self, ticks: Ticks) -> Answer {
        let all = OptionSet::first(self.choices().len());
        if !all.is_empty() && ticks.unsure() == all { Answer::Unsure } else { Answer::Many(ticks) }
    }

    /// The answer of the baseline: the first option, no tick, the usual number.
    pub fn baseline(&self) -> Answer {
        match self {
            Domain::One(_) => Answer::One(OptionId::new(0)),
            Domain::Many(_) => Answer::Many(Ticks::NONE),
            Domain::Number(scale) => Answer::Number(scale.usual),
        }
    }
}
