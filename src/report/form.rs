//! A pack on paper: every question with boxes to tick, the way through in words, and no scoring.

use super::document::{Block, Choice, Document, Item, Part, Text};
use super::words;
use crate::engine::Evaluation;
use crate::model::logic::{Condition, Truth};
use crate::model::{Answer, Answers, Domain, OptionId, OptionSet, Pack, Question, QuestionId, Test, When};
use crate::text::SafeText;

/// The form. Answers are ticked in it; without them it is blank, and leaves out why each question is asked.
pub fn form(pack: &Pack, answers: Option<&Answers>, blank: bool) -> Document {
    let silent = pack.silent();
    let given = answers.unwrap_or(&silent);
    let mut opening = vec![Block::Text(Text::of(&pack.intro))];
    let advice = "Go from question to question. Follow the words beside a box. If you do not know, tick \"not sure\".";
    opening.push(Block::Text(Text::of(advice)));
    if blank {
        opening.push(Block::Lines(vec!["Initials or a code".into(), "Date".into(), "Filled in with".into()]));
    }
    let short = Part::new("answer", "How to use this form", opening);
    let mut parts = Vec::new();
    for (section, it) in pack.sections.iter_enumerated() {
        let items = pack.questions.keys().filter(|it| pack.questions[*it].section == section);
        let items = items.map(|it| Block::Item(item(pack, it, given, blank)));
        parts.push(Part::new("questions", &it.title, items.collect()));
    }
    let facts = vec![
        ("Questions of".into(), Text::of(format!("{} ({}), version {}", pack.title, pack.id, pack.version))),
        ("Reviewed".into(), Text::of(words::date(pack.reviewed))),
        ("Fingerprint".into(), Text::default().code(words::fingerprint(&pack.fingerprint))),
        (
            "The answer".into(),
            Text::of("This paper does not work out an answer. Type the answers into needlewise for that."),
        ),
    ];
    let lines = vec!["Notes".into(), SafeText::default(), SafeText::default()];
    parts.push(Part::new("about", "About this form", vec![Block::Facts(facts), Block::Lines(lines)]));
    Document { title: (&pack.title).into(), short, parts }
}

fn item(pack: &Pack, at: QuestionId, given: &Answers, blank: bool) -> Item {
    let question = &pack.questions[at];
    let answer = given.get(at);
    let mut notes = Vec::new();
    if !question.ask_if.is_always() {
        notes.push(Text::default().strong("Only if").plain(format!(" {}.", condition(pack, &question.ask_if))));
    }
    notes.extend(question.help.as_ref().map(Text::of));
    if !blank {
        notes.push(Text::of(format!("Why we ask: {}", question.because)));
    }
    if matches!(question.domain, Domain::Many(_)) {
        notes.push(Text::of("Tick all that fit."));
    }
    let mut options: Vec<Choice> = question
        .domain
        .choices()
        .iter_enumerated()
        .map(|(option, it)| {
            let (ticked, alone) = match (&question.domain, answer) {
                (Domain::Many(_), Some(Answer::Many(set))) => {
                    (set.contains(option), Answer::Many(OptionSet::only(option)))
                }
                (Domain::Many(_), _) => (false, Answer::Many(OptionSet::only(option))),
                (_, it) => (it == Some(Answer::One(option)), Answer::One(option)),
            };
            // With several ticks, another tick may open what this one leaves shut.
            let then = if matches!(question.domain, Domain::One(_)) { next(pack, at, alone) } else { None };
            Choice { ticked, label: (&it.label).into(), then }
        })
        .collect();
    if matches!(question.domain, Domain::Many(_)) {
        let none = Answer::Many(OptionSet::EMPTY);
        options.push(Choice {
            ticked: answer == Some(none),
            label: "None of these".into(),
            then: next(pack, at, none),
        });
    }
    options.push(Choice { ticked: answer == Some(Answer::Unsure), label: "Not sure".into(), then: None });
    let number_line = match (&question.domain, answer) {
        (Domain::Number(scale), Some(Answer::Number(n))) => {
            Some((SafeText::from(&scale.unit), Some(n.to_string().into())))
        }
        (Domain::Number(scale), _) => Some((SafeText::from(&scale.unit), None)),
        _ => None,
    };
    Item { number: at.place() + 1, ask: (&question.ask).into(), notes, options, number_line }
}

/// Where to go after an answer, when the next question falls away whatever else is said.
fn next(pack: &Pack, at: QuestionId, answer: Answer) -> Option<SafeText> {
    let answers = pack.silent().with(at, answer);
    let sheet = Evaluation::new(pack, &answers);
    let mut later = pack.questions.keys().skip(at.place() + 1).peekable();
    if sheet.asked(*later.peek()?) != Truth::False {
        return None;
    }
    let next = later.find(|question| sheet.asked(*question) != Truth::False);
    Some(next.map_or_else(|| "go to the end".into(), |question| format!("go to {}", question.place() + 1).into()))
}

/// A condition in words, such as `the answer to 3 is "Yes"`.
pub fn condition(pack: &Pack, when: &When) -> String {
    let list = |parts: &[When], joint: &str| {
        let parts: Vec<String> = parts.iter().map(|it| nested(pack, it)).collect();
        parts.join(joint)
    };
    match when {
        Condition::Fact(fact) => {
            let (number, question) = (fact.question.place() + 1, &pack.questions[fact.question]);
            match fact.test {
                Test::Is(option) => format!("the answer to {number} is \"{}\"", label(question, option)),
                Test::Has(option) => format!("\"{}\" is ticked in {number}", label(question, option)),
                Test::Under(n) => format!("the number in {number} is under {n}"),
                Test::Over(n) => format!("the number in {number} is over {n}"),
            }
        }
        Condition::Not(part) => match &**part {
            Condition::Fact(fact) => {
                let (number, question) = (fact.question.place() + 1, &pack.questions[fact.question]);
                match fact.test {
                    Test::Is(option) => format!("the answer to {number} is not \"{}\"", label(question, option)),
                    Test::Has(option) => format!("\"{}\" is not ticked in {number}", label(question, option)),
                    Test::Under(n) => format!("the number in {number} is {n} or more"),
                    Test::Over(n) => format!("the number in {number} is {n} or less"),
                }
            }
            part => format!("this does not hold: {}", nested(pack, part)),
        },
        Condition::All(parts) => list(parts, ", and "),
        Condition::Any(parts) => list(parts, ", or "),
        Condition::AtLeast(n, parts) => format!("at least {n} of these hold: {}", list(parts, "; ")),
    }
}

fn nested(pack: &Pack, when: &When) -> String {
    match when {
        Condition::All(parts) | Condition::Any(parts) if parts.len() > 1 => format!("({})", condition(pack, when)),
        _ => condition(pack, when),
    }
}

fn label(question: &Question, option: OptionId) -> &str {
    question.domain.choices().get(option).map_or("", |it| &it.label)
}
