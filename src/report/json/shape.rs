//! The shape of the answer as JSON: every field of it.

use crate::model::Level;
use crate::model::codec::AnswerValue;
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;

/// One answer with everything that can be said of it.
#[derive(serde::Serialize, Debug)]
pub(super) struct Report<'a> {
    pub schema: u32,
    pub tool: Cow<'a, str>,
    pub date: Cow<'a, str>,
    pub pack: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub version: Cow<'a, str>,
    pub reviewed: Cow<'a, str>,
    pub review_by: Cow<'a, str>,
    pub past_review: bool,
    pub shipped: bool,
    /// Whose other rules they are and what is switched off in them; empty for those that come with the program.
    pub notice: Cow<'a, str>,
    /// SHA-256 of the rules, in hexadecimal.
    pub fingerprint: Cow<'a, str>,
    pub level: Level,
    pub short: Short<'a>,
    /// Whether the person told of an emergency, which ended the questions.
    pub emergency: bool,
    /// The country whose numbers stand in the texts; empty where it is not known.
    pub country: Cow<'a, str>,
    pub risks: Pairs<'a, Level>,
    pub findings: Vec<Finding<'a>>,
    /// Answered "not sure".
    pub unsure: Vec<Cow<'a, str>>,
    /// Asked, or would have been, and not answered.
    pub unanswered: Vec<Cow<'a, str>>,
    /// Those among the unanswered that can no longer change the result.
    pub needless: Vec<Cow<'a, str>>,
    pub answers: Pairs<'a, AnswerValue>,
    /// None where acting at once comes first.
    pub counterfactuals: Option<Counterfactuals<'a>>,
    pub sensitivities: Vec<Sensitivity<'a>>,
    pub reassessment: Option<Reassessment<'a>>,
    pub closing: Vec<Closing<'a>>,
    pub sources: Vec<Source<'a>>,
}

/// The answer on one screen.
#[derive(serde::Serialize, Debug)]
pub(super) struct Short<'a> {
    pub headline: Cow<'a, str>,
    pub detail: Cow<'a, str>,
    /// To act at once: `urgent` or `emergency`.
    pub act: Option<Level>,
    /// Who may do it: `contraindication` or `professional`.
    pub who: Option<Level>,
    /// Whether something has to wait, and until which day where one is known.
    pub wait: bool,
    pub not_before: Option<Cow<'a, str>>,
    /// Whether a clear answer may change it.
    pub possible: bool,
    /// The rules that give the reasons, the gravest first, and what each asks for.
    pub reasons: Pairs<'a, Cow<'a, str>>,
    pub next: Option<Cow<'a, str>>,
}

/// One rule that is not ruled out.
#[derive(serde::Serialize, Debug)]
pub(super) struct Finding<'a> {
    pub rule: Cow<'a, str>,
    pub level: Level,
    /// `certain` or `possible`.
    pub certainty: &'static str,
    /// Whether the person's own words say so.
    pub told: bool,
    pub title: Cow<'a, str>,
    /// Each question it rests on: `answered`, `unsure` or `unanswered`.
    pub because: Pairs<'a, &'static str>,
    pub risks: Vec<Cow<'a, str>>,
    pub why: Cow<'a, str>,
    pub advice: Cow<'a, str>,
    pub sources: Vec<Cow<'a, str>>,
    pub see: Vec<Cow<'a, str>>,
    pub vendor_only: bool,
}

/// When to look again.
#[derive(serde::Serialize, Debug)]
pub(super) struct Reassessment<'a> {
    /// The earliest day, where one is known.
    pub date: Option<Cow<'a, str>>,
    /// The rule whose wait ends last.
    pub rule: Option<Cow<'a, str>>,
    pub only_time: bool,
    pub waits: Vec<Wait<'a>>,
}

/// What has to wait, and until when.
#[derive(serde::Serialize, Debug)]
pub(super) struct Wait<'a> {
    pub rule: Cow<'a, str>,
    /// The day, where one is known; else what has to happen first.
    pub until: Option<Cow<'a, str>>,
    pub after: Option<Cow<'a, str>>,
    pub days: Option<u16>,
}

/// A part of the pack that comes after the findings.
#[derive(serde::Serialize, Debug)]
pub(super) struct Closing<'a> {
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub text: Cow<'a, str>,
    pub points: Vec<Cow<'a, str>>,
    pub sources: Vec<Cow<'a, str>>,
}

/// A source that is cited, in the order of citing.
#[derive(serde::Serialize, Debug)]
pub(super) struct Source<'a> {
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub publisher: Cow<'a, str>,
    pub year: Option<u16>,
    pub grade: &'static str,
    pub read: Cow<'a, str>,
    pub url: Cow<'a, str>,
}

/// The smallest sets of other answers that leave nothing above a precaution, any one of which is enough.
#[derive(serde::Serialize, Debug)]
pub(super) struct Counterfactuals<'a> {
    /// False when the search was cut off.
    pub complete: bool,
    pub ways: Vec<Pairs<'a, AnswerValue>>,
}

/// A single answer that, if it were this instead, would raise the level.
#[derive(serde::Serialize, Debug)]
pub(super) struct Sensitivity<'a> {
    pub instead: Pairs<'a, AnswerValue>,
    pub level: Level,
}

/// An object whose keys keep their order.
#[derive(Debug)]
pub(super) struct Pairs<'a, T>(pub Vec<(Cow<'a, str>, T)>);

impl<T: Serialize> Serialize for Pairs<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
