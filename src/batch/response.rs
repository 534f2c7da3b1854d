//! The answers that a viewer of FHIR gives back: a `QuestionnaireResponse` to the form of a pack.

use super::form::Single;
use super::{Columns, RowFault};
use crate::model::codec::UNSURE;
use crate::model::{Answer, Answers, Domain, QuestionId};
use serde_json::Value;

/// Whether this is such a response.
pub fn is_response(whole: &Value) -> bool {
    whole.get("resourceType").and_then(Value::as_str) == Some("QuestionnaireResponse")
}

impl Columns<'_> {
    /// Reads a response. Groups and texts are passed over; an answer to a question that the pack does not have is not.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn response(&self, whole: &Value, answers: &mut Answers) -> Result<(), RowFault> {
        answers.forget();
        self.items(whole, answers, 0)
    }

    fn items(&self, of: &Value, answers: &mut Answers, depth: usize) -> Result<(), RowFault> {
        // What is read has a depth of its own that it cannot go beyond; forms are never this deep.
        if depth > 32 {
            return Ok(());
        }
        for item in list(of, "item") {
            let given: Vec<&Value> = list(item, "answer").collect();
            let id = item.get("linkId").and_then(Value::as_str).unwrap_or_default();
            if !given.is_empty() {
                self.item(id, &given, answers)?;
            }
            self.items(item, answers, depth + 1)?;
            given.into_iter().try_for_each(|answer| self.items(answer, answers, depth + 1))?;
        }
        Ok(())
    }

    fn item(&self, id: &str, given: &[&Value], answers: &mut Answers) -> Result<(), RowFault> {
        let unsure = || self.pack.question(id.strip_suffix(UNSURE)?.strip_suffix('_')?);
        let Some(question) = self.pack.question(id) else {
            let Some(question) = unsure() else { return self.named(id, QuestionId::new(0)).map(|_| ()) };
            let yes = given.iter().any(|answer| answer.get("valueBoolean") == Some(&Value::Bool(true)));
            if yes && answers.get(question).is_none() {
                answers.set(question, Answer::Unsure);
            }
            return Ok(());
        };
        let answer = self.read(question, given)?;
        if answers.get(question).is_some_and(|before| before != Answer::Unsure) {
            return Err(RowFault::Twice(id.to_owned()));
        }
        answers.set(question, answer);
        Ok(())
    }

    fn read(&self, question: QuestionId, given: &[&Value]) -> Result<Answer, RowFault> {
        let domain = &self.pack.questions[question].domain;
        let refused = |answer: &Value| self.not_an_answer(question, &answer.to_string());
        let code = |answer: &&Value| {
            let code = answer.pointer("/valueCoding/code").or_else(|| answer.get("valueString"));
            code.and_then(Value::as_str).map(str::to_owned).ok_or_else(|| refused(answer))
        };
        match domain {
            Domain::Many(_) => {
                let mut ticks = Single::default();
                for answer in given {
                    let word = code(answer)?;
                    let tick = self.tick(question, &word).ok_or_else(|| refused(answer))?;
                    ticks.tick(question, tick);
                }
                Ok(ticks.answers(self.pack).next().map_or(Answer::Unsure, |(_, answer)| answer))
            }
            _ if given.len() > 1 => Err(RowFault::Twice(self.pack.questions[question].id.clone())),
            Domain::One(_) => {
                let answer = domain.read_word(&code(&given[0])?);
                answer.map_err(|_| refused(given[0]))
            }
            Domain::Number(_) => {
                let number = ["valueDecimal", "valueInteger"].into_iter().find_map(|kind| given[0].get(kind)?.as_f64());
                let number = number.or_else(|| given[0].pointer("/valueQuantity/value")?.as_f64());
                let answer = number.and_then(|number| domain.read_number(number).ok());
                answer.ok_or_else(|| refused(given[0]))
            }
        }
    }
}

/// The parts of this name; none where there is no list of them.
fn list<'v>(of: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    of.get(name).and_then(Value::as_array).into_iter().flatten()
}
