//! Text of strangers, and the word that was meant.

mod safe_text;
mod suggest;

pub use safe_text::{SafeText, cell, is_invisible, json};
pub use suggest::suggest;
