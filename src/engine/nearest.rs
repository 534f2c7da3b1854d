//! Why a rule was not found: the nearest person for whom it would be.

use super::Evaluation;
use super::Partition;
use crate::model::logic::{Condition, Truth};
use crate::model::{Answer, AnswerTest, Answers, Domain, OptionId, OptionSet, Pack, QuestionId, RuleId, Ticks};

/// How near a rule came.
#[derive(Clone, PartialEq, Debug)]
pub struct Nearest {
    /// `True`: it is found. `Unknown`: it cannot be ruled out. `False`: it is not found.
    pub truth: Truth,
    /// The smallest sets of answers that would make it certain, each in asking order; at most eight.
    /// Empty when it is certain already, or when none was found.
    pub changes: Vec<Vec<(QuestionId, Answer)>>,
    /// False when none was found and not everything was tried.
    pub complete: bool,
}

const MOST_TRIES: usize = 200_000;
const MOST_SHOWN: usize = 8;
const MOST_TICKS: usize = 6;
const MOST_CHANGES: usize = 5;

/// The fewest answers that would have to be others for a rule to be certain.
pub fn nearest(pack: &Pack, answers: &Answers, rule: RuleId) -> Nearest {
    let truth = Evaluation::new(pack, answers).truth(&pack.rules[rule].when);
    let mut search = NearestSearch { pack, rule, cells: Partition::new(pack), found: Vec::new(), tries: 0 };
    let mut complete = true;
    if truth != Truth::True {
        let cone = pack.cone(&pack.rules[rule].when);
        for size in 1..=cone.len() {
            if size > MOST_CHANGES || search.tries >= MOST_TRIES || !search.found.is_empty() {
                break;
            }
            search.change(answers, &cone, size, &mut Vec::new());
        }
        let all = search.tries < MOST_TRIES && cone.len() <= MOST_CHANGES;
        let every_mix = || cone.iter().all(|question| search.named(*question).len() <= MOST_TICKS);
        complete = !search.found.is_empty() || all && every_mix();
    }
    Nearest { truth, changes: search.found, complete }
}

struct NearestSearch<'a> {
    pack: &'a Pack,
    rule: RuleId,
    cells: Partition,
    found: Vec<Vec<(QuestionId, Answer)>>,
    tries: usize,
}

impl NearestSearch<'_> {
    fn change(&mut self, answers: &Answers, cone: &[QuestionId], size: usize, so_far: &mut Vec<(QuestionId, Answer)>) {
        if self.tries >= MOST_TRIES || self.found.len() >= MOST_SHOWN {
            return;
        }
        if size == 0 {
            self.tries += 1;
            let sheet = Evaluation::new(self.pack, answers);
            if sheet.truth(&self.pack.rules[self.rule].when) == Truth::True {
                self.found.push(so_far.clone());
            }
            return;
        }
        for at in 0..cone.len().saturating_sub(size - 1) {
            let question = cone[at];
            for answer in self.values(question, answers.get(question)) {
                so_far.push((question, answer));
                self.change(&answers.with(question, answer), &cone[at + 1..], size - 1, so_far);
                so_far.pop();
            }
        }
    }

    /// The answers worth trying: for ticks, every mix of those the rule looks at, or single ones where they are many.
    fn values(&self, question: QuestionId, answer: Option<Answer>) -> Vec<Answer> {
        let ticks = match (&self.pack.questions[question].domain, answer) {
            (Domain::Many(_), Some(Answer::Many(ticks))) => ticks,
            (Domain::Many(_), _) => Ticks::NONE,
            _ => return self.cells.others(self.pack, question, answer),
        };
        let named = self.named(question);
        if named.len() > MOST_TICKS {
            return self.cells.others(self.pack, question, answer);
        }
        let mixes = (0..1_u64 << named.len()).map(|mix| {
            let chosen = named.iter().enumerate().filter(|(at, _)| mix >> at & 1 == 1).map(|(_, tick)| *tick);
            ticks.without(named.iter().copied().collect()).and(chosen.collect::<OptionSet>().into())
        });
        mixes.map(Answer::Many).filter(|mix| Some(*mix) != answer).collect()
    }

    /// The ticks that the rule, or what opens its questions, looks at.
    fn named(&self, question: QuestionId) -> Vec<OptionId> {
        let rule = &self.pack.rules[self.rule].when;
        let openers = self.pack.cone(rule).into_iter().map(|opener| &self.pack.questions[opener].ask_if);
        let facts = std::iter::once(rule).chain(openers).flat_map(Condition::facts);
        let ticks = facts.filter(|fact| fact.question == question).filter_map(|fact| match fact.test {
            AnswerTest::Has(option) => Some(option),
            _ => None,
        });
        let mut ticks: Vec<OptionId> = ticks.collect();
        ticks.sort_unstable();
        ticks.dedup();
        ticks
    }
}
