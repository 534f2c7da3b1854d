//! What can be typed at an item.

use crate::cli::prompt::line::numbers;
use crate::model::{Answer, Domain, OptionId, Question};
use crate::text;

pub const WORDS: &str = "a number: the answer; n TEXT: a note; w: why; r 3: open item 3 again; l: list; u: leave it open; \
                         i: incident card; q: leave";

/// The room on the left of everything that belongs to an item.
pub const INDENT: &str = "     ";

pub enum Typed {
    Answer(Answer),
    Note(String),
    Why,
    List,
    Words,
    /// The item of this place among those asked.
    Reopen(usize),
    Incident,
    Leave,
}

/// The answers on offer, with their numbers; none for a number.
pub fn choices(question: &Question) -> Vec<(usize, &str)> {
    let choices = question.domain.choices().iter_enumerated();
    let mut choices: Vec<(usize, &str)> = choices.map(|(at, it)| (at.place() + 1, it.label.as_str())).collect();
    if matches!(question.domain, Domain::Many(_)) {
        choices.push((0, "None of these. Several: 1, 2"));
    }
    choices
}

/// What is no answer: the keys that work wherever something is asked about an item. None for other words.
pub fn key(line: &str) -> Option<Result<Typed, String>> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    let typed = match (word.to_ascii_lowercase().as_str(), rest.is_empty()) {
        ("n" | "note", true) => Err("write the note behind the n, such as `n left hand`".to_owned()),
        ("n" | "note", false) => Ok(Typed::Note(rest.to_owned())),
        ("r" | "reopen", _) => match text::place(rest, usize::MAX) {
            Some(at) => Ok(Typed::Reopen(at)),
            None => Err("say which item, such as `r 3`".to_owned()),
        },
        ("w" | "why", true) => Ok(Typed::Why),
        ("l" | "list", true) => Ok(Typed::List),
        ("?" | "help", true) => Ok(Typed::Words),
        ("u" | "unsure", true) => Ok(Typed::Answer(Answer::Unsure)),
        ("i" | "incident", true) => Ok(Typed::Incident),
        ("q" | "quit", true) => Ok(Typed::Leave),
        _ => return None,
    };
    Some(typed)
}

pub fn typed(question: &Question, line: &str) -> Result<Typed, String> {
    if let Some(typed) = key(line) {
        return typed;
    }
    let answer = match &question.domain {
        Domain::One(choices) => match text::place(line, choices.len()) {
            Some(at) => Answer::One(OptionId::new(at)),
            None => return Err(format!("type a number from 1 to {}, or ? for what else", choices.len())),
        },
        Domain::Many(choices) => Answer::Many(numbers(line, choices.len())?.into_iter().map(OptionId::new).collect()),
        Domain::Number(scale) => {
            let whole = if scale.whole { "a whole number" } else { "a number" };
            let wanted = format!("type {whole} from {} to {}, or ? for what else", scale.low, scale.high);
            let number = text::quantity(line, &scale.unit).map_err(|why| format!("{why}; {wanted}"))?;
            if !question.domain.takes(Answer::Number(number)) {
                return Err(wanted);
            }
            Answer::Number(number)
        }
    };
    Ok(Typed::Answer(answer))
}
