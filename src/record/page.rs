//! A record on its own, for when the rules it was made with are no longer at hand.

use super::Record;
use super::check::RecordedFinding;
use crate::report::document::{Bar, Block, Document, FindingCard, Paragraph, Part, Tone};
use crate::report::words;
use crate::text::SafeText;

/// What the record says, in the words it was made with.
pub fn document(record: &Record) -> Document {
    let result = &record.result;
    let notice = Paragraph::default()
        .strong("This answer was made by other rules than those here.")
        .plain(" They may be older ones, or a stranger's, and needlewise does not vouch for what it says. Fingerprint ")
        .code(words::fingerprint(&record.pack.fingerprint))
        .plain(". Answer the questions again.");
    let bars = result.risks.iter().map(|risk| Bar {
        title: (&risk.title).into(),
        level: risk.level,
        word: words::level(risk.level).into(),
        possible: false,
    });
    let whose = Some(&record.pack.notice).filter(|notice| !notice.is_empty());
    let answer = vec![
        Block::Callout(Tone::Warning, std::iter::once(notice).chain(whose.map(Paragraph::of)).collect()),
        Block::Text(Paragraph::of(format!("It said then: \"{}\"", result.headline))),
        Block::Bars(bars.collect()),
    ];
    let found = result.findings.iter().map(|found| Block::Card(card(record, found)));
    let said = record.answers.iter().map(|answer| (SafeText::from(&answer.ask), Paragraph::of(&answer.said)));
    let pack = &record.pack;
    let facts = vec![
        ("Rules".into(), Paragraph::of(format!("{} ({}), version {}", pack.title, pack.id, pack.version))),
        ("Reviewed".into(), Paragraph::of(&pack.reviewed)),
        ("Fingerprint".into(), Paragraph::default().code(words::fingerprint(&pack.fingerprint))),
        ("Made on".into(), Paragraph::of(format!("{}, with {}", record.date, record.tool))),
    ];
    Document {
        title: (&pack.title).into(),
        short: Part::new("answer", "Your answer", answer),
        parts: vec![
            Part::new("found", "What was found", found.collect()),
            Part::new("said", "What was said", vec![Block::Facts(said.collect())]),
            Part::new("about", "About this answer", vec![Block::Facts(facts)]),
        ],
    }
}

fn card(record: &Record, found: &RecordedFinding) -> FindingCard {
    let said = found.because.iter().map(|id| {
        let known = record.answers.iter().find(|answer| answer.question == *id);
        known.map_or_else(|| format!("{id}: not known"), |answer| format!("\"{}\" to \"{}\"", answer.said, answer.ask))
    });
    let said: Vec<String> = said.collect();
    let possible = found.certainty == "possible";
    let [why, what] = words::labels(possible);
    FindingCard {
        level: found.level,
        word: words::level(found.level).into(),
        possible,
        title: (&found.title).into(),
        risks: found.risks.iter().map(SafeText::from).collect(),
        lines: vec![
            ("Because of".into(), Paragraph::of(said.join(", and "))),
            (why.into(), Paragraph::of(&found.why)),
            (what.into(), Paragraph::of(&found.advice)),
        ],
        terms: Vec::new(),
    }
}
