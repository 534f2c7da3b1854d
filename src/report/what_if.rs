//! What would change the answer, and what it hangs on.

use super::Desk;
use super::document::{Block, Part, Text};
use super::words;
use crate::engine::Assessment;
use crate::engine::{counterfactuals, sensitivity};
use crate::model::{Answer, Level, QuestionId};
use crate::text::SafeText;
use std::cmp::Reverse;

/// The most ways, and the most answers to look at again, that are shown.
const MOST: usize = 4;

pub fn parts(desk: &Desk, assessment: &Assessment) -> Vec<Part> {
    [change(desk, assessment), again(desk)].into_iter().flatten().collect()
}

/// The changes that are this person's to make.
fn change(desk: &Desk, assessment: &Assessment) -> Option<Part> {
    if assessment.level <= Level::Precaution || assessment.level >= Level::Urgent {
        return None;
    }
    let found = counterfactuals(desk.pack, desk.answers);
    let mut blocks = Vec::new();
    if found.ways.is_empty() && found.complete {
        blocks.push(Block::Text(Text::of("Nothing that you can change yourself is enough. Follow the points above.")));
    } else if !found.ways.is_empty() {
        let opening = "Any one of these would be enough, if you could truly say it. Do not just change the answer.";
        blocks.push(Block::Text(Text::of(opening)));
        let ways = found.ways.iter().take(MOST).map(|way| {
            let steps: Vec<String> = way.iter().map(|(question, to)| said(desk, *question, *to)).collect();
            Text::of(format!("{}.", steps.join(", and ")))
        });
        blocks.push(Block::List(ways.collect()));
    }
    (!blocks.is_empty()).then(|| Part::new("change", "What would change this answer", blocks))
}

/// The answers that would make it worse if they were wrong.
fn again(desk: &Desk) -> Option<Part> {
    let mut sensitivities = sensitivity(desk.pack, desk.answers);
    // A tick is overlooked more easily than a choice is mistaken, and a number is seldom far off.
    sensitivities.sort_by_key(|it| {
        let slip = match it.instead {
            Answer::Many(_) => 0,
            Answer::One(_) => 1,
            Answer::Number(_) | Answer::Unsure => 2,
        };
        (Reverse(it.level), slip)
    });
    let lines = sensitivities.iter().take(MOST).map(|it| {
        let otherwise = said(desk, it.question, it.instead);
        Text::of(format!("{otherwise}: {}.", words::level(it.level)))
    });
    let mut blocks = vec![
        Block::Text(Text::of(
            "If one of your answers is wrong, the answer may be wrong. It would be more serious with:",
        )),
        Block::List(lines.collect()),
    ];
    if sensitivities.len() > MOST {
        let more = sensitivities.len() - MOST;
        blocks.push(Block::Text(Text::of(format!("And {} like these.", words::count(more, "more answer")))));
    }
    (!sensitivities.is_empty()).then(|| Part::new("hinges", "Answers worth a second look", blocks))
}

fn said(desk: &Desk, question: QuestionId, answer: Answer) -> String {
    let asked = &desk.pack.questions[question];
    format!("\"{}\" to \"{}\"", words::answer(asked, answer), SafeText::from(&asked.ask))
}
