//! One question: its words, its answers, and where the person stands.

use super::{RequestContext, screen};
use crate::place::Address;
use crate::response::Response;
use askama::Template;
use jiff::civil::Date;
use needlewise::engine::{Evaluation, Progress, Way, irrelevant, is_emergency};
use needlewise::model::codec::{Misfit, UNSURE};
use needlewise::model::{
    Answer, Answers, Domain, Entry, OptionId, OptionSet, Pack, Question, QuestionId, Scale, Ticks, day,
};
use needlewise::report::document::{Block, Part};
use needlewise::report::glossary::Glossary;
use needlewise::report::{drawing, html, words};
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "question.html")]
struct AskScreen {
    place: Address,
    back: Address,
    section: SafeText,
    number: usize,
    of: usize,
    controls: Controls,
    help: Option<SafeText>,
    because: SafeText,
    terms: Vec<(SafeText, SafeText)>,
    /// Drawings that make a length easier to think of.
    pictures: String,
}

/// The question, and what it is answered with.
#[derive(Template)]
#[template(path = "controls.html")]
pub struct Controls {
    ask: SafeText,
    asked: Asked,
    unsure: bool,
    error: Option<String>,
}

/// Why an answer was not taken, and what was typed.
#[derive(Default)]
pub struct Refused {
    pub why: String,
    pub typed: String,
}

/// What can be answered.
enum Asked {
    One(Vec<ChoiceField>),
    Many(Vec<ChoiceField>),
    Number {
        unit: SafeText,
        hint: SafeText,
        given: String,
    },
    /// A text to write down, of at most so many characters.
    Text {
        longest: u16,
        given: SafeText,
        missing: bool,
    },
    Date {
        given: SafeText,
    },
}

/// What stands for a text that there is none of.
const MISSING: Answer = Answer::One(OptionId::new(1));

struct ChoiceField {
    pub id: SafeText,
    pub label: SafeText,
    pub chosen: bool,
    /// In a list: whether it may be so.
    pub unsure: bool,
}

/// Goes to what comes next: a question, the answers to check, or at once to an emergency.
pub fn next(desk: &RequestContext, pack: &Pack) -> Response {
    Response::go(&after(pack, &desk.visit.answers(pack)))
}

/// The questions of a pack, without those that can no longer change anything.
pub fn way(pack: &Pack) -> Way<'_> {
    Way { pack, skip: irrelevant }
}

fn after(pack: &Pack, answers: &Answers) -> Address {
    match way(pack).next(answers) {
        Some(question) => place(pack, question),
        None if is_emergency(pack, &Evaluation::new(pack, answers)) => Address::Answer(pack.id.clone()),
        None => Address::Check(pack.id.clone()),
    }
}

/// The place of a question.
pub fn place(pack: &Pack, question: QuestionId) -> Address {
    Address::Question(pack.id.clone(), pack.questions[question].id.clone())
}

pub fn show(desk: &RequestContext, pack: &Pack, at: QuestionId, refused: Option<Refused>) -> Response {
    let answers = desk.visit.answers(pack);
    let question = &pack.questions[at];
    let given = answers.get(at);
    let labels = question.domain.choices().iter().map(|choice| choice.label.as_str());
    let texts = [question.ask.as_str()].into_iter().chain(question.help.as_deref()).chain(labels);
    let Progress { number, of } = way(pack).progress(&answers, at);
    let shown = AskScreen {
        place: place(pack, at),
        back: before(pack, &answers, at).map_or(Address::Home, |earlier| place(pack, earlier)),
        section: pack.sections.get(question.section).map_or_else(SafeText::default, |section| (&section.title).into()),
        number,
        of,
        controls: controls(desk, pack, at, given, "", refused),
        help: question.help.as_deref().map(|help| desk.filled(help)),
        because: desk.filled(&question.because),
        terms: Glossary::new(&desk.base.terms).explain(texts),
        pictures: pictures(pack, at, given),
    };
    screen(&question.ask, &shown)
}

