//! A line as most programs write it, read at sight: every word of it is one that the pack knows, spelled as usual.
//! What is anything else is left to serde, which also says what is wrong with it. A quarter of a batch's time is saved.

use super::listed::{Column, ListedPerson};
use super::passed::Passed;
use crate::model::codec::{self, UNSURE};
use crate::model::{Answer, Domain, OptionSet, Pack, Question, QuestionId, Ticks};
use crate::text;
use std::collections::HashMap;
use typed_index_collections::TiVec;

/// How many questions in a row a line may leave out before its next name is looked up.
const NEAR: usize = 8;

/// The words of a pack as they stand in a line, in quotes.
pub struct Sight {
    questions: TiVec<QuestionId, SpelledQuestion>,
    known: HashMap<Vec<u8>, Column>,
}

struct SpelledQuestion {
    name: Vec<u8>,
    answers: Vec<(Vec<u8>, Answer)>,
    ticks: Vec<(Vec<u8>, Ticks)>,
}

impl SpelledQuestion {
    fn new(question: &Question) -> SpelledQuestion {
        let options = || {
            let ids = question.domain.choices().iter_enumerated();
            ids.map(|(option, choice)| (option, choice.id.as_str()))
        };
        let (mut answers, mut ticks) = (Vec::new(), Vec::new());
        match question.domain {
            Domain::One(_) => answers.extend(options().map(|(option, id)| (quoted(id), Answer::One(option)))),
            Domain::Many(_) => ticks.extend(options().flat_map(|(option, id)| {
                let only = OptionSet::only(option);
                [(quoted(id), only.into()), (quoted(&codec::doubt(id)), Ticks::new(OptionSet::EMPTY, only))]
            })),
            Domain::Number(_) => {}
        }
        answers.push((quoted(UNSURE), Answer::Unsure));
        SpelledQuestion { name: quoted(&question.id), answers, ticks }
    }
}

/// `"a word"`, as JSON has it.
pub(super) fn quoted(word: &str) -> Vec<u8> {
    text::json(&serde_json::to_string(word).unwrap_or_default()).into_bytes()
}

impl Sight {
    pub fn new<'n>(pack: &Pack, known: impl Iterator<Item = (&'n String, &'n Column)>) -> Sight {
        Sight {
            questions: pack.questions.iter().map(SpelledQuestion::new).collect(),
            known: known.map(|(name, column)| (quoted(name), *column)).collect(),
        }
    }

    /// Reads a line for somebody who said nothing yet. None where it cannot; whatever was read by then means nothing.
    pub fn read(&self, pack: &Pack, line: &[u8], person: &mut ListedPerson) -> Option<()> {
        let mut rest = Rest(line);
        let mut guess = QuestionId::new(0);
        rest.expect(b'{')?;
        if rest.takes(b'}') {
            return rest.0.is_empty().then_some(());
        }
        loop {
            let column = self.name(guess, &mut rest)?;
            rest.expect(b':')?;
            let place = match column {
                Column::Question(question) => question.place(),
                Column::Kept(at) => self.questions.len() + at,
            };
            if std::mem::replace(person.seen.get_mut(place)?, true) {
                return None;
            }
            rest.space();
            match column {
                Column::Question(question) => {
                    guess = QuestionId::new(question.place() + 1);
                    let answer = self.answer(question, &pack.questions[question].domain, &mut rest)?;
                    person.answers.set(question, answer);
                }
                Column::Kept(at) => person.kept[at] = rest.passed()?,
            }
            if rest.takes(b'}') {
                return rest.0.is_empty().then_some(());
            }
            rest.expect(b',')?;
            rest.space();
        }
    }

    fn name(&self, guess: QuestionId, rest: &mut Rest) -> Option<Column> {
        let near = self.questions.raw.get(guess.place()..).unwrap_or_default();
        if let Some(at) = near.iter().take(NEAR).position(|question| rest.is_next(&question.name)) {
            return Some(Column::Question(QuestionId::new(guess.place() + at)));
        }
        self.known.get(rest.word()?).copied()
    }

    /// An answer; within it none where `null` says that there is none.
    fn answer(&self, question: QuestionId, domain: &Domain, rest: &mut Rest) -> Option<Option<Answer>> {
        let spelled = &self.questions[question];
        match rest.0.first()? {
            b'"' => {
                let said = spelled.answers.iter().find(|(word, _)| rest.is_next(word))?;
                Some(Some(said.1))
            }
            b'[' if matches!(domain, Domain::Many(_)) => {
                let mut ticks = Ticks::NONE;
                rest.expect(b'[')?;
                if !rest.takes(b']') {
                    loop {
                        rest.space();
                        ticks = ticks.and(spelled.ticks.iter().find(|(word, _)| rest.is_next(word))?.1);
                        if rest.takes(b']') {
                            break;
                        }
                        rest.expect(b',')?;
                    }
                }
                Some(Some(domain.many(ticks)))
            }
            b'n' => rest.is_next(b"null").then_some(None),
            _ => {
                let number = std::str::from_utf8(rest.number()?).ok()?.parse().ok()?;
                domain.read_number(number).ok().map(Some)
            }
        }
    }
}

/// What is not read yet of a line.
struct Rest<'l>(&'l [u8]);

impl<'l> Rest<'l> {
    fn space(&mut self) {
        while let Some(rest) = self.0.strip_prefix(b" ") {
            self.0 = rest;
        }
    }

    /// Whether this byte is next, but for spaces; then it is read.
    fn takes(&mut self, byte: u8) -> bool {
        self.space();
        self.is_next(&[byte])
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }

    /// Whether these bytes are next; then they are read.
    fn is_next(&mut self, bytes: &[u8]) -> bool {
        let rest = self.0.strip_prefix(bytes);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn split(&mut self, at: usize) -> &'l [u8] {
        let (read, rest) = self.0.split_at(at);
        self.0 = rest;
        read
    }

    /// A text of plain letters, with its quotes.
    fn word(&mut self) -> Option<&'l [u8]> {
        let within = self.0.strip_prefix(b"\"")?;
        let end = within.iter().position(|byte| !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\'))?;
        (within[end] == b'"').then(|| self.split(end + 2))
    }

    /// A number without an exponent.
    fn number(&mut self) -> Option<&'l [u8]> {
        let sign = usize::from(self.0.starts_with(b"-"));
        let digits = |from: usize| self.0.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
        let whole = digits(sign);
        let mut end = sign + whole;
        if whole == 0 || (whole > 1 && self.0[sign] == b'0') {
            return None;
        }
        if self.0.get(end) == Some(&b'.') {
            let after = digits(end + 1);
            end += 1 + after;
            if after == 0 {
                return None;
            }
        }
        (!matches!(self.0.get(end), Some(b'e' | b'E'))).then(|| self.split(end))
    }

    /// A value to pass through.
    fn passed(&mut self) -> Option<Option<Passed>> {
        let value = match self.0.first()? {
            b'"' => self.word()?,
            b'n' => return self.is_next(b"null").then_some(None),
            _ => self.number()?,
        };
        Some(Some(Passed::Json(String::from_utf8(value.to_vec()).ok()?)))
    }
}
