//! One rule as a page to read by itself.

use super::document::{Block, Document, Part, Text};
use super::glossary::Glossary;
use super::sources::Cited;
use crate::model::{Contact, Rule, RuleBase};

/// A topic: what it means for the reader first, then what is known, then the sources.
pub fn topic(base: &RuleBase, rule: &Rule, contact: Option<&Contact>) -> Document {
    let (mut cited, mut glossary) = (Cited::default(), Glossary::new(&base.terms));
    let numbers = cited.numbers(&rule.sources);
    let paragraphs = |text: &str| {
        let filled = base.filled(text, contact);
        filled.split("\n\n").map(|paragraph| Block::Text(Text::of(paragraph))).collect::<Vec<_>>()
    };
    let mut known = paragraphs(&rule.why);
    if let Some(Block::Text(last)) = known.pop() {
        known.push(Block::Text(last.plain(" ").cite(numbers)));
    }
    let terms = glossary.explain([rule.title.as_str(), &rule.advice, &rule.why]);
    if !terms.is_empty() {
        known.push(Block::Terms(terms));
    }
    Document {
        title: (&rule.title).into(),
        short: Part::new("topic", &rule.title, paragraphs(&rule.advice)),
        parts: vec![
            Part::new("known", "What is known", known),
            Part::new("sources", "Sources", vec![Block::Sources(cited.entries(&base.sources))]),
        ],
    }
}