/// What a length means, drawn.
fn pictures(pack: &Pack, at: QuestionId, given: Option<Answer>) -> String {
    let length = if let Some(Answer::Number(length)) = given { Some(length) } else { None };
    let layers = pack.layers.iter().filter(|layers| layers.question == at);
    let blocks = layers.map(|layers| Block::Depths(drawing::drawn(pack, layers, length))).collect();
    html::inside(&Part::new("depth", "", blocks)).unwrap_or_default()
}

/// A question with what was answered before, and in which words; and what was wrong with it.
pub fn controls(
    desk: &RequestContext,
    pack: &Pack,
    at: QuestionId,
    given: Option<Answer>,
    words: &str,
    refused: Option<Refused>,
) -> Controls {
    let typed = refused.as_ref().map(|refused| refused.typed.as_str()).filter(|typed| !typed.is_empty());
    let asked = match (asked(desk, pack, at, given, words), typed) {
        (Asked::Number { unit, hint, .. }, Some(typed)) => Asked::Number { unit, hint, given: typed.to_owned() },
        (Asked::Text { longest, missing, .. }, Some(typed)) => Asked::Text { longest, missing, given: typed.into() },
        (asked, _) => asked,
    };
    let error = refused.map(|refused| refused.why);
    Controls { ask: desk.filled(&pack.questions[at].ask), asked, unsure: is_unsure(given), error }
}

fn asked(desk: &RequestContext, pack: &Pack, at: QuestionId, given: Option<Answer>, words: &str) -> Asked {
    let domain = &pack.questions[at].domain;
    let words = if is_unsure(given) || given == Some(MISSING) { "" } else { words };
    match pack.questions[at].entry {
        Some(Entry::Text(longest)) => {
            return Asked::Text { longest, given: words.into(), missing: given == Some(MISSING) };
        }
        Some(Entry::Date) => return Asked::Date { given: words.into() },
        None => {}
    }
    let choice = |option: OptionId| {
        let choice = &domain.choices()[option];
        let chosen = match given {
            Some(Answer::One(one)) => one == option,
            Some(Answer::Many(ticks)) => ticks.ticked().contains(option),
            _ => false,
        };
        let unsure = matches!(given, Some(Answer::Many(ticks)) if ticks.unsure().contains(option));
        ChoiceField { id: (&choice.id).into(), label: desk.filled(&choice.label), chosen, unsure }
    };
    let choices = || pack.questions[at].shown_order().into_iter().map(choice).collect();
    match domain {
        Domain::One(_) => Asked::One(choices()),
        Domain::Many(_) => Asked::Many(choices()),
        Domain::Number(scale) => Asked::Number {
            unit: (&scale.unit).into(),
            hint: hint(scale).into(),
            given: if let Some(Answer::Number(number)) = given { number.to_string() } else { String::new() },
        },
    }
}

/// Whether somebody is not sure, of all of it or of an option.
fn is_unsure(given: Option<Answer>) -> bool {
    match given {
        Some(Answer::Many(ticks)) => !ticks.is_sure(),
        given => given == Some(Answer::Unsure),
    }
}

fn hint(scale: &Scale) -> String {
    let number = if scale.whole { "A whole number" } else { "A number" };
    format!("{number} from {} to {} ({})", scale.low, scale.high, scale.unit)
}

/// The question that was answered before this one.
fn before(pack: &Pack, answers: &Answers, at: QuestionId) -> Option<QuestionId> {
    way(pack).answered(answers).into_iter().map(|(question, _)| question).rfind(|question| *question < at)
}

/// Takes the answer, and goes to what comes next.
pub fn send(desk: &RequestContext, pack: &Pack, at: QuestionId, fields: &[(String, String)]) -> Response {
    match sent(&pack.questions[at], fields, desk.today) {
        Err(refused) => show(desk, pack, at, Some(refused)),
        Ok((answer, _)) => {
            let mut visit = desk.visit.clone();
            let answers = visit.answers(pack).with(at, answer);
            visit.set(pack, &answers);
            Response::go(&after(pack, &answers)).with(visit)
        }
    }
}

