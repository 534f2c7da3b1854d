//! `export`: a pack as a form, or its cases as cards, for other programs.

mod args;
mod cards;
mod fhir;
mod impossible;
mod xlsform;

pub use args::Export;

use crate::cli::rules::Rules;
use crate::report::export::{anki, moodle};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise export xlsform before --out before.xlsx
  needlewise export fhir before --out before.json
  needlewise export moodle before --out before.gift
  needlewise export anki before --out before.txt";

pub fn run(rules: &Rules, command: &Export) -> anyhow::Result<ExitCode> {
    match command {
        Export::Xlsform(args) => xlsform::run(rules, args),
        Export::Fhir(args) => fhir::run(rules, args),
        Export::Moodle(args) => cards::run(rules, args, moodle::gift),
        Export::Anki(args) => cards::run(rules, args, anki::notes),
    }
}
