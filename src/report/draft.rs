//! What every part of a document is written from.

use super::glossary::Glossary;
use super::sources::Cited;
use crate::engine::Explanation;

/// What is at hand while a document is written.
pub struct Draft<'a> {
    pub explained: &'a Explanation<'a>,
    pub cited: Cited,
    pub glossary: Glossary<'a>,
}
