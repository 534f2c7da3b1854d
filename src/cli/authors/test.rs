//! `pack test`

use super::command::Test;
use super::{Page, count};
use crate::cases::{self, Outcome};
use crate::model::{Pack, RuleBase};
use std::fmt::Write;

pub fn page(base: &RuleBase, args: &Test) -> anyhow::Result<Page> {
    let mut text = String::new();
    let (mut run, mut failed) = (0, 0);
    let packs = base.packs.iter().filter(|it| args.pack.as_ref().is_none_or(|id| *id == it.id));
    for pack in packs {
        for case in &pack.cases {
            let trial = cases::run(pack, case);
            run += 1;
            if trial.outcome != Outcome::Met {
                failed += 1;
                let _ =
                    writeln!(text, "{}:{}: {}: {}", case.place.path, case.place.line, word(trial.outcome), case.name);
                let _ = writeln!(text, "    level {:?}, expected {:?}", trial.level, case.expect);
                for (what, rules) in [("missing", &trial.missing), ("not expected", &trial.extra)] {
                    if !rules.is_empty() {
                        let _ = writeln!(text, "    {what}: {}", names(pack, rules));
                    }
                }
            }
        }
    }
    let _ = writeln!(text, "{}, {failed} not met", count(run, "case"));
    Ok(Page::new(text, failed == 0))
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Missed => "missed",
        Outcome::Noisy => "noisy",
        Outcome::WrongLevel => "wrong level",
    }
}

fn names(pack: &Pack, rules: &[usize]) -> String {
    rules.iter().map(|it| pack.rules[*it].id.as_str()).collect::<Vec<_>>().join(", ")
}
