//! One rule as a page to read by itself.

use super::document::{Block, Document, Paragraph, Part};
use super::glossary::Glossary;
use super::sources::Cited;
use crate::model::{Contact, Rule, RuleBase};

/// A topic: the answer first, then what people say and what is known, then what to do; the sources are a section.
pub fn topic(base: &RuleBase, rule: &Rule, contact: Option<&Contact>) -> Document {
    let (mut cited, mut glossary) = (Cited::default(), Glossary::new(&base.terms));
    let numbers = cited.numbers(&rule.sources);
    let why = base.filled(&rule.why, contact);
    let mut blocks: Vec<Block> = why.split("\n\n").map(|paragraph| Block::Text(Paragraph::of(paragraph))).collect();
    let advice = Paragraph::default().strong("What to do: ").plain(base.filled(&rule.advice, contact));
    blocks.push(Block::Text(advice.plain(" ").cite(numbers)));
    let terms = glossary.explain([rule.title.as_str(), &rule.why, &rule.advice]);
    if !terms.is_empty() {
        blocks.push(Block::Terms(terms));
    }
    Document {
        title: (&rule.title).into(),
        short: Part::new("topic", &rule.title, blocks),
        parts: vec![Part::new("sources", "Sources", vec![Block::Sources(cited.entries(&base.sources))])],
    }
}
