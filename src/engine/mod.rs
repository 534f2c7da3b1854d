//! What follows from answers: what is asked, what is found, what would change it, and when to look again.
//!
//! Everything said of other answers has been assessed again with them; nothing is guessed. Total: it cannot fail.

mod assess;
mod counterfactual;
mod evaluation;
mod explain;
pub mod gates;
mod impossible;
mod interview;
mod nearest;
mod partition;
mod reassessment;
mod relevance;
mod sensitivity;
mod way;

pub use assess::{Assessment, Certainty, Finding, Reason, Said, assess, level, standing};
pub use counterfactual::{Counterfactuals, counterfactuals};
pub use evaluation::Evaluation;
pub use explain::{Explanation, Headline, RiskProfile, explain, head_and_rest, joined};
pub use impossible::impossible;
pub use interview::{is_emergency, next_question};
pub use nearest::{Nearest, nearest};
pub use partition::{Partition, thresholds};
pub use reassessment::{Reassessment, WaitEnd, reassessment, time};
pub use relevance::irrelevant;
pub use sensitivity::{Sensitivity, sensitivity};
pub use way::{Progress, Way};
