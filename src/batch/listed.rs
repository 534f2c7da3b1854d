//! One person of a list, and what a column of it stands for.

use super::passed::Passed;
use crate::model::{Answers, QuestionId};

/// One person of a list: the answers, and the columns that are passed through.
#[derive(Clone, PartialEq, Debug)]
pub struct ListedPerson {
    /// The answers to the questions of the pack; what the list leaves out was not answered.
    pub answers: Answers,
    /// For each column that is passed through what stands in it, if anything.
    pub(super) kept: Vec<Option<Passed>>,
    /// For each question and each such column whether the line has named it.
    pub(super) seen: Vec<bool>,
}

/// What a column stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    Question(QuestionId),
    Kept(usize),
}
