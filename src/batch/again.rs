//! An answered line, read again.

use super::{Columns, TableRow};
use crate::engine::{Assessment, Certainty};
use crate::model::codec::{AnswerValue, resume};
use crate::model::{Answers, Level, Pack};
use csv::{ByteRecord, StringRecord};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use thiserror::Error;

/// What an answered line says, and by which rules.
#[derive(Debug)]
pub struct Again {
    pub pack: String,
    pub fingerprint: String,
    /// The level, and the rules that are certain and possible, where they were written.
    level: Option<Level>,
    certain: Option<Vec<String>>,
    possible: Option<Vec<String>>,
    said: Said,
}

#[derive(Debug)]
enum Said {
    Line(BTreeMap<String, AnswerValue>),
    Row(StringRecord, StringRecord),
}

/// Why a line cannot be read again.
#[derive(Error, Clone, PartialEq, Eq, Debug)]
pub enum Unread {
    #[error("`batch` could not read this person: {0}")]
    Bad(String),
    #[error("this is no line that `batch` wrote with `pack`, `fingerprint` and `answers`; name them in `--fields`")]
    Fields,
    #[error("the level cannot be read: {0}")]
    Level(String),
    #[error("the answer to `{question}` does not fit: {why}")]
    Misfit { question: String, why: String },
}

/// A line of JSON.
///
/// # Errors
/// Why it cannot be read.
pub fn line(text: &str) -> Result<Again, Unread> {
    let mut whole: Map<String, Value> = serde_json::from_str(text).map_err(|_| Unread::Fields)?;
    if let Some(error) = whole.get("error") {
        return Err(Unread::Bad(error["reason"].as_str().unwrap_or_default().to_owned()));
    }
    let word = |name: &str| whole.get(name).and_then(Value::as_str).map(str::to_owned);
    let words = |name: &str| serde_json::from_value(whole.get(name)?.clone()).ok();
    let (pack, fingerprint) = (word("pack"), word("fingerprint"));
    let (certain, possible) = (words("certain"), words("possible"));
    let answers = whole.remove("answers").and_then(|it| serde_json::from_value(it).ok());
    let (Some(pack), Some(fingerprint), Some(answers)) = (pack, fingerprint, answers) else {
        return Err(Unread::Fields);
    };
    let level = whole.get("level").map(Level::deserialize).transpose();
    let level = level.map_err(|err| Unread::Level(err.to_string()))?;
    Ok(Again { pack, fingerprint, level, certain, possible, said: Said::Line(answers) })
}

/// A row of a table, under its heading.
///
/// # Errors
/// Why it cannot be read.
pub fn row(heading: &StringRecord, row: StringRecord) -> Result<Again, Unread> {
    let column = |name: &str| last(heading, name).and_then(|it| row.get(it));
    let cell = |name: &str| column(name).filter(|it| !it.is_empty()).map(str::to_owned);
    let list = |it: &str| it.split(';').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    if let Some(reason) = cell("error") {
        return Err(Unread::Bad(reason));
    }
    let (Some(pack), Some(fingerprint)) = (cell("pack"), cell("fingerprint")) else { return Err(Unread::Fields) };
    let (certain, possible) = (column("certain").map(list), column("possible").map(list));
    let level = cell("level").map(|word| word.parse()).transpose();
    let level = level.map_err(|err: serde::de::value::Error| Unread::Level(err.to_string()))?;
    Ok(Again { pack, fingerprint, level, certain, possible, said: Said::Row(heading.clone(), row) })
}

/// Columns that are passed through stand before ours.
fn last(heading: &StringRecord, name: &str) -> Option<usize> {
    (0..heading.len()).rev().find(|it| &heading[*it] == name)
}

impl Again {
    /// Whether the line says what the rules say, as far as it says anything.
    pub fn agrees(&self, pack: &Pack, assessment: &Assessment) -> bool {
        let same = |said: &Option<Vec<String>>, certainty: Certainty| {
            let found = assessment.findings.iter().filter(|it| it.certainty == certainty);
            let mut found: Vec<&str> = found.map(|it| pack.rules[it.rule].id.as_str()).collect();
            found.sort_unstable();
            said.as_ref().is_none_or(|said| {
                let mut said: Vec<&str> = said.iter().map(String::as_str).collect();
                said.sort_unstable();
                said == found
            })
        };
        self.level.is_none_or(|level| level == assessment.level)
            && same(&self.certain, Certainty::Certain)
            && same(&self.possible, Certainty::Possible)
    }

    /// The answers, by the rules they were given to.
    ///
    /// # Errors
    /// Why they do not fit those rules.
    pub fn answers(&self, pack: &Pack) -> Result<Answers, Unread> {
        match &self.said {
            Said::Line(said) => {
                let (answers, aside) = resume(pack, said.iter().map(|(question, it)| (question.as_str(), it)));
                match aside.into_iter().next() {
                    Some(it) => Err(Unread::Misfit { question: it.question, why: it.why }),
                    None => Ok(answers),
                }
            }
            Said::Row(heading, row) => {
                let (mut names, mut cells) = (ByteRecord::new(), ByteRecord::new());
                for question in &pack.questions {
                    let cell = last(heading, &question.id).and_then(|it| row.get(it)).ok_or(Unread::Fields)?;
                    names.push_field(question.id.as_bytes());
                    cells.push_field(cell.as_bytes());
                }
                let columns = Columns::new(pack, Vec::new());
                let mut person = columns.nobody();
                let read = columns
                    .heading(&names)
                    .and_then(|heading| columns.row(&heading, &TableRow { line: 0, cells: Ok(cells) }, &mut person));
                read.map_err(|fault| Unread::Bad(fault.to_string()))?;
                Ok(person.answers)
            }
        }
    }
}
