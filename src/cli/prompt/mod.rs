//! One way of asking, whatever the person sits at. Nothing here knows what is asked: only words and positions.

mod asker;
mod choice;
mod keyboard;
mod layout;
pub mod line;
mod plain;
mod size;
mod terminal;
mod view;
mod widget;

pub use asker::{Asker, Halt, Instead, Pick, Prompt, PromptKind, ReviewLine, Sort, Takes};
pub use choice::KeyChoice;
pub use plain::Plain;
#[cfg(test)]
pub use size::Size;
pub use terminal::Terminal;

use asker::{NONE, NOTHING_CHOSEN, WHICH_UNSURE, number, wrap};

#[cfg(test)]
pub mod measured;
#[cfg(test)]
mod plain_tests;
#[cfg(test)]
mod widget_tests;
