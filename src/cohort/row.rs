//! One row of a table into the slots of a sheet.

use super::columns::{Column, Columns};
use super::{Fault, Person};
use crate::answers::Answer;
use crate::model::{Domain, Pack};
use csv::ByteRecord;

/// The first row of a table: what each column means.
pub struct Heading(Vec<Column>);

/// A row and the line it begins in, counted from 1; or why it could not be told apart.
pub struct Record {
    pub line: u64,
    pub cells: Result<ByteRecord, Fault>,
}

impl Heading {
    /// How many questions of the pack have no column.
    pub fn missing(&self, pack: &Pack) -> usize {
        pack.questions.len() - self.0.iter().filter(|it| matches!(it, Column::Question(_))).count()
    }
}

impl Columns<'_> {
    /// Reads the names above the columns.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn heading(&self, names: &ByteRecord) -> Result<Heading, Fault> {
        let mut columns = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let name = std::str::from_utf8(name).map_err(|_| Fault::NotUtf8)?.trim();
            let column = self.named(name, at)?;
            if columns.contains(&column) {
                return Err(Fault::Twice(name.to_owned()));
            }
            columns.push(column);
        }
        Ok(Heading(columns))
    }

    /// Reads `30,spots;rash,unsure`; an empty cell was not answered, `none` is no tick at all.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn row(&self, heading: &Heading, record: &Record, person: &mut Person) -> Result<(), Fault> {
        let cells = record.cells.as_ref().map_err(Clone::clone)?;
        if cells.len() != heading.0.len() {
            return Err(Fault::Cells { found: cells.len(), expected: heading.0.len() });
        }
        person.answers.forget();
        person.kept.clear();
        person.kept.resize(self.kept.len(), None);
        for (cell, column) in cells.iter().zip(&heading.0) {
            let cell = std::str::from_utf8(cell).map_err(|_| Fault::NotUtf8)?.trim();
            if cell.is_empty() {
                continue;
            }
            match *column {
                Column::Question(question) => person.answers.set(question, self.cell(question, cell)?),
                Column::Kept(at) => person.kept[at] = Some(cell.to_owned()),
            }
        }
        Ok(())
    }

    fn cell(&self, question: usize, cell: &str) -> Result<Answer, Fault> {
        if cell == "unsure" {
            return Ok(Answer::Unsure);
        }
        match &self.pack.questions[question].domain {
            Domain::One(_) => self.word(question, cell),
            Domain::Number(_) => match cell.parse::<f64>() {
                Ok(n) => self.number(question, n),
                Err(_) => Err(self.not_an_answer(question, cell)),
            },
            Domain::Many(choices) => {
                if cell == "none" && choices.iter().all(|it| it.id != "none") {
                    return Ok(Answer::Many(0));
                }
                let ticks = cell.split(';').map(str::trim).filter(|it| !it.is_empty());
                let ticks: Result<u64, Fault> =
                    ticks.map(|it| self.tick(question, it)).try_fold(0, |all, it| Ok(all | it?));
                Ok(Answer::Many(ticks?))
            }
        }
    }
}
