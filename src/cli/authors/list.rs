//! `pack list`

use super::{Page, count};
use crate::model::{Kind, RuleBase};
use std::fmt::Write;

/// One line a pack; folded to these columns where there is a screen.
pub fn page(base: &RuleBase, width: Option<usize>) -> Page {
    let wide = base.packs.iter().map(|it| it.id.len()).max().unwrap_or(0);
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
        let line = format!("{:wide$}  {title} ({kind}: {questions}, {rules}, {cases}; version {version})", pack.id);
        let indent = " ".repeat(wide + 2);
        let folded = width.map(|it| textwrap::fill(&line, textwrap::Options::new(it).subsequent_indent(&indent)));
        let _ = writeln!(text, "{}", folded.unwrap_or(line));
    }
    Page::new(text, true)
}
