//! What came of the proofs, as it is told.

use super::code::LawCode;
use super::matters::{Fall, falls, matters};
use super::obligation::Obligation;
use super::proof::{Found, Proof};
use crate::model::{Answers, Pack, QuestionId, SourcePlace};
use std::collections::HashSet;

/// What was proved, what failed, and what is left open.
#[derive(Clone, PartialEq, Debug)]
pub struct VerifyReport {
    /// Each law with the number of proofs that make it up, in the order of the codes.
    pub proved: Vec<(LawCode, usize)>,
    /// The laws that do not hold, in the order of the codes, then of the files.
    pub failed: Vec<Failure>,
    /// What the time was too short for: neither proved nor refuted. Never to be taken for success.
    pub open: Vec<OpenLaw>,
    /// The questions that declare themselves without an order: the law of the worse answer leaves them out.
    pub unordered: Vec<QuestionId>,
    /// For each rule and level that can be reached a person who reaches it, with the fewest answers unlike the baseline that were found.
    pub witnesses: Vec<Witness>,
    /// Every proof attempted, for `scripts`.
    pub ledger: Ledger,
}

/// Every obligation with how it came out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger(pub(super) Vec<Settled>);

/// An obligation, and whether it was proved or refuted, if either.
pub(super) type Settled = (Obligation, Option<bool>);

/// A law that does not hold.
#[derive(Clone, PartialEq, Debug)]
pub struct Failure {
    /// The law.
    pub code: LawCode,
    /// Where what is at fault is written.
    pub place: SourcePlace,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// The person for whom it fails, where there is one to show.
    pub person: Option<Answers>,
    /// The one they are compared with, where it takes two.
    pub other: Option<Answers>,
    /// The questions whose answers it hangs on, in asking order, also where the answer is the baseline.
    pub matters: Vec<QuestionId>,
    /// What is milder for the other, where a law says that it must not be.
    pub falls: Vec<Fall>,
}

/// A law of which it is not known whether it holds, as the time was up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenLaw {
    /// The law.
    pub code: LawCode,
    /// Where what it is about is written.
    pub place: SourcePlace,
    /// What would be wrong if it did not hold.
    pub message: String,
}

/// Somebody who shows that something can be.
#[derive(Clone, PartialEq, Debug)]
pub struct Witness {
    /// Such as "`x` can be certain".
    pub what: String,
    /// Where the rule, or what else it is about, is written.
    pub place: SourcePlace,
    /// The answers of the person.
    pub person: Answers,
    /// Whether it is proved that nobody with fewer answers unlike the baseline would do.
    pub shortest: bool,
}

impl VerifyReport {
    /// Nothing yet.
    pub(super) fn new(pack: &Pack) -> VerifyReport {
        let unordered = pack.questions.keys().filter(|question| pack.questions[*question].unordered.is_some());
        VerifyReport {
            proved: Vec::new(),
            failed: Vec::new(),
            open: Vec::new(),
            unordered: unordered.collect(),
            witnesses: Vec::new(),
            ledger: Ledger::default(),
        }
    }

    /// Whether everything was proved.
    pub fn is_proof(&self) -> bool {
        self.failed.is_empty() && self.open.is_empty()
    }

    /// So many more proofs of this law.
    pub(super) fn count(&mut self, code: LawCode, more: usize) {
        match self.proved.iter_mut().find(|(law, _)| *law == code) {
            Some((_, count)) => *count += more,
            None => self.proved.push((code, more)),
        }
    }

    /// Most rules are told apart by people met already; what counts is the rules, not the pairs that were looked at.
    pub(super) fn count_uncovered(&mut self, pack: &Pack) {
        let failed =
            self.failed.iter().filter(|failure| failure.code == LawCode::RuleCovered).map(|failure| &failure.place);
        let open = self.open.iter().filter(|open| open.code == LawCode::RuleCovered).map(|open| &open.place);
        let spot = |place: &SourcePlace| (place.path.clone(), place.line, place.column);
        let left: HashSet<_> = failed.chain(open).map(spot).collect();
        let count = pack.rules.iter().filter(|rule| !left.contains(&spot(&rule.place))).count();
        self.proved.retain(|(code, _)| *code != LawCode::RuleCovered);
        if count > 0 {
            self.count(LawCode::RuleCovered, count);
        }
    }

    /// A law that does not hold, without anybody to show.
    pub(super) fn fail(&mut self, code: LawCode, place: &SourcePlace, message: String) {
        let (place, matters, falls) = (place.clone(), Vec::new(), Vec::new());
        self.failed.push(Failure { code, place, message, person: None, other: None, matters, falls });
    }

    /// A law that does not hold, with the people for whom a claim about them holds.
    pub(super) fn refute(&mut self, pack: &Pack, obligation: &Obligation, (one, other): (Answers, Answers)) {
        let matters = matters(pack, &obligation.claim, &one, &other);
        let milder = matches!(obligation.code, LawCode::UnsureMilder | LawCode::WorseMilder | LawCode::WorseHides);
        let falls = if milder { falls(pack, &one, &other) } else { Vec::new() };
        let other = (one != other).then_some(other);
        let (code, place, message) = (obligation.code, obligation.place.clone(), obligation.fault.clone());
        self.failed.push(Failure { code, place, message, person: Some(one), other, matters, falls });
    }

    /// Takes down how an obligation came out.
    pub(super) fn note(&mut self, pack: &Pack, obligation: Obligation, proof: Proof) {
        let proved = match proof {
            Proof::Proved(found) => {
                self.count(obligation.code, 1);
                if let (Some(Found { person, fewer }), Some(what)) = (found, obligation.shows.clone()) {
                    self.witnesses.push(Witness {
                        what,
                        place: obligation.place.clone(),
                        person,
                        shortest: fewer.is_some(),
                    });
                    self.ledger.0.extend(fewer.map(|fewer| (fewer, Some(true))));
                }
                Some(true)
            }
            Proof::Failed(people) => {
                match people {
                    Some(people) => self.refute(pack, &obligation, people),
                    None => self.fail(obligation.code, &obligation.place, obligation.fault.clone()),
                }
                Some(false)
            }
            Proof::Disagreed => {
                self.fail(
                    LawCode::Disagreement,
                    &obligation.place,
                    format!("`{}`: {}", obligation.code.word(), obligation.fault),
                );
                None
            }
            Proof::Open => {
                self.open.push(OpenLaw {
                    code: obligation.code,
                    place: obligation.place.clone(),
                    message: obligation.fault.clone(),
                });
                None
            }
        };
        self.ledger.0.push((obligation, proved));
    }

    /// A promise about nobody at all is not emptied by what cannot be.
    pub(super) fn drop_doubles(&mut self) {
        let idle = self.failed.iter().filter(|failure| failure.code == LawCode::PromiseIdle);
        let idle: Vec<SourcePlace> = idle.map(|failure| failure.place.clone()).collect();
        self.failed.retain(|failure| failure.code != LawCode::PromiseEmptied || !idle.contains(&failure.place));
    }
}
