//! The words of a pack as pieces of JSON, quoted and escaped once, so that a line is only put together.

use super::field::{Field, SCHEMA};
use super::passed::Passed;
use crate::batch::bit_slice::LaneVerdict;
use crate::engine::Certainty;
use crate::model::codec::{self, UNSURE};
use crate::model::{Answer, Answers, Level, OptionId, Pack, Question, QuestionId, RuleId, Ticks};
use crate::text;
use std::io::Write;
use typed_index_collections::{TiSlice, TiVec};

/// `"a word"`, as JSON has it.
fn quoted(word: &str) -> Vec<u8> {
    text::json(&serde_json::to_string(word).unwrap_or_default()).into_bytes()
}

/// `"a word":`.
fn name(word: &str) -> Vec<u8> {
    let mut name = quoted(word);
    name.push(b':');
    name
}

/// A question with each of its usual answers, such as `"skin":"dry"`, as one piece.
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
        let name = name(&question.id);
        let with = |value: &[u8]| [&name, value].concat();
        let choices = question.domain.choices();
        let options: TiVec<OptionId, Vec<u8>> = choices.iter().map(|choice| quoted(&choice.id)).collect();
        let doubted = choices.iter().map(|choice| quoted(&codec::doubt(&choice.id))).collect();
        let one = options.iter().map(|option| with(option)).collect();
        PreparedQuestion { unsure: with(&quoted(UNSURE)), untouched: with(b"[]"), one, options, doubted, name }
    }
}

pub struct Prepared {
    pack: Vec<u8>,
    version: Vec<u8>,
    fingerprint: Vec<u8>,
    risks: Vec<Vec<u8>>,
    levels: Vec<Vec<u8>>,
    rules: TiVec<RuleId, Vec<u8>>,
    questions: TiVec<QuestionId, PreparedQuestion>,
    kept: Vec<Vec<u8>>,
}

impl Prepared {
    pub fn new(pack: &Pack, kept: &[String]) -> Prepared {
        Prepared {
            pack: quoted(&pack.id),
            version: quoted(&pack.version),
            fingerprint: quoted(&pack.fingerprint),
            risks: pack.risks.iter().map(|risk| name(&risk.id)).collect(),
            levels: Level::ALL.iter().map(|level| quoted(level.word())).collect(),
            rules: pack.rules.iter().map(|rule| quoted(&rule.id)).collect(),
            questions: pack.questions.iter().map(PreparedQuestion::new).collect(),
            kept: kept.iter().map(|column| name(column)).collect(),
        }
    }

    /// One line for one person, its end included.
    pub fn line(
        &self,
        fields: &[Field],
        number: u64,
        answers: &Answers,
        kept: &[Option<Passed>],
        verdict: &LaneVerdict,
        text: &mut Vec<u8>,
    ) {
        // Writing to memory cannot fail.
        let _ = write!(text, "{{\"schema\":{SCHEMA}");
        for field in fields {
            text.push(b',');
            match *field {
                Field::Line => drop(write!(text, "\"line\":{number}")),
                Field::Pack => put(text, b"\"pack\":", &self.pack),
                Field::Version => put(text, b"\"version\":", &self.version),
                Field::Fingerprint => put(text, b"\"fingerprint\":", &self.fingerprint),
                Field::Level => put(text, b"\"level\":", self.level(verdict.level)),
                Field::Risks => {
                    text.extend_from_slice(b"\"risks\":{");
                    let risks = self.risks.iter().zip(verdict.risks);
                    list(text, risks, |text, (risk, level)| put(text, risk, self.level(*level)));
                    text.push(b'}');
                }
                Field::Certain => self.found(b"\"certain\":[", Certainty::Certain, verdict, text),
                Field::Possible => self.found(b"\"possible\":[", Certainty::Possible, verdict, text),
                Field::Answers => {
                    text.extend_from_slice(b"\"answers\":");
                    self.answers(answers, text);
                }
                Field::Kept(at) => {
                    let value =
                        kept.get(at).and_then(Option::as_ref).map_or_else(|| "null".to_owned(), Passed::as_json);
                    put(text, &self.kept[at], value.as_bytes());
                }
            }
        }
        text.extend_from_slice(b"}\n");
    }

    fn level(&self, level: Level) -> &[u8] {
        &self.levels[level as usize]
    }

    fn found(&self, name: &[u8], certainty: Certainty, verdict: &LaneVerdict, text: &mut Vec<u8>) {
        text.extend_from_slice(name);
        let rules = verdict.rules().filter(|(_, found)| *found == certainty);
        list(text, rules, |text, (rule, _)| text.extend_from_slice(&self.rules[rule]));
        text.push(b']');
    }

    /// The answers as the reader takes them.
    pub fn answers(&self, answers: &Answers, text: &mut Vec<u8>) {
        text.push(b'{');
        list(text, answers.given(), |text, (at, answer)| {
            let said = &self.questions[at];
            let option = |options: &TiSlice<OptionId, Vec<u8>>, chosen: OptionId, text: &mut Vec<u8>| {
                text.extend_from_slice(options.get(chosen).unwrap_or(&said.unsure));
            };
            match answer {
                Answer::Unsure => text.extend_from_slice(&said.unsure),
                Answer::One(chosen) => option(&said.one, chosen, text),
                Answer::Many(Ticks::NONE) => text.extend_from_slice(&said.untouched),
                Answer::Many(ticks) => {
                    put(text, &said.name, b"[");
                    list(text, ticks.ticked().union(ticks.unsure()).iter(), |text, tick| {
                        let words = if ticks.unsure().contains(tick) { &said.doubted } else { &said.options };
                        option(words, tick, text);
                    });
                    text.push(b']');
                }
                // A whole number is written without a point.
                Answer::Number(n) => {
                    text.extend_from_slice(&said.name);
                    drop(match whole(n) {
                        Some(n) => write!(text, "{n}"),
                        None => write!(text, "{n}"),
                    });
                }
            }
        });
        text.push(b'}');
    }
}

/// A small whole number, which is sooner written as one.
#[expect(clippy::cast_possible_truncation, reason = "it is whole, and small")]
fn whole(n: f64) -> Option<i32> {
    let whole = n as i32;
    (f64::from(whole).to_bits() == n.to_bits()).then_some(whole)
}

fn put(text: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    text.extend_from_slice(name);
    text.extend_from_slice(value);
}

/// The items with commas between them.
fn list<T>(text: &mut Vec<u8>, items: impl Iterator<Item = T>, write: impl Fn(&mut Vec<u8>, T)) {
    for (at, item) in items.enumerate() {
        if at > 0 {
            text.push(b',');
        }
        write(text, item);
    }
}
