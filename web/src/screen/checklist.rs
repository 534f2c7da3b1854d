//! Checklists on a tablet: read aloud, tick, note.

use super::{RequestContext, ask, screen};
use crate::place::Address;
use crate::response::Response;
use crate::visit::{ChecklistVisit, Visit};
use askama::Template;
use needlewise::engine::{Evaluation, next_question};
use needlewise::model::logic::Truth;
use needlewise::model::{Answers, Kind, Pack, QuestionId};
use needlewise::report::question::{Controls, Refused};
use needlewise::report::words;
use needlewise::text::{SafeText, initials};
use needlewise::training::run::{ChecklistRun, Despite, People};

/// A pause of so many seconds is a break, and no time of the list.
const BREAK: u64 = 30 * 60;

#[derive(Template)]
#[template(path = "lists.html")]
struct Lists<'a> {
    trainer: &'a str,
    trainee: &'a str,
    client: &'a str,
    /// What must be known of lists that did not come with the program.
    notice: Option<SafeText>,
    error: Option<String>,
    /// Whether to ask why a list is begun although others come first.
    reason: bool,
    lists: Vec<Offer>,
}

struct Offer {
    pack: SafeText,
    title: SafeText,
    state: &'static str,
    /// What must be done first, by the order of the day.
    first: Vec<SafeText>,
}

/// What is missing before a list can be begun.
pub enum Missing<'a> {
    /// Why somebody cannot be who they were said to be.
    People(String),
    /// Why this list is begun although others come first.
    Reason(&'a Pack),
}

pub fn lists(desk: &RequestContext, missing: Option<&Missing>) -> Response {
    let day = &desk.base.header.day;
    let mut packs: Vec<&Pack> = desk.base.packs.iter().filter(|pack| pack.kind == Kind::Checklist).collect();
    packs.sort_by_key(|pack| day.lists.iter().position(|list| *list == pack.id).unwrap_or(usize::MAX));
    let title = |list: String| desk.pack(&list).map(|pack| SafeText::from(&pack.title));
    let offer = |pack: &Pack| Offer {
        first: gates(desk, pack).into_iter().filter_map(title).collect(),
        pack: (&pack.id).into(),
        title: (&pack.title).into(),
        state: match desk.visit.list(&pack.id) {
            None => "",
            Some(list) if list.run.signed.is_some() && list.run.complete => "done",
            Some(list) if list.run.signed.is_some() => "signed, something open",
            Some(_) => "begun",
        },
    };
    let lists = Lists {
        trainer: &desk.visit.trainer,
        trainee: &desk.visit.trainee,
        client: &desk.visit.client,
        reason: matches!(missing, Some(Missing::Reason(_))),
        error: missing.map(|missing| match missing {
            Missing::People(why) => why.clone(),
            Missing::Reason(pack) => {
                let first: Vec<SafeText> = gates(desk, pack).into_iter().filter_map(title).collect();
                let first = first.iter().map(SafeText::as_str).collect::<Vec<&str>>().join(", ");
                format!("First comes: {first}. To begin all the same, write why.")
            }
        }),
        notice: packs.iter().copied().find_map(words::strangers).map(SafeText::from),
        lists: packs.iter().copied().map(offer).collect(),
    };
    screen("Checklists", &lists)
}

/// Takes the names, and begins a list or goes on with it.
pub fn begin(desk: &RequestContext, fields: &[(String, String)]) -> Response {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let mut visit = desk.visit.clone();
    (visit.trainer, visit.trainee) = (field("trainer").to_owned(), field("trainee").to_owned());
    field("client").clone_into(&mut visit.client);
    let Some(pack) = desk.pack(field("list")) else { return lists(desk, None) };
    match people(&visit) {
        Ok(People { trainer, trainee, client }) => {
            (visit.trainer, visit.trainee, visit.client) = (trainer, trainee, client);
        }
        Err(why) => return lists(&desk.with(visit.clone()), Some(&Missing::People(why))).with(visit),
    }
    let desk = desk.with(visit);
    match desk.visit.list(&pack.id) {
        Some(_) => Response::go(&Address::Run(pack.id.clone())).with(desk.visit),
        None => start(&desk, pack, None, field("reason")),
    }
}

