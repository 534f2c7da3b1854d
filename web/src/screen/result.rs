//! The answer: what to do first, then everything else, folded.

use super::{Desk, screen};
use crate::place::Place;
use crate::request::{File, Response};
use askama::Template;
use needlewise::engine::assess;
use needlewise::model::{Level, Pack};
use needlewise::record::Record;
use needlewise::report::document::{Bar, Block, Document, Part};
use needlewise::report::{self, html, words};
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "result.html")]
struct Answer {
    place: Place,
    check: Place,
    hand_over: Place,
    tone: &'static str,
    word: &'static str,
    headline: SafeText,
    notices: String,
    bars: Vec<Bar>,
    reasons: Vec<Folded>,
    parts: Vec<Folded>,
}

/// Something to open.
struct Folded {
    title: SafeText,
    word: Option<SafeText>,
    html: String,
}

pub fn show(desk: &Desk, pack: &Pack) -> Response {
    let answers = desk.visit.answers(pack);
    let assessment = assess(pack, &answers);
    let Document { parts, .. } = report::document(desk.base, pack, &answers, &assessment, desk.today);
    let (mut reasons, mut folded, mut bars, mut notices) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part.id {
            "answer" => {
                for block in part.blocks {
                    match block {
                        Block::Bars(them) => bars = them,
                        Block::Callout(needlewise::report::document::Tone::Verdict(_), _) => {}
                        other => notices.push(other),
                    }
                }
            }
            "found" | "possible" => reasons.extend(part.blocks.into_iter().filter_map(reason)),
            "summary" | "now" => {}
            _ => folded.push(Folded { title: part.title.clone(), word: None, html: inside(&part) }),
        }
    }
    let answer = Answer {
        place: Place::Answer(pack.id.clone()),
        check: Place::Check(pack.id.clone()),
        hand_over: Place::HandOver(pack.id.clone()),
        tone: tone(assessment.level),
        word: words::level(assessment.level),
        headline: pack.headline(assessment.level).into(),
        notices: inside(&Part::new("notices", "", notices)),
        bars,
        reasons,
        parts: folded,
    };
    screen("Your answer", &answer)
}

fn reason(block: Block) -> Option<Folded> {
    let Block::Card(card) = block else { return None };
    let (title, word) = (card.title.clone(), card.word.clone());
    Some(Folded { title, word: Some(word), html: inside(&Part::new("reason", "", vec![Block::Card(card)])) })
}

fn inside(part: &Part) -> String {
    html::inside(part).unwrap_or_default()
}

fn tone(level: Level) -> &'static str {
    match level {
        Level::Note => "calm",
        Level::Precaution | Level::Professional | Level::Deferral => "care",
        Level::Contraindication | Level::Urgent => "halt",
        Level::Emergency => "emergency",
    }
}

#[derive(Template)]
#[template(path = "hand_over.html")]
struct Page {
    back: Place,
    title: SafeText,
    html: String,
}

/// The page to give to a professional, which prints on one side.
pub fn hand_over(desk: &Desk, pack: &Pack) -> Response {
    let answers = desk.visit.answers(pack);
    let document = report::document(desk.base, pack, &answers, &assess(pack, &answers), desk.today);
    let summary = document.parts.iter().find(|part| part.id == "summary");
    let page = Page {
        back: Place::Answer(pack.id.clone()),
        title: (&pack.title).into(),
        html: summary.map(inside).unwrap_or_default(),
    };
    screen("A page to hand over", &page)
}

/// Gives the record to keep, or forgets everything that was said.
pub fn send(desk: &Desk, pack: &Pack, fields: &[(String, String)]) -> Response {
    let answers = desk.visit.answers(pack);
    match fields.first().map(|(name, _)| name.as_str()) {
        Some("again") => {
            let mut visit = desk.visit.clone();
            visit.forget(&pack.id);
            Response::go(&Place::Next(pack.id.clone())).with(visit)
        }
        _ => Response {
            file: Some(File {
                name: format!("needlewise-{}-{}.json", pack.id, desk.today),
                kind: "application/json",
                text: Record::new(pack, &answers, &assess(pack, &answers), desk.today).write(),
            }),
            ..show(desk, pack)
        },
    }
}
