//! One question: its words, its answers, and where the person stands.

use super::{Desk, screen};
use crate::place::Place;
use crate::request::Response;
use askama::Template;
use needlewise::engine::{Evaluation, Progress, Way, irrelevant, is_emergency};
use needlewise::model::codec::UNSURE;
use needlewise::model::{Answer, Answers, Domain, OptionId, Pack, QuestionId, Scale};
use needlewise::report::document::{Block, Part};
use needlewise::report::glossary::Glossary;
use needlewise::report::{drawing, html};
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "question.html")]
struct Screen {
    place: Place,
    back: Place,
    section: SafeText,
    number: usize,
    of: usize,
    ask: SafeText,
    help: Option<SafeText>,
    because: SafeText,
    terms: Vec<(SafeText, SafeText)>,
    asked: Asked,
    unsure: bool,
    /// Drawings that make a length easier to think of.
    pictures: String,
    error: Option<String>,
}

/// What can be answered.
pub enum Asked {
    One(Vec<Choice>),
    Many(Vec<Choice>),
    Number { unit: SafeText, hint: SafeText, given: String },
}

pub struct Choice {
    pub id: SafeText,
    pub label: SafeText,
    pub chosen: bool,
}

/// Goes to what comes next: a question, the answers to check, or at once to an emergency.
pub fn next(desk: &Desk, pack: &Pack) -> Response {
    Response::go(&after(pack, &desk.visit.answers(pack)))
}

/// The questions of a pack, without those that can no longer change anything.
pub fn way(pack: &Pack) -> Way<'_> {
    Way { pack, skip: irrelevant }
}

fn after(pack: &Pack, answers: &Answers) -> Place {
    match way(pack).next(answers) {
        Some(question) => place(pack, question),
        None if is_emergency(pack, &Evaluation::new(pack, answers)) => Place::Answer(pack.id.clone()),
        None => Place::Check(pack.id.clone()),
    }
}

/// The place of a question.
pub fn place(pack: &Pack, question: QuestionId) -> Place {
    Place::Question(pack.id.clone(), pack.questions[question].id.clone())
}

pub fn show(desk: &Desk, pack: &Pack, at: QuestionId, error: Option<String>) -> Response {
    let answers = desk.visit.answers(pack);
    let question = &pack.questions[at];
    let given = answers.get(at);
    let labels = question.domain.choices().iter().map(|choice| choice.label.as_str());
    let texts = [question.ask.as_str()].into_iter().chain(question.help.as_deref()).chain(labels);
    let Progress { number, of } = way(pack).progress(&answers, at);
    let shown = Screen {
        place: place(pack, at),
        back: before(pack, &answers, at).map_or(Place::Home, |earlier| place(pack, earlier)),
        section: pack.sections.get(question.section).map_or_else(SafeText::default, |section| (&section.title).into()),
        number,
        of,
        ask: desk.filled(&question.ask),
        help: question.help.as_deref().map(|help| desk.filled(help)),
        because: desk.filled(&question.because),
        terms: Glossary::new(&desk.base.terms).explain(texts),
        asked: asked(desk, pack, at, given),
        pictures: pictures(pack, at, given),
        unsure: given == Some(Answer::Unsure),
        error,
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

/// What can be answered, with what was answered before.
pub fn asked(desk: &Desk, pack: &Pack, at: QuestionId, given: Option<Answer>) -> Asked {
    let domain = &pack.questions[at].domain;
    let choice = |option: OptionId| {
        let choice = &domain.choices()[option];
        let chosen = match given {
            Some(Answer::One(one)) => one == option,
            Some(Answer::Many(ticks)) => ticks.contains(option),
            _ => false,
        };
        Choice { id: (&choice.id).into(), label: desk.filled(&choice.label), chosen }
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

fn hint(scale: &Scale) -> String {
    let number = if scale.whole { "A whole number" } else { "A number" };
    format!("{number} from {} to {} ({})", scale.low, scale.high, scale.unit)
}

/// The question that was answered before this one.
fn before(pack: &Pack, answers: &Answers, at: QuestionId) -> Option<QuestionId> {
    way(pack).answered(answers).into_iter().map(|(question, _)| question).rfind(|question| *question < at)
}

/// Takes the answer, and goes to what comes next.
pub fn send(desk: &Desk, pack: &Pack, at: QuestionId, fields: &[(String, String)]) -> Response {
    match sent(&pack.questions[at].domain, fields) {
        Err(why) => show(desk, pack, at, Some(why)),
        Ok(answer) => {
            let mut visit = desk.visit.clone();
            let answers = visit.answers(pack).with(at, answer);
            visit.set(pack, &answers);
            Response::go(&after(pack, &answers)).with(visit)
        }
    }
}

/// The answer a form says, or what to do instead.
pub fn sent(domain: &Domain, fields: &[(String, String)]) -> Result<Answer, String> {
    let given = fields.iter().filter(|(name, _)| name == "answer").map(|(_, value)| value.trim());
    let (unsure, said): (Vec<&str>, Vec<&str>) =
        given.filter(|value| !value.is_empty()).partition(|value| *value == UNSURE);
    match domain {
        _ if !unsure.is_empty() && said.is_empty() => Ok(Answer::Unsure),
        _ if !unsure.is_empty() => {
            Err("You gave an answer and ticked \"I am not sure\". Leave only one of them.".to_owned())
        }
        Domain::Many(_) => domain.read_words(said).map_err(|misfit| misfit.to_string()),
        Domain::One(_) => {
            let word = said.first().copied().unwrap_or_default();
            domain.read_word(word).map_err(|_| "Pick an answer, or \"I am not sure\".".to_owned())
        }
        Domain::Number(scale) => {
            let typed = said.first().copied().unwrap_or_default().to_ascii_lowercase();
            let bare = typed.strip_suffix(&scale.unit.to_ascii_lowercase()).unwrap_or(&typed).trim();
            domain.read_cell(bare).map_err(|_| format!("{}, or tick \"I am not sure\".", hint(scale)))
        }
    }
}
