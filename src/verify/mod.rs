//! Is there a person for whom ...? Proves the laws of a pack for every possible person, or shows one for whom
//! they fail. Every person shown has been assessed by the evaluator first; nothing is believed of the solver alone.

mod apart;
mod checks;
mod claim;
mod code;
mod covered;
mod encoding;
mod gates;
mod person;
mod shrink;
mod smt;
mod solver;
mod tried;
mod versions;

pub use apart::{Apart, apart};
pub use code::Code;
pub use smt::{Script, scripts};
pub use solver::Spent;
pub use versions::{Changed, versions};

use crate::answers::Answers;
use crate::assess::assess;
use crate::cells::Cells;
use crate::model::{Pack, Place};
use checks::Obligation;
use claim::{Pair, View, holds, related};
use encoding::Encoding;
use rayon::prelude::*;
use solver::Verdict;
use tried::Tried;

/// What was proved, what failed, and what is left open.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// Each law with the number of proofs that make it up, in the order of the codes.
    pub proved: Vec<(Code, usize)>,
    pub failed: Vec<Failure>,
    /// What the time was too short for: neither proved nor refuted. Never to be taken for success.
    pub open: Vec<Open>,
    /// The questions that declare themselves without an order: the law of the worse answer leaves them out.
    pub unordered: Vec<usize>,
    /// For each rule and level that can be reached a person who reaches it, as near to the clear person as was found.
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
}

/// How one obligation came out.
enum Outcome {
    /// As wanted; with the person, where one was wanted.
    Proved(Option<Answers>),
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
    report.unordered = (0..pack.questions.len()).filter(|it| pack.questions[*it].unordered.is_some()).collect();
    if !plain(pack, &mut report) {
        return report;
    }
    let cells = Cells::with(pack, &checks::thresholds(pack));
    let mut tried = Tried::new(pack);
    for (obligation, outcome) in groups(pack, &cells, checks::obligations(pack), &mut tried, spent) {
        report.note(pack, obligation, outcome, witnesses);
    }
    for (obligation, outcome) in covered::prove(pack, &cells, &mut tried, spent) {
        report.note(pack, obligation, outcome, false);
    }
    report.count_uncovered(pack);
    if report.failed.iter().any(|it| matches!(it.code, Code::WorseMilder | Code::WorseHides)) {
        report.blame(pack, &cells, &mut tried, spent);
    }
    report.proved.sort_unstable();
    report.failed.sort_by(|a, b| (a.code, &a.place.path, a.place.line).cmp(&(b.code, &b.place.path, b.place.line)));
    report
}

/// What can be seen without a solver. False when the rest would make no sense.
fn plain(pack: &Pack, report: &mut Report) -> bool {
    let before = report.failed.len();
    for (at, question) in pack.questions.iter().enumerate() {
        if question.ask_if.facts().iter().any(|it| it.question >= at) {
            report.fail(Code::AskingEnds, &question.place, format!("`{}` looks ahead", question.id), None);
        }
    }
    if report.failed.len() > before {
        return false;
    }
    report.count(Code::AskingEnds, pack.questions.len());
    let clear = assess(pack, &pack.clear);
    for finding in &clear.findings {
        let rule = &pack.rules[finding.rule];
        let message = format!("`{}` is found for the clear person", rule.id);
        report.fail(Code::ClearPersonFound, &rule.place, message, Some((pack.clear.clone(), pack.clear.clone())));
    }
    if clear.findings.is_empty() {
        report.count(Code::ClearPersonFound, 1);
    }
    true
}

