//! Checklists on a tablet: read aloud, tick, note.

use super::lists::{fresh, start};
use super::{RequestContext, ask, screen};
use crate::place::Address;
use crate::response::Response;
use crate::visit::ChecklistVisit;
use askama::Template;
use needlewise::engine::Evaluation;
use needlewise::model::logic::Truth;
use needlewise::model::{Answers, Pack, QuestionId};
use needlewise::report::question::{Controls, Refused};
use needlewise::report::words;
use needlewise::text::SafeText;

/// The next item, or the end. Begins the list where it was not begun.
pub fn next(context: &RequestContext, pack: &Pack) -> Response {
    let Some(list) = context.visit.list(&pack.id) else { return start(context, pack, None, "") };
    Response::go(&list.next(pack))
}

/// A pause of so many seconds is a break, and no time of the list.
const BREAK: u64 = 30 * 60;

#[derive(Template)]
#[template(path = "item.html")]
struct ItemScreen {
    place: Address,
    back: Address,
    list: SafeText,
    number: usize,
    of: usize,
    controls: Controls,
    help: Option<SafeText>,
    because: SafeText,
    read_back: Option<Option<bool>>,
    notes: Vec<SafeText>,
    /// What must be known of a list that did not come with the program.
    notice: Option<SafeText>,
    /// What was taken as given when the list was begun, while nothing else was said.
    granted: Vec<Given>,
    incident: Option<Address>,
}

struct Given {
    ask: SafeText,
    said: SafeText,
    place: Address,
}

pub fn item(context: &RequestContext, pack: &Pack, at: QuestionId, refused: Option<Refused>) -> Option<Response> {
    let list = context.visit.list(&pack.id)?;
    let answers = list.answers(pack);
    let question = &pack.questions[at];
    let noted = list.run.items.get(at)?;
    let asked = asked(pack, list);
    let place_of = |question: QuestionId| Address::Item(pack.id.clone(), pack.questions[question].id.clone());
    let before = asked.iter().rev().find(|question| **question < at);
    let item = ItemScreen {
        place: place_of(at),
        back: before.map_or(Address::Lists, |question| place_of(*question)),
        list: (&pack.title).into(),
        number: 1 + asked.iter().filter(|question| **question < at).count(),
        of: asked.len(),
        controls: ask::asked_question(context, pack, at).controls(answers.get(at), &noted.words, refused),
        help: question.help.as_deref().map(|help| context.filled(help)),
        because: context.filled(&question.because),
        read_back: question.read_back.then_some(noted.read_back),
        notes: noted.notes.iter().map(SafeText::from).collect(),
        notice: words::strangers(pack).map(SafeText::from),
        granted: granted(context, pack, &answers),
        incident: incident(context, pack),
    };
    Some(screen(&question.ask, &item))
}

/// What was taken as given, as long as that is all that was said.
fn granted(context: &RequestContext, pack: &Pack, answers: &Answers) -> Vec<Given> {
    let given = pack.granted(&context.base.header.day);
    if given != *answers {
        return Vec::new();
    }
    let line = |(question, answer): (QuestionId, _)| Given {
        ask: context.filled(&pack.questions[question].ask),
        said: words::answer(&pack.questions[question], answer).into(),
        place: Address::Item(pack.id.clone(), pack.questions[question].id.clone()),
    };
    given.given().map(line).collect()
}

/// The card for accidents, which is a list of its own.
fn card<'a>(context: &RequestContext<'a>) -> Option<&'a Pack> {
    context.base.packs.iter().find(|pack| Some(&pack.id) == context.base.header.incident.as_ref())
}

pub(super) fn incident(context: &RequestContext, pack: &Pack) -> Option<Address> {
    card(context).filter(|card| card.id != pack.id).map(|_| Address::Incident(pack.id.clone()))
}

/// The items that are to be gone through, as far as the answers tell.
pub(super) fn asked(pack: &Pack, list: &ChecklistVisit) -> Vec<QuestionId> {
    let answers = list.answers(pack);
    let evaluation = Evaluation::new(pack, &answers);
    pack.questions.keys().filter(|question| evaluation.asked(*question) != Truth::False).collect()
}

/// Begins the incident card, and notes it in the list it was begun from. Goes on with one of which something was said.
pub fn incident_card(context: &RequestContext, from: &Pack) -> Option<Response> {
    let card = card(context)?;
    let begun = context.visit.list(&card.id).filter(|list| list.back.as_ref() == Some(&from.id));
    if let Some(list) = begun.filter(|list| list.answers(card).given().next().is_some()) {
        return Some(Response::go(&list.next(card)));
    }
    let mut visit = context.visit.clone();
    let list = fresh(context, card, Some(from.id.clone()));
    visit.list_mut(&from.id)?.run.incidents.push(list.file.clone());
    let place = list.next(card);
    visit.lists.retain(|list| list.run.pack != card.id);
    visit.lists.push(list);
    Some(Response::go(&place).with(visit))
}

/// Takes what was said of an item, when, and what was noted.
pub fn send(context: &RequestContext, pack: &Pack, at: QuestionId, fields: &[(String, String)]) -> Option<Response> {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let question = &pack.questions[at];
    let (answer, words) = match ask::sent(question, fields, context.today) {
        Ok(said) => said,
        Err(refused) => return item(context, pack, at, Some(refused)),
    };
    let said_back = field("read_back");
    let right = answer == question.domain.baseline();
    if question.read_back && right && said_back.is_empty() {
        let why = "Let the trainee say it in their own words, and say whether it was right.";
        return item(context, pack, at, Some(Refused { why: why.to_owned(), ..Refused::default() }));
    }
    let mut visit = context.visit.clone();
    let list = visit.list_mut(&pack.id)?;
    let pause = context.clock.saturating_sub(list.last);
    if pause > BREAK {
        list.began += pause;
        list.run.resumed.push(context.now.clone());
    }
    let took = if pause > BREAK { 0 } else { pause };
    list.last = context.clock;
    let seconds = context.clock.saturating_sub(list.began);
    let mut answers = list.answers(pack);
    if list.run.items.get(at).is_some_and(|item| item.answer.is_some()) {
        list.run.reopen(at);
    }
    let note = field("note");
    if !note.is_empty() {
        list.run.items[at].notes.push(note.to_owned());
    }
    if question.read_back && right && said_back == "no" {
        answers.set(at, None);
        list.run.reopen(at);
        list.run.items[at].read_back = Some(false);
        list.run.settle(&context.explain(pack, &answers), seconds, false);
        let why = "Then go through it again together.";
        return item(
            &context.with(visit.clone()),
            pack,
            at,
            Some(Refused { why: why.to_owned(), ..Refused::default() }),
        )
        .map(|shown| shown.with(visit));
    }
    answers.set(at, answer);
    list.run.note_answer(at, words, seconds, took);
    list.run.items[at].read_back = (question.read_back && right).then_some(true);
    (list.run.decision, list.run.signed) = (None, None);
    list.run.settle(&context.explain(pack, &answers), seconds, false);
    let place = list.next(pack);
    Some(Response::go(&place).with(visit))
}
