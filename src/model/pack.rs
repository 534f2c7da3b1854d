//! The rule base as meant: every name resolved, every value checked.

use super::answer::Answers;
use super::contact::Contact;
use super::level::Level;
use super::question::Question;
use super::rule::{Rule, When};
use super::source::{Place, Source, Term};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The library and the packs that cite it.
#[derive(Serialize, Deserialize, Debug)]
pub struct RuleBase {
    pub sources: Vec<Source>,
    pub terms: Vec<Term>,
    /// Words that no text for people may use, in lower case.
    pub avoid: Vec<String>,
    /// Whom to call, country by country.
    pub contacts: Vec<Contact>,
    pub packs: Vec<Pack>,
}

/// What a pack is for. The engine treats all alike; the commands offer each where it fits.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Check,
    Checklist,
    Topics,
}

/// One questionnaire with its rules, cases and promises.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Pack {
    pub id: String,
    pub kind: Kind,
    pub title: String,
    pub intro: String,
    pub version: String,
    pub reviewed: Date,
    pub review_by: Date,
    pub sections: Vec<Section>,
    pub risks: Vec<Risk>,
    /// The headline of each level the pack uses.
    pub wording: Vec<(Level, String)>,
    /// The headline of a wait whose last day is known, with `{day}` in it.
    pub not_before: String,
    pub closings: Vec<Closing>,
    /// In asking order; a condition of a question looks only at questions before it.
    pub questions: Vec<Question>,
    pub rules: Vec<Rule>,
    pub cases: Vec<Case>,
    pub promises: Vec<Promise>,
    /// The person who gives the clear answer everywhere: every case is this person but for what it says.
    pub clear: Answers,
    /// SHA-256 of the files that decide the answer, in hexadecimal.
    pub fingerprint: String,
    /// Whether it came with the program, or from a stranger's folder.
    pub shipped: bool,
}

/// A group of questions, one file each.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Section {
    pub id: String,
    pub title: String,
}

/// Something that can go wrong, as the pack names it.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Risk {
    pub id: String,
    pub title: String,
}

/// A part of the answer that comes after the findings.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Closing {
    pub id: String,
    pub title: String,
    pub when: When,
    /// Not shown when the level of the answer is higher than this.
    pub up_to: Level,
    pub text: String,
    /// One sentence for each risk, shown only to those who raised it.
    pub for_risk: Vec<(usize, String)>,
    pub points: Vec<String>,
    pub sources: Vec<usize>,
}

/// A person in a few answers, and what the rules must say of them.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Case {
    pub name: String,
    /// The person in their own words.
    pub words: Option<String>,
    /// The clear person, with these answers instead.
    pub given: Answers,
    pub expect: Level,
    /// Exactly the rules found.
    pub because: Vec<usize>,
    /// The number of sections where it belongs to none of them.
    pub section: usize,
    pub place: Place,
}

/// Something that must hold for every possible person.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Promise {
    pub name: String,
    pub when: When,
    pub at_least: Option<Level>,
    pub finds: Vec<usize>,
    pub place: Place,
}

impl Pack {
    /// Somebody who has said nothing yet.
    pub fn silent(&self) -> Answers {
        Answers::silent(self.questions.len())
    }

    pub fn question(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|it| it.id == id)
    }

    pub fn rule(&self, id: &str) -> Option<usize> {
        self.rules.iter().position(|it| it.id == id)
    }

    /// Every question a condition looks at, by itself or through what opens those questions; in asking order.
    pub fn cone(&self, when: &When) -> Vec<usize> {
        let mut seen = vec![false; self.questions.len()];
        when.facts().iter().for_each(|it| seen[it.question] = true);
        // A question looks only at those before it, so one pass backwards is enough.
        for question in (0..seen.len()).rev() {
            if seen[question] {
                self.questions[question].ask_if.facts().iter().for_each(|it| seen[it.question] = true);
            }
        }
        (0..seen.len()).filter(|it| seen[*it]).collect()
    }

    /// The headline of a level, in the pack's own words.
    pub fn headline(&self, level: Level) -> &str {
        self.wording.iter().find(|(it, _)| *it == level).map_or("", |(_, words)| words)
    }
}
