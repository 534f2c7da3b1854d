//! Walks a person through a pack: asks, goes back and on again, and lets them check their answers.

mod passed;
mod question;
mod review;

use super::prompt::{Asker, Halt, Pick};
use crate::engine::Way;
use crate::engine::{Evaluation, is_emergency};
use crate::model::logic::Truth;
use crate::model::{Answers, QuestionId, Term};
pub use passed::with_year;
use review::ReviewEnd;

/// How the questions ended.
#[derive(Debug)]
pub enum Ended {
    /// Everything that matters was asked, and the person has checked it.
    Done(Answers),
    /// The person stopped; what was answered so far stays.
    Stopped,
}

/// Where answers are kept while asking, so that none is lost.
pub trait Keep {
    /// Called after each answer, before the next question is drawn.
    ///
    /// # Errors
    /// When that they cannot be kept cannot be said.
    fn keep(&mut self, answers: &Answers, asker: &mut dyn Asker) -> Result<(), Halt>;
}

/// One interview: the questions and their hard words, a way to ask, and a place to keep the answers.
pub struct Interview<'a> {
    pub way: Way<'a>,
    pub terms: &'a [Term],
    pub asker: &'a mut dyn Asker,
    pub keep: &'a mut dyn Keep,
}

/// Where the person is among the questions.
#[derive(Default)]
struct Trail {
    /// The questions answered on the way here, the last one on top.
    behind: Vec<QuestionId>,
    /// The questions left by going back, the nearest one on top: they are shown again on the way on.
    ahead: Vec<QuestionId>,
    here: Option<QuestionId>,
    /// The question opened to change its answer.
    changing: Option<QuestionId>,
}

impl Interview<'_> {
    /// Asks until there is nothing left that matters, then lets the person check it all. No answer is lost by
    /// going back: it stands until another one is given.
    ///
    /// # Errors
    /// When the person interrupts, or the input fails.
    pub fn run(&mut self, mut answers: Answers) -> Result<Ended, Halt> {
        let (mut trail, mut checked) = (Trail::default(), false);
        loop {
            if is_emergency(self.way.pack, &Evaluation::new(self.way.pack, &answers)) {
                return Ok(Ended::Done(answers));
            }
            let Some(at) = trail.here.take().or_else(|| self.way.next(&answers)) else {
                trail = Trail { behind: trail.behind, ..Trail::default() };
                match review::review(&self.way, self.asker, &answers, std::mem::replace(&mut checked, true))? {
                    ReviewEnd::Right => return Ok(Ended::Done(answers)),
                    ReviewEnd::Stop => return Ok(Ended::Stopped),
                    ReviewEnd::Back => {
                        trail.here = self.before(&mut trail, &answers, self.way.pack.questions.next_key());
                    }
                    ReviewEnd::Change(question) => {
                        (trail.here, trail.changing) = (Some(question), Some(question));
                    }
                }
                continue;
            };
            let answer = match question::ask(&self.way, self.terms, self.asker, &answers, at)? {
                Pick::Stop => return Ok(Ended::Stopped),
                Pick::Back => {
                    self.go_back(&mut trail, &answers, at)?;
                    continue;
                }
                pick => question::answer(self.way.pack, at, &pick),
            };
            answers.set(at, answer);
            // Nothing may stand between a person and the call for help, and a disk may be slow.
            if !is_emergency(self.way.pack, &Evaluation::new(self.way.pack, &answers)) {
                self.keep.keep(&answers, self.asker)?;
            }
            trail.behind.push(at);
            trail.here = self.onward(&mut trail, &answers);
        }
    }

    fn go_back(&mut self, trail: &mut Trail, answers: &Answers, at: QuestionId) -> Result<(), Halt> {
        if trail.changing.take() == Some(at) {
            return Ok(());
        }
        trail.here = self.before(trail, answers, at);
        match trail.here {
            Some(_) => trail.ahead.push(at),
            None => {
                trail.here = Some(at);
                self.asker.say(&["This is the first question.".to_owned()])?;
            }
        }
        Ok(())
    }

    /// The question asked before this one, as far as it is still asked.
    fn before(&self, trail: &mut Trail, answers: &Answers, at: QuestionId) -> Option<QuestionId> {
        let answered: Vec<QuestionId> = self.way.answered(answers).into_iter().map(|(question, _)| question).collect();
        while let Some(question) = trail.behind.pop() {
            if question != at && answered.contains(&question) {
                return Some(question);
            }
        }
        answered.into_iter().rev().find(|question| *question < at)
    }

    /// The question to show after an answer: one that was left by going back, or one the answer has opened before it.
    fn onward(&self, trail: &mut Trail, answers: &Answers) -> Option<QuestionId> {
        let (next, sheet) = (self.way.next(answers), Evaluation::new(self.way.pack, answers));
        while let Some(question) = trail.ahead.pop() {
            let stands = sheet.asked(question) != Truth::False && answers.get(question).is_some();
            match next {
                Some(next) if next <= question => {
                    if next < question && stands {
                        trail.ahead.push(question);
                    }
                    return Some(next);
                }
                _ if stands => return Some(question),
                _ => (),
            }
        }
        next
    }
}

#[cfg(test)]
mod tests;
