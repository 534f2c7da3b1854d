//! What came of the proofs.

use super::checks::Obligation;
use super::code::Code;
use super::outcome::{Found, Outcome};
use crate::model::{Answers, Pack, Place, QuestionId};

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
pub struct Ledger(pub(super) Vec<(Obligation, Option<bool>)>);

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

impl Report {
    /// Whether everything was proved.
    pub fn is_proof(&self) -> bool {
        self.failed.is_empty() && self.open.is_empty()
    }

    pub(super) fn count(&mut self, code: Code, more: usize) {
        match self.proved.iter_mut().find(|(it, _)| *it == code) {
            Some((_, count)) => *count += more,
            None => self.proved.push((code, more)),
        }
    }

    /// Most rules are told apart by people met already; what counts is the rules, not the pairs that were looked at.
    pub(super) fn count_uncovered(&mut self, pack: &Pack) {
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

    pub(super) fn fail(&mut self, code: Code, place: &Place, message: String, people: Option<(Answers, Answers)>) {
        let (person, other) =
            people.map_or((None, None), |(one, other)| (Some(one.clone()), (one != other).then_some(other)));
        self.failed.push(Failure { code, place: place.clone(), message, person, other });
    }

    pub(super) fn note(&mut self, it: Obligation, outcome: Outcome) {
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
}
