//! The checklists of a day: who goes through them, which come first, and how one is begun.

use super::{RequestContext, screen};
use crate::place::Address;
use crate::response::Response;
use crate::visit::{ChecklistVisit, Visit};
use askama::Template;
use needlewise::model::{Kind, Pack};
use needlewise::report::words;
use needlewise::text::{SafeText, initials};
use needlewise::training::run::recording::is_reason;
use needlewise::training::run::{ChecklistRun, Despite, People};

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

pub fn lists(context: &RequestContext, missing: Option<&Missing>) -> Response {
    let day = &context.base.header.day;
    let mut packs: Vec<&Pack> = context.base.packs.iter().filter(|pack| pack.kind == Kind::Checklist).collect();
    packs.sort_by_key(|pack| day.lists.iter().position(|list| *list == pack.id).unwrap_or(usize::MAX));
    let title = |list: String| context.pack(&list).map(|pack| SafeText::from(&pack.title));
    let offer = |pack: &Pack| Offer {
        first: gates(context, pack).into_iter().filter_map(title).collect(),
        pack: (&pack.id).into(),
        title: (&pack.title).into(),
        state: match context.visit.list(&pack.id) {
            None => "",
            Some(list) if list.run.signed.is_some() && list.run.complete => "done",
            Some(list) if list.run.signed.is_some() => "signed, something open",
            Some(_) => "begun",
        },
    };
    let lists = Lists {
        trainer: &context.visit.trainer,
        trainee: &context.visit.trainee,
        client: &context.visit.client,
        reason: matches!(missing, Some(Missing::Reason(_))),
        error: missing.map(|missing| match missing {
            Missing::People(why) => why.clone(),
            Missing::Reason(pack) => {
                let first: Vec<SafeText> = gates(context, pack).into_iter().filter_map(title).collect();
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
pub fn begin(context: &RequestContext, fields: &[(String, String)]) -> Response {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let mut visit = context.visit.clone();
    (visit.trainer, visit.trainee) = (field("trainer").to_owned(), field("trainee").to_owned());
    field("client").clone_into(&mut visit.client);
    let Some(pack) = context.pack(field("list")) else { return lists(context, None) };
    match people(&visit) {
        Ok(People { trainer, trainee, client }) => {
            (visit.trainer, visit.trainee, visit.client) = (trainer, trainee, client);
        }
        Err(why) => return lists(&context.with(visit.clone()), Some(&Missing::People(why))).with(visit),
    }
    let context = context.with(visit);
    match context.visit.list(&pack.id) {
        Some(_) => Response::go(&Address::Run(pack.id.clone())).with(context.visit),
        None => start(&context, pack, None, field("reason")),
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

/// Begins a list anew, for this reason where others come first.
pub(super) fn start(context: &RequestContext, pack: &Pack, back: Option<String>, reason: &str) -> Response {
    let refused = |missing| lists(context, Some(&missing)).with(context.visit.clone());
    if let Err(why) = people(&context.visit) {
        return refused(Missing::People(why));
    }
    let despite = Despite { lists: gates(context, pack), reason: reason.to_owned() };
    if !despite.lists.is_empty() && !is_reason(reason) {
        return refused(Missing::Reason(pack));
    }
    let mut visit = context.visit.clone();
    let mut list = fresh(context, pack, back);
    list.run.despite = (!despite.lists.is_empty()).then_some(despite);
    let place = list.next(pack);
    visit.lists.retain(|list| list.run.pack != pack.id);
    visit.lists.push(list);
    Response::go(&place).with(visit)
}

pub(super) fn fresh(context: &RequestContext, pack: &Pack, back: Option<String>) -> ChecklistVisit {
    let (trainer, trainee) = (context.visit.trainer.clone(), context.visit.trainee.clone());
    // What goes without asking is taken as given.
    let answers = pack.granted(&context.base.header.day);
    let explained = context.explain(pack, &answers);
    let people = People { trainer, trainee, client: context.visit.client.clone() };
    let mut run = ChecklistRun::new(&explained, &people, context.now.clone());
    for (question, answer) in answers.given() {
        run.note_answer(question, words::answer(&pack.questions[question], answer), 0, 0);
    }
    run.settle(&explained, 0, false);
    let stamp: String = context.now.chars().take(19).filter(|sign| sign.is_ascii_digit() || *sign == 'T').collect();
    let name = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let file = format!("{}-{}-{}.json", stamp.replace('T', "-"), name(&run.trainee), pack.id);
    ChecklistVisit { run, file, began: context.clock, last: context.clock, back }
}

/// The lists that come first by the order of the day and do not let this one begin yet.
fn gates(context: &RequestContext, pack: &Pack) -> Vec<String> {
    let before = context.base.header.day.before(&pack.id).iter();
    before.filter(|list| context.visit.list(list).is_none_or(|list| !list.run.lets_go_on())).cloned().collect()
}
