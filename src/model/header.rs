//! What the rules say of themselves as a whole, and of the order of a day of work.

use serde::{Deserialize, Serialize};

/// What a rule base says of itself; empty where it says nothing.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    /// What it is about, as a heading, such as "Tea at home".
    pub name: String,
    /// One sentence on what it can tell.
    pub about: String,
    /// What is said before the first question, in paragraphs.
    pub welcome: String,
    /// The id of the pack to begin with; none where there are several and nobody said which.
    pub first: Option<String>,
    /// The id of the checklist that stays within reach while others are run.
    pub incident: Option<String>,
    /// The order of a day, and what has to come before what.
    pub day: Day,
}

/// A day of work: which lists are gone through, and what gates what. The ids are of packs.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Day {
    /// In the order of the day.
    pub lists: Vec<String>,
    /// What must be done before a list is begun. All of it stands before that list in `lists`.
    pub first: Vec<(String, Vec<String>)>,
    /// The lists that are done once, for however many clients the day has.
    pub once: Vec<String>,
    /// The lists that may have been done on an earlier day; their last run counts.
    pub ahead: Vec<String>,
    /// What goes without asking on such a day: the id of a pack, and there the ids of questions and options.
    pub given: Vec<(String, Vec<(String, String)>)>,
}

impl Day {
    /// What must be done before this list is begun.
    pub fn before(&self, list: &str) -> &[String] {
        self.first.iter().find(|(gated, _)| gated == list).map_or(&[], |(_, gates)| gates)
    }
}
