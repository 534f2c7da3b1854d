//! Many questions about people, answered side by side; every person found is assessed before they count.

use super::checks::{Obligation, lost};
use super::claim::{Link, Pair, confirms, is_whole};
use super::cores;
use super::encoding::{Encoding, Model};
use super::outcome::{Found, Outcome};
use super::shortest::shortest;
use super::shrink::shrink;
use super::solver::{Spent, Verdict};
use crate::engine::Partition;
use crate::model::{Pack, QuestionId, RuleId};

/// What the proofs of one pack have in common.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    pub pack: &'a Pack,
    pub cells: &'a Partition,
    pub spent: &'a Spent,
    /// Whether people are wanted for the rules and levels that can be reached.
    pub witnesses: bool,
}

impl<'a> Search<'a> {
    /// Answers all, in the order of the pairs they are about.
    pub fn prove(self, mut obligations: Vec<Obligation>) -> Vec<(Obligation, Outcome)> {
        // What looks at the same questions shares an encoding; most look at so few that one of their own is best.
        let shared = |it: &Obligation| is_whole(&it.claim) || matches!(it.pair, Pair::DifferAt(_));
        obligations.sort_by_key(|it| (it.pair, shared(it)));
        let mut groups: Vec<Vec<Obligation>> = Vec::new();
        for it in obligations {
            match groups.last_mut().filter(|group| shared(&it) && shared(&group[0]) && group[0].pair == it.pair) {
                Some(group) => group.push(it),
                None => groups.push(vec![it]),
            }
        }
        let answered = cores::each(groups, |group| {
            let Some(mut encoding) = group.first().map(|it| self.encoding(it)) else { return Vec::new() };
            let answer = |it: Obligation| {
                let outcome = self.show(&it, self.decide(&mut encoding, &it));
                (it, outcome)
            };
            group.into_iter().map(answer).collect::<Vec<_>>()
        });
        answered.into_iter().flatten().collect()
    }

    /// Answers one by itself.
    pub fn one(self, it: &Obligation) -> Outcome {
        self.decide(&mut self.encoding(it), it)
    }

    fn decide(self, encoding: &mut Encoding, it: &Obligation) -> Outcome {
        match encoding.solve(&it.claim) {
            (Verdict::Unknown, _) => Outcome::Open,
            (Verdict::Nobody, _) if it.somebody => Outcome::Failed(None),
            (Verdict::Nobody, _) => Outcome::Proved(None),
            (Verdict::Somebody, Some(Model { one, other }))
                if confirms(self.pack, it.pair, &it.claim, &one, &other) =>
            {
                if it.somebody {
                    Outcome::Proved(Some(Found { person: one, fewer: None }))
                } else {
                    Outcome::Failed(Some((one, other)))
                }
            }
            (Verdict::Somebody, _) => Outcome::Disagreed,
        }
    }

    /// The people as they are shown; nobody where nobody is.
    fn show(self, it: &Obligation, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Proved(Some(Found { person, .. })) => {
                let wanted = self.witnesses && it.shows.is_some();
                let encoding = || Encoding::new(self.pack, self.cells, Pair::Alone, self.spent);
                Outcome::Proved(wanted.then(|| shortest(self.pack, &mut encoding(), it, &person)))
            }
            Outcome::Failed(Some((one, other))) => {
                Outcome::Failed(Some(shrink(self.pack, it.pair, &it.claim, &one, &other)))
            }
            outcome => outcome,
        }
    }

    fn encoding(self, it: &Obligation) -> Encoding<'a> {
        let mut encoding = Encoding::new(self.pack, self.cells, it.pair, self.spent);
        if it.pair != Pair::Alone && is_whole(&it.claim) {
            // Each rule by itself is soon settled, and then little is left to search for.
            let differs = |question: &QuestionId| it.pair.at(self.pack, *question) != Link::Same;
            let rules =
                self.pack.rules.keys().filter(|at| self.pack.cone(&self.pack.rules[*at].when).iter().any(differs));
            let (_, kept) = self.losing(it.pair, rules.collect());
            kept.into_iter().for_each(|rule| encoding.rule_out(&lost(rule)));
        }
        encoding
    }

    /// The rules whose finding a person may lose within a pair, and those nobody loses.
    pub fn losing(self, pair: Pair, rules: Vec<RuleId>) -> (Vec<RuleId>, Vec<RuleId>) {
        let loses =
            |rule| Encoding::new(self.pack, self.cells, pair, self.spent).solve(&lost(rule)).0 != Verdict::Nobody;
        let told = cores::each(rules, |rule| (rule, loses(rule)));
        let (losing, kept): (Vec<_>, Vec<_>) = told.into_iter().partition(|(_, loses)| *loses);
        let rules = |told: Vec<(RuleId, bool)>| told.into_iter().map(|(rule, _)| rule).collect();
        (rules(losing), rules(kept))
    }

    /// The questions that by themselves, answered worse, can take a finding away.
    pub fn suspects(self) -> Vec<QuestionId> {
        let pack = self.pack;
        let (losing, _) = self.losing(Pair::Worse, pack.rules.keys().collect());
        let cones: Vec<Vec<QuestionId>> = losing.iter().map(|it| pack.cone(&pack.rules[*it].when)).collect();
        let takes = |question: &QuestionId| {
            let readers = losing.iter().zip(&cones).filter(|(_, cone)| cone.binary_search(question).is_ok());
            let readers = readers.map(|(rule, _)| *rule).collect();
            !self.losing(Pair::WorseAt(*question), readers).0.is_empty()
        };
        pack.questions.keys().filter(takes).collect()
    }
}
