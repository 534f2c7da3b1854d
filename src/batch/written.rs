//! How an answered line is written.

use super::field::{Field, OutputShape, SCHEMA};
use super::passed::Passed;
use super::{Cohort, RowFault};
use crate::batch::bit_slice::LaneVerdict;
use crate::engine::Certainty;
use crate::model::codec::AnswerValue;
use crate::model::{Answers, QuestionId};
use crate::text::{self, cell};

impl Field {
    /// The columns of a table this field takes.
    fn columns(self, cohort: &Cohort, see: &mut dyn FnMut(&str)) {
        match self {
            Field::Line => see("line"),
            Field::Pack => see("pack"),
            Field::Version => see("version"),
            Field::Fingerprint => see("fingerprint"),
            Field::Level => see("level"),
            // A question may be called like a risk.
            Field::Risks => cohort.pack.risks.iter().for_each(|risk| see(&format!("risk_{}", risk.id))),
            Field::Certain => see("certain"),
            Field::Possible => see("possible"),
            Field::Answers => cohort.pack.questions.iter().for_each(|question| see(&question.id)),
            Field::Kept(at) => see(&cohort.columns.kept[at]),
        }
    }
}

impl Cohort<'_> {
    /// What stands above the first line: the names of the columns of a table, nothing otherwise.
    pub fn heading(&self) -> Vec<u8> {
        let mut text = Vec::new();
        if self.write && self.shape == OutputShape::Table {
            let mut row = CsvRow::new(self.separator, &mut text);
            self.fields.iter().for_each(|field| field.columns(self, &mut |name| row.cell(&cell(name))));
            row.cell("error");
            row.end();
        }
        text
    }

    /// One person's answers as a line of the list they could have come in.
    pub fn said(&self, answers: &Answers) -> Vec<u8> {
        let mut text = Vec::new();
        self.prepared.answers(answers, &mut text);
        text
    }

    pub(super) fn write_verdict(
        &self,
        line: u64,
        answers: &Answers,
        kept: &[Option<Passed>],
        verdict: &LaneVerdict,
        text: &mut Vec<u8>,
    ) {
        match self.shape {
            OutputShape::Lines => self.prepared.line(line, answers, kept, verdict, text),
            OutputShape::Table => WrittenPerson { cohort: self, line, answers, kept, verdict }.row(text),
        }
    }

    /// A line that could not be read, with the columns that are passed through as far as those could.
    pub(super) fn write_fault(&self, line: u64, kept: &[Option<Passed>], fault: &RowFault, text: &mut Vec<u8>) {
        let kept = |at: usize| kept.get(at).and_then(Option::as_ref);
        match self.shape {
            OutputShape::Lines => {
                let error = serde_json::json!({ "line": line, "reason": fault.to_string() });
                let mut json = format!("{{\"schema\":{SCHEMA},\"error\":{}", text::json(&error.to_string()));
                for field in &self.fields {
                    if let Field::Kept(at) = *field
                        && let Some(passed) = kept(at)
                    {
                        let name = serde_json::to_string(&self.columns.kept[at]).unwrap_or_default();
                        json += &format!(",{}:{}", text::json(&name), passed.as_json());
                    }
                }
                text.extend_from_slice(json.as_bytes());
                text.extend_from_slice(b"}\n");
            }
            OutputShape::Table => {
                let mut row = CsvRow::new(self.separator, text);
                for field in &self.fields {
                    match *field {
                        Field::Kept(at) => row.cell(&kept(at).map_or_else(String::new, Passed::as_cell)),
                        other => other.columns(self, &mut |_| row.cell("")),
                    }
                }
                row.cell(&cell(&format!("line {line}: {fault}")));
                row.end();
            }
        }
    }
}

struct WrittenPerson<'a> {
    cohort: &'a Cohort<'a>,
    line: u64,
    answers: &'a Answers,
    kept: &'a [Option<Passed>],
    verdict: &'a LaneVerdict<'a>,
}

struct WrittenFindings<'a>(&'a WrittenPerson<'a>, Certainty);

impl<'a> WrittenFindings<'a> {
    fn ids(&self) -> impl Iterator<Item = &'a str> {
        let (written, certainty) = (self.0, self.1);
        let rules = written.verdict.rules().filter(move |(_, found)| *found == certainty);
        rules.map(move |(rule, _)| written.cohort.pack.rules[rule].id.as_str())
    }
}

impl WrittenPerson<'_> {
    fn row(&self, text: &mut Vec<u8>) {
        let pack = self.cohort.pack;
        let mut row = CsvRow::new(self.cohort.separator, text);
        for field in &self.cohort.fields {
            match *field {
                Field::Line => row.cell(&self.line.to_string()),
                Field::Pack => row.cell(&pack.id),
                Field::Version => row.cell(&cell(&pack.version)),
                Field::Fingerprint => row.cell(&pack.fingerprint),
                Field::Level => row.cell(self.verdict.level.word()),
                Field::Risks => self.verdict.risks.iter().for_each(|level| row.cell(level.word())),
                Field::Certain => row.cell(&list(WrittenFindings(self, Certainty::Certain).ids())),
                Field::Possible => row.cell(&list(WrittenFindings(self, Certainty::Possible).ids())),
                Field::Answers => pack.questions.keys().for_each(|question| row.cell(&self.said(question))),
                Field::Kept(at) => {
                    let passed = self.kept.get(at).and_then(Option::as_ref);
                    row.cell(&passed.map_or_else(String::new, Passed::as_cell));
                }
            }
        }
        row.cell("");
        row.end();
    }

    fn said(&self, question: QuestionId) -> String {
        let asked = &self.cohort.pack.questions[question];
        self.answers.get(question).map_or_else(String::new, |answer| AnswerValue::of(asked, answer).cell())
    }
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(";")
}

/// One row of a table.
struct CsvRow<'t> {
    cells: Vec<String>,
    separator: char,
    text: &'t mut Vec<u8>,
}

impl<'t> CsvRow<'t> {
    fn new(separator: char, text: &'t mut Vec<u8>) -> CsvRow<'t> {
        CsvRow { cells: Vec::new(), separator, text }
    }

    fn cell(&mut self, cell: &str) {
        self.cells.push(cell.to_owned());
    }

    fn end(self) {
        let row = text::row_parted(self.cells.iter().map(String::as_str), self.separator);
        self.text.extend_from_slice(row.as_bytes());
    }
}
