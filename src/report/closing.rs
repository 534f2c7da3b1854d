//! The parts that follow the findings: the pack's closings, topics to read, and what these rules are.

use super::Desk;
use super::document::{Block, Part, Text, Tone};
use super::words;
use crate::engine::Assessment;
use crate::model::{ClosingId, Level, Pack};
use jiff::civil::Date;

/// The closings of the pack that apply, in its order.
pub fn parts(desk: &mut Desk, assessment: &Assessment) -> Vec<Part> {
    assessment.closings.iter().map(|it| closing(desk, *it, assessment)).collect()
}

fn closing(desk: &mut Desk, closing: ClosingId, assessment: &Assessment) -> Part {
    let closing = &desk.pack.closings[closing];
    let numbers = desk.cited.numbers(&closing.sources);
    let mut paragraphs: Vec<Text> = closing.text.split("\n\n").map(Text::of).collect();
    if let Some(last) = paragraphs.pop() {
        paragraphs.push(last.plain(" ").cite(numbers));
    }
    let mut blocks: Vec<Block> = paragraphs.into_iter().map(Block::Text).collect();
    let raised = closing.for_risk.iter().filter(|(risk, _)| assessment.risks[*risk] > Level::Note);
    let raised: Vec<&str> = raised.map(|(_, sentence)| sentence.as_str()).collect();
    let texts = std::iter::once(closing.text.as_str())
        .chain(raised.iter().copied())
        .chain(closing.points.iter().map(String::as_str));
    let terms = desk.glossary.explain(texts);
    if !raised.is_empty() {
        blocks.push(Block::List(raised.into_iter().map(Text::of).collect()));
    }
    if !closing.points.is_empty() {
        blocks.push(Block::List(closing.points.iter().map(Text::of).collect()));
    }
    if !terms.is_empty() {
        blocks.push(Block::Terms(terms));
    }
    Part::new("closing", &closing.title, blocks)
}

/// The topics of other packs that the findings send the reader to.
pub fn topics(desk: &Desk, assessment: &Assessment) -> Option<Part> {
    let mut ids: Vec<&String> = Vec::new();
    for finding in &assessment.findings {
        for id in &desk.pack.rules[finding.rule].see {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let titled = |id: &str| {
        desk.base.packs.iter().filter(|it| it.id != desk.pack.id).find_map(|it| Some(&it.rules[it.rule(id)?].title))
    };
    let lines = ids.iter().map(|id| {
        let text = Text::default().code(format!("needlewise learn {id}"));
        titled(id).map_or(text.clone(), |title| text.plain(format!(" - {title}")))
    });
    (!ids.is_empty()).then(|| Part::new("topics", "Worth reading", vec![Block::List(lines.collect())]))
}

/// Which rules these are, and how far to trust them.
pub fn about(desk: &Desk, today: Date) -> Part {
    let pack = desk.pack;
    let mut facts = vec![
        ("Rules".into(), Text::of(format!("{} ({}), version {}", pack.title, pack.id, pack.version))),
        (
            "Reviewed".into(),
            Text::of(format!(
                "{}, to be looked at again by {}",
                words::date(pack.reviewed),
                words::date(pack.review_by)
            )),
        ),
        ("Fingerprint".into(), Text::default().code(short(&pack.fingerprint))),
        ("Made on".into(), Text::of(format!("{}, with needlewise {}", words::date(today), env!("CARGO_PKG_VERSION")))),
    ];
    let checked = if pack.shipped {
        "No clinician has reviewed these rules."
    } else {
        "Nobody who made needlewise has checked these rules."
    };
    facts.push(("Checked by".into(), Text::of(checked)));
    Part::new("about", "About this answer", vec![Block::Facts(facts)])
}

/// What the reader must know before the answer: rules past their date, or rules of a stranger.
pub fn notices(pack: &Pack, today: Date) -> Vec<Block> {
    let mut notices = Vec::new();
    if !pack.shipped {
        let text = Text::default()
            .strong(words::STRANGERS)
            .plain(" They come from a folder on this computer, and needlewise does not vouch for them. Fingerprint ")
            .code(short(&pack.fingerprint))
            .plain(".");
        notices.push(Block::Callout(Tone::Warning, vec![text]));
    }
    notices.extend(overdue(pack, today));
    notices
}

/// Rules past the day they were to be looked at again.
pub fn overdue(pack: &Pack, today: Date) -> Option<Block> {
    let by = words::date(pack.review_by);
    let text = Text::default()
        .strong("These rules are past their date.")
        .plain(format!(" They were to be looked at again by {by}. What they say may be out of date."));
    (pack.review_by < today).then(|| Block::Callout(Tone::Warning, vec![text]))
}

/// The first 12 signs of a fingerprint: enough to compare by eye.
pub fn short(fingerprint: &str) -> &str {
    fingerprint.get(..12).unwrap_or(fingerprint)
}
