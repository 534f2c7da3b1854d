//! What rules rest on and are explained with: sources, hard words, and places in files.

use super::day;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A page, paper or law that a rule rests on.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Source {
    /// Its name in rules.
    pub id: String,
    /// As it is titled.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, if it says so.
    pub year: Option<u16>,
    /// What kind of ground it gives.
    pub grade: Grade,
    /// Where to read it.
    pub url: String,
    /// Whether it was read itself.
    pub read: Reading,
    /// Which page relays it, when it was not read itself.
    pub via: Option<String>,
    /// The day by which it has to be looked at again.
    #[serde(with = "day")]
    pub review_by: Date,
    /// Where it is written.
    pub place: SourcePlace,
}

/// What kind of ground a source gives.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grade {
    /// A law or regulation.
    Law,
    /// An agency that watches over what is sold or done.
    Regulator,
    /// Advice of a professional body.
    Guideline,
    /// Many studies, looked at together.
    Review,
    /// People put into groups by chance.
    Trial,
    /// People watched, or a measurement.
    Study,
    /// What happened to one person or a few.
    CaseReport,
    /// What somebody who knows thinks.
    Expert,
    /// Who makes the device or the product.
    Maker,
    /// Who sells the treatment.
    Clinic,
    /// A newspaper or magazine.
    Press,
}

impl Grade {
    /// Whether who says so sells it.
    pub fn is_vendor(self) -> bool {
        matches!(self, Grade::Maker | Grade::Clinic)
    }
}

/// Whether the fact was read in the source itself or in a page that repeats it.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// The source itself was read.
    Direct,
    /// A page that repeats it was read.
    Relayed,
}

/// A hard word and what it means in easy ones.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Term {
    /// The word.
    pub word: String,
    /// Other forms of it, such as its plural.
    pub also: Vec<String>,
    /// What it means, to go on from "this is".
    pub means: String,
}

/// A word that only one side of the ocean knows.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct OneSide {
    /// In lower case; it counts whole.
    pub word: String,
    /// Where it is known.
    pub known: Side,
    /// What to write instead.
    pub write: String,
    /// A word that makes it clear when it stands in the same text, in lower case.
    pub with: Option<String>,
}

/// Where a word is known.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// In Britain only.
    UK,
    /// In America only.
    US,
    /// On both sides, but not by everybody.
    Both,
}

/// Where something is written, so that a message can point at it.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct SourcePlace {
    /// Such as `before/skin.ron`.
    pub path: String,
    /// Line and column, both from 1; columns count characters.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl SourcePlace {
    /// The place as a person writes it: where one folder lies over another, the path has one more slash.
    #[must_use]
    pub fn shown(&self) -> SourcePlace {
        SourcePlace { path: self.path.replacen("//", "/", 1), ..self.clone() }
    }
}
