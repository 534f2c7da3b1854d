//! Text of strangers, what people type, and the word that was meant.

mod cell;
mod initials;
mod letters;
mod line_reader;
mod number;
mod safe_text;
mod sentences;
mod suggest;

pub use cell::{cell, row, row_parted};
pub use initials::initials;
pub use letters::lower;
pub use line_reader::{DAMAGED, InputLine, LONGEST, LineReader, TOO_LONG};
#[cfg(any(test, not(feature = "cli")))]
pub(crate) use number::decimal;
pub use number::{NotANumber, number, place, quantity};
pub use safe_text::{SafeText, has_tower, is_invisible, json};
pub use sentences::sentences;
pub use suggest::suggest;
