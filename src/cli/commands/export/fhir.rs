//! `export fhir`: a pack as a Questionnaire.

use super::args::TextExport;
use super::impossible;
use crate::cli::rules::Rules;
use crate::report::export::fhir::{LEFT_OUT, questionnaire};
use anyhow::Context;
use std::process::ExitCode;

pub fn run(rules: &Rules, args: &TextExport) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(&args.pack)?;
    let pack = &base.packs[0];
    let form = questionnaire(&base, pack, rules.contact(&base))
        .with_context(|| format!("`{}` cannot be carried into a Questionnaire", pack.id))?;
    warn!("{LEFT_OUT}");
    impossible::name(pack);
    args.deliver(&(serde_json::to_string_pretty(&form)? + "\n"))
}
