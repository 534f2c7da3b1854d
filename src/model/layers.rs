//! What a length reaches through, to be drawn at true scale.

use super::id::{QuestionId, SourceId};
use serde::{Deserialize, Serialize};

/// Layers from the top down, in the unit of the question whose number goes into them.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Layers {
    /// A question that takes a number.
    pub question: QuestionId,
    /// The heading of the drawing.
    pub title: String,
    /// What the drawing cannot show.
    pub note: String,
    /// At least one, each ending deeper than the one above.
    pub layers: Vec<Layer>,
    /// Lengths worth comparing with.
    pub marks: Vec<f64>,
    /// Where the depths come from.
    pub sources: Vec<SourceId>,
}

/// One layer: its name, and where it ends.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Layer {
    /// As the reader knows it.
    pub name: String,
    /// Where it ends, counted from the top.
    pub to: f64,
}
