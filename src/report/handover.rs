//! One page to hand over: the answer in short, what was said, and room for notes.

use super::document::{Block, Paragraph, Part};
use super::draft::Draft;
use super::{findings, short, words};

pub fn part(draft: &Draft) -> Part {
    let explained = draft.explained;
    let pack = explained.pack;
    let mut blocks = vec![short::verdict(explained)];
    let bars = if explained.emergency { Vec::new() } else { short::bars(explained) };
    if !bars.is_empty() {
        blocks.push(Block::Bars(bars));
    }
    let points = explained.findings.iter().map(|finding| {
        let rule = &pack.rules[finding.rule];
        let maybe = if finding.told { "" } else { "not ruled out; " };
        let reasons = findings::reasons(draft, finding).join("; ");
        Paragraph::default().strong(&rule.title).plain(format!(" ({maybe}{}). {reasons}", words::finding(rule.level)))
    });
    let points: Vec<Paragraph> = points.collect();
    if !points.is_empty() {
        blocks.push(Block::List(points));
    }
    let mut facts = Vec::new();
    if let Some((day, _)) = explained.reassessment.as_ref().and_then(|again| again.earliest) {
        facts.push(("Earliest day to look again".into(), Paragraph::of(words::date(day))));
    }
    let rules = format!("{} {}, fingerprint {}", pack.title, pack.version, words::fingerprint(&pack.fingerprint));
    facts.push(("Rules".into(), Paragraph::of(rules)));
    facts.push(("Answered on".into(), Paragraph::of(words::date(explained.today))));
    facts.push((
        "Good to know".into(),
        Paragraph::of("Made by rules from a person's own answers. Nobody was examined."),
    ));
    blocks.push(Block::Facts(facts));
    let notes = ["Notes of the professional", "", "", "", "", "Name, date"];
    blocks.push(Block::Lines(notes.map(Into::into).to_vec()));
    Part::new("handover", "A page to hand over", blocks)
}
