//! What would change the answer, and what it hangs on.

use super::document::{Block, Paragraph, Part};
use super::draft::Draft;
use super::words;
use crate::model::{Answer, Level, QuestionId};
use crate::text::SafeText;
use std::cmp::Reverse;

/// The most ways, and the most answers to look at again, that are shown.
const MOST: usize = 4;

pub fn parts(draft: &Draft) -> Vec<Part> {
    [change(draft), again(draft)].into_iter().flatten().collect()
}

/// The changes that are this person's to make.
fn change(draft: &Draft) -> Option<Part> {
    let found = draft.explained.counterfactuals()?;
    if draft.explained.level <= Level::Precaution {
        return None;
    }
    let mut blocks = Vec::new();
    if found.ways.is_empty() && found.complete {
        blocks.push(Block::Text(Paragraph::of("Nothing that you can change yourself is enough. Follow the reasons.")));
    } else if !found.ways.is_empty() {
        let opening = "Any one of these would be enough, if you could truly say it. Do not just change the answer.";
        blocks.push(Block::Text(Paragraph::of(opening)));
        let ways = found.ways.iter().take(MOST).map(|way| {
            let steps: Vec<String> = way.iter().map(|(question, to)| said(draft, *question, *to)).collect();
            Paragraph::of(format!("{}.", steps.join(", and ")))
        });
        blocks.push(Block::List(ways.collect()));
    }
    (!blocks.is_empty()).then(|| Part::new("change", "What would change this answer", blocks))
}

/// The answers that would make it worse if they were wrong.
fn again(draft: &Draft) -> Option<Part> {
    let mut sensitivities = draft.explained.sensitivities().to_vec();
    // A tick is overlooked more easily than a choice is mistaken, and a number is seldom far off.
    sensitivities.sort_by_key(|sensitivity| {
        let slip = match sensitivity.instead {
            Answer::Many(_) => 0,
            Answer::One(_) => 1,
            Answer::Number(_) | Answer::Unsure => 2,
        };
        (Reverse(sensitivity.level), slip)
    });
    let lines = sensitivities.iter().take(MOST).map(|sensitivity| {
        let otherwise = said(draft, sensitivity.question, sensitivity.instead);
        Paragraph::of(format!("{otherwise}: {}.", words::level(sensitivity.level)))
    });
    let opening = "If one of your answers is wrong, this may be wrong. It would be more serious with:";
    let mut blocks = vec![Block::Text(Paragraph::of(opening)), Block::List(lines.collect())];
    if sensitivities.len() > MOST {
        let more = sensitivities.len() - MOST;
        blocks.push(Block::Text(Paragraph::of(format!("And {} like these.", words::count(more, "more answer")))));
    }
    (!sensitivities.is_empty()).then(|| Part::new("check", "Answers worth a second look", blocks).under("change"))
}

fn said(draft: &Draft, question: QuestionId, answer: Answer) -> String {
    let asked = &draft.explained.pack.questions[question];
    format!("\"{}\" to \"{}\"", words::answer(asked, answer), SafeText::from(&asked.ask))
}
