//! `pack list`

use super::{Page, count};
use crate::model::RuleBase;
use std::fmt::Write;

pub fn page(base: &RuleBase) -> Page {
    let wide = base.packs.iter().map(|it| it.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for pack in &base.packs {
        let (questions, rules) = (count(pack.questions.len(), "question"), count(pack.rules.len(), "rule"));
        let cases = count(pack.cases.len(), "case");
        let _ = writeln!(
            text,
            "{:wide$}  {} ({questions}, {rules}, {cases}; version {})",
            pack.id, pack.title, pack.version
        );
    }
    Page::new(text, true)
}
