//! The answer: what to do first, then everything else, folded. An emergency is a screen of its own.

use super::{RequestContext, screen, tone};
use crate::place::Address;
use crate::response::{Download, Response};
use askama::Template;
use needlewise::engine::Explanation;
use needlewise::model::{Level, Pack};
use needlewise::record::Record;
use needlewise::report::document::{Block, Document, Part, PhoneNumber};
use needlewise::report::{self, calendar, html, words};
use needlewise::text::{SafeText, sentences};

#[derive(Template)]
#[template(path = "result.html")]
struct AnswerScreen<'a> {
    place: Address,
    check: Address,
    hand_over: Address,
    tone: &'static str,
    word: &'static str,
    headline: SafeText,
    detail: SafeText,
    possible: bool,
    notices: String,
    calls: Option<Urgent<'a>>,
    risks: String,
    reasons: Vec<Folded>,
    next: Option<SafeText>,
    pictures: Vec<Folded>,
    parts: Vec<Folded>,
    topics: Vec<PartLink>,
    reminder: bool,
}

#[derive(Template)]
#[template(path = "emergency.html")]
struct Emergency<'a> {
    check: Address,
    headline: SafeText,
    calls: Urgent<'a>,
}

/// What to do at once: whom to call, and the steps.
#[derive(Template)]
#[template(path = "calls.html")]
struct Urgent<'a> {
    place: Address,
    /// Whether to call comes before all else.
    call_first: bool,
    calls: Vec<PhoneNumber>,
    steps: Vec<SafeText>,
    countries: Countries<'a>,
}

/// Whose numbers these are, and whose they could be.
struct Countries<'a> {
    name: Option<&'a str>,
    others: Vec<(&'a str, &'a str, &'a str)>,
}

/// Something to open.
struct Folded {
    title: SafeText,
    word: Option<SafeText>,
    html: String,
}

struct PartLink {
    title: SafeText,
    place: Address,
}

pub fn show(context: &RequestContext, pack: &Pack) -> Response {
    let answers = context.visit.answers(pack);
    let explained = context.explain(pack, &answers);
    if explained.emergency {
        let emergency = Emergency {
            check: Address::Check(pack.id.clone()),
            headline: explained.filled(&explained.headline.text).into(),
            calls: urgent(context, &explained),
        };
        return screen(&explained.filled(&explained.headline.text), &emergency);
    }
    let headline = &explained.headline;
    let document = report::document(&explained);
    let risks = document.short.blocks.iter().filter(|block| matches!(block, Block::Bars(_))).cloned().collect();
    let answer = AnswerScreen {
        place: Address::Answer(pack.id.clone()),
        check: Address::Check(pack.id.clone()),
        hand_over: Address::HandOver(pack.id.clone()),
        tone: tone(explained.level),
        word: words::level(explained.level),
        headline: explained.filled(&headline.text).into(),
        detail: explained.filled(&headline.detail).into(),
        possible: headline.possible,
        notices: inside(&Part::new("notices", "", report::notices(pack, context.today))),
        calls: headline.act.map(|_| urgent(context, &explained)),
        risks: inside(&Part::new("risks", "", risks)),
        reasons: reasons(&explained, &document),
        next: explained.next_step().map(SafeText::from),
        pictures: pictures(&document),
        parts: folded(&document),
        topics: topics(context, &explained),
        reminder: calendar::first(&explained).is_some(),
    };
    screen("Your answer", &answer)
}

/// The parts with a picture in them.
const PICTURED: [&str; 2] = ["again", "depth"];

/// The answer as JSON, as the program gives it.
pub fn json(context: &RequestContext, pack: &Pack) -> String {
    let answers = context.visit.answers(pack);
    report::json::write(&context.explain(pack, &answers))
}

/// Every finding, to open one by one, the gravest first.
fn reasons(explained: &Explanation, document: &Document) -> Vec<Folded> {
    let cards = document.parts.iter().filter(|part| part.id == "found" || part.id == "possible");
    let cards = cards.flat_map(|part| &part.blocks).filter_map(|block| match block {
        Block::Card(card) => Some(card),
        _ => None,
    });
    let word = |title: &SafeText| {
        let mut findings = explained.findings.iter();
        let finding = findings.find(|finding| SafeText::from(&explained.pack.rules[finding.rule].title) == *title);
        finding.map(|finding| report::asked_for(explained, finding).into())
    };
    let folded = cards.map(|card| Folded {
        title: card.title.clone(),
        word: word(&card.title),
        html: inside(&Part::new("reason", "", vec![Block::Card(card.clone())])),
    });
    folded.collect()
}

