//! Which rules these are, how far to trust them, and what must be known before the answer.

use super::document::{Block, Paragraph, Part, Tone};
use super::draft::Draft;
use super::words;
use crate::model::Pack;
use jiff::civil::Date;

/// Which rules these are, and how far to trust them.
pub fn part(draft: &Draft) -> Part {
    let pack = draft.explained.pack;
    let reviewed = format!("{}, to be looked at again by {}", words::date(pack.reviewed), words::date(pack.review_by));
    let made = format!("{}, with needlewise {}", words::date(draft.explained.today), env!("CARGO_PKG_VERSION"));
    let checked = if pack.shipped {
        "No clinician has reviewed these rules."
    } else {
        "Nobody who made needlewise has checked these rules."
    };
    let facts = vec![
        ("Rules".into(), Paragraph::of(format!("{} ({}), version {}", pack.title, pack.id, pack.version))),
        ("Reviewed".into(), Paragraph::of(reviewed)),
        ("Fingerprint".into(), Paragraph::default().code(words::fingerprint(&pack.fingerprint))),
        ("Made on".into(), Paragraph::of(made)),
        ("Checked by".into(), Paragraph::of(checked)),
    ];
    Part::new("about", "About this answer", vec![Block::Facts(facts)])
}

/// What the reader must know before the answer: rules past their date, or rules of a stranger.
pub fn notices(pack: &Pack, today: Date) -> Vec<Block> {
    let strangers = words::strangers(pack).map(|notice| Block::Callout(Tone::Warning, vec![Paragraph::of(notice)]));
    strangers.into_iter().chain(overdue(pack, today)).collect()
}

/// Rules past the day they were to be looked at again.
pub fn overdue(pack: &Pack, today: Date) -> Option<Block> {
    let by = words::date(pack.review_by);
    let text = Paragraph::default()
        .strong("These rules are past their date.")
        .plain(format!(" They were to be looked at again by {by}. What they say may be out of date."));
    (pack.review_by < today).then(|| Block::Callout(Tone::Warning, vec![text]))
}
