//! What a length reaches through, to be drawn at true scale.

use super::id::{QuestionId, SourceId};
use serde::{Deserialize, Serialize};

/// Layers from the top down, in the unit of the question whose number goes into them.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Layers {
    /// A question that takes a number.
    pub question: QuestionId,
    pub title: String,
    pub note: String,
    /// At least one, each ending deeper than the one above.
    pub layers: Vec<Layer>,
    /// Lengths worth comparing with.
    pub marks: Vec<f64>,
    pub sources: Vec<SourceId>,
}

/// One layer: its name, and where it ends.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Layer {
    pub name: String,
    pub to: f64,
}
