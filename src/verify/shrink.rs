//! Makes the people shown as plain as they can be: the baseline wherever it does not matter, and alike.

use super::claim::{Claim, Pair, PersonView, holds, related};
use super::solver::Spent;
use crate::model::{Answer, Answers, Domain, OptionSet, Pack, QuestionId};

/// The same people, with no answer left that could be the baseline, or the same for both, by itself. When the time is
/// up they stay as they are by then.
pub fn shrink(
    pack: &Pack,
    pair: Pair,
    claim: &Claim,
    (one, other): (&Answers, &Answers),
    spent: &Spent,
) -> (Answers, Answers) {
    let mut people = TwoPeople { pack, pair, claim, spent, one: one.clone(), other: other.clone() };
    let mut size = people.odd().len();
    while size > 0 {
        for chunk in people.odd().chunks(size) {
            let baseline = |person: &Answers| {
                let mut person = person.clone();
                chunk.iter().for_each(|question| person.set(*question, pack.baseline.get(*question)));
                person
            };
            people.offer(baseline(&people.one), baseline(&people.other));
        }
        size /= 2;
    }
    for question in people.odd() {
        people.settle(question);
        let (a, b) = (people.one.get(question), people.other.get(question));
        if a != b && !people.offer(people.one.clone(), people.other.with(question, a)) {
            people.offer(people.one.with(question, b), people.other.clone());
        }
        for tick in pack.questions[question].domain.choices().keys() {
            let without = |person: &Answers| match person.get(question) {
                Some(Answer::Many(ticks)) => person.with(question, Answer::Many(ticks.without(OptionSet::only(tick)))),
                _ => person.clone(),
            };
            people.offer(without(&people.one), without(&people.other));
        }
    }
    (people.one, people.other)
}

struct TwoPeople<'a> {
    pack: &'a Pack,
    pair: Pair,
    claim: &'a Claim,
    spent: &'a Spent,
    one: Answers,
    other: Answers,
}

impl TwoPeople<'_> {
    /// The questions in which one of them is not the baseline.
    fn odd(&self) -> Vec<QuestionId> {
        let baseline = |question| self.pack.baseline.get(question);
        let odd = |question: &QuestionId| {
            self.one.get(*question) != baseline(*question) || self.other.get(*question) != baseline(*question)
        };
        self.pack.questions.keys().filter(odd).collect()
    }

    /// Gives a choice or a tick in place of "not sure", where that does as well.
    fn settle(&mut self, question: QuestionId) {
        let unsure = Some(Answer::Unsure);
        if self.one.get(question) != unsure || self.other.get(question) != unsure {
            return;
        }
        let domain = &self.pack.questions[question].domain;
        let _ = domain.choices().keys().any(|choice| {
            let answer = if matches!(domain, Domain::Many(_)) {
                Answer::Many(OptionSet::only(choice).into())
            } else {
                Answer::One(choice)
            };
            self.offer(self.one.with(question, answer), self.other.with(question, answer))
        });
    }

    /// Takes these two instead, if the claim still holds for them.
    fn offer(&mut self, one: Answers, other: Answers) -> bool {
        if (self.spent)() {
            return false;
        }
        let (a, b) = (PersonView::new(self.pack, &one), PersonView::new(self.pack, &other));
        let fits = related(self.pack, self.pair, &a, &b) && holds(self.pack, self.claim, &a, &b);
        if fits {
            (self.one, self.other) = (one, other);
        }
        fits
    }
}
