//! What can be typed at an item.

use crate::cli::interview::with_year;
use crate::cli::prompt::line::numbers;
use crate::model::{Answer, Domain, Entry, OptionId, OptionSet, Question};
use crate::report::words;
use crate::text;
use jiff::civil::Date;

/// What can be typed at an item, and to what end.
pub const WORDS: [(&str, &str); 8] = [
    ("a number", "the answer"),
    ("n TEXT", "a note on this item"),
    ("u", "not sure: leave it open"),
    ("w", "why it is asked"),
    ("r 3", "open item 3 again"),
    ("l", "what was said so far"),
    ("i", "the incident card"),
    ("q", "leave; what was said is kept"),
];

/// The room on the left of everything that belongs to an item.
pub const INDENT: &str = "     ";

/// An answer, and how it was said: the label of an option, or what was written down.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemAnswer {
    pub answer: Answer,
    pub words: String,
}

pub enum Typed {
    Answer(ItemAnswer),
    Note(String),
    Why,
    List,
    Words,
    /// The item of this place among those asked.
    Reopen(usize),
    Incident,
    Leave,
    /// Left open: not sure.
    Unsure,
}

/// The answers on offer, with their numbers; none where something is to be written down.
pub fn choices(question: &Question) -> Vec<(usize, &str)> {
    if question.entry.is_some() {
        return Vec::new();
    }
    let choices = question.domain.choices().iter_enumerated();
    let mut choices: Vec<(usize, &str)> = choices.map(|(at, choice)| (at.place() + 1, choice.label.as_str())).collect();
    if matches!(question.domain, Domain::Many(_)) {
        choices.push((0, "None of these. Several: 1, 2"));
    }
    choices
}

/// What is to be typed where there is nothing to choose from.
pub fn form(question: &Question) -> Option<String> {
    match (question.entry, &question.domain) {
        (Some(Entry::Text(max)), _) => {
            Some(format!("Write it down, in up to {max} characters. - for not written down"))
        }
        (Some(Entry::Date), _) => Some("A date: year, month and day, such as 2027-03-31".to_owned()),
        (None, Domain::Number(scale)) => Some(format!("{} to {} {}", scale.low, scale.high, scale.unit)),
        (None, _) => None,
    }
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
        ("u" | "unsure", true) => Ok(Typed::Unsure),
        ("i" | "incident", true) => Ok(Typed::Incident),
        ("q" | "quit", true) => Ok(Typed::Leave),
        _ => return None,
    };
    Some(typed)
}

/// What was typed at an item, on this day.
pub fn typed(question: &Question, line: &str, today: Date) -> Result<Typed, String> {
    if let Some(typed) = key(line) {
        return typed;
    }
    let answer = match (question.entry, &question.domain) {
        (Some(Entry::Text(max)), _) => return written(line, max),
        (Some(Entry::Date), domain) => return dated(line, domain, today),
        (None, Domain::One(choices)) => match text::place(line, choices.len()) {
            Some(at) => Answer::One(OptionId::new(at)),
            None => return Err(format!("type a number from 1 to {}, or ? for what else", choices.len())),
        },
        (None, Domain::Many(choices)) => {
            let ticked: OptionSet = numbers(line, choices.len())?.into_iter().map(OptionId::new).collect();
            Answer::Many(ticked.into())
        }
        (None, Domain::Number(scale)) => {
            let whole = if scale.whole { "a whole number" } else { "a number" };
            let wanted = format!("type {whole} from {} to {}, or ? for what else", scale.low, scale.high);
            let number = text::quantity(line, &scale.unit).map_err(|why| format!("{why}; {wanted}"))?;
            if !question.domain.takes(Answer::Number(number)) {
                return Err(wanted);
            }
            Answer::Number(number)
        }
    };
    Ok(Typed::Answer(ItemAnswer { answer, words: words::answer(question, answer) }))
}

fn written(line: &str, max: u16) -> Result<Typed, String> {
    let count = line.chars().count();
    match line {
        "" => Err("write it down, or - for not written down, or ? for what else".to_owned()),
        "-" => {
            let answer = Answer::One(OptionId::new(1));
            Ok(Typed::Answer(ItemAnswer { answer, words: "not written down".to_owned() }))
        }
        // A number typed ahead, for an item that was thought to be ticked.
        _ if count == 1 => {
            Err(format!("`{line}` alone is too short; write down all that stands there, or - for not written down"))
        }
        _ if count > usize::from(max) => Err(format!("that is {count} characters; at most {max} are taken")),
        _ => Ok(Typed::Answer(ItemAnswer { answer: Answer::One(OptionId::new(0)), words: line.to_owned() })),
    }
}

fn dated(line: &str, domain: &Domain, today: Date) -> Result<Typed, String> {
    let wanted = || {
        // Half the world has the day first, the other half the month.
        let is_two_ways = line.matches(['/', '.']).count() == 2;
        let why = if is_two_ways { "that can be read two ways round; " } else { "" };
        format!("{why}type a date such as 2027-03-31 or 31 March 2027, or ? for what else")
    };
    let date = with_year(line, today).ok_or_else(wanted)?;
    let days = today.until(date).map_err(|_| wanted())?.get_days();
    let answer = Answer::Number(f64::from(days));
    if domain.takes(answer) { Ok(Typed::Answer(ItemAnswer { answer, words: date.to_string() })) } else { Err(wanted()) }
}
