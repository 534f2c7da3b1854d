//! One line of JSON straight into the slots of a sheet, with nothing in between.

use super::RowFault;
use super::columns::{Columns, short};
use super::listed::{Column, ListedPerson};
use super::passed::Passed;
use crate::model::codec::{AnswerValue, Misfit};
use crate::model::{Answer, Domain, QuestionId, Ticks};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt;

/// What a `QuestionnaireResponse` of FHIR has in it.
const KIND: &str = "\"resourceType\"";

impl Columns<'_> {
    /// Reads `{"age": 30, "skin": ["spots"], "head": "unsure"}`; what is left out or `null` was not answered.
    /// A `QuestionnaireResponse` of FHIR is read too.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn line(&self, line: &[u8], person: &mut ListedPerson) -> Result<(), RowFault> {
        self.forget(person);
        if self.sight.read(self.pack, line, person).is_some() {
            return Ok(());
        }
        self.forget(person);
        let text = std::str::from_utf8(line).map_err(|_| RowFault::NotUtf8)?;
        let mut fault = None;
        let mut json = serde_json::Deserializer::from_str(text);
        let sheet = LineSeed { columns: self, person, fault: &mut fault };
        let read = sheet.deserialize(&mut json).and_then(|()| json.end());
        match (read, fault) {
            (Ok(()), _) => Ok(()),
            (Err(_), Some(fault)) => {
                self.still_kept(text, person);
                // Nobody's answers begin with a kind of thing; only then is a line worth a second look.
                let whole = if text.contains(KIND) { serde_json::from_str(text).ok() } else { None };
                match whole.filter(super::is_response) {
                    Some(response) => self.response(&response, &mut person.answers),
                    None => Err(fault),
                }
            }
            (Err(_), None) if !text.starts_with('{') => Err(RowFault::NotAnObject),
            (Err(err), None) => {
                self.still_kept(text, person);
                let (reason, place) = (err.to_string(), format!(" at line {} column {}", err.line(), err.column()));
                let reason = reason.strip_suffix(&place).unwrap_or(&reason).to_owned();
                Err(RowFault::Json { column: err.column(), reason })
            }
        }
    }

    /// Makes them somebody who said nothing.
    fn forget(&self, person: &mut ListedPerson) {
        person.answers.forget();
        person.kept.clear();
        person.kept.resize(self.kept.len(), None);
        person.seen.clear();
        person.seen.resize(self.pack.questions.len() + self.kept.len(), false);
    }

    /// The columns that are passed through, of a line with something wrong before them.
    fn still_kept(&self, text: &str, person: &mut ListedPerson) {
        if self.kept.is_empty() {
            return;
        }
        let whole: HashMap<String, &RawValue> = serde_json::from_str(text).unwrap_or_default();
        for (name, kept) in self.kept.iter().zip(&mut person.kept) {
            *kept = whole.get(name).and_then(|value| Passed::json(value));
        }
    }
}

/// Keeps the fault as it is, where serde would only keep its words.
fn keep<T, E: Error>(result: Result<T, RowFault>, fault: &mut Option<RowFault>) -> Result<T, E> {
    result.map_err(|found| {
        let err = E::custom(&found);
        *fault = Some(found);
        err
    })
}

struct LineSeed<'r, 'p> {
    columns: &'r Columns<'p>,
    person: &'r mut ListedPerson,
    fault: &'r mut Option<RowFault>,
}

impl<'de> DeserializeSeed<'de> for LineSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for LineSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("answers such as {\"age\": 30}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let LineSeed { columns, person, fault } = self;
        let mut guess = QuestionId::new(0);
        while let Some(column) = {
            let read = |name: &str| columns.named(name, guess);
            map.next_key_seed(WordSeed { what: "the id of a question", read, fault })?
        } {
            let (place, name) = match column {
                Column::Question(question) => (question.place(), &columns.pack.questions[question].id),
                Column::Kept(at) => (columns.pack.questions.len() + at, &columns.kept[at]),
            };
            if std::mem::replace(&mut person.seen[place], true) {
                return keep(Err(RowFault::Twice(short(name))), fault);
            }
            match column {
                Column::Question(question) => {
                    guess = QuestionId::new(question.place() + 1);
                    person.answers.set(question, map.next_value_seed(Reply { columns, question, fault })?);
                }
                Column::Kept(at) => person.kept[at] = Passed::json(map.next_value::<&RawValue>()?),
            }
        }
        Ok(())
    }
}