/// Who was named, in codes and not in names.
fn people(visit: &Visit) -> Result<People, String> {
    if visit.trainer.is_empty() || visit.trainee.is_empty() {
        return Err("Write who trains and who is trained: initials will do.".to_owned());
    }
    let code = |role: &str, text: &str| initials(text).map_err(|why| format!("{role}: {why}."));
    let client = if visit.client.is_empty() { String::new() } else { code("Client", &visit.client)? };
    let people =
        People { trainer: code("Trainer", &visit.trainer)?, trainee: code("Trainee", &visit.trainee)?, client };
    people.apart().map_err(|why| format!("The {why}."))
}

/// The next item, or the end. Begins the list where it was not begun.
pub fn next(desk: &RequestContext, pack: &Pack) -> Response {
    let Some(list) = desk.visit.list(&pack.id) else { return start(desk, pack, None, "") };
    Response::go(&after(pack, list))
}

/// Begins a list anew, for this reason where others come first.
pub(super) fn start(desk: &RequestContext, pack: &Pack, back: Option<String>, reason: &str) -> Response {
    let refused = |missing| lists(desk, Some(&missing)).with(desk.visit.clone());
    if let Err(why) = people(&desk.visit) {
        return refused(Missing::People(why));
    }
    let despite = Despite { lists: gates(desk, pack), reason: reason.to_owned() };
    if !despite.lists.is_empty() && !is_reason(reason) {
        return refused(Missing::Reason(pack));
    }
    let mut visit = desk.visit.clone();
    let mut list = fresh(desk, pack, back);
    list.run.despite = (!despite.lists.is_empty()).then_some(despite);
    let place = after(pack, &list);
    visit.lists.retain(|list| list.run.pack != pack.id);
    visit.lists.push(list);
    Response::go(&place).with(visit)
}

/// Whether it says anything: an answer typed ahead is no reason.
pub(super) fn is_reason(text: &str) -> bool {
    text.chars().filter(|sign| sign.is_alphabetic()).count() > 1
}

fn fresh(desk: &RequestContext, pack: &Pack, back: Option<String>) -> ChecklistVisit {
    let (trainer, trainee) = (desk.visit.trainer.clone(), desk.visit.trainee.clone());
    // What goes without asking is taken as given.
    let answers = pack.granted(&desk.base.header.day);
    let explained = desk.explain(pack, &answers);
    let people = People { trainer, trainee, client: desk.visit.client.clone() };
    let mut run = ChecklistRun::new(&explained, &people, desk.now.clone());
    for (question, answer) in answers.given() {
        run.note_answer(question, words::answer(&pack.questions[question], answer), 0, 0);
    }
    run.settle(&explained, 0, false);
    let stamp: String = desk.now.chars().take(19).filter(|sign| sign.is_ascii_digit() || *sign == 'T').collect();
    let name = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let file = format!("{}-{}-{}.json", stamp.replace('T', "-"), name(&run.trainee), pack.id);
    ChecklistVisit { run, file, began: desk.clock, last: desk.clock, back }
}

/// The lists that come first by the order of the day and do not let this one begin yet.
fn gates(desk: &RequestContext, pack: &Pack) -> Vec<String> {
    let before = desk.base.header.day.before(&pack.id).iter();
    before.filter(|list| desk.visit.list(list).is_none_or(|list| !list.run.lets_go_on())).cloned().collect()
}

fn after(pack: &Pack, list: &ChecklistVisit) -> Address {
    match next_question(pack, &list.answers(pack)) {
        Some(question) => Address::Item(pack.id.clone(), pack.questions[question].id.clone()),
        None => Address::Close(pack.id.clone()),
    }
}

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

pub fn item(desk: &RequestContext, pack: &Pack, at: QuestionId, refused: Option<Refused>) -> Option<Response> {
    let list = desk.visit.list(&pack.id)?;
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
        controls: ask::desk_of(desk, pack, at).controls(answers.get(at), &noted.words, refused),
        help: question.help.as_deref().map(|help| desk.filled(help)),
        because: desk.filled(&question.because),
        read_back: question.read_back.then_some(noted.read_back),
        notes: noted.notes.iter().map(SafeText::from).collect(),
        notice: words::strangers(pack).map(SafeText::from),
        granted: granted(desk, pack, &answers),
        incident: incident(desk, pack),
    };
    Some(screen(&question.ask, &item))
}

