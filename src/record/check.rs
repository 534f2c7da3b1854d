//! The record of a check as it stands in a file: JSON that explains itself without the rules.

use super::checksum::checksum;
use crate::engine::{Certainty, Explanation};
use crate::model::codec::{AnswerValue, SetAside, given};
use crate::model::{Level, QuestionId, day};
use crate::notation;
use crate::report::words;
use crate::text::SafeText;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The shape described here. A file with a higher number is left alone.
pub const SCHEMA: u32 = 1;

/// What tells this file from others of the program.
const KIND: &str = "check";

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub schema: u32,
    pub kind: String,
    pub tool: String,
    pub date: String,
    /// The country whose numbers stand in the texts; empty where it is not known.
    pub country: String,
    pub pack: Rules,
    pub answers: Vec<Said>,
    /// Answers that did not count.
    pub set_aside: Vec<SetAside>,
    pub result: Outcome,
    /// SHA-256 over all of the above: tells that nothing was edited since, not who wrote it.
    pub checksum: String,
}

/// Which rules were used.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    pub id: String,
    pub title: String,
    pub version: String,
    pub reviewed: String,
    pub shipped: bool,
    /// SHA-256 of the whole text of the rules.
    pub fingerprint: String,
}

/// One answer, for programs and in the words of the day.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub question: String,
    pub answer: AnswerValue,
    pub ask: String,
    pub said: String,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub level: Level,
    pub headline: String,
    /// The sentences under the headline.
    pub detail: String,
    pub risks: Vec<Risk>,
    pub findings: Vec<Found>,
    /// Answered "not sure".
    pub unsure: Vec<String>,
    /// Asked, or would have been, and not answered.
    pub unanswered: Vec<String>,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    pub risk: String,
    pub title: String,
    pub level: Level,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub rule: String,
    pub level: Level,
    /// `certain` or `possible`.
    pub certainty: String,
    pub because: Vec<String>,
    pub risks: Vec<String>,
    pub title: String,
    pub why: String,
    pub advice: String,
}

/// Why a file is not a record that can be read.
#[derive(thiserror::Error, Debug)]
pub enum Fault {
    #[error("this file has schema {0}, and this program knows none so new; use a newer needlewise")]
    Newer(u64),
    #[error("this is not a record of needlewise: {0}")]
    NotARecord(String),
    #[error("it was altered after it was written")]
    Altered,
}

impl Record {
    /// What is kept of one answered pack. The same input gives the same record.
    pub fn new(explained: &Explanation) -> Record {
        let (pack, counting) = (explained.pack, &explained.answers);
        let said =
            given(pack, counting).into_iter().zip(counting.given()).map(|((id, answer), (question, said))| Said {
                question: id,
                answer,
                ask: text(&pack.questions[question].ask),
                said: text(&words::answer(&pack.questions[question], said)),
            });
        let hidden = |id: &str| pack.question(id).is_some_and(|question| counting.get(question).is_none());
        let aside = given(pack, explained.given).into_iter().filter(|(id, _)| hidden(id));
        let aside =
            aside.map(|(question, answer)| SetAside { question, answer, why: "the question was not asked".to_owned() });
        let mut record = Record {
            schema: SCHEMA,
            kind: KIND.to_owned(),
            tool: concat!("needlewise ", env!("CARGO_PKG_VERSION")).to_owned(),
            date: day::write(explained.today),
            country: explained.contact.map_or(String::new(), |contact| text(&contact.country)),
            pack: Rules {
                id: text(&pack.id),
                title: text(&pack.title),
                version: text(&pack.version),
                reviewed: day::write(pack.reviewed),
                shipped: pack.shipped,
                fingerprint: pack.fingerprint.clone(),
            },
            answers: said.collect(),
            set_aside: aside.collect(),
            result: outcome(explained),
            checksum: String::new(),
        };
        record.checksum = record.sum();
        record
    }

    /// The checksum that belongs to what the record says.
    pub fn sum(&self) -> String {
        checksum(&Record { checksum: String::new(), ..self.clone() })
    }

    /// The record as text, with a line break at its end.
    pub fn write(&self) -> String {
        notation::pretty(self) + "\n"
    }
}

/// What was found, as a record has it.
pub fn outcome(explained: &Explanation) -> Outcome {
    let pack = explained.pack;
    let id = |question: &QuestionId| text(&pack.questions[*question].id);
    let findings = explained.findings.iter().map(|finding| {
        let rule = &pack.rules[finding.rule];
        Found {
            rule: text(&rule.id),
            level: rule.level,
            certainty: if finding.certainty == Certainty::Certain { "certain" } else { "possible" }.to_owned(),
            because: finding.reasons.iter().map(|reason| id(&reason.question)).collect(),
            risks: rule.risks.iter().map(|risk| text(&pack.risks[*risk].id)).collect(),
            title: text(&rule.title),
            why: text(&explained.filled(&rule.why)),
            advice: text(&explained.filled(&rule.advice)),
        }
    });
    let risks = pack.risks.iter().zip(&explained.risks);
    let risks =
        risks.map(|(risk, profile)| Risk { risk: text(&risk.id), title: text(&risk.title), level: profile.level });
    let headline = &explained.headline;
    Outcome {
        level: explained.level,
        headline: text(&explained.filled(&headline.text)),
        detail: text(&explained.filled(&headline.detail)),
        risks: risks.collect(),
        findings: findings.collect(),
        unsure: explained.unsure.iter().map(id).collect(),
        unanswered: explained.unanswered.iter().map(id).collect(),
    }
}

/// Reads a record of a check.
///
/// # Errors
/// When the file is from a newer program, or is no such record.
pub fn read(text: &str) -> Result<Record, Fault> {
    read_kind(text, KIND, SCHEMA)
}

/// Reads a record of one kind.
///
/// # Errors
/// When the file is from a newer program, or is no record of this kind.
pub fn read_kind<R: DeserializeOwned>(text: &str, kind: &str, schema: u32) -> Result<R, Fault> {
    #[derive(Deserialize)]
    struct Head {
        schema: u64,
        kind: String,
    }
    let fault = |err: String| Fault::NotARecord(SafeText::new(&err).to_string());
    let head: Head = notation::read(text).map_err(fault)?;
    if head.kind != kind {
        return Err(Fault::NotARecord(format!("it is a `{}`", SafeText::new(&head.kind))));
    }
    if head.schema > u64::from(schema) {
        return Err(Fault::Newer(head.schema));
    }
    notation::read(text).map_err(fault)
}

fn text(text: &str) -> String {
    SafeText::new(text).to_string()
}
