//! What can be typed at an item.

use super::super::aloud::numbers;
use crate::answers::Answer;
use crate::model::{Domain, Question};

pub const WORDS: &str = "a number: the answer; n TEXT: a note; w: why; r 3: open item 3 again; l: list; u: leave it open; \
                         i: incident card; q: leave";

pub enum Typed {
    Answer(Answer),
    Note(String),
    Why,
    List,
    Words,
    Reopen(usize),
    Incident,
    Leave,
}

/// The answers on offer: on one line where they fit, else on a line each.
pub fn options(question: &Question) -> Vec<String> {
    let choices = question.domain.choices().iter().enumerate();
    let mut listed: Vec<String> = choices.map(|(at, it)| format!("{} {}", at + 1, it.label)).collect();
    match &question.domain {
        Domain::Number(scale) => return vec![format!("{} to {} {}", scale.low, scale.high, scale.unit)],
        Domain::Many(_) => listed.push("0 None of these. Several: 1, 2".to_owned()),
        Domain::One(_) if listed.iter().map(|it| it.chars().count() + 3).sum::<usize>() < 60 => {
            return vec![listed.join("   ")];
        }
        Domain::One(_) => {}
    }
    listed
}

pub fn typed(question: &Question, line: &str) -> Result<Typed, String> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word.to_ascii_lowercase().as_str() {
        "n" | "note" if rest.trim().is_empty() => {
            return Err("write the note behind the n, such as `n left hand`".to_owned());
        }
        "n" | "note" => return Ok(Typed::Note(rest.trim().to_owned())),
        "w" | "why" => return Ok(Typed::Why),
        "l" | "list" => return Ok(Typed::List),
        "?" | "help" => return Ok(Typed::Words),
        "u" | "unsure" => return Ok(Typed::Answer(Answer::Unsure)),
        "i" | "incident" => return Ok(Typed::Incident),
        "q" | "quit" => return Ok(Typed::Leave),
        "r" | "reopen" => {
            return rest.trim().parse().map(Typed::Reopen).map_err(|_| "say which item, such as `r 3`".to_owned());
        }
        _ => {}
    }
    let answer = match &question.domain {
        Domain::One(choices) => match line.parse::<usize>() {
            Ok(it) if (1..=choices.len()).contains(&it) => Answer::One(it - 1),
            _ => return Err(format!("type a number from 1 to {}, or ? for what else", choices.len())),
        },
        Domain::Many(choices) => {
            Answer::Many(numbers(line, choices.len())?.into_iter().fold(0, |set, it| set | 1 << it))
        }
        Domain::Number(scale) => {
            let answer = Answer::Number(line.replace(',', ".").parse().unwrap_or(f64::NAN));
            if !question.domain.takes(answer) {
                let whole = if scale.whole { "a whole number" } else { "a number" };
                return Err(format!("type {whole} from {} to {}, or ? for what else", scale.low, scale.high));
            }
            answer
        }
    };
    Ok(Typed::Answer(answer))
}
