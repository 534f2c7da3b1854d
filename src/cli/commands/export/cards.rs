//! `export moodle` and `export anki`: the people of a pack as questions to a class.

use super::args::TextExport;
use crate::cli::error::Refusal;
use crate::cli::rules::Rules;
use crate::report::export::card::{Flashcard, cards};
use anyhow::ensure;
use std::process::ExitCode;

pub fn run(rules: &Rules, args: &TextExport, write: fn(&[Flashcard]) -> String) -> anyhow::Result<ExitCode> {
    let base = rules.all(Some(&args.pack)).map_err(Refusal::Rules)?;
    let pack = rules.find(&base, &args.pack)?;
    let cards = cards(&base, pack, rules.contact(&base));
    ensure!(!cards.is_empty(), "no case of `{}` is told in somebody's own words", pack.id);
    args.deliver(&write(&cards))
}