/// The other sections, in their order.
fn folded(document: &Document) -> Vec<Folded> {
    let elsewhere = ["found", "possible", "handover", "topics"];
    let parts = document.parts.iter().filter(|part| !elsewhere.contains(&part.id) && !PICTURED.contains(&part.id));
    parts.map(part_folded).collect()
}

/// The parts that are drawn, and so stand open.
fn pictures(document: &Document) -> Vec<Folded> {
    document.parts.iter().filter(|part| PICTURED.contains(&part.id)).map(part_folded).collect()
}

fn part_folded(part: &Part) -> Folded {
    Folded { title: part.title.clone(), word: None, html: inside(part) }
}

fn topics(context: &RequestContext, explained: &Explanation) -> Vec<PartLink> {
    let link = |id: &&str| {
        let packs = context.base.packs.iter().filter(|pack| pack.id != explained.pack.id);
        let mut found = packs.filter_map(|pack| Some((pack, &pack.rules[pack.rule(id)?])));
        let (pack, rule) = found.next()?;
        Some(PartLink { title: (&rule.title).into(), place: Address::Topic(pack.id.clone(), rule.id.clone()) })
    };
    explained.topics().iter().filter_map(link).collect()
}

fn urgent<'a>(context: &'a RequestContext, explained: &Explanation) -> Urgent<'a> {
    let advice = explained.findings.first().map_or("", |finding| &explained.pack.rules[finding.rule].advice);
    let headline = &explained.headline.text;
    let said = |step: &&str| step.trim_end_matches(['.', '!']) == explained.filled(headline);
    let filled = explained.filled(advice);
    let steps = sentences(&filled).filter(|step| !said(step)).map(SafeText::from).collect();
    Urgent {
        place: Address::Answer(explained.pack.id.clone()),
        countries: countries(context),
        call_first: explained.level == Level::Emergency,
        calls: report::calls(explained),
        steps,
    }
}

fn countries<'a>(context: &'a RequestContext) -> Countries<'a> {
    let here = context.contact();
    let others = context.base.contacts.iter().filter(|contact| here.is_none_or(|here| here.country != contact.country));
    Countries {
        name: here.filter(|here| !here.country.is_empty()).map(|here| here.name.as_str()),
        others: others.map(|other| (other.country.as_str(), other.name.as_str(), other.emergency.as_str())).collect(),
    }
}

fn inside(part: &Part) -> String {
    html::inside(part).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "hand_over.html")]
struct HandOverPage {
    back: Address,
    title: SafeText,
    html: String,
}

/// The page to give to a professional, which prints on one side.
pub fn hand_over(context: &RequestContext, pack: &Pack) -> Response {
    let answers = context.visit.answers(pack);
    let document = report::document(&context.explain(pack, &answers));
    let part = document.parts.iter().find(|part| part.id == "handover");
    let page = HandOverPage {
        back: Address::Answer(pack.id.clone()),
        title: (&pack.title).into(),
        html: part.map(inside).unwrap_or_default(),
    };
    screen("A page to hand over", &page)
}

/// Does what the person asks of an answer: gives a file, changes the country, or begins again.
pub fn send(context: &RequestContext, pack: &Pack, fields: &[(String, String)]) -> Response {
    let answers = context.visit.answers(pack);
    let explained = context.explain(pack, &answers);
    let Some((wish, value)) = fields.first() else { return show(context, pack) };
    let mut visit = context.visit.clone();
    match wish.as_str() {
        "again" => {
            visit.forget(&pack.id);
            Response::go(&Address::Next(pack.id.clone())).with(visit)
        }
        "country" => {
            visit.country = Some(value.clone());
            Response::go(&Address::Answer(pack.id.clone())).with(visit)
        }
        "reminder" => {
            let text = calendar::write(&explained).unwrap_or_default();
            file(context, pack, Download { name: format!("needlewise-{}.ics", pack.id), kind: "text/calendar", text })
        }
        _ => {
            let name = format!("needlewise-{}-{}.json", pack.id, context.today);
            file(context, pack, Download { name, kind: "application/json", text: Record::new(&explained).write() })
        }
    }
}

fn file(context: &RequestContext, pack: &Pack, file: Download) -> Response {
    Response { file: Some(file), ..show(context, pack) }
}
