//! The first screen: what this is, and where to begin.

use super::{Desk, screen};
use crate::place::Place;
use crate::request::Response;
use askama::Template;
use needlewise::model::{Kind, Pack};
use needlewise::text::SafeText;

/// The pack most people want.
const FIRST: &str = "before";

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    checks: Vec<Check>,
    topics: bool,
    lists: bool,
    strangers: Option<SafeText>,
}

struct Check {
    title: SafeText,
    intro: SafeText,
    place: Place,
    begun: bool,
}

pub fn show(desk: &Desk) -> Response {
    let packs = &desk.base.packs;
    let mut checks: Vec<&Pack> = packs.iter().filter(|pack| pack.kind == Kind::Check).collect();
    checks.sort_by_key(|pack| pack.id != FIRST);
    let checks = checks.into_iter().map(|pack| Check {
        title: (&pack.title).into(),
        intro: desk.filled(&pack.intro),
        place: Place::Next(pack.id.clone()),
        begun: desk.visit.has(pack),
    });
    let home = Home {
        checks: checks.collect(),
        topics: packs.iter().any(|pack| pack.kind == Kind::Topics),
        lists: packs.iter().any(|pack| pack.kind == Kind::Checklist),
        strangers: packs.iter().find_map(needlewise::report::words::strangers).map(SafeText::from),
    };
    screen("Before and after home microneedling", &home)
}
