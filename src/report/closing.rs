//! The parts that follow the findings: the pack's closings, and topics to read.

use super::document::{Block, Paragraph, Part};
use super::draft::Draft;
use crate::model::{ClosingId, Level};

/// The closings of the pack that apply, in its order.
pub fn parts(draft: &mut Draft) -> Vec<Part> {
    draft.explained.closings.iter().map(|closing| part(draft, *closing)).collect()
}

fn part(draft: &mut Draft, closing: ClosingId) -> Part {
    let explained = draft.explained;
    let closing = &explained.pack.closings[closing];
    let numbers = draft.cited.numbers(&closing.sources);
    let filled = |text: &String| Paragraph::of(explained.filled(text));
    let mut paragraphs: Vec<Paragraph> =
        closing.text.split("\n\n").map(|paragraph| filled(&paragraph.to_owned())).collect();
    if let Some(last) = paragraphs.pop() {
        paragraphs.push(last.plain(" ").cite(numbers));
    }
    let mut blocks: Vec<Block> = paragraphs.into_iter().map(Block::Text).collect();
    let raised = closing.for_risk.iter().filter(|(risk, _)| explained.risks[*risk].level > Level::Note);
    let raised: Vec<&String> = raised.map(|(_, sentence)| sentence).collect();
    let texts = std::iter::once(&closing.text).chain(raised.iter().copied()).chain(&closing.points);
    let terms = draft.glossary.explain(texts.map(String::as_str));
    if !raised.is_empty() {
        blocks.push(Block::List(raised.into_iter().map(filled).collect()));
    }
    if !closing.points.is_empty() {
        blocks.push(Block::List(closing.points.iter().map(filled).collect()));
    }
    if !terms.is_empty() {
        blocks.push(Block::Terms(terms));
    }
    Part::new("closing", &closing.title, blocks).under(&closing.id)
}

/// The topics of other packs that the findings send the reader to.
pub fn topics(draft: &Draft) -> Option<Part> {
    let explained = draft.explained;
    let others = || explained.base.packs.iter().filter(|pack| pack.id != explained.pack.id);
    let titled = |id: &str| others().find_map(|pack| Some(&pack.rules[pack.rule(id)?].title));
    let lines = explained.topics().into_iter().map(|id| {
        let text = Paragraph::default().code(format!("needlewise learn {id}"));
        titled(id).map_or(text.clone(), |title| text.plain(format!(" - {title}")))
    });
    let lines: Vec<Paragraph> = lines.collect();
    (!lines.is_empty()).then(|| Part::new("topics", "Worth reading", vec![Block::List(lines)]))
}
