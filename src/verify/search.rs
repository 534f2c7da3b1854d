//! Many questions about people, answered side by side; every person found is assessed before they count.

use super::checks::lost;
use super::claim::{ClaimLink, Pair, confirms, is_whole};
use super::cores;
use super::encoding::{Encoding, Model, Stated};
use super::obligation::Obligation;
use super::proof::{Found, Proof};
use super::shortest::shortest;
use super::shrink::shrink;
use super::solver::{Existence, Spent};
use crate::engine::Partition;
use crate::model::{Pack, QuestionId, RuleId};

/// What the proofs of one pack have in common.
#[derive(Clone, Copy)]
pub struct ProofSearch<'a> {
    pub pack: &'a Pack,
    pub partition: &'a Partition,
    pub stated: &'a Stated,
    pub spent: &'a Spent,
    /// Whether people are wanted for the rules and levels that can be reached.
    pub witnesses: bool,
}

impl<'a> ProofSearch<'a> {
    /// Answers all, in the order of the pairs they are about.
    pub fn prove(self, mut obligations: Vec<Obligation>) -> Vec<(Obligation, Proof)> {
        // What looks at the same questions shares an encoding; most look at so few that one of their own is best.
        let shared =
            |obligation: &Obligation| is_whole(&obligation.claim) || matches!(obligation.pair, Pair::DifferAt(_));
        obligations.sort_by_key(|obligation| (obligation.pair, shared(obligation)));
        let mut groups: Vec<Vec<Obligation>> = Vec::new();
        for obligation in obligations {
            match groups
                .last_mut()
                .filter(|group| shared(&obligation) && shared(&group[0]) && group[0].pair == obligation.pair)
            {
                Some(group) => group.push(obligation),
                None => groups.push(vec![obligation]),
            }
        }
        let answered = cores::each(groups, |group| {
            let Some(mut encoding) = group.first().map(|obligation| self.encoding(obligation)) else {
                return Vec::new();
            };
            let answer = |obligation: Obligation| {
                let proof = self.show(&obligation, self.decide(&mut encoding, &obligation));
                (obligation, proof)
            };
            group.into_iter().map(answer).collect::<Vec<_>>()
        });
        answered.into_iter().flatten().collect()
    }

    /// Answers one by itself.
    pub fn one(self, obligation: &Obligation) -> Proof {
        self.decide(&mut self.encoding(obligation), obligation)
    }

    /// Whether the time is up.
    pub fn is_late(self) -> bool {
        (self.spent)()
    }

    fn decide(self, encoding: &mut Encoding, obligation: &Obligation) -> Proof {
        if self.is_late() {
            return Proof::Open;
        }
        match encoding.solve(&obligation.claim) {
            (Existence::Unknown, _) => Proof::Open,
            (Existence::Nobody, _) if obligation.somebody => Proof::Failed(None),
            (Existence::Nobody, _) => Proof::Proved(None),
            (Existence::Somebody, Some(Model { one, other }))
                if confirms(self.pack, obligation.pair, &obligation.claim, &one, &other) =>
            {
                if obligation.somebody {
                    Proof::Proved(Some(Found { person: one, fewer: None }))
                } else {
                    Proof::Failed(Some((one, other)))
                }
            }
            (Existence::Somebody, _) => Proof::Disagreed,
        }
    }

    /// The people as they are shown; nobody where nobody is.
    fn show(self, obligation: &Obligation, proof: Proof) -> Proof {
        match proof {
            Proof::Proved(Some(Found { person, .. })) => {
                let wanted = self.witnesses && obligation.shows.is_some();
                let encoding = || Encoding::new(self.pack, self.partition, self.stated, Pair::Alone, self.spent);
                Proof::Proved(wanted.then(|| shortest(self.pack, &mut encoding(), obligation, &person, self.spent)))
            }
            Proof::Failed(Some((one, other))) => {
                Proof::Failed(Some(shrink(self.pack, obligation.pair, &obligation.claim, (&one, &other), self.spent)))
            }
            proof => proof,
        }
    }

    fn encoding(self, obligation: &Obligation) -> Encoding<'a> {
        let mut encoding = Encoding::new(self.pack, self.partition, self.stated, obligation.pair, self.spent);
        if obligation.pair.is_two() && is_whole(&obligation.claim) {
            // Each rule by itself is soon settled, and then little is left to search for.
            let differs = |question: &QuestionId| obligation.pair.at(self.pack, *question) != ClaimLink::Same;
            let rules =
                self.pack.rules.keys().filter(|at| self.pack.cone(&self.pack.rules[*at].when).iter().any(differs));
            let (_, kept) = self.losing(obligation.pair, rules.collect());
            kept.into_iter().for_each(|rule| encoding.rule_out(&lost(rule)));
        }
        encoding
    }

    /// The rules whose finding a person may lose within a pair, and those nobody loses.
    pub fn losing(self, pair: Pair, rules: Vec<RuleId>) -> (Vec<RuleId>, Vec<RuleId>) {
        let loses = |rule| {
            let encoding = || Encoding::new(self.pack, self.partition, self.stated, pair, self.spent);
            self.is_late() || encoding().solve(&lost(rule)).0 != Existence::Nobody
        };
        let told = cores::each(rules, |rule| (rule, loses(rule)));
        let (losing, kept): (Vec<_>, Vec<_>) = told.into_iter().partition(|(_, loses)| *loses);
        let rules = |told: Vec<(RuleId, bool)>| told.into_iter().map(|(rule, _)| rule).collect();
        (rules(losing), rules(kept))
    }

    /// The questions that by themselves, answered worse, can take a finding away.
    pub fn suspects(self) -> Vec<QuestionId> {
        let pack = self.pack;
        let (losing, _) = self.losing(Pair::Worse, pack.rules.keys().collect());
        let cones: Vec<Vec<QuestionId>> = losing.iter().map(|rule| pack.cone(&pack.rules[*rule].when)).collect();
        let takes = |question: &QuestionId| {
            let readers = losing.iter().zip(&cones).filter(|(_, cone)| cone.binary_search(question).is_ok());
            let readers = readers.map(|(rule, _)| *rule).collect();
            !self.losing(Pair::WorseAt(*question), readers).0.is_empty()
        };
        pack.questions.keys().filter(takes).collect()
    }
}
