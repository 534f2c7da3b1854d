//! One person's facts, and what is true of them in a pack.

use crate::logic::Truth;
use crate::model::{Domain, Fact, Pack, Test, When};
use serde::{Deserialize, Serialize};

/// One answer. `Many` is a set of options, one bit each.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum Answer {
    Unsure,
    One(usize),
    Many(u64),
    Number(f64),
}

/// One slot for each question of a pack, in order; empty where nothing was said.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
pub struct Answers(Vec<Option<Answer>>);

impl Answers {
    /// Somebody who has said nothing yet.
    pub fn silent(pack: &Pack) -> Answers {
        Answers(vec![None; pack.questions.len()])
    }

    pub(crate) fn of(slots: Vec<Option<Answer>>) -> Answers {
        Answers(slots)
    }

    pub fn get(&self, question: usize) -> Option<Answer> {
        self.0.get(question).copied().flatten()
    }

    pub fn set(&mut self, question: usize, answer: impl Into<Option<Answer>>) {
        if let Some(slot) = self.0.get_mut(question) {
            *slot = answer.into();
        }
    }

    /// Takes every answer back.
    pub fn forget(&mut self) {
        self.0.fill(None);
    }

    /// The same answers, but for one.
    #[must_use]
    pub fn with(&self, question: usize, answer: impl Into<Option<Answer>>) -> Answers {
        let mut answers = self.clone();
        answers.set(question, answer);
        answers
    }

    /// The questions that have an answer, "not sure" included.
    pub fn given(&self) -> impl Iterator<Item = (usize, Answer)> + '_ {
        self.0.iter().enumerate().filter_map(|(question, it)| Some((question, (*it)?)))
    }
}

/// The answers seen through a pack: which questions are asked, and which facts hold.
pub struct Sheet<'a> {
    pack: &'a Pack,
    answers: &'a Answers,
    asked: Vec<Truth>,
}

impl<'a> Sheet<'a> {
    pub fn new(pack: &'a Pack, answers: &'a Answers) -> Sheet<'a> {
        let mut sheet = Sheet { pack, answers, asked: Vec::with_capacity(pack.questions.len()) };
        for question in &pack.questions {
            // A question looks only at those before it, so one pass is enough.
            let asked = sheet.truth(&question.ask_if);
            sheet.asked.push(asked);
        }
        sheet
    }

    /// Whether a question is asked. Unknown counts as asked.
    pub fn asked(&self, question: usize) -> Truth {
        self.asked.get(question).copied().unwrap_or(Truth::False)
    }

    pub fn truth(&self, when: &When) -> Truth {
        when.truth(&|fact| self.fact(*fact))
    }

    /// A fact holds if its question is asked and the answer matches.
    pub fn fact(&self, fact: Fact) -> Truth {
        self.matched(fact).min(self.asked(fact.question))
    }

    /// Whether the person's own words make a condition true: a question that was asked because of a "not sure"
    /// before it was asked all the same, and its answer is as plain as any.
    pub fn told(&self, when: &When) -> bool {
        let told =
            |fact: &Fact| if self.asked(fact.question) == Truth::False { Truth::False } else { self.matched(*fact) };
        when.truth(&told) == Truth::True
    }

    fn matched(&self, fact: Fact) -> Truth {
        match self.answers.get(fact.question) {
            None | Some(Answer::Unsure) => Truth::Unknown,
            Some(answer) if fact.test.matches(answer) => Truth::True,
            Some(_) => Truth::False,
        }
    }

    /// The questions whose answers decide a condition: keep only those, and its truth stays the same.
    pub fn because(&self, when: &When) -> Vec<usize> {
        let mut reasons = Reasons { named: vec![false; self.asked.len()], opened: vec![false; self.asked.len()] };
        self.collect(when, &mut reasons);
        (0..reasons.named.len()).filter(|it| reasons.named[*it]).collect()
    }

    fn collect(&self, when: &When, reasons: &mut Reasons) {
        let mut facts = Vec::new();
        when.deciding(&|fact| self.fact(*fact), &mut |fact| facts.push(*fact));
        for fact in facts {
            let (question, asked) = (fact.question, self.asked(fact.question));
            if asked != Truth::False {
                reasons.named[question] = true;
            }
            let opens = asked == Truth::False || self.fact(fact) != Truth::False;
            if opens && !std::mem::replace(&mut reasons.opened[question], true) {
                self.collect(&self.pack.questions[question].ask_if, reasons);
            }
        }
    }

    /// The questions asked that have no answer but "not sure", or none at all.
    pub fn unanswered(&self) -> Vec<usize> {
        (0..self.asked.len())
            .filter(|it| self.asked[*it] != Truth::False)
            .filter(|it| matches!(self.answers.get(*it), None | Some(Answer::Unsure)))
            .collect()
    }

    /// Only the answers to questions that are asked.
    pub fn relevant(&self) -> Answers {
        let slots = (0..self.asked.len())
            .map(|it| if self.asked[it] == Truth::False { None } else { self.answers.get(it) })
            .collect();
        Answers(slots)
    }
}

struct Reasons {
    named: Vec<bool>,
    /// The questions whose own condition has been looked into.
    opened: Vec<bool>,
}

impl Test {
    pub(crate) fn matches(self, answer: Answer) -> bool {
        match (self, answer) {
            (Test::Is(option), Answer::One(it)) => it == option,
            (Test::Has(option), Answer::Many(set)) => set >> option & 1 == 1,
            (Test::Under(n), Answer::Number(it)) => it < n,
            (Test::Over(n), Answer::Number(it)) => it > n,
            _ => false,
        }
    }
}

impl Domain {
    /// Whether this answer is one the question takes.
    pub fn takes(&self, answer: Answer) -> bool {
        match (self, answer) {
            (_, Answer::Unsure) => true,
            (Domain::One(choices), Answer::One(it)) => it < choices.len(),
            (Domain::Many(choices), Answer::Many(set)) => choices.len() == 64 || set >> choices.len() == 0,
            (Domain::Number(scale), Answer::Number(it)) => {
                (scale.low..=scale.high).contains(&it) && (!scale.whole || it.fract() == 0.0)
            }
            _ => false,
        }
    }

    /// The answer of the clear person: the first option, no tick, the usual number.
    pub fn clear(&self) -> Answer {
        match self {
            Domain::One(_) => Answer::One(0),
            Domain::Many(_) => Answer::Many(0),
            Domain::Number(scale) => Answer::Number(scale.usual),
        }
    }
}
