//! How serious a finding is: seven levels, closed and ordered.

use serde::{Deserialize, Serialize};

/// How serious a finding is. The order is the triage order; the highest level found is the result.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Level {
    Note,
    Precaution,
    Professional,
    Deferral,
    Contraindication,
    Urgent,
    Emergency,
}

impl Level {
    pub const ALL: [Level; 7] = [
        Level::Note,
        Level::Precaution,
        Level::Professional,
        Level::Deferral,
        Level::Contraindication,
        Level::Urgent,
        Level::Emergency,
    ];

    /// The word used in JSON, such as `contraindication`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Precaution => "precaution",
            Level::Professional => "professional",
            Level::Deferral => "deferral",
            Level::Contraindication => "contraindication",
            Level::Urgent => "urgent",
            Level::Emergency => "emergency",
        }
    }

    /// The level of this word; the worst where the word is not known.
    pub fn named(word: &str) -> Level {
        Level::ALL.into_iter().find(|it| it.word() == word).unwrap_or(Level::Emergency)
    }
}
