//! When to look again, and which wait decides it.

use super::document::{Block, Paragraph, Part};
use super::draft::Draft;
use super::drawing;
use super::words;
use crate::engine::WaitEnd;
use crate::model::RuleId;

/// The part about waiting, when there is something to wait for.
pub fn part(draft: &Draft) -> Option<Part> {
    let explained = draft.explained;
    let again = explained.reassessment.as_ref()?;
    let title = |rule: RuleId| explained.pack.rules[rule].title.as_str();
    let mut blocks = Vec::new();
    if let Some((day, rule)) = again.earliest {
        let text = Paragraph::of("The earliest day worth looking again is ").strong(words::date(day)).plain(".");
        let binds = if again.waits.len() > 1 {
            format!(" The longest wait with a date is: {}.", title(rule))
        } else {
            String::new()
        };
        blocks.push(Block::Text(text.plain(binds)));
    }
    blocks.extend(drawing::days(explained));
    if !again.only_time {
        blocks
            .push(Block::Text(Paragraph::of("Time alone does not settle it: your other reasons stay after the wait.")));
    }
    let certain = |rule: RuleId| explained.certain().any(|finding| finding.rule == rule);
    let waits = again.waits.iter().map(|(rule, end)| {
        let until = match end {
            WaitEnd::On(day) if *day <= explained.today => "the time has passed".to_owned(),
            WaitEnd::On(day) => format!("until {}", words::date(*day)),
            WaitEnd::After { event, days: 0 } => format!("until {event}"),
            WaitEnd::After { event, days } => format!("until {} after {event}", words::count(*days, "day")),
            WaitEnd::Passed { amount, unit } => {
                format!("until {}; you were not sure how many have", words::passed(*amount, unit))
            }
        };
        let maybe = if certain(*rule) { "" } else { " (if it is so)" };
        Paragraph::default().strong(title(*rule)).plain(format!("{maybe}: {until}."))
    });
    blocks.push(Block::List(waits.collect()));
    blocks.push(Block::Text(Paragraph::of("Then answer the questions again, before you do anything else.")));
    Some(Part::new("again", "When to look again", blocks))
}
