//! One page to hand over: the answer in short, and room for notes.

use super::Desk;
use super::document::{Bar, Block, Part, Text};
use super::{closing, findings, words};
use crate::engine::Assessment;
use crate::engine::reassessment;
use jiff::civil::Date;

/// The page, from the verdict and bars that also open the whole report.
pub fn part(desk: &Desk, assessment: &Assessment, verdict: Block, bars: Vec<Bar>, today: Date) -> Part {
    let mut blocks = vec![verdict];
    if !bars.is_empty() {
        blocks.push(Block::Bars(bars));
    }
    let points = assessment.findings.iter().map(|finding| {
        let rule = &desk.pack.rules[finding.rule];
        let maybe = if findings::told(desk, finding) { "" } else { "not ruled out; " };
        let reasons = findings::reasons(desk, finding).join("; ");
        Text::default().strong(&rule.title).plain(format!(" ({maybe}{}). {reasons}", findings::word(rule.level)))
    });
    let points: Vec<Text> = points.collect();
    if !points.is_empty() {
        blocks.push(Block::List(points));
    }
    let mut facts = Vec::new();
    if let Some((date, _)) = reassessment(desk.pack, desk.answers, assessment, today).and_then(|it| it.earliest) {
        facts.push(("Earliest day to look again".into(), Text::of(words::date(date))));
    }
    let pack = desk.pack;
    let rules = format!("{} {}, fingerprint {}", pack.title, pack.version, closing::short(&pack.fingerprint));
    facts.push(("Rules".into(), Text::of(rules)));
    facts.push(("Answered on".into(), Text::of(words::date(today))));
    facts.push(("Good to know".into(), Text::of("Made by rules from a person's own answers. Nobody was examined.")));
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Lines(vec![
        "Notes of the professional".into(),
        "".into(),
        "".into(),
        "".into(),
        "".into(),
        "Name, date".into(),
    ]));
    Part::new("summary", "A page to hand over", blocks)
}
