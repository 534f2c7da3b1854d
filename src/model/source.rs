//! What rules rest on and are explained with: sources, hard words, and places in files.

use super::day;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
    #[serde(with = "day")]
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
