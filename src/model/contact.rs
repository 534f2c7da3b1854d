//! Whom to call, country by country, and the places for it in texts.

use super::id::SourceId;
use super::source::SourcePlace;
use serde::{Deserialize, Serialize};

/// The numbers of one country. The one without a country code stands in for all others.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Contact {
    /// Two capital letters, such as `GB`; empty for everywhere else.
    pub country: String,
    /// Other countries these numbers serve.
    pub also: Vec<String>,
    /// The country in words.
    pub name: String,
    /// The number for danger to life, such as `999`.
    pub emergency: String,
    /// Medical advice at any hour.
    pub advice: Option<HelpLine>,
    /// Somebody to talk to at any hour.
    pub crisis: Option<HelpLine>,
    /// Whom to ask about something swallowed or put on.
    pub poison: Option<HelpLine>,
    /// Where side effects and faulty devices are reported: a name and an address.
    pub report: Option<HelpLine>,
    /// Where the numbers were read.
    pub sources: Vec<SourceId>,
    /// Where it is written.
    pub place: SourcePlace,
}

/// A service, and its number or address.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct HelpLine {
    /// Such as `NHS 111`.
    pub name: String,
    /// A number to dial, or an address to open.
    pub number: String,
}

/// What may stand in curly brackets in a text, and the words for it where no number is known.
pub const PLACES: [(&str, &str); 5] = [
    ("emergency", "your emergency number"),
    ("advice", "a health advice line"),
    ("crisis", "a crisis line"),
    ("poison", "a poison line"),
    ("report", "the agency that watches over medical devices"),
];

impl Contact {
    /// Whether these are the numbers of this country; the empty code is that of everywhere else.
    pub(super) fn serves(&self, country: &str) -> bool {
        std::iter::once(&self.country).chain(&self.also).any(|code| code.eq_ignore_ascii_case(country))
    }

    /// What stands for a place in a text, such as `NHS 111 (111)`.
    pub(super) fn words(&self, place: &str) -> Option<String> {
        let line = match place {
            "emergency" => return Some(self.emergency.clone()),
            "advice" => &self.advice,
            "crisis" => &self.crisis,
            "poison" => &self.poison,
            "report" => &self.report,
            _ => return None,
        };
        let told = |line: &HelpLine| {
            let plain = line.name.contains(&line.number);
            if plain { line.name.clone() } else { format!("{} ({})", line.name, line.number) }
        };
        line.as_ref().map(told)
    }
}
