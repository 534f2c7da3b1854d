//! The answers seen through a pack: which questions are asked, and which facts hold.

use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Fact, Pack, QuestionId, When};
use typed_index_collections::TiVec;

/// The answers seen through a pack: which questions are asked, and which facts hold.
pub struct Evaluation<'a> {
    pack: &'a Pack,
    answers: &'a Answers,
    asked: TiVec<QuestionId, Truth>,
}

impl<'a> Evaluation<'a> {
    /// Reads which questions are asked of this person.
    pub fn new(pack: &'a Pack, answers: &'a Answers) -> Evaluation<'a> {
        Evaluation { pack, answers, asked: TiVec::with_capacity(pack.questions.len()) }.read_on()
    }

    /// The same for answers that differ in one question only.
    pub(super) fn instead(&self, answers: &'a Answers, question: QuestionId) -> Evaluation<'a> {
        let mut asked = TiVec::with_capacity(self.asked.len());
        asked.extend(self.asked.iter().take(question.place() + 1));
        Evaluation { pack: self.pack, answers, asked }.read_on()
    }

    /// Reads which of the other questions are asked.
    fn read_on(mut self) -> Evaluation<'a> {
        for question in self.pack.questions.iter().skip(self.asked.len()) {
            // A question looks only at those before it, so one pass is enough.
            let asked = self.truth(&question.ask_if);
            self.asked.push(asked);
        }
        self
    }

    /// Whether a question is asked. Unknown counts as asked.
    pub fn asked(&self, question: QuestionId) -> Truth {
        self.asked.get(question).copied().unwrap_or(Truth::False)
    }

    /// Whether a condition holds, counting only answers to questions that are asked.
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
        fact.test.truth(self.answers.get(fact.question))
    }

    /// The questions whose answers decide a condition: keep only those, and its truth stays the same.
    pub fn because(&self, when: &When) -> Vec<QuestionId> {
        let mut reasons =
            Reasons { named: self.pack.for_each_question(false), opened: self.pack.for_each_question(false) };
        self.collect(when, &mut reasons);
        self.asked.keys().filter(|question| reasons.named[*question]).collect()
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

    /// The questions asked that have no answer, or one that is not sure of something.
    pub fn unanswered(&self) -> Vec<QuestionId> {
        self.asked
            .keys()
            .filter(|question| self.asked[*question] != Truth::False)
            .filter(|question| !self.answers.get(*question).is_some_and(Answer::is_sure))
            .collect()
    }

    /// Only the answers to questions that are asked.
    pub fn relevant(&self) -> Answers {
        let kept = |question| if self.asked[question] == Truth::False { None } else { self.answers.get(question) };
        Answers::of(self.asked.keys().map(kept).collect())
    }
}

struct Reasons {
    named: TiVec<QuestionId, bool>,
    /// The questions whose own condition has been looked into.
    opened: TiVec<QuestionId, bool>,
}
