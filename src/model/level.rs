//! How serious a finding is: seven levels, closed and ordered.

use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How serious a finding is. The order is the triage order; the highest level found is the result.
///
/// In every format, rule files too, it is one lower case word, such as `contraindication`; any other word is an error.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Also what stands when nothing is found.
    #[default]
    Note,
    /// Go on, with care.
    Precaution,
    /// Only in trained hands.
    Professional,
    /// Not yet.
    Deferral,
    /// Do not go on.
    Contraindication,
    /// Somebody has to look at it today.
    Urgent,
    /// Help now.
    Emergency,
}

impl Level {
    /// From the lowest to the highest.
    pub const ALL: [Level; 7] = [
        Level::Note,
        Level::Precaution,
        Level::Professional,
        Level::Deferral,
        Level::Contraindication,
        Level::Urgent,
        Level::Emergency,
    ];

    /// Its word.
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
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Level {
    type Err = serde::de::value::Error;

    /// The level of a word; an error that lists the words when there is none.
    fn from_str(word: &str) -> Result<Level, Self::Err> {
        Level::deserialize(word.into_deserializer())
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn every_level_has_one_word_and_no_other_word_is_a_level() {
        for level in Level::ALL {
            assert_eq!(level.word().parse(), Ok(level));
            assert_eq!(level.to_string(), format!("{level:?}").to_lowercase());
            format!("{level:?}").parse::<Level>().expect_err("a capital letter is another word");
        }
        assert!("severe".parse::<Level>().expect_err("no level").to_string().contains("`contraindication`"));
    }
}
