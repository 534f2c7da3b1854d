//! What a folder laid over other rules says of them.

use crate::pack::word::{BareWord, Entries, Quoted};
use serde::Deserialize;

/// New words for what stands in the rules beneath: only those that are given.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Change<'s> {
    #[serde(borrow)]
    pub question: Option<BareWord<'s>>,
    pub rule: Option<BareWord<'s>>,
    /// The checksum of the statement beneath, as its author saw it.
    pub seen: Option<Quoted<'s>>,
    pub ask: Option<String>,
    pub help: Option<String>,
    pub because: Option<String>,
    #[serde(default)]
    pub answer: Entries<'s, String>,
    pub title: Option<String>,
    pub why: Option<String>,
    pub advice: Option<String>,
    /// Sources of its own, beside those beneath.
    #[serde(default)]
    pub sources: Vec<BareWord<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Off<'s> {
    #[serde(borrow)]
    pub question: Option<BareWord<'s>>,
    pub rule: Option<BareWord<'s>>,
    pub promise: Option<Quoted<'s>>,
    pub case: Option<Quoted<'s>>,
    pub because: String,
    pub seen: Option<Quoted<'s>>,
}
