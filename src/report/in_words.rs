//! Conditions in words, such as `the answer to 3 is "Yes"`.

use crate::model::logic::Condition;
use crate::model::{Fact, Pack, QuestionId, Test, When};

/// How conditions of a pack are put into words.
#[derive(Clone, Copy)]
pub struct InWords<'a> {
    pub pack: &'a Pack,
    /// What a question is called.
    pub name: fn(&Pack, QuestionId) -> String,
    /// Whether a definition stands for what it means.
    pub defined: bool,
}

impl InWords<'_> {
    /// A condition, with the words of a definition where they are wanted.
    pub fn condition(self, when: &When) -> String {
        let definitions = self.defined.then_some(&self.pack.definitions).into_iter().flatten();
        let known = definitions.into_iter().find(|definition| definition.when == *when);
        known.map_or_else(|| self.written_out(when), |known| format!("this is somebody who {}", known.means))
    }

    /// The same, written out itself, whatever definition says the same of the whole.
    pub fn written_out(self, when: &When) -> String {
        let list = |parts: &[When], joint: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.nested(part)).collect();
            parts.join(joint)
        };
        match when {
            Condition::Fact(fact) => self.fact(*fact),
            Condition::Not(part) => match &**part {
                Condition::Fact(fact) => self.no_fact(*fact),
                part => format!("this does not hold: {}", self.nested(part)),
            },
            Condition::All(parts) => list(parts, ", and "),
            Condition::Any(parts) => list(parts, ", or "),
            Condition::AtLeast(n, parts) => format!("at least {n} of these hold: {}", list(parts, "; ")),
        }
    }

    fn fact(self, fact: Fact) -> String {
        let (name, label) = self.named(fact);
        match fact.test {
            Test::Is(_) => format!("the answer to {name} is \"{label}\""),
            Test::Has(_) => format!("\"{label}\" is ticked in {name}"),
            Test::Under(n) => format!("the number in {name} is under {n}"),
            Test::Over(n) => format!("the number in {name} is over {n}"),
        }
    }

    fn no_fact(self, fact: Fact) -> String {
        let (name, label) = self.named(fact);
        match fact.test {
            Test::Is(_) => format!("the answer to {name} is not \"{label}\""),
            Test::Has(_) => format!("\"{label}\" is not ticked in {name}"),
            Test::Under(n) => format!("the number in {name} is {n} or more"),
            Test::Over(n) => format!("the number in {name} is {n} or less"),
        }
    }

    /// The question as it is called, and the option that a fact is about.
    fn named(self, fact: Fact) -> (String, String) {
        let choices = self.pack.questions[fact.question].domain.choices();
        let label = match fact.test {
            Test::Is(option) | Test::Has(option) => choices.get(option).map_or("", |choice| &choice.label),
            Test::Under(_) | Test::Over(_) => "",
        };
        ((self.name)(self.pack, fact.question), label.to_owned())
    }

    fn nested(self, when: &When) -> String {
        match when {
            Condition::All(parts) | Condition::Any(parts) if parts.len() > 1 => format!("({})", self.condition(when)),
            _ => self.condition(when),
        }
    }
}