/// A string that `read` makes something of.
struct WordSeed<'r, W, F> {
    what: W,
    read: F,
    fault: &'r mut Option<RowFault>,
}

impl<'de, T, W: fmt::Display, F: FnOnce(&str) -> Result<T, RowFault>> DeserializeSeed<'de> for WordSeed<'_, W, F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<T, D::Error> {
        json.deserialize_str(self)
    }
}

impl<T, W: fmt::Display, F: FnOnce(&str) -> Result<T, RowFault>> Visitor<'_> for WordSeed<'_, W, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.what.fmt(f)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<T, E> {
        keep((self.read)(word), self.fault)
    }
}

struct Reply<'r, 'p> {
    columns: &'r Columns<'p>,
    question: QuestionId,
    fault: &'r mut Option<RowFault>,
}

impl Reply<'_, '_> {
    fn keep<E: Error>(self, answer: Result<Answer, Misfit>, word: impl fmt::Display) -> Result<Option<Answer>, E> {
        let answer = answer.map_err(|_| self.columns.not_an_answer(self.question, &word.to_string()));
        keep(answer.map(Some), self.fault)
    }
}

impl<'de> DeserializeSeed<'de> for Reply<'_, '_> {
    type Value = Option<Answer>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Option<Answer>, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reply<'_, '_> {
    type Value = Option<Answer>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "an answer to `{}`", self.columns.pack.questions[self.question].id)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Answer>, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Option<Answer>, E> {
        keep(Err(self.columns.not_an_answer(self.question, &yes.to_string())), self.fault)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Option<Answer>, E> {
        let question = &self.columns.pack.questions[self.question];
        let answer = question.domain.read_word(word);
        // A cell of a table says what a list should.
        let ticks = answer.err().filter(|_| matches!(question.domain, Domain::Many(_)));
        let ticks = ticks.and_then(|_| question.domain.read_cell(word).ok());
        if let Some(ticks) = ticks {
            let list = serde_json::to_string(&AnswerValue::of(question, ticks)).unwrap_or_default();
            return keep(Err(RowFault::List { question: question.id.clone(), list }), self.fault);
        }
        self.keep(answer, word)
    }

    fn visit_f64<E: Error>(self, n: f64) -> Result<Option<Answer>, E> {
        let answer = self.columns.pack.questions[self.question].domain.read_number(n);
        self.keep(answer, n)
    }

    #[expect(clippy::cast_precision_loss, reason = "a number beyond 2^53 is out of every range")]
    fn visit_u64<E: Error>(self, n: u64) -> Result<Option<Answer>, E> {
        self.visit_f64(n as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "a number beyond 2^53 is out of every range")]
    fn visit_i64<E: Error>(self, n: i64) -> Result<Option<Answer>, E> {
        self.visit_f64(n as f64)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<Answer>, A::Error> {
        let Reply { columns, question, fault } = self;
        if !matches!(columns.pack.questions[question].domain, Domain::Many(_)) {
            return keep(Err(columns.not_an_answer(question, "[...]")), fault);
        }
        let mut ticks = Ticks::NONE;
        let id = &columns.pack.questions[question].id;
        let domain = &columns.pack.questions[question].domain;
        let read = |word: &str| domain.read_tick(word).map_err(|_| columns.not_an_answer(question, word));
        while let Some(tick) =
            seq.next_element_seed(WordSeed { what: format_args!("an answer to `{id}`"), read, fault })?
        {
            ticks = ticks.and(tick);
        }
        Ok(Some(domain.many(ticks)))
    }
}

#[cfg(test)]
mod tests {
    use super::{RowFault, keep};

    #[test]
    fn a_fault_is_kept_whole_and_so_are_its_words() {
        let mut kept = None;
        let fault = RowFault::Twice("age".to_owned());
        let err: serde::de::value::Error = keep::<(), _>(Err(fault.clone()), &mut kept).expect_err("a fault");
        assert_eq!((err.to_string(), kept), (fault.to_string(), Some(fault)));
    }
}
