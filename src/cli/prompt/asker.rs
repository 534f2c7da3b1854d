//! What is asked and what may be said to it, whatever the person sits at.

use super::KeyChoice;
use crate::engine::Progress;
use crate::text::{self, NotANumber};
use std::io;

/// One question, its answers, and what is known of the answer already.
#[derive(Clone, Debug)]
pub struct Prompt<'a> {
    /// What this is part of, such as "Before you needle".
    pub title: String,
    pub progress: Option<Progress>,
    pub ask: String,
    pub kind: PromptKind<'a>,
    /// The answer given before. Going on without a word keeps it.
    pub given: Option<Pick>,
    /// Where nothing was given, the answer that going on without a word gives; none where that is refused.
    pub ordinary: Option<Pick>,
    /// Shown only to those who ask for it.
    pub help: Vec<String>,
    /// What can be said instead of an answer; stopping always can.
    pub instead: &'a [Instead],
}

impl<'a> Prompt<'a> {
    /// A question without more to it: nothing is known of the answer, and it is left only by stopping.
    pub fn new(title: &str, ask: &str, kind: PromptKind<'a>) -> Prompt<'a> {
        let (title, ask) = (title.to_owned(), ask.to_owned());
        Prompt { title, progress: None, ask, kind, given: None, ordinary: None, help: Vec::new(), instead: &[] }
    }

    /// A choice among ways to go on, where the first one does no harm.
    pub fn menu(title: &str, ask: &str, labels: &'a [String]) -> Prompt<'a> {
        Prompt { ordinary: Some(Pick::One(0)), ..Prompt::new(title, ask, PromptKind::One(labels)) }
    }

    pub fn offers(&self, instead: Instead) -> bool {
        self.instead.contains(&instead)
    }

    /// What going on without a word gives.
    pub fn standing(&self) -> Option<&Pick> {
        self.given.as_ref().or(self.ordinary.as_ref())
    }
}

#[derive(Clone, Copy, Debug)]
pub enum PromptKind<'a> {
    /// Pick one of these.
    One(&'a [String]),
    /// Tick any of these, or none.
    Many(&'a [String]),
    Number(&'a dyn Takes),
    /// Lines to look over: the first goes on, every other changes something.
    Review(&'a [ReviewLine]),
}

/// What the keys of a question depend on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sort {
    One,
    Many,
    Number,
    Review,
}

impl PromptKind<'_> {
    pub fn sort(&self) -> Sort {
        match self {
            PromptKind::One(_) => Sort::One,
            PromptKind::Many(_) => Sort::Many,
            PromptKind::Number(_) => Sort::Number,
            PromptKind::Review(_) => Sort::Review,
        }
    }
}

/// One line to look over.
#[derive(Clone, Debug, Default)]
pub struct ReviewLine {
    /// A heading above it.
    pub section: Option<String>,
    pub text: String,
    /// What is never cut short, such as an answer.
    pub value: String,
}

/// Which numbers a question takes.
pub trait Takes: std::fmt::Debug + Sync {
    fn takes(&self, number: f64) -> bool;

    /// The number that was typed, perhaps with its unit.
    ///
    /// # Errors
    /// When it is none.
    fn read(&self, typed: &str) -> Result<f64, NotANumber> {
        text::quantity(typed, self.unit())
    }

    /// Such as "mm".
    fn unit(&self) -> &str;

    /// Which numbers are taken, with their unit, such as "0 to 120 years".
    fn range(&self) -> String;

    /// Whether only whole numbers are taken.
    fn whole(&self) -> bool;
}

/// What can be said instead of an answer, beside stopping.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instead {
    Unsure,
    Back,
}

/// What the person said.
#[derive(Clone, PartialEq, Debug)]
pub enum Pick {
    /// The position among the choices, or among the lines to look over.
    One(usize),
    /// The positions ticked, and those the person is not sure of, each in rising order.
    Many {
        ticked: Vec<usize>,
        unsure: Vec<usize>,
    },
    Number(f64),
    Unsure,
    Back,
    Stop,
}

impl Pick {
    /// These positions and no others.
    pub fn ticks(ticked: Vec<usize>) -> Pick {
        Pick::Many { ticked, unsure: Vec::new() }
    }
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
    /// Says something, at the latest together with the next prompt.
    ///
    /// # Errors
    /// When the screen cannot be written to.
    fn say(&mut self, paragraphs: &[String]) -> Result<(), Halt>;

    /// Shows a prompt and waits for a pick that fits it. Help is given here, as often as it is wanted.
    ///
    /// # Errors
    /// When the person interrupts, or the input ends or breaks.
    fn ask(&mut self, prompt: &Prompt) -> Result<Pick, Halt>;

    /// Offers what else there is below what is on the screen, and leaves that in sight; none when nothing is wanted.
    ///
    /// # Errors
    /// When the person interrupts, or the input ends or breaks.
    fn below(&mut self, choices: &[KeyChoice]) -> Result<Option<usize>, Halt>;

    /// The rows that these choices take below what is on the screen.
    fn rows_below(&self, choices: &[KeyChoice]) -> usize;
}

/// The words for ticking none.
pub const NONE: &str = "None of these";

/// Said when there is nothing that going on without a word could mean.
pub const NOTHING_CHOSEN: &str = "Nothing is chosen yet.";

/// Asked of those who are not sure of a list.
pub const WHICH_UNSURE: &str = "Which ones are you not sure about?";

pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    textwrap::fill(text, textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest))
}

/// A number as people write it, perhaps with its unit; or what is wrong with it, and which numbers are taken.
pub fn number(typed: &str, takes: &dyn Takes) -> Result<f64, String> {
    let whole = if takes.whole() { "whole " } else { "" };
    let wanted = format!("This takes a {whole}number, {}.", takes.range());
    match takes.read(typed) {
        Ok(number) if takes.takes(number) => Ok(number),
        Ok(_) | Err(NotANumber::Words) => Err(wanted),
        Err(why) => Err(format!("Please {why}. {wanted}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Takes, number};

    #[derive(Debug)]
    pub struct Millimetres;

    impl Takes for Millimetres {
        fn takes(&self, number: f64) -> bool {
            (0.0..=3.0).contains(&number)
        }

        fn unit(&self) -> &'static str {
            "mm"
        }

        fn range(&self) -> String {
            "0 to 3 mm".to_owned()
        }

        fn whole(&self) -> bool {
            false
        }
    }

    #[test]
    fn a_number_is_read_as_people_write_it_and_never_guessed() {
        for (typed, read) in
            [("0,5", 0.5), ("0.5mm", 0.5), ("2 mm", 2.0), ("3", 3.0), (".5", 0.5), ("½", 0.5), ("1 ½ MM", 1.5)]
        {
            assert_eq!(number(typed, &Millimetres), Ok(read), "{typed}");
        }
        for odd in ["", "4", "-1", "1e0", "inf", "nan", "2 cm", "."] {
            assert_eq!(number(odd, &Millimetres), Err("This takes a number, 0 to 3 mm.".to_owned()), "{odd}");
        }
        for (odd, why) in [("1,000", "1000, not 1,000"), ("1.000", "1.5, not 1.500"), ("0.5.1", "one point")] {
            assert!(number(odd, &Millimetres).is_err_and(|said| said.contains(why)), "{odd}");
        }
    }
}
