//! A pack on paper: every question with boxes to tick, the way through in words, and no scoring.

use super::document::{Block, Document, FormBox, FormItem, Paragraph, Part};
use super::in_words::InWords;
use super::words;
use crate::engine::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Domain, Entry, Kind, Pack, QuestionId, Ticks, When};
use crate::text::SafeText;

/// The form, under the words that introduce it. Answers are ticked in it; without them it is blank, and leaves out why each question is asked and, but for a
/// checklist, what more there is to it.
pub fn form(pack: &Pack, intro: &str, answers: Option<&Answers>, blank: bool) -> Document {
    let silent = pack.silent();
    let given = answers.unwrap_or(&silent);
    let mut opening = vec![Block::Text(Paragraph::of(intro))];
    let advice = "Go from question to question. Follow the words beside a box. In a list, tick all that fit. If you do not know, tick \"not sure\".";
    opening.push(Block::Text(Paragraph::of(advice)));
    let is_checklist = pack.kind == Kind::Checklist;
    if blank {
        let labels: &[&str] = if is_checklist {
            &["Trainer: initials or a code", "Trainee: initials or a code", "Client: a code", "Date and time"]
        } else {
            &["Initials or a code", "Date", "Filled in with"]
        };
        opening.push(Block::Lines(labels.iter().copied().map(SafeText::from).collect()));
    }
    let short = Part::new("answer", "How to use this form", opening);
    let mut parts = Vec::new();
    for (place, section) in pack.sections.iter_enumerated() {
        let questions = pack.questions.keys().filter(|question| pack.questions[*question].section == place);
        let items = questions.map(|question| Block::Item(item(pack, question, given, blank)));
        parts.push(Part::new("questions", &section.title, items.collect()));
    }
    let facts = vec![
        ("Questions of".into(), Paragraph::of(format!("{} ({}), version {}", pack.title, pack.id, pack.version))),
        ("Reviewed".into(), Paragraph::of(words::date(pack.reviewed))),
        ("Fingerprint".into(), Paragraph::default().code(words::fingerprint(&pack.fingerprint))),
        (
            "The answer".into(),
            Paragraph::of("This paper does not work out an answer. Type the answers into needlewise for that."),
        ),
    ];
    let lines = vec!["Notes".into(), SafeText::default(), SafeText::default()];
    parts.push(Part::new("about", "About this form", vec![Block::Facts(facts), Block::Lines(lines)]));
    if is_checklist {
        let read = Paragraph::of(
            "Both read the list as it is filled in. What is open, and why you go on, stands in the notes.",
        );
        let lines = ["Trainer: signature, date, time", "Trainee: signature, date, time"].map(SafeText::from);
        parts.push(Part::new("sign", "Signatures", vec![Block::Text(read), Block::Lines(lines.to_vec())]));
    }
    Document { title: (&pack.title).into(), short, parts }
}

fn item(pack: &Pack, at: QuestionId, given: &Answers, blank: bool) -> FormItem {
    let question = &pack.questions[at];
    let answer = given.get(at);
    let mut notes = Vec::new();
    if !question.ask_if.is_always() {
        notes.push(Paragraph::default().strong("Only if").plain(format!(" {}.", condition(pack, &question.ask_if))));
    }
    // No answer needs its help to be given rightly, and paper is short.
    let helps = !blank || pack.kind == Kind::Checklist;
    notes.extend(question.help.as_ref().filter(|_| helps).map(Paragraph::of));
    if !blank {
        notes.push(Paragraph::of(format!("Why we ask: {}", question.because)));
    }
    // As on a screen: what is ordinary stands first.
    let choices = question.shown_order().into_iter().map(|option| (option, &question.domain.choices()[option]));
    // What is written down is not ticked.
    let mut options: Vec<FormBox> = choices
        .filter(|_| question.entry.is_none())
        .map(|(option, choice)| {
            let (ticked, doubted) = match answer {
                Some(Answer::Many(ticks)) => (ticks.ticked().contains(option), ticks.unsure().contains(option)),
                _ => (answer == Some(Answer::One(option)), false),
            };
            // With several ticks, another tick may open what this one leaves shut.
            let is_choice = matches!(question.domain, Domain::One(_));
            let then = if is_choice { next(pack, at, Answer::One(option)) } else { None };
            let label = if doubted { format!("{} (not sure)", choice.label) } else { choice.label.clone() };
            FormBox { ticked, label: label.into(), then }
        })
        .collect();
    if matches!(question.domain, Domain::Many(_)) {
        let none = Answer::Many(Ticks::NONE);
        options.push(FormBox {
            ticked: answer == Some(none),
            label: "None of these".into(),
            then: next(pack, at, none),
        });
    }
    let not_sure =
        if matches!(question.domain, Domain::Many(_)) { "Not sure: write ? beside those" } else { "Not sure" };
    options.push(FormBox {
        ticked: answer.is_some_and(|answer| !answer.is_sure()),
        label: not_sure.into(),
        then: None,
    });
    if question.read_back {
        options.push(FormBox { ticked: false, label: "Read back, and it was right".into(), then: None });
    }
    let number_line = match (&question.domain, answer) {
        _ if matches!(question.entry, Some(Entry::Text(_))) => Some((SafeText::default(), None)),
        (_, None) if matches!(question.entry, Some(Entry::Date)) => Some(("year, month, day".into(), None)),
        (Domain::Number(scale), Some(Answer::Number(n))) => {
            Some((SafeText::from(&scale.unit), Some(n.to_string().into())))
        }
        (Domain::Number(scale), _) => Some((SafeText::from(&scale.unit), None)),
        _ => None,
    };
    FormItem { number: at.place() + 1, ask: (&question.ask).into(), notes, options, number_line }
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

/// A condition in words, the questions by their numbers.
fn condition(pack: &Pack, when: &When) -> String {
    let name = |_: &Pack, question: QuestionId| (question.place() + 1).to_string();
    InWords { pack, name, defined: false }.condition(when)
}
