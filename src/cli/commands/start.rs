//! The first screen: what this is, and what one can do with it.

use super::check;
use super::learn;
use crate::cli::prompt::{Pick, Prompt};
use crate::cli::rules::Rules;
use crate::cli::terminal::TerminalScreen;
use crate::engine::{Way, irrelevant};
use crate::model::{Header, Kind as PackKind, Pack};
use crate::report::words::count;
use std::process::ExitCode;

pub fn run(rules: &Rules, screen: &TerminalScreen) -> anyhow::Result<ExitCode> {
    let base = rules.to_choose()?;
    let mut asker = screen.asker()?;
    let of = |kind: PackKind| base.packs.iter().filter(move |pack| pack.kind == kind);
    let first: Vec<&Pack> = of(PackKind::Check).chain(of(PackKind::Topics)).collect();
    let checklists: Vec<&Pack> = of(PackKind::Checklist).collect();
    let mut paragraphs = welcome(&base.header);
    let mut ask = "What would you like to do?";
    let mut packs = first;
    let mut more = !checklists.is_empty() && !packs.is_empty();
    if packs.is_empty() {
        packs.clone_from(&checklists);
    }
    loop {
        if let ([only], false) = (packs.as_slice(), more) {
            asker.say(&paragraphs)?;
            drop(asker);
            return start(rules, screen, only);
        }
        let mut labels: Vec<String> = packs.iter().map(|pack| titled(pack)).collect();
        if more {
            labels.push("Checklists for trainers".to_owned());
        }
        asker.say(&paragraphs)?;
        let prompt = Prompt::menu("Welcome to needlewise", ask, &labels);
        let Pick::One(at) = asker.ask(&prompt)? else { return Ok(ExitCode::SUCCESS) };
        if let Some(pack) = packs.get(at) {
            drop(asker);
            return start(rules, screen, pack);
        }
        packs.clone_from(&checklists);
        more = false;
        ask = "Which checklist?";
        paragraphs = vec![
            "Here you can look through a checklist alone.".to_owned(),
            "With a trainee at your side, `needlewise run` reads it aloud with you and keeps a record.".to_owned(),
        ];
    }
}

fn start(rules: &Rules, screen: &TerminalScreen, pack: &Pack) -> anyhow::Result<ExitCode> {
    match pack.kind {
        PackKind::Topics => learn::browse(rules, screen),
        _ => check::ask(rules, screen, &pack.id),
    }
}

/// The title of a pack, and how long its questions take.
fn titled(pack: &Pack) -> String {
    if pack.kind != PackKind::Check {
        return pack.title.clone();
    }
    let way = Way { pack, skip: irrelevant };
    format!("{} (about {})", pack.title, count(way.minutes(), "minute"))
}

/// What the rules say of themselves, and what is true of every rule base.
fn welcome(header: &Header) -> Vec<String> {
    let private = "Nothing you type leaves this computer. It is kept on it only until you have your answer, so that nothing is lost.";
    let own = [&header.name, &header.about, &header.welcome].into_iter().filter(|text| !text.is_empty()).cloned();
    own.chain([private.to_owned()]).collect()
}
