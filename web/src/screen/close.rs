//! The end of a checklist: what is open, who signs it, and the record to keep.

use super::checklist::{asked, incident};
use super::lists::start;
use super::{RequestContext, screen, tone};
use crate::place::Address;
use crate::response::{Download, Response};
use askama::Template;
use needlewise::engine::next_question;
use needlewise::model::{Level, Pack, QuestionId};
use needlewise::report::words;
use needlewise::text::SafeText;
use needlewise::training::run::recording::is_reason;
use needlewise::training::run::{Decision, Signed};

#[derive(Template)]
#[template(path = "close.html")]
struct Close {
    place: Address,
    title: SafeText,
    /// None while nothing that was reached is open, and not all was.
    level: Option<Level>,
    headline: SafeText,
    go_on: Option<Address>,
    open: Vec<OpenPoint>,
    items: Vec<ClosedItem>,
    hurried: bool,
    /// What was decided, when it was.
    decided: Option<SafeText>,
    complete: bool,
    may_go_on: bool,
    trainer: SafeText,
    trainee: SafeText,
    back: Option<Address>,
    incident: Option<Address>,
    error: Option<RefusedClosing>,
}

/// Why something was not signed, and the reason that was written for it.
pub struct RefusedClosing {
    why: String,
    reason: SafeText,
}

struct OpenPoint {
    title: SafeText,
    word: &'static str,
    maybe: bool,
    advice: SafeText,
}

struct ClosedItem {
    ask: SafeText,
    said: SafeText,
    place: Address,
}

/// The end of a list: what is open, and what the trainer makes of it.
pub fn show(context: &RequestContext, pack: &Pack, error: Option<RefusedClosing>) -> Option<Response> {
    let list = context.visit.list(&pack.id)?;
    let (mut run, answers) = (list.run.clone(), list.answers(pack));
    run.settle(&context.explain(pack, &answers), run.seconds, next_question(pack, &answers).is_none());
    let level = run.level_so_far();
    let open = run.open_reached().map(|open| OpenPoint {
        title: (&open.title).into(),
        word: words::finding(open.level),
        maybe: !open.certain,
        advice: (&open.advice).into(),
    });
    let line = |question: QuestionId| ClosedItem {
        ask: (&pack.questions[question].ask).into(),
        said: run.items.get(question).map_or_else(SafeText::default, |item| (&item.words).into()),
        place: Address::Item(pack.id.clone(), pack.questions[question].id.clone()),
    };
    let decided = run.decision.as_ref().map_or_else(String::new, |decision| {
        let what = if decision.go_on { "decided to go on" } else { "decided to halt" };
        format!(" {} {what}: {}", decision.by, decision.reason)
    });
    let signed = run
        .signed
        .as_ref()
        .map(|signed| SafeText::from(format!("Signed by {} and {}.{decided}", signed.trainer, signed.trainee)));
    let close = Close {
        place: Address::Close(pack.id.clone()),
        title: (&pack.title).into(),
        level,
        headline: level
            .map_or_else(|| "Not gone through to its end".into(), |level| context.filled(pack.headline(level))),
        go_on: next_question(pack, &list.answers(pack)).map(|_| Address::Run(pack.id.clone())),
        open: open.collect(),
        items: asked(pack, list).into_iter().map(line).collect(),
        hurried: run.hurried,
        decided: signed,
        complete: run.complete,
        may_go_on: run.level <= Level::Deferral,
        trainer: (&run.trainer).into(),
        trainee: (&run.trainee).into(),
        back: list.back.clone().map(Address::Run),
        incident: incident(context, pack),
        error,
    };
    Some(screen(&pack.title, &close))
}

/// Signs, or gives the record.
pub fn sign(context: &RequestContext, pack: &Pack, fields: &[(String, String)]) -> Option<Response> {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let refused = |why: String| show(context, pack, Some(RefusedClosing { why, reason: field("reason").into() }));
    let mut visit = context.visit.clone();
    let list = visit.list_mut(&pack.id)?;
    let answers = list.answers(pack);
    let seconds = list.run.seconds;
    match field("do") {
        "again" if list.back.is_some() => {
            let from = list.back.clone()?;
            visit.lists.retain(|list| list.run.pack != pack.id);
            return Some(Response::go(&Address::Incident(from)).with(visit));
        }
        "again" => {
            let reason = list.run.despite.as_ref().map_or("", |despite| &despite.reason);
            return Some(start(context, pack, list.back.clone(), reason));
        }
        "record" => {
            let file = Download { name: list.file.clone(), kind: "application/json", text: list.run.write() };
            return show(context, pack, None).map(|shown| Response { file: Some(file), ..shown });
        }
        wish @ ("go_on" | "halt") => {
            let (go_on, reason) = (wish == "go_on", field("reason").to_owned());
            if go_on && !is_reason(&reason) {
                return refused("To go on with something open needs a reason in words.".to_owned());
            }
            let by = list.run.trainer.clone();
            list.run.decision = Some(Decision { go_on, by, reason, at: seconds });
        }
        _ => {}
    }
    for (who, code) in [("trainer", &list.run.trainer), ("trainee", &list.run.trainee)] {
        if !field(who).eq_ignore_ascii_case(code) {
            return refused(format!("Each signs with their own code: the {who} writes {code}."));
        }
    }
    list.run.settle(&context.explain(pack, &answers), seconds, next_question(pack, &answers).is_none());
    let (trainer, trainee) = (list.run.trainer.clone(), list.run.trainee.clone());
    list.run.signed = Some(Signed { trainer, trainee, at: context.now.clone() });
    Some(Response::go(&Address::Close(pack.id.clone())).with(visit))
}
