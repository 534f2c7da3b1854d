//! The record of a checklist to look at again: what was said, noted, left open and decided.

use super::run::{Item, Session};
use crate::model::RuleBase;
use crate::report::document::{Block, Document, Part, Text, Tone};
use crate::report::words::{self, count};

/// A run as its items and its list tell it, and a page of that. What a record says of itself beyond them is not shown.
pub fn told(session: &Session, base: &RuleBase) -> (Session, Document) {
    let list = base.packs.iter().find(|pack| pack.id == session.pack);
    let warning =
        |strong: &str, plain: String| Block::Callout(Tone::Warning, vec![Text::default().strong(strong).plain(plain)]);
    match list.and_then(|pack| Some((pack, session.told_by(pack)?))) {
        Some((pack, told)) => {
            let mut page = document(&told);
            if session.is_altered(&told) {
                let plain = " Not all that it says follows from its items. What follows from them is shown.";
                page.warn([warning("This record was changed after it was written.", plain.to_owned())]);
            }
            page.warn(words::strangers(pack).map(|notice| warning(&notice, String::new())));
            (told, page)
        }
        None => {
            let untold = session.untold();
            let mut page = document(&untold);
            let plain = format!(
                " They may be older ones, or a stranger's, and needlewise does not vouch for them. Fingerprint {}. \
                 What was said is shown, and not what was open.",
                words::fingerprint(&session.fingerprint)
            );
            page.warn([warning("This record was made by other rules than those here.", plain)]);
            (untold, page)
        }
    }
}

/// The record in its own words.
fn document(session: &Session) -> Document {
    let mut answer = Vec::new();
    if !session.finished {
        let text = Text::default().strong("This list was left before its end.");
        answer.push(Block::Callout(Tone::Warning, vec![text]));
    }
    if session.hurried {
        let text = Text::default().strong("It went too quickly to have been done.");
        answer.push(Block::Callout(Tone::Warning, vec![text]));
    }
    if let Some(level) = session.level_so_far().filter(|_| !session.headline.is_empty()) {
        let whole = level == session.level;
        let words = if whole { session.headline.as_str() } else { words::level(level) };
        answer.push(Block::Callout(Tone::Verdict(level), vec![Text::default().strong(words)]));
    }
    if let Some(it) = &session.decision {
        let what = if it.go_on { "decided to go on" } else { "decided to halt" };
        let why = if it.reason.is_empty() { "no reason was given" } else { &it.reason };
        answer.push(Block::Text(Text::of(format!("{} {what}: {why}", it.by))));
    }
    let open = session.open_reached().map(|it| {
        let maybe = if it.certain { "" } else { " (not sure)" };
        Text::of(format!("{}{maybe}", it.title))
    });
    let open: Vec<Text> = open.collect();
    let said =
        session.items.iter().filter(|it| it.asked).map(|it| (it.ask.trim_end_matches('.').into(), Text::of(line(it))));
    let mut parts = Vec::new();
    if !open.is_empty() {
        parts.push(Part::new("found", "What is open", vec![Block::List(open)]));
    }
    parts.push(Part::new("said", "What was said", vec![Block::Facts(said.collect())]));
    parts.push(Part::new("about", "About this record", vec![Block::Facts(facts(session))]));
    Document { title: (&session.title).into(), short: Part::new("answer", "Where it stands", answer), parts }
}

fn line(item: &Item) -> String {
    let mut line = if item.is_reached() { item.words.clone() } else { "not reached".to_owned() };
    if line.is_empty() {
        "taken back".clone_into(&mut line);
    }
    match item.read_back {
        Some(true) => line += ", read back",
        Some(false) => line += ", read back wrongly",
        None => {}
    }
    item.notes.iter().fold(line, |line, note| line + " / " + note)
}

fn facts(session: &Session) -> Vec<(crate::text::SafeText, Text)> {
    let mut facts = vec![
        ("Trainer".into(), Text::of(&session.trainer)),
        ("Trainee".into(), Text::of(&session.trainee)),
        ("Begun".into(), Text::of(session.started.replace('T', " at ").chars().take(19).collect::<String>())),
        ("Took".into(), Text::of(count(session.seconds, "second"))),
        ("List".into(), Text::of(format!("{} ({}), version {}", session.title, session.pack, session.version))),
        ("Fingerprint".into(), Text::default().code(words::fingerprint(&session.fingerprint))),
    ];
    if !session.incidents.is_empty() {
        facts.push(("Incident cards".into(), Text::of(session.incidents.join(", "))));
    }
    facts
}