/// What was taken as given, as long as that is all that was said.
fn granted(desk: &RequestContext, pack: &Pack, answers: &Answers) -> Vec<Given> {
    let given = pack.granted(&desk.base.header.day);
    if given != *answers {
        return Vec::new();
    }
    let line = |(question, answer): (QuestionId, _)| Given {
        ask: desk.filled(&pack.questions[question].ask),
        said: words::answer(&pack.questions[question], answer).into(),
        place: Address::Item(pack.id.clone(), pack.questions[question].id.clone()),
    };
    given.given().map(line).collect()
}

/// The card for accidents, which is a list of its own.
fn card<'a>(desk: &RequestContext<'a>) -> Option<&'a Pack> {
    desk.base.packs.iter().find(|pack| Some(&pack.id) == desk.base.header.incident.as_ref())
}

pub(super) fn incident(desk: &RequestContext, pack: &Pack) -> Option<Address> {
    card(desk).filter(|card| card.id != pack.id).map(|_| Address::Incident(pack.id.clone()))
}

/// The items that are to be gone through, as far as the answers tell.
pub(super) fn asked(pack: &Pack, list: &ChecklistVisit) -> Vec<QuestionId> {
    let answers = list.answers(pack);
    let evaluation = Evaluation::new(pack, &answers);
    pack.questions.keys().filter(|question| evaluation.asked(*question) != Truth::False).collect()
}

/// Begins the incident card, and notes it in the list it was begun from. Goes on with one of which something was said.
pub fn incident_card(desk: &RequestContext, from: &Pack) -> Option<Response> {
    let card = card(desk)?;
    let begun = desk.visit.list(&card.id).filter(|list| list.back.as_ref() == Some(&from.id));
    if let Some(list) = begun.filter(|list| list.answers(card).given().next().is_some()) {
        return Some(Response::go(&after(card, list)));
    }
    let mut visit = desk.visit.clone();
    let list = fresh(desk, card, Some(from.id.clone()));
    visit.list_mut(&from.id)?.run.incidents.push(list.file.clone());
    let place = after(card, &list);
    visit.lists.retain(|list| list.run.pack != card.id);
    visit.lists.push(list);
    Some(Response::go(&place).with(visit))
}

/// Takes what was said of an item, when, and what was noted.
pub fn send(desk: &RequestContext, pack: &Pack, at: QuestionId, fields: &[(String, String)]) -> Option<Response> {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let question = &pack.questions[at];
    let (answer, words) = match ask::sent(question, fields, desk.today) {
        Ok(said) => said,
        Err(refused) => return item(desk, pack, at, Some(refused)),
    };
    let said_back = field("read_back");
    let right = answer == question.domain.baseline();
    if question.read_back && right && said_back.is_empty() {
        let why = "Let the trainee say it in their own words, and say whether it was right.";
        return item(desk, pack, at, Some(Refused { why: why.to_owned(), ..Refused::default() }));
    }
    let mut visit = desk.visit.clone();
    let list = visit.list_mut(&pack.id)?;
    let pause = desk.clock.saturating_sub(list.last);
    if pause > BREAK {
        list.began += pause;
        list.run.resumed.push(desk.now.clone());
    }
    let took = if pause > BREAK { 0 } else { pause };
    list.last = desk.clock;
    let seconds = desk.clock.saturating_sub(list.began);
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
        list.run.settle(&desk.explain(pack, &answers), seconds, false);
        let why = "Then go through it again together.";
        return item(&desk.with(visit.clone()), pack, at, Some(Refused { why: why.to_owned(), ..Refused::default() }))
            .map(|shown| shown.with(visit));
    }
    answers.set(at, answer);
    list.run.note_answer(at, words, seconds, took);
    list.run.items[at].read_back = (question.read_back && right).then_some(true);
    (list.run.decision, list.run.signed) = (None, None);
    list.run.settle(&desk.explain(pack, &answers), seconds, false);
    let place = after(pack, list);
    Some(Response::go(&place).with(visit))
}
