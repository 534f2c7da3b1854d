//! Walks a person through a pack: asks, explains, goes back, and lets them check their answers.

use super::prompt::{Asker, Extra, Halt, Kind, Pick, Prompt, Takes};
use crate::engine::Evaluation;
use crate::engine::{is_emergency, next_question, progress};
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Domain, OptionId, Pack, Question, QuestionId, Scale, Term};
use crate::report::glossary::Glossary;
use crate::report::words;

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

/// One interview: the pack and its hard words, a way to ask, and a place to keep the answers.
pub struct Interview<'a> {
    pub pack: &'a Pack,
    pub terms: &'a [Term],
    pub asker: &'a mut dyn Asker,
    pub keep: &'a mut dyn Keep,
    /// Questions that can no longer change anything, given the answers so far.
    pub skip: &'a dyn Fn(&Answers) -> Vec<QuestionId>,
}

enum Step {
    Answered(Answer),
    Back,
    Stop,
}

impl Interview<'_> {
    /// Asks until there is nothing left that matters, then lets the person check it all.
    ///
    /// # Errors
    /// When the person interrupts, or the input fails.
    pub fn run(&mut self, mut answers: Answers) -> Result<Ended, Halt> {
        loop {
            let Some(question) = self.next(&answers) else {
                if is_emergency(self.pack, &Evaluation::new(self.pack, &answers)) {
                    return Ok(Ended::Done(answers));
                }
                match self.review(&answers)? {
                    Review::Right => return Ok(Ended::Done(answers)),
                    Review::Stop => return Ok(Ended::Stopped),
                    Review::Change(question) => match self.ask(&answers, question)? {
                        Step::Answered(answer) => answers.set(question, answer),
                        Step::Stop => return Ok(Ended::Stopped),
                        Step::Back => (),
                    },
                }
                self.keep.keep(&answers, self.asker)?;
                continue;
            };
            match self.ask(&answers, question)? {
                Step::Answered(answer) => {
                    answers.set(question, answer);
                    self.keep.keep(&answers, self.asker)?;
                }
                Step::Back => match self.last_before(&answers, question) {
                    Some(earlier) => answers.set(earlier, None),
                    None => self.asker.say(&["This is the first question.".to_owned()])?,
                },
                Step::Stop => return Ok(Ended::Stopped),
            }
        }
    }

    /// The next question that can still change something.
    fn next(&self, answers: &Answers) -> Option<QuestionId> {
        let first = next_question(self.pack, answers)?;
        let skip = (self.skip)(answers);
        if !skip.contains(&first) {
            return Some(first);
        }
        let sheet = Evaluation::new(self.pack, answers);
        let mut silent = self.pack.questions.keys().skip(first.place()).filter(|it| answers.get(*it).is_none());
        silent.find(|question| sheet.asked(*question) != Truth::False && !skip.contains(question))
    }

    fn last_before(&self, answers: &Answers, question: QuestionId) -> Option<QuestionId> {
        let sheet = Evaluation::new(self.pack, answers);
        let mut before = self.pack.questions.keys().take(question.place()).rev();
        before.find(|earlier| answers.get(*earlier).is_some() && sheet.asked(*earlier) != Truth::False)
    }

    fn ask(&mut self, answers: &Answers, at: QuestionId) -> Result<Step, Halt> {
        let pack = self.pack;
        let question = &pack.questions[at];
        let place = progress(pack, answers, at);
        let labels: Vec<String> =
            display_order(&question.domain).iter().map(|it| question.domain.choices()[*it].label.clone()).collect();
        let mut paragraphs = vec![question.ask.clone()];
        paragraphs.extend(question.help.clone());
        let hint = match &question.domain {
            Domain::Number(scale) => number_hint(scale),
            _ => String::new(),
        };
        let kind = match &question.domain {
            Domain::One(_) => Kind::One(&labels),
            Domain::Many(_) => Kind::Many(&labels),
            Domain::Number(scale) => Kind::Number { hint: &hint, takes: scale },
        };
        let heading = format!("{}, question {} of {}", place.section, place.number, place.of);
        let mut prompt = Prompt::new(&heading, paragraphs, kind, &Extra::ALL);
        prompt.asides = self.hard_words(question, &labels);
        prompt.standing.set(match answers.get(at) {
            Some(Answer::One(option)) => {
                display_order(&question.domain).iter().position(|it| *it == option).map(Pick::One)
            }
            Some(Answer::Many(set)) => Some(Pick::Many(set)),
            _ => None,
        });
        loop {
            return Ok(match self.asker.ask(&prompt)? {
                Pick::One(it) => Step::Answered(Answer::One(display_order(&question.domain)[it])),
                Pick::Many(set) => Step::Answered(Answer::Many(set)),
                Pick::Number(number) => Step::Answered(Answer::Number(number)),
                Pick::Extra(Extra::Unsure) => Step::Answered(Answer::Unsure),
                Pick::Extra(Extra::Back) => Step::Back,
                Pick::Extra(Extra::Stop) => Step::Stop,
                Pick::Extra(Extra::Why) => {
                    self.asker.tell(&["Why we ask".to_owned(), question.because.clone()])?;
                    continue;
                }
                Pick::Extra(Extra::Help) => {
                    self.asker.tell(&[help(), prompt.asides.clone()].concat())?;
                    continue;
                }
            });
        }
    }

    fn hard_words(&self, question: &Question, labels: &[String]) -> Vec<String> {
        let labels = labels.iter().map(String::as_str);
        let texts = [question.ask.as_str()].into_iter().chain(question.help.as_deref()).chain(labels);
        Glossary::new(self.terms).explain(texts).into_iter().map(|(word, means)| format!("({word}: {means})")).collect()
    }

    /// Shows every answer that counts, and asks whether they are right.
    fn review(&mut self, answers: &Answers) -> Result<Review, Halt> {
        let sheet = Evaluation::new(self.pack, answers);
        let given: Vec<(QuestionId, Answer)> =
            answers.given().filter(|(it, _)| sheet.asked(*it) != Truth::False).collect();
        let line = |(question, answer): &(QuestionId, Answer)| {
            let question = &self.pack.questions[*question];
            format!("{} {}", question.ask, words::answer(question, *answer))
        };
        let skipped = (self.skip)(answers)
            .into_iter()
            .filter(|it| answers.get(*it).is_none() && sheet.asked(*it) != Truth::False);
        let skipped: Vec<String> = skipped
            .map(|it| format!("Not asked, because it can no longer change the result: {}", self.pack.questions[it].ask))
            .collect();
        let mut labels = vec!["These are right. Show me the answer.".to_owned()];
        labels.extend(given.iter().map(line));
        let mut paragraphs = vec!["Is every answer right? Pick one to change it.".to_owned()];
        paragraphs.extend(skipped);
        let extras = [Extra::Help, Extra::Back, Extra::Stop];
        let prompt = Prompt::new("Check your answers", paragraphs, Kind::One(&labels), &extras);
        loop {
            return Ok(match self.asker.ask(&prompt)? {
                Pick::One(0) => Review::Right,
                Pick::One(at) => Review::Change(given[at - 1].0),
                Pick::Extra(Extra::Back) => {
                    given.last().map_or(Review::Right, |(question, _)| Review::Change(*question))
                }
                Pick::Extra(Extra::Help) => {
                    self.asker.tell(&help())?;
                    continue;
                }
                _ => Review::Stop,
            });
        }
    }
}

