//! Is there a person for whom ...? Proves the laws of a pack for every possible person, or shows one for whom
//! they fail. Every person shown has been assessed by the evaluator first; nothing is believed of the solver alone.

mod apart;
mod checks;
mod claim;
mod code;
mod cores;
mod covered;
pub mod diff;
mod encoding;
mod gates;
pub mod mutation;
mod outcome;
mod person;
mod report;
mod search;
mod shortest;
mod shrink;
mod smt;
mod smt_versions;
mod solver;
mod versions;

pub use apart::{Apart, apart};
pub use code::Code;
pub use report::{Failure, Ledger, Open, Report, Witness};
pub use smt::{Script, scripts};
pub use smt_versions::versions_script;
pub use solver::Spent;
pub use versions::{Changed, Compared, versions};

use crate::engine::Partition;
use crate::engine::assess;
use crate::model::Pack;
use outcome::Outcome;
use search::Search;

/// Proves everything there is to prove of a pack, until the time is spent.
pub fn verify(pack: &Pack, spent: &Spent, witnesses: bool) -> Report {
    let mut report = Report {
        proved: Vec::new(),
        failed: Vec::new(),
        open: Vec::new(),
        unordered: Vec::new(),
        witnesses: Vec::new(),
        ledger: Ledger::default(),
    };
    report.unordered = pack.questions.keys().filter(|it| pack.questions[*it].unordered.is_some()).collect();
    if !plain(pack, &mut report) {
        return report;
    }
    let cells = Partition::with(pack, &checks::thresholds(pack));
    let search = Search { pack, cells: &cells, spent, witnesses };
    for (obligation, outcome) in search.prove(checks::obligations(pack)) {
        report.note(obligation, outcome);
    }
    for (obligation, outcome) in covered::prove(search) {
        report.note(obligation, outcome);
    }
    report.count_uncovered(pack);
    if report.failed.iter().any(|it| matches!(it.code, Code::WorseMilder | Code::WorseHides)) {
        blame(&mut report, search);
    }
    report.proved.sort_unstable();
    report.failed.sort_by(|a, b| (a.code, &a.place.path, a.place.line).cmp(&(b.code, &b.place.path, b.place.line)));
    report
}

/// What can be seen without a solver. False when the rest would make no sense.
fn plain(pack: &Pack, report: &mut Report) -> bool {
    let before = report.failed.len();
    for (at, question) in pack.questions.iter_enumerated() {
        if question.ask_if.facts().iter().any(|it| it.question >= at) {
            report.fail(Code::AskingEnds, &question.place, format!("`{}` looks ahead", question.id), None);
        }
    }
    if report.failed.len() > before {
        return false;
    }
    report.count(Code::AskingEnds, pack.questions.len());
    let baseline = assess(pack, &pack.baseline);
    for finding in &baseline.findings {
        let rule = &pack.rules[finding.rule];
        let message = format!("`{}` is found for the baseline", rule.id);
        report.fail(Code::BaselineFound, &rule.place, message, Some((pack.baseline.clone(), pack.baseline.clone())));
    }
    if baseline.findings.is_empty() {
        report.count(Code::BaselineFound, 1);
    }
    true
}

/// Says which questions are at fault where a worse answer lowers the level, instead of only that some are.
fn blame(report: &mut Report, search: Search) {
    let each = search.prove(checks::worse_each(search.pack, &search.suspects()));
    if each.iter().any(|(_, outcome)| matches!(outcome, Outcome::Failed(_))) {
        report.failed.retain(|failure| !matches!(failure.code, Code::WorseMilder | Code::WorseHides));
        for (obligation, outcome) in each {
            if let Outcome::Failed(_) | Outcome::Disagreed = outcome {
                report.note(obligation, outcome);
            }
        }
    }
}
