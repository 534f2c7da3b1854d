//! What is found when a condition holds.

use super::id::{OptionId, QuestionId, RiskId, SourceId};
use super::level::Level;
use super::logic::Condition;
use super::source::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A statement about one answer, such as "the answer to question 3 is option 1".
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Fact {
    pub question: QuestionId,
    pub test: Test,
}

#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum Test {
    Is(OptionId),
    Has(OptionId),
    Under(f64),
    Over(f64),
}

/// A condition over the answers of a pack.
pub type When = Condition<Fact>;

/// What is found when a condition holds.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Rule {
    pub id: String,
    pub level: Level,
    pub risks: Vec<RiskId>,
    pub title: String,
    pub when: When,
    pub why: String,
    pub advice: String,
    pub sources: Vec<SourceId>,
    pub wait: Option<Wait>,
    /// Topics in other packs worth reading.
    pub see: Vec<String>,
    pub vendor_only: bool,
    /// None where nobody outside has said that it is right.
    pub reviewed: Option<Reviewed>,
    pub place: Place,
}

/// That somebody who knows the subject found a rule right as it stands.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Reviewed {
    /// Who, with what makes them fit to judge, such as "A. Example, dermatologist".
    pub by: String,
    pub on: Date,
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
