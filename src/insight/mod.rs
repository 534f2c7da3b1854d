//! What one person can learn from the rules beyond their result: what would change it, what it hangs on,
//! why something was not found, and which questions no longer matter.
//!
//! Everything shown here has been assessed again with the answers it speaks of; nothing is guessed.

mod change;
mod hinge;
mod near_miss;
mod relevance;

pub use change::{Ways, what_would_change};
pub use hinge::{Hinge, hangs_on};
pub use near_miss::{NearMiss, why_not};
pub use relevance::irrelevant;
