//! Exercises for a class: a person in words, a guess, and how far it is from what the rules say.

mod attempt;
mod exercise;
mod repetition;
mod score;

pub use attempt::{Attempt, Attempts, LevelCall};
pub use exercise::{Exercise, GuessMark, Judgement, exercises, mark};
pub use repetition::{Learned, choose, learned};
pub use score::{Score, score};
