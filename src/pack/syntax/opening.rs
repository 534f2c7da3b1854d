//! What rules say of themselves and of a day of work, as it is written.

use crate::pack::word::{BareWord, Entries, Quoted};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library<'s> {
    #[serde(borrow)]
    pub name: Quoted<'s>,
    pub about: String,
    pub welcome: String,
    pub first: BareWord<'s>,
    pub incident: Option<BareWord<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day<'s> {
    #[serde(borrow)]
    pub lists: Vec<BareWord<'s>>,
    #[serde(default)]
    pub first: Entries<'s, Vec<BareWord<'s>>>,
    #[serde(default)]
    pub once: Vec<BareWord<'s>>,
    #[serde(default)]
    pub ahead: Vec<BareWord<'s>>,
    #[serde(default)]
    pub given: Entries<'s, Entries<'s, BareWord<'s>>>,
}
