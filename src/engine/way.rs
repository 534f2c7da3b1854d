//! The way through a pack: which question is next, how far it is, and how long it takes.

use super::{Evaluation, next_question};
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Domain, OptionId, Pack, Question, QuestionId};

/// Words read in a minute by most people.
const PACE: usize = 200;

/// Seconds to think and press a key, for each question.
const THOUGHT: usize = 4;

/// The questions of a pack, without those that a look at the answers so far leaves out.
#[derive(Clone, Copy)]
pub struct Way<'a> {
    /// Whose questions they are.
    pub pack: &'a Pack,
    /// Questions that can no longer change anything, given the answers so far.
    pub skip: fn(&Pack, &Answers) -> Vec<QuestionId>,
}

impl Way<'_> {
    /// The next question that can still change something.
    pub fn next(&self, answers: &Answers) -> Option<QuestionId> {
        let first = next_question(self.pack, answers)?;
        let skip = (self.skip)(self.pack, answers);
        if !skip.contains(&first) {
            return Some(first);
        }
        let sheet = Evaluation::new(self.pack, answers);
        let open = |question: &QuestionId| answers.get(*question).is_none() && sheet.asked(*question) != Truth::False;
        let mut later = self.pack.questions.keys().skip(first.place());
        later.find(|question| open(question) && !skip.contains(question))
    }

    /// The questions asked that have an answer, in order.
    pub fn answered(&self, answers: &Answers) -> Vec<(QuestionId, Answer)> {
        let sheet = Evaluation::new(self.pack, answers);
        answers.given().filter(|(question, _)| sheet.asked(*question) != Truth::False).collect()
    }

    /// The questions asked that were left out, in order.
    pub fn left_out(&self, answers: &Answers) -> Vec<QuestionId> {
        let sheet = Evaluation::new(self.pack, answers);
        let silent = |question: &QuestionId| answers.get(*question).is_none() && sheet.asked(*question) != Truth::False;
        (self.skip)(self.pack, answers).into_iter().filter(silent).collect()
    }

    /// Where a question stands among all that will probably be asked.
    pub fn progress(&self, answers: &Answers, at: QuestionId) -> Progress {
        let before = self.answered(answers).iter().filter(|(question, _)| *question < at).count();
        let mut filled = answers.clone();
        if filled.get(at).is_none() {
            filled.set(at, self.likely(&filled, at));
        }
        self.walk_on(&mut filled, |_| ());
        Progress { number: before + 1, of: self.answered(&filled).len().max(before + 1) }
    }

    /// Minutes to read the questions and answer them, for somebody whose answers are ordinary.
    pub fn minutes(&self) -> usize {
        let mut seconds = 0;
        self.walk_on(&mut self.pack.silent(), |question| {
            seconds += THOUGHT + words(&self.pack.questions[question]) * 60 / PACE;
        });
        seconds.div_ceil(60)
    }

    fn walk_on(&self, answers: &mut Answers, mut see: impl FnMut(QuestionId)) {
        while let Some(question) = self.next(answers) {
            see(question);
            answers.set(question, self.likely(answers, question));
        }
    }

    /// The answer most people give. Where people differ, one that opens the most: a whole that shrinks is no
    /// disappointment.
    fn likely(&self, answers: &Answers, at: QuestionId) -> Answer {
        let question = &self.pack.questions[at];
        let opens = |option: &OptionId| {
            let answers = answers.with(at, Answer::One(*option));
            let sheet = Evaluation::new(self.pack, &answers);
            self.pack.questions.keys().filter(|question| sheet.asked(*question) == Truth::True).count()
        };
        match (question.ordinary, &question.domain) {
            (Some(ordinary), _) => ordinary,
            // Of several that open as much, the first.
            (None, Domain::One(choices)) => choices.keys().rev().max_by_key(opens).map_or(Answer::Unsure, Answer::One),
            _ => self.pack.baseline.get(at).unwrap_or_else(|| question.domain.baseline()),
        }
    }
}

/// The words that have to be read to answer a question.
fn words(question: &Question) -> usize {
    let labels = question.domain.choices().iter().map(|choice| choice.label.as_str());
    std::iter::once(question.ask.as_str()).chain(labels).map(|text| text.split_whitespace().count()).sum()
}

/// How far the questions have come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// From 1.
    pub number: usize,
    /// As many as will probably be asked, never fewer than `number`.
    pub of: usize,
}
