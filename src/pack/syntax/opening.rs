//! What rules say of themselves and of a day of work, as it is written.

use crate::pack::word::{Entries, Quoted, Word};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library<'s> {
    #[serde(borrow)]
    pub name: Quoted<'s>,
    pub about: String,
    pub welcome: String,
    pub first: Word<'s>,
    pub incident: Option<Word<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day<'s> {
    #[serde(borrow)]
    pub lists: Vec<Word<'s>>,
    #[serde(default)]
    pub first: Entries<'s, Vec<Word<'s>>>,
    #[serde(default)]
    pub once: Vec<Word<'s>>,
    #[serde(default)]
    pub ahead: Vec<Word<'s>>,
    #[serde(default)]
    pub given: Entries<'s, Entries<'s, Word<'s>>>,
}
