//! The first screen of the page: what this is, and where to begin. The page is written with it, so that it is there
//! before anything else is.

use super::{question, words};
use crate::model::{Contact, Kind, Pack, RuleBase};
use crate::text::SafeText;
use askama::Template;

#[derive(Template)]
#[template(path = "home.html", config = "src/report/askama.toml")]
struct Home {
    name: SafeText,
    about: SafeText,
    welcome: SafeText,
    checks: Vec<OfferedCheck>,
    topics: bool,
    lists: bool,
    /// What must be known of rules that did not come with the program.
    notice: Option<SafeText>,
}

struct OfferedCheck {
    title: SafeText,
    intro: SafeText,
    place: String,
    /// About how long it takes.
    minutes: usize,
    begun: bool,
}

/// Writes the first screen for the numbers of a country, and for somebody who has begun these packs.
///
/// # Errors
/// Never in practice: only when memory cannot be written to.
pub fn write(
    base: &RuleBase,
    contact: Option<&Contact>,
    begun: impl Fn(&Pack) -> bool,
) -> Result<String, askama::Error> {
    let (packs, header) = (&base.packs, &base.header);
    let filled = |text: &str| SafeText::from(base.filled(text, contact));
    let mut checks: Vec<&Pack> = packs.iter().filter(|pack| pack.kind == Kind::Check).collect();
    checks.sort_by_key(|pack| Some(&pack.id) != header.first.as_ref());
    let checks = checks.into_iter().map(|pack| OfferedCheck {
        title: (&pack.title).into(),
        intro: filled(&pack.intro),
        place: format!("ask/{}", pack.id),
        minutes: question::way(pack).minutes(),
        begun: begun(pack),
    });
    let home = Home {
        name: filled(&header.name),
        about: filled(&header.about),
        welcome: filled(&header.welcome),
        checks: checks.collect(),
        topics: packs.iter().any(|pack| pack.kind == Kind::Topics),
        lists: packs.iter().any(|pack| pack.kind == Kind::Checklist),
        notice: packs.iter().find_map(words::strangers).map(SafeText::from),
    };
    home.render()
}
