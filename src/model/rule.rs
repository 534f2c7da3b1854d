//! What is found when a condition holds.

use super::day;
use super::id::{OptionId, QuestionId, RiskId, SourceId};
use super::level::Level;
use super::logic::Condition;
use super::source::SourcePlace;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A statement about one answer, such as "the answer to question 3 is option 1".
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Fact {
    /// The question it looks at.
    pub question: QuestionId,
    /// What is asked of the answer.
    pub test: AnswerTest,
}

/// What a fact asks of one answer.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum AnswerTest {
    /// The single choice is this option.
    Is(OptionId),
    /// This option is among the ticks.
    Has(OptionId),
    /// The number is less than this, in the unit of the question.
    Under(f64),
    /// The number is more than this, in the unit of the question.
    Over(f64),
}

/// A condition over the answers of a pack.
pub type When = Condition<Fact>;

/// What is found when a condition holds.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Rule {
    /// Its name in cases, promises and records.
    pub id: String,
    /// How much it weighs.
    pub level: Level,
    /// What can go wrong; may be none.
    pub risks: Vec<RiskId>,
    /// The finding in a few words.
    pub title: String,
    /// For whom it is found.
    pub when: When,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// What it rests on, at least one.
    pub sources: Vec<SourceId>,
    /// When it ends, for a deferral and for nothing else.
    pub wait: Option<Wait>,
    /// Topics in other packs worth reading.
    pub see: Vec<String>,
    /// Whether it rests on makers' and clinics' pages alone.
    pub vendor_only: bool,
    /// None where nobody outside has said that it is right.
    pub reviewed: Option<Reviewed>,
    /// Where it is written.
    pub place: SourcePlace,
}

/// That somebody who knows the subject found a rule right as it stands.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Reviewed {
    /// Who, with what makes them fit to judge, such as "A. Example, dermatologist".
    pub by: String,
    /// The day of it.
    #[serde(with = "day")]
    pub on: Date,
    /// The mark of the rule as it was then; empty where it was not written down.
    pub seen: String,
}

/// When a deferral ends.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub enum Wait {
    /// When the number answered here, which counts time passed, reaches this.
    Until(QuestionId, f64),
    /// So many days after something only the person can see.
    After(String, u16),
    /// So many days from today.
    Days(u16),
}
