//! One rule as a page to read by itself.

use super::Desk;
use super::document::{Block, Document, Part, Text};
use super::glossary::Glossary;
use super::sources::Cited;
use crate::model::{Pack, Rule, RuleBase};
use typed_index_collections::ti_vec;

/// A topic: what is known, what it means for the reader, and the sources.
pub fn topic(base: &RuleBase, pack: &Pack, rule: &Rule) -> Document {
    let mut desk = Desk {
        base,
        pack,
        answers: &pack.baseline,
        told: ti_vec![true; pack.rules.len()],
        cited: Cited::default(),
        glossary: Glossary::new(&base.terms),
    };
    let numbers = desk.cited.numbers(&rule.sources);
    let paragraphs = |text: &str| text.split("\n\n").map(|it| Block::Text(Text::of(it))).collect::<Vec<_>>();
    let mut blocks = paragraphs(&rule.why);
    blocks.push(Block::Text(
        Text::default().strong("What this means for you: ").plain(&rule.advice).plain(" ").cite(numbers),
    ));
    let terms = desk.glossary.explain([rule.title.as_str(), &rule.why, &rule.advice]);
    if !terms.is_empty() {
        blocks.push(Block::Terms(terms));
    }
    let mut parts = vec![Part::new("topic", &rule.title, blocks)];
    parts.push(Part::new("sources", "Sources", vec![Block::Sources(desk.cited.entries(&base.sources))]));
    Document { title: (&rule.title).into(), parts }
}
