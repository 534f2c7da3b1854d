//! The words of a pack as pieces of JSON, quoted and escaped once, so that a line is only put together.

use super::field::{Field, SCHEMA};
use super::passed::Passed;
use super::sight::quoted;
use crate::batch::bit_slice::LaneVerdict;
use crate::engine::Certainty;
use crate::model::codec::{self, UNSURE};
use crate::model::{Answer, Answers, Level, OptionId, Pack, Question, QuestionId, RuleId, Ticks};
use std::io::Write;
use typed_index_collections::{TiSlice, TiVec};

/// `"a word":`.
fn name(word: &str) -> Vec<u8> {
    [quoted(word), b":".to_vec()].concat()
}

/// A piece of a list: a comma before it, which is cut off where it comes first.
fn item(parts: &[&[u8]]) -> Vec<u8> {
    [b",", parts.concat().as_slice()].concat()
}

/// A question with each of its usual answers, such as `,"skin":"dry"`, as one piece.
struct PreparedQuestion {
    name: Vec<u8>,
    unsure: Vec<u8>,
    untouched: Vec<u8>,
    one: TiVec<OptionId, Vec<u8>>,
    options: TiVec<OptionId, Vec<u8>>,
    doubted: TiVec<OptionId, Vec<u8>>,
}

impl PreparedQuestion {
    fn new(question: &Question) -> PreparedQuestion {
        let name = item(&[&name(&question.id)]);
        let with = |value: &[u8]| [&name, value].concat();
        let choices = question.domain.choices();
        let options: Vec<Vec<u8>> = choices.iter().map(|choice| quoted(&choice.id)).collect();
        PreparedQuestion {
            unsure: with(&quoted(UNSURE)),
            untouched: with(b"[]"),
            one: options.iter().map(|option| with(option)).collect(),
            doubted: choices.iter().map(|choice| item(&[&quoted(&codec::doubt(&choice.id))])).collect(),
            options: options.iter().map(|option| item(&[option])).collect(),
            name,
        }
    }
}

/// A part of a line: words that are the same for everybody, or what is said of a person.
enum LinePart {
    Words(Vec<u8>),
    Said(Field),
}

pub struct Prepared {
    line: Vec<LinePart>,
    levels: Vec<Vec<u8>>,
    /// For each risk and level.
    risks: Vec<Vec<Vec<u8>>>,
    rules: TiVec<RuleId, Vec<u8>>,
    questions: TiVec<QuestionId, PreparedQuestion>,
}

impl Prepared {
    pub fn new(pack: &Pack, fields: &[Field], kept: &[String]) -> Prepared {
        let levels: Vec<Vec<u8>> = Level::ALL.iter().map(|level| quoted(level.word())).collect();
        let risk = |id: &str| levels.iter().map(|level| item(&[&name(id), level])).collect();
        Prepared {
            line: parts(pack, fields, kept),
            risks: pack.risks.iter().map(|danger| risk(&danger.id)).collect(),
            rules: pack.rules.iter().map(|rule| item(&[&quoted(&rule.id)])).collect(),
            questions: pack.questions.iter().map(PreparedQuestion::new).collect(),
            levels,
        }
    }

    /// One line for one person, its end included.
    pub fn line(
        &self,
        number: u64,
        answers: &Answers,
        kept: &[Option<Passed>],
        verdict: &LaneVerdict,
        text: &mut Vec<u8>,
    ) {
        for part in &self.line {
            let field = match part {
                LinePart::Words(words) => {
                    text.extend_from_slice(words);
                    continue;
                }
                LinePart::Said(field) => *field,
            };
            match field {
                // Writing to memory cannot fail.
                Field::Line => drop(write!(text, "{number}")),
                Field::Level => text.extend_from_slice(&self.levels[verdict.level as usize]),
                Field::Risks => {
                    let risks = self.risks.iter().zip(verdict.risks);
                    let risks = risks.map(|(risk, level)| risk[*level as usize].as_slice());
                    list(text, [b'{', b'}'], |text| risks.for_each(|risk| text.extend_from_slice(risk)));
                }
                Field::Certain => self.found(Certainty::Certain, verdict, text),
                Field::Possible => self.found(Certainty::Possible, verdict, text),
                Field::Answers => self.answers(answers, text),
                Field::Kept(at) => match kept.get(at).and_then(Option::as_ref) {
                    Some(passed) => text.extend_from_slice(passed.as_json().as_bytes()),
                    None => text.extend_from_slice(b"null"),
                },
                Field::Pack | Field::Version | Field::Fingerprint => {}
            }
        }
    }

