//! People met so far: what one of them shows needs no solver.

use super::claim::{Claim, View, holds};
use crate::answers::Answers;
use crate::cells::Cells;
use crate::logic::Truth;
use crate::model::Pack;

pub struct Tried<'a> {
    pack: &'a Pack,
    pub people: Vec<View>,
    /// For each rule somebody for whom it is certain.
    certain: Vec<Option<usize>>,
    /// For each question the rules that look at it, and those that what it opens looks at.
    readers: Vec<Vec<usize>>,
}

/// How many rules are tried for one question before the solver is asked.
const MOST_RULES: usize = 12;

impl<'a> Tried<'a> {
    /// The clear person, and everybody in the cases.
    pub fn new(pack: &'a Pack) -> Tried<'a> {
        let mut readers = vec![Vec::new(); pack.questions.len()];
        for (at, rule) in pack.rules.iter().enumerate() {
            for question in pack.cone(&rule.when) {
                readers[question].push(at);
            }
        }
        let mut tried = Tried { pack, people: Vec::new(), certain: vec![None; pack.rules.len()], readers };
        tried.add(&pack.clear);
        for case in &pack.cases {
            tried.add(&case.given);
        }
        tried
    }

    pub fn add(&mut self, person: &Answers) {
        let view = View::new(self.pack, person);
        for (rule, truth) in view.rules.iter().enumerate() {
            if *truth == Truth::True && self.certain[rule].is_none() {
                self.certain[rule] = Some(self.people.len());
            }
        }
        self.people.push(view);
    }

    pub fn can_be_certain(&self, rule: usize) -> bool {
        self.certain[rule].is_some()
    }

    /// Somebody for whom a claim about one person holds.
    pub fn somebody(&self, claim: &Claim) -> Option<&View> {
        // The last ones are the likeliest: neighbours among the claims are alike.
        self.people.iter().rev().find(|it| holds(self.pack, claim, it, it))
    }

    /// Pairs of people who differ in the answer to one question, around those whose findings may hang on it.
    pub fn neighbours(&self, cells: &Cells, question: usize) -> Vec<(View, View)> {
        let rules = &self.readers[question];
        let mut bases: Vec<usize> = rules.iter().filter_map(|it| self.certain[*it]).collect();
        bases.sort_unstable();
        bases.dedup();
        bases.truncate(MOST_RULES);
        let mut pairs = Vec::new();
        for base in bases.into_iter().map(|it| &self.people[it]) {
            for answer in cells.others(self.pack, question, base.answers.get(question)) {
                let other = base.with(self.pack, question, answer, rules);
                pairs.push((base.clone(), other.clone()));
                pairs.push((other, base.clone()));
            }
        }
        pairs
    }
}
