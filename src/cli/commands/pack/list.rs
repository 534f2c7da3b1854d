//! `pack list`

use super::output::CommandOutput;
use crate::cli::output::folded;
use crate::model::{Kind, RuleBase};
use crate::report::words::count;
use std::fmt::Write;

/// One line a pack.
pub fn output(base: &RuleBase) -> CommandOutput {
    let wide = base.packs.iter().map(|pack| pack.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for pack in &base.packs {
        let kind = match pack.kind {
            Kind::Check => "check",
            Kind::Checklist => "checklist",
            Kind::Topics => "topics",
        };
        let (questions, rules) = (count(pack.questions.len(), "question"), count(pack.rules.len(), "rule"));
        let cases = count(pack.cases.len(), "case");
        let (title, version) = (&pack.title, &pack.version);
        let _ = writeln!(text, "{:wide$}  {title} ({kind}: {questions}, {rules}, {cases}; version {version})", pack.id);
    }
    CommandOutput::new(folded(&text, wide + 2), true)
}
