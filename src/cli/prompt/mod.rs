//! One way of asking, whatever the person sits at. Nothing here knows what is asked.

pub mod line;
mod plain;
mod terminal;

pub use plain::Plain;
pub use terminal::Terminal;

use crate::model::OptionSet;
use std::cell::Cell;
use std::io;

/// What is on the screen: words, and what can be picked.
#[derive(Clone, Debug)]
pub struct Prompt<'a> {
    /// Such as "Your skin, 3 of 6".
    pub heading: String,
    pub paragraphs: Vec<String>,
    /// What may be left to the help where there is no room for it.
    pub asides: Vec<String>,
    pub kind: Kind<'a>,
    /// The other things that can be picked, in this order.
    pub extras: Vec<Extra>,
    /// What stands picked so far: an earlier answer, or ticks half done.
    pub standing: Cell<Option<Pick>>,
}

impl<'a> Prompt<'a> {
    pub fn new(heading: &str, paragraphs: Vec<String>, kind: Kind<'a>, extras: &[Extra]) -> Prompt<'a> {
        let (heading, extras) = (heading.to_owned(), extras.to_vec());
        Prompt { heading, paragraphs, asides: Vec::new(), kind, extras, standing: Cell::new(None) }
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// Pick one of these.
    One(&'a [String]),
    /// Tick any of these, or none.
    Many(&'a [String]),
    /// Type a number; the text says which numbers are taken.
    Number { hint: &'a str, takes: &'a dyn Takes },
}

/// Whether a number is one the question takes.
pub trait Takes: std::fmt::Debug {
    fn takes(&self, number: f64) -> bool;

    /// Such as "mm".
    fn unit(&self) -> &str;
}

/// What can be picked in every prompt, next to the answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extra {
    Unsure,
    Why,
    Help,
    Back,
    Stop,
}

impl Extra {
    pub const ALL: [Extra; 5] = [Extra::Unsure, Extra::Why, Extra::Help, Extra::Back, Extra::Stop];

    /// The key in plain mode, and the words for it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Extra::Unsure => ("u", "Not sure"),
            Extra::Why => ("w", "Why do you ask?"),
            Extra::Help => ("h", "Help"),
            Extra::Back => ("b", "Go back"),
            Extra::Stop => ("s", "Stop for now"),
        }
    }
}

/// What the person picked.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Pick {
    One(usize),
    Many(OptionSet),
    Number(f64),
    Extra(Extra),
}

/// Why there is no pick.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    #[error("interrupted")]
    Interrupted,
    #[error("the input ended before the questions did")]
    Ended,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A way to ask: at a terminal, or in plain lines.
pub trait Asker {
    /// Shows some paragraphs, wrapped to the width.
    ///
    /// # Errors
    /// When the screen cannot be written to.
    fn say(&mut self, paragraphs: &[String]) -> Result<(), Halt>;

    /// Shows some paragraphs to somebody who asked for them, and sees to it that they can be read.
    ///
    /// # Errors
    /// When the person interrupts, or the screen cannot be written to.
    fn tell(&mut self, paragraphs: &[String]) -> Result<(), Halt> {
        self.say(paragraphs)
    }

    /// Shows a prompt and waits for a pick that fits it.
    ///
    /// # Errors
    /// When the person interrupts, or the input ends or breaks.
    fn ask(&mut self, prompt: &Prompt) -> Result<Pick, Halt>;
}

/// The width to wrap to: never wider than reads well.
fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
    textwrap::fill(text, options)
}

/// A number as people write it: with a point or a comma, and perhaps with its unit.
fn number(typed: &str, takes: &dyn Takes) -> Option<f64> {
    let bare = typed.strip_suffix(&takes.unit().to_lowercase()).unwrap_or(typed);
    bare.trim().replace(',', ".").parse().ok().filter(|it| takes.takes(*it))
}
