//! The answer on one screen: what to do, the risks, the gravest reasons, and the next step.

use super::about;
use super::calls::calls;
use super::document::{Bar, Block, Paragraph, Part, ReasonLine, Tone};
use super::draft::Draft;
use super::words;
use crate::engine::{Explanation, Finding, WaitEnd};
use crate::model::{Level, Pack};
use crate::text::sentences;

/// How many reasons are told in short.
const MOST: usize = 3;

/// Where the rules are no clinician's, the answer says so.
pub const LIMITS: &str = "No clinician has reviewed this, and it cannot examine you.";

pub fn part(draft: &Draft) -> Part {
    let explained = draft.explained;
    let mut blocks: Vec<Block> =
        if explained.emergency { Vec::new() } else { about::notices(explained.pack, explained.today) };
    blocks.push(verdict(explained));
    if explained.headline.act.is_some() {
        let calls = Some(calls(explained)).filter(|calls| !calls.is_empty()).map(Block::Calls);
        let (first, then) = (calls, steps(explained));
        // In an emergency the call comes before all else.
        blocks.extend(
            if explained.level == Level::Emergency { [first, then] } else { [then, first] }.into_iter().flatten(),
        );
        blocks.extend(numbers(explained));
    }
    if !explained.emergency {
        if explained.headline.act.is_none() {
            let bars = bars(explained);
            blocks.extend((!bars.is_empty()).then_some(Block::Bars(bars)));
        }
        blocks.extend(reasons(explained));
        if explained.headline.act.is_none()
            && let Some(step) = explained.next_step()
        {
            blocks.push(Block::Text(Paragraph::default().strong("Next: ").plain(step)));
        }
        blocks.push(Block::Text(Paragraph::of(LIMITS)));
    }
    Part::new("answer", "Your answer", blocks)
}

/// The headline alone, with what stands under it.
pub fn verdict(explained: &Explanation) -> Block {
    let headline = &explained.headline;
    let mut verdict = vec![Paragraph::default().strong(explained.filled(&headline.text))];
    if !headline.detail.is_empty() && !explained.emergency {
        verdict.push(Paragraph::of(explained.filled(&headline.detail)));
    }
    if headline.possible {
        verdict.push(Paragraph::of("You were not sure of some answers. A clear answer may change this."));
    }
    Block::Callout(Tone::Verdict(explained.level), verdict)
}

/// What to do in the next minutes or today, a step a line, in the words of the gravest finding.
fn steps(explained: &Explanation) -> Option<Block> {
    let gravest = explained.findings.first()?;
    let advice = explained.filled(&explained.pack.rules[gravest.rule].advice);
    let headline = explained.filled(&explained.headline.text);
    let said = |step: &&str| step.trim_end_matches(['.', '!']) == headline;
    let steps: Vec<Paragraph> = sentences(&advice).filter(|step| !said(step)).map(Paragraph::of).collect();
    (!steps.is_empty()).then_some(Block::Steps(steps))
}

/// Whose numbers these are.
fn numbers(explained: &Explanation) -> Option<Block> {
    let contact = explained.contact.filter(|contact| !contact.country.is_empty())?;
    let lines = [Some(&contact.emergency), contact.advice.as_ref().map(|line| &line.name)].into_iter().flatten();
    let lines: Vec<&str> = lines.map(String::as_str).collect();
    let are = if lines.len() == 1 { "is" } else { "are" };
    Some(Block::Text(Paragraph::of(format!("{} {are} for {}.", lines.join(" and "), contact.name))))
}

/// One bar for each risk of the pack.
pub fn bars(explained: &Explanation) -> Vec<Bar> {
    let risks = explained.pack.risks.iter().zip(&explained.risks);
    let bar = |(risk, profile): (&crate::model::Risk, &crate::engine::RiskProfile)| Bar {
        title: (&risk.title).into(),
        level: profile.level,
        word: words::level(profile.level).into(),
        possible: profile.possible,
    };
    risks.map(bar).collect()
}

fn reasons(explained: &Explanation) -> Option<Block> {
    let pack = explained.pack;
    let mut telling: Vec<&Finding> =
        explained.findings.iter().filter(|finding| pack.rules[finding.rule].level > Level::Note).collect();
    if telling.is_empty() {
        telling = explained.findings.iter().collect();
    }
    let lines = telling.iter().take(MOST).map(|finding| ReasonLine {
        title: (&pack.rules[finding.rule].title).into(),
        word: word(explained, finding).into(),
    });
    let lines: Vec<ReasonLine> = lines.collect();
    let more = explained.findings.len() - lines.len();
    (!lines.is_empty()).then_some(Block::Reasons(lines, more))
}

/// What a finding asks for, such as "wait until 6 December 2026".
pub fn word(explained: &Explanation, finding: &Finding) -> String {
    let level = level(explained.pack, finding);
    let waits = explained.reassessment.iter().flat_map(|again| &again.waits);
    let day = waits.filter(|(rule, _)| *rule == finding.rule).find_map(|(_, end)| match end {
        WaitEnd::On(day) if *day > explained.today => Some(words::date(*day)),
        _ => None,
    });
    let word = day.map_or_else(|| words::finding(level).to_owned(), |day| format!("wait until {day}"));
    if finding.told { word } else { format!("{word}, if it is so") }
}

fn level(pack: &Pack, finding: &Finding) -> Level {
    pack.rules[finding.rule].level
}