    fn found(&self, certainty: Certainty, verdict: &LaneVerdict, text: &mut Vec<u8>) {
        let rules = verdict.rules().filter(|(_, found)| *found == certainty);
        list(text, [b'[', b']'], |text| rules.for_each(|(rule, _)| text.extend_from_slice(&self.rules[rule])));
    }

    /// The answers as the reader takes them.
    pub fn answers(&self, answers: &Answers, text: &mut Vec<u8>) {
        list(text, [b'{', b'}'], |text| answers.given().for_each(|(at, answer)| self.questions[at].said(answer, text)));
    }
}

impl PreparedQuestion {
    fn said(&self, answer: Answer, text: &mut Vec<u8>) {
        let option = |options: &TiSlice<OptionId, Vec<u8>>, chosen: OptionId, text: &mut Vec<u8>| {
            text.extend_from_slice(options.get(chosen).unwrap_or(&self.unsure));
        };
        match answer {
            Answer::Unsure => text.extend_from_slice(&self.unsure),
            Answer::One(chosen) => option(&self.one, chosen, text),
            Answer::Many(Ticks::NONE) => text.extend_from_slice(&self.untouched),
            Answer::Many(ticks) => {
                text.extend_from_slice(&self.name);
                let some = ticks.ticked().union(ticks.unsure());
                list(text, [b'[', b']'], |text| {
                    some.iter().for_each(|tick| {
                        let words = if ticks.unsure().contains(tick) { &self.doubted } else { &self.options };
                        option(words, tick, text);
                    });
                });
            }
            // A whole number is written without a point.
            Answer::Number(n) => {
                text.extend_from_slice(&self.name);
                drop(match whole(n) {
                    Some(n) => write!(text, "{n}"),
                    None => write!(text, "{n}"),
                });
            }
        }
    }
}

/// The parts of a line, as few as can be.
fn parts(pack: &Pack, fields: &[Field], kept: &[String]) -> Vec<LinePart> {
    let mut parts = Vec::new();
    let mut words = format!("{{\"schema\":{SCHEMA}").into_bytes();
    for field in fields {
        let (word, same) = match *field {
            Field::Line => ("line", None),
            Field::Pack => ("pack", Some(&pack.id)),
            Field::Version => ("version", Some(&pack.version)),
            Field::Fingerprint => ("fingerprint", Some(&pack.fingerprint)),
            Field::Level => ("level", None),
            Field::Risks => ("risks", None),
            Field::Certain => ("certain", None),
            Field::Possible => ("possible", None),
            Field::Answers => ("answers", None),
            Field::Kept(at) => (kept[at].as_str(), None),
        };
        words.extend(item(&[&name(word)]));
        match same {
            Some(same) => words.extend(quoted(same)),
            None => parts.extend([LinePart::Words(std::mem::take(&mut words)), LinePart::Said(*field)]),
        }
    }
    words.extend_from_slice(b"}\n");
    parts.push(LinePart::Words(words));
    parts
}

/// A small whole number, which is sooner written as one.
#[expect(clippy::cast_possible_truncation, reason = "it is whole, and small")]
fn whole(n: f64) -> Option<i32> {
    let whole = n as i32;
    (f64::from(whole).to_bits() == n.to_bits()).then_some(whole)
}

/// The items between brackets; the comma before the first of them becomes the bracket.
fn list(text: &mut Vec<u8>, [open, close]: [u8; 2], write: impl FnOnce(&mut Vec<u8>)) {
    let begin = text.len();
    write(text);
    match text.get_mut(begin) {
        Some(comma) => *comma = open,
        None => text.push(open),
    }
    text.push(close);
}
