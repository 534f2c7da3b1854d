//! The first screen: what this is, and where to begin.

use super::{Desk, ask, screen};
use crate::place::Place;
use crate::request::Response;
use askama::Template;
use needlewise::model::{Kind, Pack};
use needlewise::text::SafeText;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    name: SafeText,
    about: SafeText,
    welcome: SafeText,
    checks: Vec<Check>,
    topics: bool,
    lists: bool,
    strangers: Option<SafeText>,
}

struct Check {
    title: SafeText,
    intro: SafeText,
    place: Place,
    /// About how long it takes.
    minutes: usize,
    begun: bool,
}

pub fn show(desk: &Desk) -> Response {
    let (packs, header) = (&desk.base.packs, &desk.base.header);
    let mut checks: Vec<&Pack> = packs.iter().filter(|pack| pack.kind == Kind::Check).collect();
    checks.sort_by_key(|pack| Some(&pack.id) != header.first.as_ref());
    let checks = checks.into_iter().map(|pack| Check {
        title: (&pack.title).into(),
        intro: desk.filled(&pack.intro),
        place: Place::Next(pack.id.clone()),
        minutes: ask::way(pack).minutes(),
        begun: desk.visit.has(pack),
    });
    let home = Home {
        name: desk.filled(&header.name),
        about: desk.filled(&header.about),
        welcome: desk.filled(&header.welcome),
        checks: checks.collect(),
        topics: packs.iter().any(|pack| pack.kind == Kind::Topics),
        lists: packs.iter().any(|pack| pack.kind == Kind::Checklist),
        strangers: packs.iter().find_map(needlewise::report::words::strangers).map(SafeText::from),
    };
    screen(&header.name, &home)
}
