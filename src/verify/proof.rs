//! How one question about people came out.

use super::obligation::Obligation;
use crate::model::Answers;

/// A person who was wanted, and the proof that nobody does with fewer answers that are not the baseline.
pub struct Found {
    pub person: Answers,
    pub fewer: Option<Obligation>,
}

/// How one obligation came out.
pub enum Proof {
    /// As wanted; with the person, where one was wanted.
    Proved(Option<Found>),
    Failed(Option<(Answers, Answers)>),
    /// The solver showed somebody whom the evaluator does not know.
    Disagreed,
    Open,
}