enum Review {
    Right,
    Change(QuestionId),
    Stop,
}

impl Takes for Scale {
    fn takes(&self, number: f64) -> bool {
        Domain::Number(self.clone()).takes(Answer::Number(number))
    }

    fn unit(&self) -> &str {
        &self.unit
    }
}

/// The order in which options are shown: as written, but for "Yes" before "No".
fn display_order(domain: &Domain) -> Vec<OptionId> {
    let choices = domain.choices();
    let mut order: Vec<OptionId> = choices.keys().collect();
    if matches!(domain, Domain::One(_)) && choices.iter().map(|choice| choice.id.as_str()).eq(["no", "yes"]) {
        order.reverse();
    }
    order
}

fn number_hint(scale: &Scale) -> String {
    let Scale { low, high, unit, .. } = scale;
    if scale.whole {
        format!("Type a whole number from {low} to {high} ({unit}).")
    } else {
        format!("Type a number from {low} to {high} ({unit}), such as {}.", scale.usual)
    }
}

fn help() -> Vec<String> {
    let lines = [
        "Answer for yourself, as things are today. There are no trick questions.",
        "If you do not know, say \"Not sure\". We then count the worse case, so that nothing is missed.",
        "\"Why do you ask?\" tells you the reason. \"Go back\" takes you to the question before.",
        "You can check and change every answer at the end. \"Stop for now\" ends the questions.",
        "Nothing you type leaves this computer.",
    ];
    lines.map(str::to_owned).to_vec()
}
