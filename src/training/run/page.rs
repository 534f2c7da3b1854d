//! The record of a checklist to look at again: what was said, noted, left open, decided and signed.

use super::{ChecklistRun, OpenItem, RecordedItem};
use crate::record::Verification;
use crate::report::document::{Block, Document, Paragraph, Part, Tone};
use crate::report::words;
use crate::text::SafeText;

/// The record in its own words; no rules are needed. What the rules at hand say of it stands first.
pub fn document(run: &ChecklistRun, verdict: &Verification) -> Document {
    let mut answer = Vec::new();
    let mut warn = |text: &str| answer.push(Block::Callout(Tone::Warning, vec![Paragraph::default().strong(text)]));
    if !run.shipped {
        warn(&run.notice);
    }
    if !matches!(verdict, Verification::Same) {
        warn("This was made by other rules than those here, so nobody has looked whether it follows from its answers.");
    }
    if !run.finished {
        warn("This list was left before its end.");
    }
    if run.hurried {
        warn("It went too quickly to have been done.");
    }
    if let Some(level) = run.level_so_far() {
        let whole = level == run.level;
        let words = if whole { run.headline.as_str() } else { words::level(level) };
        answer.push(Block::Callout(Tone::Verdict(level), vec![Paragraph::default().strong(words)]));
    }
    let titles: Vec<Paragraph> = run.open_reached().map(|open| Paragraph::of(open.said())).collect();
    if !titles.is_empty() {
        answer.push(Block::List(titles));
    }
    if let Some(despite) = &run.despite {
        let lists = despite.lists.join(", ");
        answer
            .push(Block::Text(Paragraph::of(format!("Begun although not done: {lists}. Reason: {}", despite.reason))));
    }
    if let Some(decision) = &run.decision {
        let what = if decision.go_on { "decided to go on" } else { "decided to halt" };
        let why = if decision.reason.is_empty() { "no reason was given" } else { &decision.reason };
        answer.push(Block::Text(Paragraph::of(format!("{} {what}: {why}", decision.by))));
    }
    let signed = match &run.signed {
        Some(signed) => format!("Signed by {} and {}, {}", signed.trainer, signed.trainee, moment(&signed.at)),
        None => "Not signed.".to_owned(),
    };
    answer.push(Block::Text(Paragraph::of(signed)));
    let open = run.open_reached().map(|open| Paragraph::of(format!("{}. {}", open.said(), open.advice)));
    let open: Vec<Paragraph> = open.collect();
    let asked = run.items.iter().filter(|item| item.asked);
    let said = asked.map(|item| (item.ask.trim_end_matches('.').into(), Paragraph::of(line(item))));
    let mut parts = Vec::new();
    if !open.is_empty() {
        parts.push(Part::new("found", "What is open", vec![Block::List(open)]));
    }
    parts.push(Part::new("said", "What was said", vec![Block::Facts(said.collect())]));
    parts.push(Part::new("about", "About this record", vec![Block::Facts(facts(run))]));
    Document { title: (&run.title).into(), short: Part::new("answer", "Where it stands", answer), parts }
}

impl OpenItem {
    /// What is open in a line, and whether that is certain.
    #[must_use]
    pub fn said(&self) -> String {
        format!("{}{}", self.title, if self.certain { "" } else { " (not sure)" })
    }
}

/// A local day and time, as `2027-01-05 at 14:30:00`.
fn moment(text: &str) -> String {
    text.replace('T', " at ").chars().take(22).collect()
}

fn line(item: &RecordedItem) -> String {
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

fn facts(run: &ChecklistRun) -> Vec<(SafeText, Paragraph)> {
    let mut facts =
        vec![("Trainer".into(), Paragraph::of(&run.trainer)), ("Trainee".into(), Paragraph::of(&run.trainee))];
    if !run.client.is_empty() {
        facts.push(("Client".into(), Paragraph::of(&run.client)));
    }
    facts.extend([
        ("Begun".into(), Paragraph::of(moment(&run.started))),
        ("Took".into(), Paragraph::of(words::duration(run.seconds))),
        ("List".into(), Paragraph::of(format!("{} ({}), version {}", run.title, run.pack, run.version))),
        ("Rules".into(), Paragraph::of(if run.shipped { "the shipped ones" } else { "not the shipped ones" })),
        ("Fingerprint".into(), Paragraph::default().code(words::fingerprint(&run.fingerprint))),
    ]);
    if !run.incidents.is_empty() {
        facts.push(("Incident cards".into(), Paragraph::of(run.incidents.join(", "))));
    }
    facts
}
