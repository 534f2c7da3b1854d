//! What is known, by topic, found by words.

use super::{RequestContext, screen};
use crate::place::Address;
use crate::response::Response;
use askama::Template;
use needlewise::model::{Kind, Pack, Rule};
use needlewise::report::search::{What, search};
use needlewise::report::{self, document::Part, html};
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "learn.html")]
struct LearnScreen {
    groups: Vec<Group>,
}

#[derive(Template)]
#[template(path = "topics.html")]
struct Topics {
    groups: Vec<Group>,
}

struct Group {
    title: SafeText,
    topics: Vec<TopicLink>,
}

struct TopicLink {
    title: SafeText,
    place: Address,
}

pub fn show(context: &RequestContext) -> Response {
    screen("What is known", &LearnScreen { groups: groups(context) })
}

/// Only what fits the words, to put in place of all of it.
pub fn found(context: &RequestContext, words: &str) -> Response {
    if words.trim().is_empty() {
        return screen("What is known", &Topics { groups: groups(context) });
    }
    let hits = search(context.base, words, 4 * MOST).into_iter().filter(|hit| hit.pack.kind == Kind::Topics);
    let topics = hits.filter_map(|hit| match hit.what {
        What::Rule(rule) => Some(link(hit.pack, &hit.pack.rules[rule])),
        What::Question(_) => None,
    });
    let topics: Vec<TopicLink> = topics.take(MOST).collect();
    let title = if topics.is_empty() { "Nothing speaks of that. Try another word." } else { "Found" };
    screen("What is known", &Topics { groups: vec![Group { title: title.into(), topics }] })
}

/// So many pages are found at most.
const MOST: usize = 5;

fn link(pack: &Pack, rule: &Rule) -> TopicLink {
    TopicLink { title: (&rule.title).into(), place: Address::Topic(pack.id.clone(), rule.id.clone()) }
}

/// Every topic under the question that offers it.
fn groups(context: &RequestContext) -> Vec<Group> {
    let packs = context.base.packs.iter().filter(|pack| pack.kind == Kind::Topics);
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
    back: Address,
    title: SafeText,
    /// What must be known of the rules it stands in.
    notices: String,
    html: String,
    sources: String,
}

pub fn topic(context: &RequestContext, pack: &Pack, id: &str) -> Option<Response> {
    let rule = &pack.rules[pack.rule(id)?];
    let document = report::topic(context.base, rule, context.contact());
    let inside = |part: &Part| html::inside(part).unwrap_or_default();
    let topic = Topic {
        back: Address::Learn,
        title: (&rule.title).into(),
        notices: inside(&Part::new("notices", "", report::notices(pack, context.today))),
        html: inside(&document.short),
        sources: document.parts.iter().map(inside).collect(),
    };
    Some(screen(&rule.title, &topic))
}
