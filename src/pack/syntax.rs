//! The rule base as written: one type for each statement, borrowed from the text.

pub mod opening;
pub mod overlay;

use super::word::{BareWord, Entries, Options, Quoted, Spelled};
use crate::model::{self, Direction, Grade, Kind, Level, Reading, Side};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 's"))]
pub enum Statement<'s> {
    Library(opening::Library<'s>),
    Day(opening::Day<'s>),
    Pack(Pack<'s>),
    Source(Source<'s>),
    Term(Term<'s>),
    Contact(Contact<'s>),
    /// Words that no text for people may use.
    Avoid(Vec<String>),
    OneSide(OneSide),
    Question(Question<'s>),
    Rule(Rule<'s>),
    Layers(Layers<'s>),
    Case(Case<'s>),
    Promise(Promise<'s>),
    Impossible(Impossible<'s>),
    Define(Define<'s>),
    Change(overlay::Change<'s>),
    Off(overlay::Off<'s>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack<'s> {
    #[serde(borrow)]
    pub id: BareWord<'s>,
    #[serde(default)]
    pub kind: Kind,
    pub title: String,
    pub intro: String,
    pub version: String,
    pub reviewed: Quoted<'s>,
    pub review_by: Quoted<'s>,
    pub sections: Entries<'s, String>,
    #[serde(default)]
    pub risks: Entries<'s, String>,
    pub wording: Entries<'s, String>,
    pub not_before: Option<String>,
    #[serde(default)]
    pub closing: Vec<Closing<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing<'s> {
    #[serde(borrow)]
    pub id: BareWord<'s>,
    pub title: String,
    pub when: Option<Condition<'s>>,
    pub up_to: Option<Level>,
    pub text: String,
    #[serde(default)]
    pub for_risk: Entries<'s, String>,
    #[serde(default)]
    pub points: Vec<String>,
    #[serde(default)]
    pub sources: Vec<BareWord<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source<'s> {
    #[serde(borrow)]
    pub id: BareWord<'s>,
    pub title: String,
    pub publisher: String,
    pub year: Option<u16>,
    pub grade: Grade,
    pub url: String,
    pub read: Reading,
    pub via: Option<String>,
    pub review_by: Quoted<'s>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term<'s> {
    #[serde(borrow)]
    pub word: Quoted<'s>,
    #[serde(default)]
    pub also: Vec<String>,
    pub means: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneSide {
    pub word: String,
    pub known: Side,
    pub write: String,
    pub with: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact<'s> {
    /// Empty for everywhere else.
    #[serde(borrow)]
    pub country: Quoted<'s>,
    #[serde(default)]
    pub also: Vec<String>,
    pub name: String,
    pub emergency: String,
    pub advice: Option<HelpLine>,
    pub crisis: Option<HelpLine>,
    pub poison: Option<HelpLine>,
    pub report: Option<HelpLine>,
    #[serde(default)]
    pub sources: Vec<BareWord<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    pub name: String,
    pub number: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question<'s> {
    #[serde(borrow)]
    pub id: BareWord<'s>,
    pub ask: String,
    pub help: Option<String>,
    pub because: String,
    pub answer: Domain<'s>,
    pub ordinary: Option<BareWord<'s>>,
    pub ask_if: Option<Condition<'s>>,
    pub change: Option<model::Changeable>,
    #[serde(default)]
    pub read_back: bool,
    pub unordered: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub enum Domain<'s> {
    YesNo,
    One(Entries<'s, String>),
    Many(Entries<'s, String>),
    Number {
        unit: String,
        range: Spelled<'s>,
        worse: Direction,
        usual: Option<f64>,
    },
    /// A text of at most so many characters: given or not.
    Text {
        max: u16,
    },
    Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule<'s> {
    #[serde(borrow)]
    pub id: BareWord<'s>,
    pub level: Level,
    #[serde(default)]
    pub risks: Vec<BareWord<'s>>,
    pub title: String,
    pub when: Condition<'s>,
    pub why: String,
    pub advice: String,
    #[serde(default)]
    pub sources: Vec<BareWord<'s>>,
    pub wait: Option<Wait<'s>>,
    #[serde(default)]
    pub see: Vec<BareWord<'s>>,
    #[serde(default)]
    pub vendor_only: bool,
    pub reviewed_by: Option<String>,
    pub reviewed: Option<Quoted<'s>>,
    pub seen: Option<Quoted<'s>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", bound(deserialize = "'de: 's"))]
pub enum Wait<'s> {
    Until(BareWord<'s>, f64),
    After(String, u16),
    Days(u16),
    Weeks(u16),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", bound(deserialize = "'de: 's"))]
pub enum Condition<'s> {
    Is(BareWord<'s>, Options<'s>),
    Has(BareWord<'s>, Options<'s>),
    Under(BareWord<'s>, f64),
    Over(BareWord<'s>, f64),
    /// A date and `today`.
    Before(BareWord<'s>, BareWord<'s>),
    After(BareWord<'s>, BareWord<'s>),
    UnderFor(BareWord<'s>, BareWord<'s>, Entries<'s, f64>),
    OverFor(BareWord<'s>, BareWord<'s>, Entries<'s, f64>),
    Holds(BareWord<'s>),
    AtLeast(usize, Vec<Condition<'s>>),
    All(Vec<Condition<'s>>),
    Any(Vec<Condition<'s>>),
    Not(Box<Condition<'s>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layers<'s> {
    #[serde(borrow)]
    pub question: BareWord<'s>,
    pub title: String,
    pub note: String,
    pub layers: Vec<Layer>,
    #[serde(default)]
    pub marks: Vec<f64>,
    #[serde(default)]
    pub sources: Vec<BareWord<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    pub name: String,
    pub to: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case<'s> {
    #[serde(borrow)]
    pub name: Quoted<'s>,
    pub words: Option<String>,
    pub given: Entries<'s, Spelled<'s>>,
    pub expect: Level,
    #[serde(default)]
    pub finds: Vec<BareWord<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise<'s> {
    #[serde(borrow)]
    pub name: Quoted<'s>,
    pub when: Condition<'s>,
    pub at_least: Option<Level>,
    #[serde(default)]
    pub finds: Vec<BareWord<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Define<'s> {
    #[serde(borrow)]
    pub id: BareWord<'s>,
    pub means: String,
    pub when: Condition<'s>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impossible<'s> {
    #[serde(borrow)]
    pub when: Condition<'s>,
    pub say: Quoted<'s>,
}
