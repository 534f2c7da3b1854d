//! One question, and what is answered to it.

use super::{RequestContext, titled};
use crate::place::Address;
use crate::response::Response;
use jiff::civil::Date;
use needlewise::engine::{Evaluation, is_emergency};
use needlewise::model::codec::{Misfit, UNSURE};
use needlewise::model::{Answer, Answers, Domain, Entry, OptionId, OptionSet, Pack, Question, QuestionId, Ticks, day};
use needlewise::report::question::{MISSING, QuestionScreen, Refused, hint, way};
use needlewise::report::words;

/// Goes to what comes next: a question, the answers to check, or at once to an emergency.
pub fn next(context: &RequestContext, pack: &Pack) -> Response {
    Response::go(&after(pack, &context.visit.answers(pack)))
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

/// A question of a pack, as it is put here.
pub fn asked_question<'a>(context: &'a RequestContext, pack: &'a Pack, at: QuestionId) -> QuestionScreen<'a> {
    QuestionScreen { base: context.base, contact: context.contact(), pack, at }
}

pub fn show(context: &RequestContext, pack: &Pack, at: QuestionId, refused: Option<Refused>) -> Response {
    let shown = asked_question(context, pack, at).write(&context.visit.answers(pack), refused);
    titled(&pack.questions[at].ask, shown)
}

/// Takes the answer, and goes to what comes next.
pub fn send(context: &RequestContext, pack: &Pack, at: QuestionId, fields: &[(String, String)]) -> Response {
    match sent(&pack.questions[at], fields, context.today) {
        Err(refused) => show(context, pack, at, Some(refused)),
        Ok((answer, _)) => {
            let mut visit = context.visit.clone();
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
