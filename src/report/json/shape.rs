//! The shape of the answer as JSON: every field of it.

use crate::model::Level;
use crate::model::codec::AnswerValue;
use serde::ser::{Serialize, Serializer};

/// One answer with everything that can be said of it.
#[derive(serde::Serialize, Debug)]
pub(super) struct Report {
    pub schema: u32,
    pub tool: String,
    pub date: String,
    pub pack: String,
    pub title: String,
    pub version: String,
    pub reviewed: String,
    pub review_by: String,
    pub past_review: bool,
    pub shipped: bool,
    /// Whose other rules they are and what is switched off in them; empty for those that come with the program.
    pub notice: String,
    /// SHA-256 of the rules, in hexadecimal.
    pub fingerprint: String,
    pub level: Level,
    pub short: Short,
    /// Whether the person told of an emergency, which ended the questions.
    pub emergency: bool,
    /// The country whose numbers stand in the texts; empty where it is not known.
    pub country: String,
    pub risks: Pairs<Level>,
    pub findings: Vec<Finding>,
    /// Answered "not sure".
    pub unsure: Vec<String>,
    /// Asked, or would have been, and not answered.
    pub unanswered: Vec<String>,
    /// Those among the unanswered that can no longer change the result.
    pub needless: Vec<String>,
    pub answers: Pairs<AnswerValue>,
    /// None where acting at once comes first.
    pub counterfactuals: Option<Counterfactuals>,
    pub sensitivities: Vec<Sensitivity>,
    pub reassessment: Option<Reassessment>,
    pub closing: Vec<Closing>,
    pub sources: Vec<Source>,
}

/// The answer on one screen.
#[derive(serde::Serialize, Debug)]
pub(super) struct Short {
    pub headline: String,
    pub detail: String,
    /// To act at once: `urgent` or `emergency`.
    pub act: Option<Level>,
    /// Who may do it: `contraindication` or `professional`.
    pub who: Option<Level>,
    /// Whether something has to wait, and until which day where one is known.
    pub wait: bool,
    pub not_before: Option<String>,
    /// Whether a clear answer may change it.
    pub possible: bool,
    /// The rules that give the reasons, the gravest first, and what each asks for.
    pub reasons: Pairs<String>,
    pub next: Option<String>,
}

/// One rule that is not ruled out.
#[derive(serde::Serialize, Debug)]
pub(super) struct Finding {
    pub rule: String,
    pub level: Level,
    /// `certain` or `possible`.
    pub certainty: &'static str,
    /// Whether the person's own words say so.
    pub told: bool,
    pub title: String,
    /// Each question it rests on: `answered`, `unsure` or `unanswered`.
    pub because: Pairs<&'static str>,
    pub risks: Vec<String>,
    pub why: String,
    pub advice: String,
    pub sources: Vec<String>,
    pub see: Vec<String>,
    pub vendor_only: bool,
}

/// When to look again.
#[derive(serde::Serialize, Debug)]
pub(super) struct Reassessment {
    /// The earliest day, where one is known.
    pub date: Option<String>,
    /// The rule whose wait ends last.
    pub rule: Option<String>,
    pub only_time: bool,
    pub waits: Vec<Wait>,
}

/// What has to wait, and until when.
#[derive(serde::Serialize, Debug)]
pub(super) struct Wait {
    pub rule: String,
    /// The day, where one is known; else what has to happen first.
    pub until: Option<String>,
    pub after: Option<String>,
    pub days: Option<u16>,
}

/// A part of the pack that comes after the findings.
#[derive(serde::Serialize, Debug)]
pub(super) struct Closing {
    pub id: String,
    pub title: String,
    pub text: String,
    pub points: Vec<String>,
    pub sources: Vec<String>,
}

/// A source that is cited, in the order of citing.
#[derive(serde::Serialize, Debug)]
pub(super) struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub year: Option<u16>,
    pub grade: &'static str,
    pub read: String,
    pub url: String,
}

/// The smallest sets of other answers that leave nothing above a precaution, any one of which is enough.
#[derive(serde::Serialize, Debug)]
pub(super) struct Counterfactuals {
    /// False when the search was cut off.
    pub complete: bool,
    pub ways: Vec<Pairs<AnswerValue>>,
}

/// A single answer that, if it were this instead, would raise the level.
#[derive(serde::Serialize, Debug)]
pub(super) struct Sensitivity {
    pub instead: Pairs<AnswerValue>,
    pub level: Level,
}

/// An object whose keys keep their order.
#[derive(Debug)]
pub(super) struct Pairs<T>(pub Vec<(String, T)>);

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
