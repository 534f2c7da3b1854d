//! The record as it stands in a file: JSON that explains itself without the rules.

use super::SCHEMA;
use crate::engine::Evaluation;
use crate::engine::{Assessment, Certainty};
use crate::model::codec::{AnswerValue, SetAside, given};
use crate::model::{Answers, Level, Pack, QuestionId};
use crate::report::words;
use crate::text::SafeText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub schema: u32,
    pub tool: String,
    pub date: String,
    pub pack: Rules,
    pub answers: Vec<Said>,
    /// Answers that did not count.
    pub set_aside: Vec<SetAside>,
    pub result: Outcome,
    /// SHA-256 over all of the above: tells a slip of the hand, not a forger.
    pub seal: String,
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
    pub risks: Vec<Risk>,
    pub findings: Vec<Found>,
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
    #[error("this file has schema {0}, and this program knows only up to {SCHEMA}; use a newer needlewise")]
    Newer(u64),
    #[error("this is not a record of needlewise: {0}")]
    NotARecord(String),
}

impl Record {
    /// What is kept of one answered pack. The same input gives the same record.
    pub fn new(pack: &Pack, answers: &Answers, assessment: &Assessment, today: Date) -> Record {
        let relevant = Evaluation::new(pack, answers).relevant();
        let said =
            given(pack, &relevant).into_iter().zip(relevant.given()).map(|((id, answer), (question, it))| Said {
                question: id,
                answer,
                ask: text(&pack.questions[question].ask),
                said: text(&words::answer(&pack.questions[question], it)),
            });
        let aside = given(pack, answers)
            .into_iter()
            .filter(|(id, _)| pack.question(id).is_some_and(|it| relevant.get(it).is_none()));
        let aside =
            aside.map(|(question, answer)| SetAside { question, answer, why: "the question was not asked".to_owned() });
        let mut record = Record {
            schema: SCHEMA,
            tool: concat!("needlewise ", env!("CARGO_PKG_VERSION")).to_owned(),
            date: today.to_string(),
            pack: Rules {
                id: text(&pack.id),
                title: text(&pack.title),
                version: text(&pack.version),
                reviewed: pack.reviewed.to_string(),
                shipped: pack.shipped,
                fingerprint: pack.fingerprint.clone(),
            },
            answers: said.collect(),
            set_aside: aside.collect(),
            result: outcome(pack, assessment),
            seal: String::new(),
        };
        record.seal = record.sealed();
        record
    }

    /// The seal that belongs to what the record says.
    pub fn sealed(&self) -> String {
        let open = Record { seal: String::new(), ..self.clone() };
        let hash = Sha256::digest(serde_json::to_vec(&open).unwrap_or_default());
        hash.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// The record as text, with a line break at its end.
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// What was found, as a record has it.
pub fn outcome(pack: &Pack, assessment: &Assessment) -> Outcome {
    let ids = |questions: &[QuestionId]| questions.iter().map(|it| text(&pack.questions[*it].id)).collect::<Vec<_>>();
    let findings = assessment.findings.iter().map(|it| {
        let rule = &pack.rules[it.rule];
        Found {
            rule: text(&rule.id),
            level: rule.level,
            certainty: if it.certainty == Certainty::Certain { "certain" } else { "possible" }.to_owned(),
            because: ids(&it.because),
            risks: rule.risks.iter().map(|it| text(&pack.risks[*it].id)).collect(),
            title: text(&rule.title),
            why: text(&rule.why),
            advice: text(&rule.advice),
        }
    });
    let risks = pack.risks.iter().zip(&assessment.risks);
    let risks = risks.map(|(it, level)| Risk { risk: text(&it.id), title: text(&it.title), level: *level });
    Outcome {
        level: assessment.level,
        headline: text(pack.headline(assessment.level)),
        risks: risks.collect(),
        findings: findings.collect(),
        unanswered: ids(&assessment.unanswered),
    }
}

/// Reads a record.
///
/// # Errors
/// When the file is from a newer program, or is no record.
pub fn read(text: &str) -> Result<Record, Fault> {
    #[derive(Deserialize)]
    struct Head {
        schema: u64,
    }
    let fault = |err: serde_json::Error| Fault::NotARecord(SafeText::new(&err.to_string()).to_string());
    let head: Head = serde_json::from_str(text).map_err(fault)?;
    if head.schema > u64::from(SCHEMA) {
        return Err(Fault::Newer(head.schema));
    }
    serde_json::from_str(text).map_err(fault)
}

fn text(text: &str) -> String {
    SafeText::new(text).to_string()
}
