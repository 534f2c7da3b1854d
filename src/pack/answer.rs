//! Answers as written in a case: `yes`, `[a, b]`, `0.25`, `unsure`.

use super::condition::Scope;
use super::folder::File;
use super::problem::Code;
use super::reader::Reader;
use super::syntax::{Entries, Spelled, Word};
use crate::answers::{Answer, Answers};
use crate::model::{Domain, Scale};

impl Reader {
    /// The clear person, but for what is given.
    pub fn given(&mut self, file: &File, entries: &Entries<Spelled>, clear: &Answers, scope: Scope) -> Answers {
        let mut answers = clear.clone();
        let mut seen: Vec<&str> = Vec::new();
        for (word, value) in &entries.0 {
            let Some(question) = self.question(file, *word, scope) else { continue };
            if seen.contains(&word.0) {
                self.word(file, word.0, Code::DuplicateKey, format!("`{}` is answered twice", word.0));
            }
            seen.push(word.0);
            if let Some(answer) = self.answer(file, *word, *value, &scope.domains[question]) {
                answers.set(question, answer);
            }
        }
        answers
    }

    fn answer(&mut self, file: &File, question: Word, value: Spelled, domain: &Domain) -> Option<Answer> {
        if value.0 == "unsure" {
            return Some(Answer::Unsure);
        }
        match domain {
            Domain::One(choices) => match ron::from_str(value.0) {
                Ok(option) => Some(Answer::One(self.option(file, question, option, choices)?)),
                Err(_) => self.not_taken(file, question, value, "one answer, such as", &choices[0].id),
            },
            Domain::Many(choices) => match ron::from_str::<Vec<Word>>(value.0) {
                Ok(options) => {
                    let ticks: Vec<Option<usize>> = options.iter().map(|it| self.option(file, question, *it, choices)).collect();
                    Some(Answer::Many(ticks.into_iter().flatten().fold(0, |set, it| set | 1 << it)))
                }
                Err(_) => self.not_taken(file, question, value, "ticks, such as", &format!("[{}]", choices[0].id)),
            },
            Domain::Number(scale) => match ron::from_str(value.0) {
                Ok(n) => self.number(file, question, value, n, scale),
                Err(_) => self.not_taken(file, question, value, "a number, such as", &scale.usual.to_string()),
            },
        }
    }

    fn number(&mut self, file: &File, question: Word, value: Spelled, n: f64, scale: &Scale) -> Option<Answer> {
        let (code, message) = if !n.is_finite() {
            (Code::NumberNotFinite, "this is not an ordinary number".to_owned())
        } else if !(scale.low..=scale.high).contains(&n) {
            (Code::NumberOutOfRange, format!("`{}` runs from {} to {}", question.0, scale.low, scale.high))
        } else if scale.whole && n.fract() != 0.0 {
            (Code::NumberNotWhole, format!("`{}` takes whole numbers", question.0))
        } else {
            return Some(Answer::Number(n));
        };
        self.word(file, value.0, code, message);
        None
    }

    fn not_taken(&mut self, file: &File, question: Word, value: Spelled, kind: &str, example: &str) -> Option<Answer> {
        self.word(file, value.0, Code::WrongKind, format!("`{}` takes {kind} `{example}`", question.0));
        None
    }
}
