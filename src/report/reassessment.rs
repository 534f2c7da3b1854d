//! When to look again, and which wait decides it.

use super::Desk;
use super::document::{Block, Part, Text};
use super::words;
use crate::engine::Assessment;
use crate::engine::{End, reassessment};
use crate::model::RuleId;
use jiff::civil::Date;

/// The part about waiting, when there is something to wait for.
pub fn part(desk: &Desk, assessment: &Assessment, today: Date) -> Option<Part> {
    let reassessment = reassessment(desk.pack, desk.answers, assessment, today)?;
    let title = |rule: RuleId| desk.pack.rules[rule].title.as_str();
    let mut blocks = Vec::new();
    if let Some((date, rule)) = reassessment.earliest {
        let text = Text::of("The earliest day worth looking again is ").strong(words::date(date)).plain(".");
        let binds = if reassessment.waits.len() > 1 {
            format!(" The longest wait with a date is: {}.", title(rule))
        } else {
            String::new()
        };
        blocks.push(Block::Text(text.plain(binds)));
    }
    if !reassessment.only_time {
        blocks.push(Block::Text(Text::of("Time alone does not settle it: other points above stay after the wait.")));
    }
    let waits = reassessment.waits.iter().map(|(rule, end)| {
        let until = match end {
            End::On(date) if *date <= today => "the time has passed".to_owned(),
            End::On(date) => format!("until {}", words::date(*date)),
            End::After { event, days: 0 } => format!("until {event}"),
            End::After { event, days } => format!("until {} after {event}", words::count(*days, "day")),
            End::Passed { amount, unit } => {
                format!("until {}; you were not sure how many have", words::passed(*amount, unit))
            }
        };
        let maybe = if desk.told[*rule] { "" } else { " (if it is so)" };
        Text::default().strong(title(*rule)).plain(format!("{maybe}: {until}."))
    });
    blocks.push(Block::List(waits.collect()));
    blocks.push(Block::Text(Text::of("Then answer the questions again, before you do anything else.")));
    Some(Part::new("again", "When to look again", blocks))
}
