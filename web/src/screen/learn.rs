//! What is known, by topic, found by words.

use super::{Desk, screen};
use crate::place::Place;
use crate::request::Response;
use askama::Template;
use needlewise::model::{Kind, Pack, Rule};
use needlewise::report::{self, document::Part, html};
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "learn.html")]
struct Learn {
    groups: Vec<Group>,
}

#[derive(Template)]
#[template(path = "topics.html")]
struct Topics {
    groups: Vec<Group>,
}

struct Group {
    title: SafeText,
    topics: Vec<Link>,
}

struct Link {
    title: SafeText,
    place: Place,
}

pub fn show(desk: &Desk) -> Response {
    screen("What is known", &Learn { groups: groups(desk) })
}

/// Only the topics that fit, to put in place of all of them.
pub fn found(desk: &Desk, words: &str) -> Response {
    let wanted: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    if wanted.is_empty() {
        return screen("What is known", &Topics { groups: groups(desk) });
    }
    let score = |rule: &Rule| {
        let title = rule.title.to_lowercase();
        let text = format!("{} {} {}", rule.why, rule.advice, rule.id).to_lowercase();
        wanted.iter().map(|word| 3 * usize::from(title.contains(word)) + usize::from(text.contains(word))).sum::<usize>()
    };
    let mut found: Vec<(usize, Link)> =
        topics(desk).map(|(pack, rule)| (score(rule), link(pack, rule))).filter(|(score, _)| *score > 0).collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let topics: Vec<Link> = found.into_iter().take(5).map(|(_, link)| link).collect();
    let title = if topics.is_empty() { "Nothing found. Try another word." } else { "Found" };
    screen("What is known", &Topics { groups: vec![Group { title: title.into(), topics }] })
}

fn topics<'a>(desk: &'a Desk) -> impl Iterator<Item = (&'a Pack, &'a Rule)> {
    let packs = desk.base.packs.iter().filter(|pack| pack.kind == Kind::Topics);
    packs.flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule)))
}

fn link(pack: &Pack, rule: &Rule) -> Link {
    Link { title: (&rule.title).into(), place: Place::Topic(pack.id.clone(), rule.id.clone()) }
}

/// Every topic under the question that offers it.
fn groups(desk: &Desk) -> Vec<Group> {
    let packs = desk.base.packs.iter().filter(|pack| pack.kind == Kind::Topics);
    let groups = packs.flat_map(|pack| {
        pack.questions.iter_enumerated().map(move |(at, question)| {
            let of = pack.rules.iter().filter(move |rule| rule.when.facts().iter().any(|fact| fact.question == at));
            Group { title: (&question.ask).into(), topics: of.map(|rule| link(pack, rule)).collect() }
        })
    });
    groups.filter(|group| !group.topics.is_empty()).collect()
}

#[derive(Template)]
#[template(path = "topic.html")]
struct Topic {
    back: Place,
    title: SafeText,
    html: String,
    sources: String,
}

pub fn topic(desk: &Desk, pack: &Pack, id: &str) -> Option<Response> {
    let rule = &pack.rules[pack.rule(id)?];
    let document = report::topic(desk.base, rule, desk.contact());
    let inside = |part: &Part| html::inside(part).unwrap_or_default();
    let topic = Topic {
        back: Place::Learn,
        title: (&rule.title).into(),
        html: inside(&document.short),
        sources: document.parts.iter().map(inside).collect(),
    };
    Some(screen(&rule.title, &topic))
}