/// Each kind of pair has a solver of its own; they run side by side.
fn groups(
    pack: &Pack,
    cells: &Cells,
    obligations: Vec<Obligation>,
    tried: &mut Tried,
    spent: &Spent,
) -> Vec<(Obligation, Outcome)> {
    let mut pairs: Vec<Pair> = obligations.iter().map(|it| it.pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut groups: Vec<(Pair, Vec<Obligation>)> = pairs.into_iter().map(|it| (it, Vec::new())).collect();
    for it in obligations {
        if let Ok(at) = groups.binary_search_by_key(&it.pair, |(pair, _)| *pair) {
            groups[at].1.push(it);
        }
    }
    // Those about one person come first, and by themselves: the people found help with the rest.
    let alone = groups.iter().position(|(pair, _)| *pair == Pair::Alone).map(|at| groups.remove(at));
    let mut done = alone.map_or_else(Vec::new, |(_, group)| alone_group(pack, cells, group, tried, spent));
    let tried = &*tried;
    let pairs = groups.into_par_iter().map(|(pair, group)| pair_group(pack, cells, pair, group, tried, spent));
    done.extend(pairs.collect::<Vec<_>>().into_iter().flatten());
    done
}

fn alone_group(
    pack: &Pack,
    cells: &Cells,
    group: Vec<Obligation>,
    tried: &mut Tried,
    spent: &Spent,
) -> Vec<(Obligation, Outcome)> {
    let mut encoding = Encoding::new(pack, cells, Pair::Alone, spent);
    let outcomes = group.into_iter().map(|it| {
        if let Some(person) = tried.somebody(&it.claim).filter(|_| it.somebody) {
            let person = person.answers.clone();
            return (it, Outcome::Proved(Some(person)));
        }
        let outcome = prove(pack, &mut encoding, &it);
        if let Outcome::Proved(Some(person)) | Outcome::Failed(Some((person, _))) = &outcome {
            tried.add(person);
        }
        (it, outcome)
    });
    outcomes.collect()
}

fn pair_group(
    pack: &Pack,
    cells: &Cells,
    pair: Pair,
    group: Vec<Obligation>,
    tried: &Tried,
    spent: &Spent,
) -> Vec<(Obligation, Outcome)> {
    let mut encoding: Option<Encoding> = None;
    let neighbours = match pair {
        Pair::DifferAt(question) => tried.neighbours(cells, question),
        _ => Vec::new(),
    };
    let outcomes = group.into_iter().map(|it| {
        if it.somebody && neighbours.iter().any(|(one, other)| holds(pack, &it.claim, one, other)) {
            return (it, Outcome::Proved(None));
        }
        let encoding = encoding.get_or_insert_with(|| Encoding::new(pack, cells, pair, spent));
        let outcome = prove(pack, encoding, &it);
        (it, outcome)
    });
    outcomes.collect()
}

fn prove(pack: &Pack, encoding: &mut Encoding, it: &Obligation) -> Outcome {
    match encoding.solve(&it.claim) {
        (Verdict::Unknown, _) => Outcome::Open,
        (Verdict::Nobody, _) if it.somebody => Outcome::Failed(None),
        (Verdict::Nobody, _) => Outcome::Proved(None),
        (Verdict::Somebody, None) => Outcome::Disagreed,
        (Verdict::Somebody, Some(model)) => {
            let (one, other) = (View::new(pack, &model.one), View::new(pack, &model.other));
            if !related(pack, it.pair, &one, &other) || !holds(pack, &it.claim, &one, &other) {
                return Outcome::Disagreed;
            }
            if it.somebody { Outcome::Proved(Some(model.one)) } else { Outcome::Failed(Some((model.one, model.other))) }
        }
    }
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
        self.count(Code::RuleCovered, count);
    }

    fn fail(&mut self, code: Code, place: &Place, message: String, people: Option<(Answers, Answers)>) {
        let (person, other) =
            people.map_or((None, None), |(one, other)| (Some(one.clone()), (one != other).then_some(other)));
        self.failed.push(Failure { code, place: place.clone(), message, person, other });
    }

    fn note(&mut self, pack: &Pack, it: Obligation, outcome: Outcome, witnesses: bool) {
        let proved = match outcome {
            Outcome::Proved(person) => {
                self.count(it.code, 1);
                if let (true, Some(person), Code::RuleNever | Code::LevelNever) = (witnesses, person, it.code) {
                    let (person, _) = shrink::shrink(pack, it.pair, &it.claim, &person, &person);
                    let what = it.fault.replace("never ", "").replace(", though rules have this level", "");
                    self.witnesses.push(Witness { what, place: it.place.clone(), person });
                }
                Some(true)
            }
            Outcome::Failed(people) => {
                let people = people.map(|(one, other)| shrink::shrink(pack, it.pair, &it.claim, &one, &other));
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
    fn blame(&mut self, pack: &Pack, cells: &Cells, tried: &mut Tried, spent: &Spent) {
        let each = groups(pack, cells, checks::worse_each(pack), tried, spent);
        if each.iter().any(|(_, outcome)| matches!(outcome, Outcome::Failed(_))) {
            self.failed.retain(|it| !matches!(it.code, Code::WorseMilder | Code::WorseHides));
            for (it, outcome) in each {
                if let Outcome::Failed(_) | Outcome::Disagreed = outcome {
                    self.note(pack, it, outcome, false);
                }
            }
        }
    }
}
