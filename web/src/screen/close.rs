//! The end of a checklist: what is open, who signs it, and the record to keep.

use super::checklist::{asked, incident, start};
use super::{Desk, screen, tone};
use crate::place::Place;
use crate::request::{File, Response};
use askama::Template;
use needlewise::engine::next_question;
use needlewise::model::{Level, Pack, QuestionId};
use needlewise::report::words;
use needlewise::text::SafeText;
use needlewise::training::run::Decision;

#[derive(Template)]
#[template(path = "close.html")]
struct Close {
    place: Place,
    title: SafeText,
    /// None while nothing that was reached is open, and not all was.
    level: Option<Level>,
    headline: SafeText,
    go_on: Option<Place>,
    open: Vec<Open>,
    items: Vec<Line>,
    hurried: bool,
    /// What was decided, when it was.
    decided: Option<SafeText>,
    complete: bool,
    may_go_on: bool,
    trainer: SafeText,
    back: Option<Place>,
    incident: Option<Place>,
    error: Option<&'static str>,
}

struct Open {
    title: SafeText,
    word: &'static str,
    maybe: bool,
    advice: SafeText,
}

struct Line {
    ask: SafeText,
    said: SafeText,
    place: Place,
}

/// The end of a list: what is open, and what the trainer makes of it.
pub fn show(desk: &Desk, pack: &Pack, error: Option<&'static str>) -> Option<Response> {
    let list = desk.visit.list(&pack.id)?;
    let mut session = list.session.clone();
    session.settle(pack, &list.answers(pack), session.seconds, next_question(pack, &list.answers(pack)).is_none());
    let level = session.level_so_far();
    let open = session.open_reached().map(|open| Open {
        title: (&open.title).into(),
        word: words::finding(open.level),
        maybe: !open.certain,
        advice: pack.rule(&open.rule).map_or_else(SafeText::default, |rule| desk.filled(&pack.rules[rule].advice)),
    });
    let line = |question: QuestionId| Line {
        ask: (&pack.questions[question].ask).into(),
        said: session.items.get(question).map_or_else(SafeText::default, |item| (&item.words).into()),
        place: Place::Item(pack.id.clone(), pack.questions[question].id.clone()),
    };
    let decided = session.decision.as_ref().map(|decision| {
        let what = if decision.go_on { "decided to go on" } else { "decided to halt" };
        SafeText::from(format!("{} {what}. {}", decision.by, decision.reason))
    });
    let close = Close {
        place: Place::Close(pack.id.clone()),
        title: (&pack.title).into(),
        level,
        headline: level.map_or_else(|| "Not gone through to its end".into(), |level| desk.filled(pack.headline(level))),
        go_on: next_question(pack, &list.answers(pack)).map(|_| Place::Run(pack.id.clone())),
        open: open.collect(),
        items: asked(pack, list).into_iter().map(line).collect(),
        hurried: session.hurried,
        decided: decided.or_else(|| list.session.complete.then(|| format!("Signed by {}.", session.trainer).into())),
        complete: session.complete,
        may_go_on: session.level <= Level::Deferral,
        trainer: (&session.trainer).into(),
        back: list.back.clone().map(Place::Run),
        incident: incident(desk, pack),
        error,
    };
    Some(screen(&pack.title, &close))
}

/// Signs, or gives the record.
pub fn sign(desk: &Desk, pack: &Pack, fields: &[(String, String)]) -> Option<Response> {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let mut visit = desk.visit.clone();
    let list = visit.list_mut(&pack.id)?;
    let answers = list.answers(pack);
    let seconds = list.session.seconds;
    match field("do") {
        "again" => return Some(start(desk, pack, list.back.clone())),
        "record" => {
            let text = serde_json::to_string_pretty(&list.session).unwrap_or_default();
            let file = File { name: list.file.clone(), kind: "application/json", text };
            return show(desk, pack, None).map(|shown| Response { file: Some(file), ..shown });
        }
        "go_on" | "halt" => {
            let (go_on, reason) = (field("do") == "go_on", field("reason").to_owned());
            if reason.is_empty() {
                return show(desk, pack, Some("Write the reason."));
            }
            let by = list.session.trainer.clone();
            list.session.decision = Some(Decision { go_on, by, reason, at: seconds });
        }
        _ => {}
    }
    list.session.settle(pack, &answers, seconds, next_question(pack, &answers).is_none());
    Some(Response::go(&Place::Close(pack.id.clone())).with(visit))
}
