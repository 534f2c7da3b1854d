//! The counts of a list, as a small table or as JSON.

use crate::batch::Tally;
use crate::model::{Level, Pack, RuleId};
use crate::text::SafeText;
use serde_json::{Value, json};
use std::fmt::Write as _;

pub fn write(pack: &Pack, tally: &Tally, as_json: bool) -> String {
    if as_json { format!("{}\n", to_json(pack, tally)) } else { to_text(pack, tally) }
}

fn to_text(pack: &Pack, tally: &Tally) -> String {
    let mut text = format!(
        "{}, version {}, fingerprint {}\n{}, {} not read\n",
        SafeText::new(&pack.title),
        SafeText::new(&pack.version),
        pack.fingerprint,
        words(tally.people, "person", "people"),
        words(tally.bad, "line", "lines")
    );
    // Two figures, so that sheets which are half filled in look neither like alarm nor like peace.
    text += "\nLevel (what is not known counted, by what is certain alone)\n";
    for level in Level::ALL.into_iter().rev() {
        let at = level as usize;
        let _ = writeln!(text, "{:>12} {:>12}  {}", tally.levels[at], tally.certain_levels[at], level.word());
    }
    for (risk, counts) in pack.risks.iter().zip(&tally.risks) {
        let _ = writeln!(text, "\nRisk: {}", SafeText::new(&risk.title));
        for level in Level::ALL.into_iter().rev().filter(|level| counts[*level as usize] > 0) {
            let _ = writeln!(text, "{:>12}  {}", counts[level as usize], level.word());
        }
    }
    text += "\nRules found (certain, cannot be ruled out)\n";
    for (rule, certain, possible) in worst_first(pack, tally) {
        let _ = writeln!(text, "{certain:>12} {possible:>12}  {}", pack.rules[rule].id);
    }
    text
}

fn to_json(pack: &Pack, tally: &Tally) -> Value {
    let levels = |counts: &[u64; 7]| -> Value {
        Level::ALL.into_iter().map(|level| (level.word().to_owned(), json!(counts[level as usize]))).collect()
    };
    let risks: Value =
        pack.risks.iter().zip(&tally.risks).map(|(risk, counts)| (risk.id.clone(), levels(counts))).collect();
    let rules: Value = worst_first(pack, tally)
        .into_iter()
        .map(|(rule, certain, possible)| {
            (pack.rules[rule].id.clone(), json!({ "certain": certain, "possible": possible }))
        })
        .collect();
    json!({
        "schema": 1, "pack": pack.id, "version": pack.version, "fingerprint": pack.fingerprint,
        "shipped": pack.shipped, "people": tally.people, "bad": tally.bad, "levels": levels(&tally.levels),
        "certain_levels": levels(&tally.certain_levels), "risks": risks, "rules": rules,
    })
}

/// The rules found at all, the most frequent first.
fn worst_first(pack: &Pack, tally: &Tally) -> Vec<(RuleId, u64, u64)> {
    let mut rules: Vec<(RuleId, u64, u64)> =
        tally.rules.iter_enumerated().map(|(rule, (certain, possible))| (rule, *certain, *possible)).collect();
    rules.retain(|(_, certain, possible)| certain + possible > 0);
    rules
        .sort_by_key(|(rule, certain, possible)| (std::cmp::Reverse(certain + possible), pack.rules[*rule].id.clone()));
    rules
}

fn words(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
