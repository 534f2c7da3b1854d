//! Conditions in words, such as `the answer to 3 is "Yes"`.

use crate::model::logic::Condition;
use crate::model::{AnswerTest, Fact, Pack, QuestionId, When};

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
        self.definition(when).unwrap_or_else(|| self.written_out(when))
    }

    fn definition(self, when: &When) -> Option<String> {
        let mut known = self.pack.definitions.iter().filter(|_| self.defined);
        known.find(|known| known.when == *when).map(|known| format!("this is somebody who {}", known.means))
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
            Condition::Any(parts) => self.one_of(parts).unwrap_or_else(|| list(parts, ", or ")),
            Condition::AtLeast(n, parts) => format!("at least {n} of these hold: {}", list(parts, "; ")),
        }
    }

    /// Several options of one question in one breath.
    fn one_of(self, parts: &[When]) -> Option<String> {
        let fact = |part: &When| match part {
            Condition::Fact(fact) => Some(*fact),
            _ => None,
        };
        let facts: Vec<Fact> = parts.iter().map(fact).collect::<Option<_>>()?;
        let (first, rest) = facts.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let alike = |other: &Fact| {
            let same_kind = matches!(
                (first.test, other.test),
                (AnswerTest::Is(_), AnswerTest::Is(_)) | (AnswerTest::Has(_), AnswerTest::Has(_))
            );
            same_kind && other.question == first.question
        };
        let labels = facts.iter().map(|fact| format!("\"{}\"", self.named(*fact).1));
        let (labels, name) = (labels.collect::<Vec<_>>().join(" or "), self.named(*first).0);
        rest.iter().all(alike).then(|| match first.test {
            AnswerTest::Has(_) => format!("{labels} is ticked in {name}"),
            _ => format!("the answer to {name} is {labels}"),
        })
    }

    fn fact(self, fact: Fact) -> String {
        let (name, label) = self.named(fact);
        match fact.test {
            AnswerTest::Is(_) => format!("the answer to {name} is \"{label}\""),
            AnswerTest::Has(_) => format!("\"{label}\" is ticked in {name}"),
            AnswerTest::Under(n) => format!("the number in {name} is under {n}"),
            AnswerTest::Over(n) => format!("the number in {name} is over {n}"),
        }
    }

    fn no_fact(self, fact: Fact) -> String {
        let (name, label) = self.named(fact);
        match fact.test {
            AnswerTest::Is(_) => format!("the answer to {name} is not \"{label}\""),
            AnswerTest::Has(_) => format!("\"{label}\" is not ticked in {name}"),
            AnswerTest::Under(n) => format!("the number in {name} is {n} or more"),
            AnswerTest::Over(n) => format!("the number in {name} is {n} or less"),
        }
    }

    /// The question as it is called, and the option that a fact is about.
    fn named(self, fact: Fact) -> (String, String) {
        let choices = self.pack.questions[fact.question].domain.choices();
        let label = match fact.test {
            AnswerTest::Is(option) | AnswerTest::Has(option) => choices.get(option).map_or("", |choice| &choice.label),
            AnswerTest::Under(_) | AnswerTest::Over(_) => "",
        };
        ((self.name)(self.pack, fact.question), label.to_owned())
    }

    fn nested(self, when: &When) -> String {
        let one = match when {
            Condition::All(parts) => parts.len() < 2,
            Condition::Any(parts) => parts.len() < 2 || self.one_of(parts).is_some(),
            _ => true,
        };
        let words = self.condition(when);
        if one || self.definition(when).is_some() { words } else { format!("({words})") }
    }
}
