//! A list with the rules it belongs to.

use crate::engine::{Explanation, explain};
use crate::model::{Answers, Contact, Pack, RuleBase};
use jiff::civil::Date;

/// A list with the rules it belongs to, and the numbers that stand in its texts.
#[derive(Clone, Copy)]
pub struct OpenedList<'a> {
    pub base: &'a RuleBase,
    pub pack: &'a Pack,
    pub contact: Option<&'a Contact>,
}

impl<'a> OpenedList<'a> {
    pub fn explain(&self, answers: &'a Answers, day: Date) -> Explanation<'a> {
        explain(self.base, self.pack, answers, self.contact, day)
    }

    /// A text of the list with the numbers of the country in it.
    pub fn filled(&self, text: &str) -> String {
        self.base.filled(text, self.contact)
    }
}
