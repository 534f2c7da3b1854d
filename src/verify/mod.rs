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
mod person;
mod search;
mod shortest;
mod shrink;
mod smt;
mod smt_versions;
mod solver;
mod versions;

pub use apart::{Apart, apart};
pub use code::Code;
pub use smt::{Script, scripts};
pub use smt_versions::versions_script;
pub use solver::Spent;
pub use versions::{Changed, Compared, versions};

use crate::engine::Partition;
use crate::engine::assess;
use crate::model::{Answers, Pack, Place, QuestionId};
use checks::Obligation;
use search::Search;

/// What was proved, what failed, and what is left open.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// Each law with the number of proofs that make it up, in the order of the codes.
    pub proved: Vec<(Code, usize)>,
    pub failed: Vec<Failure>,
    /// What the time was too short for: neither proved nor refuted. Never to be taken for success.
    pub open: Vec<Open>,
    /// The questions that declare themselves without an order: the law of the worse answer leaves them out.
    pub unordered: Vec<QuestionId>,
    /// For each rule and level that can be reached a person who reaches it, with the fewest answers unlike the baseline that were found.
    pub witnesses: Vec<Witness>,
    /// Every proof attempted, for `scripts`.
    pub ledger: Ledger,
}

/// Every obligation with how it came out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger(Vec<(Obligation, Option<bool>)>);

/// A law that does not hold.
#[derive(Clone, PartialEq, Debug)]
pub struct Failure {
    pub code: Code,
    pub place: Place,
    pub message: String,
    /// The person for whom it fails, where there is one to show.
    pub person: Option<Answers>,
    /// The one they are compared with, where it takes two.
    pub other: Option<Answers>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Open {
    pub code: Code,
    pub place: Place,
    pub message: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Witness {
    /// Such as "`x` can be certain".
    pub what: String,
    pub place: Place,
    pub person: Answers,
    /// Whether it is proved that nobody with fewer answers unlike the baseline would do.
    pub shortest: bool,
}

/// A person who was wanted, and the proof that nobody does with fewer answers that are not the baseline.
struct Found {
    person: Answers,
    fewer: Option<Obligation>,
}

/// How one obligation came out.
enum Outcome {
    /// As wanted; with the person, where one was wanted.
    Proved(Option<Found>),
    Failed(Option<(Answers, Answers)>),
    /// The solver showed somebody whom the evaluator does not know.
    Disagreed,
    Open,
}

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
        report.blame(search);
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

impl Report {
    /// Whether everything was proved.
    pub fn is_proof(&self) -> bool {
        self.failed.is_empty() && self.open.is_empty()
    }

    fn count(&mut self, code: Code, more: usize) {
        match self.proved.iter_mut().find(|(it, _)| *it == code) {
            Some((_, count)) => *count += more,
            None => self.proved.push((code, more)),
        }
    }

    /// Most rules are told apart by people met already; what counts is the rules, not the pairs that were looked at.
    fn count_uncovered(&mut self, pack: &Pack) {
        let left = |place: &Place| {
            let failed = self.failed.iter().any(|it| it.code == Code::RuleCovered && it.place == *place);
            failed || self.open.iter().any(|it| it.code == Code::RuleCovered && it.place == *place)
        };
        let count = pack.rules.iter().filter(|it| !left(&it.place)).count();
        self.proved.retain(|(code, _)| *code != Code::RuleCovered);
        if count > 0 {
            self.count(Code::RuleCovered, count);
        }
    }

    fn fail(&mut self, code: Code, place: &Place, message: String, people: Option<(Answers, Answers)>) {
        let (person, other) =
            people.map_or((None, None), |(one, other)| (Some(one.clone()), (one != other).then_some(other)));
        self.failed.push(Failure { code, place: place.clone(), message, person, other });
    }

    fn note(&mut self, it: Obligation, outcome: Outcome) {
        let proved = match outcome {
            Outcome::Proved(found) => {
                self.count(it.code, 1);
                if let (Some(Found { person, fewer }), Some(what)) = (found, it.shows.clone()) {
                    self.witnesses.push(Witness { what, place: it.place.clone(), person, shortest: fewer.is_some() });
                    self.ledger.0.extend(fewer.map(|it| (it, Some(true))));
                }
                Some(true)
            }
            Outcome::Failed(people) => {
                self.fail(it.code, &it.place, it.fault.clone(), people);
                Some(false)
            }
            Outcome::Disagreed => {
                self.fail(Code::Disagreement, &it.place, format!("`{}`: {}", it.code.word(), it.fault), None);
                None
            }
            Outcome::Open => {
                self.open.push(Open { code: it.code, place: it.place.clone(), message: it.fault.clone() });
                None
            }
        };
        self.ledger.0.push((it, proved));
    }

    /// Says which questions are at fault where a worse answer lowers the level, instead of only that some are.
    fn blame(&mut self, search: Search) {
        let each = search.prove(checks::worse_each(search.pack, &search.suspects()));
        if each.iter().any(|(_, outcome)| matches!(outcome, Outcome::Failed(_))) {
            self.failed.retain(|it| !matches!(it.code, Code::WorseMilder | Code::WorseHides));
            for (it, outcome) in each {
                if let Outcome::Failed(_) | Outcome::Disagreed = outcome {
                    self.note(it, outcome);
                }
            }
        }
    }
}
