//! The record of a check as it stands in a file: JSON that explains itself without the rules.

use super::checksum::checksum;
use crate::engine::{Certainty, Explanation};
use crate::model::codec::AnswerValue;
use crate::model::kept::{SetAside, given};
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

/// One answered pack as it is kept: the answers, and what followed from them in the words of that day.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The version of this shape; [`SCHEMA`] in what this program writes.
    pub schema: u32,
    /// Always `check`.
    pub kind: String,
    /// What wrote it, as `needlewise 0.1.0`.
    pub tool: String,
    /// The day it was made, as `2027-01-05`.
    pub date: String,
    /// The country whose numbers stand in the texts; empty where it is not known.
    pub country: String,
    /// The rules it was made with.
    pub pack: RecordedRules,
    /// The answers that counted, in the order of the pack.
    pub answers: Vec<RecordedAnswer>,
    /// Answers that did not count.
    pub set_aside: Vec<SetAside>,
    /// What followed from the answers.
    pub result: RecordedResult,
    /// SHA-256 over all of the above: tells that nothing was edited since, not who wrote it.
    pub checksum: String,
}

/// Which rules were used.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordedRules {
    /// The id of the pack, by which its rules are found again.
    pub id: String,
    /// The title of the pack.
    pub title: String,
    /// The version its authors gave it.
    pub version: String,
    /// The day its authors last reviewed it, as `2027-01-05`.
    pub reviewed: String,
    /// Whether they are the rules that come with the program.
    pub shipped: bool,
    /// Whose other rules they are and what is switched off in them, in words; empty for those that come with the program.
    pub notice: String,
    /// SHA-256 of the whole text of the rules.
    pub fingerprint: String,
}

/// One answer, for programs and in the words of the day.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordedAnswer {
    /// The id of the question.
    pub question: String,
    /// The answer by the ids of its options, or as a number.
    pub answer: AnswerValue,
    /// The question as it was asked.
    pub ask: String,
    /// The answer in words: labels, or a number with its unit.
    pub said: String,
}

/// What followed from the answers, by the rules of the day.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordedResult {
    /// The gravest level found; `Note` where nothing was.
    pub level: Level,
    /// The answer in one sentence.
    pub headline: String,
    /// The sentences under the headline.
    pub detail: String,
    /// The level of every risk of the pack, in its order.
    pub risks: Vec<RecordedRisk>,
    /// The rules that were not ruled out, the gravest first.
    pub findings: Vec<RecordedFinding>,
    /// Answered "not sure".
    pub unsure: Vec<String>,
    /// Asked, or would have been, and not answered.
    pub unanswered: Vec<String>,
}

/// How far one risk is raised.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordedRisk {
    /// The id of the risk.
    pub risk: String,
    /// The name of the risk, as people read it.
    pub title: String,
    /// The gravest level among the findings that raise it; `Note` where none does.
    pub level: Level,
}

/// One rule that was not ruled out, in the words it had then.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordedFinding {
    /// The id of the rule.
    pub rule: String,
    /// The level of the rule.
    pub level: Level,
    /// `certain` or `possible`.
    pub certainty: String,
    /// The ids of the questions on which it rests.
    pub because: Vec<String>,
    /// The ids of the risks it raises.
    pub risks: Vec<String>,
    /// What was found.
    pub title: String,
    /// The reason the rule gives.
    pub why: String,
    /// What the rule says to do.
    pub advice: String,
}

/// Why a file is not a record that can be read.
#[derive(thiserror::Error, Debug)]
pub enum RecordFault {
    /// It has this schema number, which is higher than any this program knows.
    #[error("this file has schema {0}, and this program knows none so new; use a newer needlewise")]
    Newer(u64),
    /// It is something else, or has a field too many or too few; the text says what.
    #[error("this is not a record of needlewise: {0}")]
    NotARecord(String),
    /// It says itself that it is of this kind, which is another than was asked for.
    #[error("this is not a record of needlewise: it is a `{0}`")]
    OtherKind(String),
    /// Its checksum does not belong to what it says.
    #[error("it was altered after it was written")]
    Altered,
}

impl Record {
    /// What is kept of one answered pack. The same input gives the same record.
    pub fn new(explained: &Explanation) -> Record {
        let (pack, counting) = (explained.pack, &explained.answers);
        let said = given(pack, counting).into_iter().zip(counting.given()).map(|((id, answer), (question, said))| {
            RecordedAnswer {
                question: id,
                answer,
                ask: text(&pack.questions[question].ask),
                said: text(&words::answer(&pack.questions[question], said)),
            }
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
            pack: RecordedRules {
                id: text(&pack.id),
                title: text(&pack.title),
                version: text(&pack.version),
                reviewed: day::write(pack.reviewed),
                shipped: pack.shipped,
                notice: text(&words::strangers(pack).unwrap_or_default()),
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
pub fn outcome(explained: &Explanation) -> RecordedResult {
    let pack = explained.pack;
    let id = |question: &QuestionId| text(&pack.questions[*question].id);
    let findings = explained.findings.iter().map(|finding| {
        let rule = &pack.rules[finding.rule];
        RecordedFinding {
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
    let risks = risks.map(|(risk, profile)| RecordedRisk {
        risk: text(&risk.id),
        title: text(&risk.title),
        level: profile.level,
    });
    let headline = &explained.headline;
    RecordedResult {
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
pub fn read(text: &str) -> Result<Record, RecordFault> {
    read_kind(text, KIND, SCHEMA)
}

/// Reads a record of one kind.
///
/// # Errors
/// When the file is from a newer program, or is no record of this kind.
pub fn read_kind<R: DeserializeOwned>(text: &str, kind: &str, schema: u32) -> Result<R, RecordFault> {
    #[derive(Deserialize)]
    struct Head {
        schema: u64,
        kind: String,
    }
    let fault = |err: String| RecordFault::NotARecord(SafeText::new(&err).to_string());
    let head: Head = notation::read(text).map_err(fault)?;
    if head.kind != kind {
        return Err(RecordFault::OtherKind(SafeText::new(&head.kind).to_string()));
    }
    if head.schema > u64::from(schema) {
        return Err(RecordFault::Newer(head.schema));
    }
    notation::read(text).map_err(fault)
}

fn text(text: &str) -> String {
    SafeText::new(text).to_string()
}
