//! The rule base as meant: every name resolved, every value checked.

use crate::answers::Answers;
use crate::logic::Condition;
use jiff::civil::Date;
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

/// The library and the packs that cite it.
#[derive(Serialize, Deserialize, Debug)]
pub struct RuleBase {
    pub sources: Vec<Source>,
    pub terms: Vec<Term>,
    /// Words that no text for people may use, in lower case.
    pub avoid: Vec<String>,
    pub packs: Vec<Pack>,
}

/// A page, paper or law that a rule rests on.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub year: Option<u16>,
    pub grade: Grade,
    pub url: String,
    pub read: Reading,
    /// Which page relays it, when it was not read itself.
    pub via: Option<String>,
    pub review_by: Date,
    pub place: Place,
}

/// What kind of ground a source gives.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grade {
    Law,
    Regulator,
    Guideline,
    Review,
    Trial,
    Study,
    CaseReport,
    Expert,
    Maker,
    Clinic,
    Press,
}

/// Whether the fact was read in the source itself or in a page that repeats it.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    Direct,
    Relayed,
}

/// A hard word and what it means in easy ones.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Term {
    pub word: String,
    pub also: Vec<String>,
    pub means: String,
}

/// Where something is written, so that a message can point at it.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// Such as `before/skin.ron`.
    pub path: String,
    /// Line and column, both from 1; columns count characters.
    pub line: usize,
    pub column: usize,
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

/// One question, in the words it is asked in.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Question {
    pub id: String,
    pub section: usize,
    pub ask: String,
    pub help: Option<String>,
    /// Why we ask.
    pub because: String,
    pub domain: Domain,
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
    One(Vec<Choice>),
    /// Any number, none included; every tick is worse than no tick. At most 64 options.
    Many(Vec<Choice>),
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

/// A statement about one answer, such as "the answer to question 3 is option 1".
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Fact {
    pub question: usize,
    pub test: Test,
}

#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum Test {
    Is(usize),
    Has(usize),
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
    pub risks: Vec<usize>,
    pub title: String,
    pub when: When,
    pub why: String,
    pub advice: String,
    pub sources: Vec<usize>,
    pub wait: Option<Wait>,
    /// Topics in other packs worth reading.
    pub see: Vec<String>,
    pub vendor_only: bool,
    pub place: Place,
}

/// When a deferral ends.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub enum Wait {
    /// When the number answered here, which counts time passed, reaches this.
    Until(usize, f64),
    /// So many days after something only the person can see.
    After(String, u16),
    /// So many days from today.
    Days(u16),
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

impl Domain {
    /// The options of a choice; none for a number.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Domain::One(choices) | Domain::Many(choices) => choices,
            Domain::Number(_) => &[],
        }
    }
}
