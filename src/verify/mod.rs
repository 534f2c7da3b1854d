//! Is there a person for whom ...? Proves the laws of a pack for every possible person, or shows one for whom
//! they fail. Every person shown has been assessed by the evaluator first; nothing is believed of the solver alone.

mod apart;
mod checks;
mod claim;
mod clauses;
mod code;
mod cores;
mod covered;
pub mod diff;
mod encoding;
mod idle;
mod matters;
pub mod mutation;
mod obligation;
mod person;
mod proof;
mod report;
mod search;
mod shortest;
mod shrink;
mod smt;
mod smt_terms;
mod smt_versions;
mod solver;
mod versions;
mod wording;

pub use apart::{Apart, apart};
pub use code::LawCode;
pub use matters::Fall;
pub use report::{Failure, Ledger, OpenLaw, VerifyReport, Witness};
pub use smt::{Script, scripts};
pub use smt_versions::versions_script;
pub use solver::Spent;
pub use versions::{Changed, Compared, versions};
pub use wording::Reworded;

use crate::engine::Partition;
use crate::engine::assess;
use crate::model::Pack;
use proof::Proof;
use search::ProofSearch;

/// Proves everything there is to prove of a pack, until the time is spent.
/// ```
/// use needlewise::verify::{Spent, verify};
/// use std::sync::Arc;
/// # let base = needlewise::shipped::base(None).expect("the shipped rules load");
/// # let pack = base.packs.iter().min_by_key(|pack| pack.rules.len()).expect("there is a pack");
///
/// let never: Spent = Arc::new(|| false);
/// assert!(verify(pack, &never, false).is_proof());
/// ```
pub fn verify(pack: &Pack, spent: &Spent, witnesses: bool) -> VerifyReport {
    let mut report = VerifyReport::new(pack);
    if !plain(pack, &mut report) {
        return report;
    }
    let partition = Partition::with(pack, &checks::thresholds(pack));
    let stated = encoding::stated(pack);
    let search = ProofSearch { pack, partition: &partition, stated: &stated, spent, witnesses };
    for (obligation, proof) in search.prove(checks::obligations(pack)) {
        report.note(pack, obligation, proof);
    }
    for (obligation, proof) in covered::prove(search) {
        report.note(pack, obligation, proof);
    }
    report.count_uncovered(pack);
    report.drop_doubles();
    if report.failed.iter().any(|failure| matches!(failure.code, LawCode::WorseMilder | LawCode::WorseHides)) {
        blame(&mut report, search);
    }
    report.proved.sort_unstable();
    report.failed.sort_by(|a, b| (a.code, &a.place.path, a.place.line).cmp(&(b.code, &b.place.path, b.place.line)));
    report
}

/// What can be seen without a solver. False when the rest would make no sense.
fn plain(pack: &Pack, report: &mut VerifyReport) -> bool {
    for (at, question) in pack.questions.iter_enumerated() {
        if question.ask_if.facts().iter().any(|fact| fact.question >= at) {
            report.fail(LawCode::AskingEnds, &question.place, format!("`{}` looks ahead", question.id));
        }
    }
    if !report.failed.is_empty() {
        return false;
    }
    report.count(LawCode::AskingEnds, pack.questions.len());
    let baseline = assess(pack, &pack.baseline);
    for finding in &baseline.findings {
        let found = checks::found_for_the_baseline(pack, finding.rule);
        report.refute(pack, &found, (pack.baseline.clone(), pack.baseline.clone()));
    }
    if baseline.findings.is_empty() {
        report.count(LawCode::BaselineFound, 1);
    }
    true
}

/// Says which questions are at fault where a worse answer lowers the level, instead of only that some are.
fn blame(report: &mut VerifyReport, search: ProofSearch) {
    let each = search.prove(checks::worse_each(search.pack, &search.suspects()));
    if each.iter().any(|(_, proof)| matches!(proof, Proof::Failed(_))) {
        report.failed.retain(|failure| !matches!(failure.code, LawCode::WorseMilder | LawCode::WorseHides));
        for (obligation, proof) in each {
            if let Proof::Failed(_) | Proof::Disagreed = proof {
                report.note(search.pack, obligation, proof);
            }
        }
    }
}