/// The answer a form says and its words, or what to do instead.
pub fn sent(question: &Question, fields: &[(String, String)], today: Date) -> Result<(Answer, String), Refused> {
    read(question, fields, today).map_err(|why| {
        let typed = fields.iter().find(|(name, value)| name == "answer" && value != UNSURE);
        Refused { why, typed: typed.map_or_else(String::new, |(_, value)| value.clone()) }
    })
}

fn read(question: &Question, fields: &[(String, String)], today: Date) -> Result<(Answer, String), String> {
    let named = |wanted: &str| {
        let values = fields.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.trim());
        values.filter(|value| !value.is_empty()).collect::<Vec<&str>>()
    };
    let (unsure, said): (Vec<&str>, Vec<&str>) = named("answer").into_iter().partition(|value| *value == UNSURE);
    let (unsure, missing) = (!unsure.is_empty(), !named("missing").is_empty());
    let first = said.first().copied().unwrap_or_default();
    let domain = &question.domain;
    let answer = match (domain, question.entry) {
        (Domain::Many(_), _) => {
            let doubts = unsure.then(|| named("doubt"));
            ticks(domain, &said, doubts.as_deref()).map_err(|misfit| misfit.to_string())?
        }
        _ if usize::from(unsure) + usize::from(missing) + said.len() > 1 => {
            return Err("You gave an answer and ticked something else. Leave only one of them.".to_owned());
        }
        _ if unsure => Answer::Unsure,
        (_, Some(Entry::Text(_))) if missing => return Ok((MISSING, "not written down".to_owned())),
        (_, Some(Entry::Text(longest))) => return written(first, longest),
        (_, Some(Entry::Date)) => return dated(domain, first, today),
        (Domain::One(_), None) => {
            domain.read_word(first).map_err(|_| "Pick an answer, or \"I am not sure\".".to_owned())?
        }
        (Domain::Number(scale), None) => {
            let typed = first.to_ascii_lowercase();
            let bare = typed.strip_suffix(&scale.unit.to_ascii_lowercase()).unwrap_or(&typed).trim();
            domain.read_cell(bare).map_err(|_| format!("{}, or tick \"I am not sure\".", hint(scale)))?
        }
    };
    Ok((answer, words::answer(question, answer)))
}

fn written(typed: &str, longest: u16) -> Result<(Answer, String), String> {
    match typed.chars().count() {
        0 => Err("Write it down, or tick \"Not written down\".".to_owned()),
        count if count > usize::from(longest) => Err(format!("That is {count} characters. Write at most {longest}.")),
        _ => Ok((Answer::One(OptionId::new(0)), typed.to_owned())),
    }
}

fn dated(domain: &Domain, typed: &str, today: Date) -> Result<(Answer, String), String> {
    let day = || {
        let date = day::read(typed)?;
        let answer = Answer::Number(today.until(date).ok()?.get_days().into());
        domain.takes(answer).then(|| (answer, day::write(date)))
    };
    day().ok_or_else(|| "Give a day, such as 2027-03-31, or tick \"I am not sure\".".to_owned())
}

/// What is ticked of a list. Who is not sure and does not say of which options is not sure of all the others.
fn ticks(domain: &Domain, ticked: &[&str], doubts: Option<&[&str]>) -> Result<Answer, Misfit> {
    let options = |ids: &[&str]| ids.iter().map(|id| domain.option(id)).collect::<Result<OptionSet, Misfit>>();
    let unsure = match doubts {
        None => OptionSet::EMPTY,
        Some([]) => OptionSet::first(domain.choices().len()),
        Some(ids) => options(ids)?,
    };
    Ok(domain.many(Ticks::new(options(ticked)?, unsure)))
}
