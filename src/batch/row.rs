//! One row of a table into the slots of a sheet.

use super::columns::{Column, Columns};
use super::passed::Passed;
use super::{Fault, Person};
use crate::model::{Answer, Pack, QuestionId};
use csv::ByteRecord;

/// The first row of a table: what each column means.
pub struct Heading(Vec<Column>);

/// A row and the line it begins in, counted from 1; or why it could not be told apart.
pub struct TableRow {
    /// The line in which the row begins.
    pub line: u64,
    /// The cells as bytes, which need not be UTF-8.
    pub cells: Result<ByteRecord, Fault>,
}

impl TableRow {
    /// Whether no cell says anything, as in the rows that a spreadsheet leaves below its last person.
    pub fn is_blank(&self) -> bool {
        let is_blank = |cell: &[u8]| std::str::from_utf8(cell).is_ok_and(|cell| cell.trim().is_empty());
        self.cells.as_ref().is_ok_and(|cells| cells.iter().all(is_blank))
    }
}

impl Heading {
    /// Whether it has a column for each that is to be passed through.
    pub fn kept(&self, columns: &Columns) -> Vec<bool> {
        (0..columns.kept.len()).map(|at| self.0.contains(&Column::Kept(at))).collect()
    }

    /// How many questions of the pack have no column.
    pub fn missing(&self, pack: &Pack) -> usize {
        pack.questions.len() - self.0.iter().filter(|column| matches!(column, Column::Question(_))).count()
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
            if name.is_empty() {
                return Err(Fault::NoName(at + 1));
            }
            let column = self.named(name, QuestionId::new(at)).map_err(|fault| match name {
                it if it.contains(';') => Fault::Separator("semicolons"),
                it if it.contains('\t') => Fault::Separator("tabs"),
                _ => fault,
            })?;
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
    pub fn row(&self, heading: &Heading, row: &TableRow, person: &mut Person) -> Result<(), Fault> {
        let cells = row.cells.as_ref().map_err(Clone::clone)?;
        person.answers.forget();
        person.kept.clear();
        person.kept.resize(self.kept.len(), None);
        let fits = cells.len() == heading.0.len();
        let mut faults = Vec::new();
        if !fits {
            faults.push(Fault::Cells { found: cells.len(), expected: heading.0.len() });
        }
        let mut lines = 0;
        // Whatever is wrong with an answer, the row is known by the columns that are passed through. Where cells are
        // missing or too many, only those that stand first are what their column says.
        for (cell, column) in cells.iter().zip(&heading.0) {
            let Ok(cell) = std::str::from_utf8(cell) else {
                faults.push(Fault::NotUtf8);
                continue;
            };
            if let Some(at) = cell.lines().skip(1).position(|line| self.is_row(heading, line)) {
                faults.push(Fault::Swallowed(row.line + lines + at as u64 + 1));
            }
            lines += cell.matches('\n').count() as u64;
            match *column {
                Column::Question(_) if !fits => break,
                Column::Kept(at) => person.kept[at] = Passed::cell(cell),
                Column::Question(question) if !cell.trim().is_empty() => match self.cell(question, cell.trim()) {
                    Ok(answer) => person.answers.set(question, answer),
                    Err(fault) => faults.push(fault),
                },
                Column::Question(_) => {}
            }
        }
        if faults.is_empty() && person.answers.given().next().is_none() {
            faults.push(Fault::Nothing);
        }
        match faults.len() {
            0 => Ok(()),
            1 => Err(faults.remove(0)),
            _ => Err(Fault::Several(faults)),
        }
    }

    /// Whether a line within a cell would be a row of its own: as many cells, and an answer in each that wants one.
    fn is_row(&self, heading: &Heading, line: &str) -> bool {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let answers = || cells.iter().zip(&heading.0).filter(|(cell, _)| !cell.is_empty());
        let mut answers = answers().filter_map(|(cell, column)| match column {
            Column::Question(question) => Some(self.pack.questions[*question].domain.read_cell(cell).is_ok()),
            Column::Kept(_) => None,
        });
        heading.0.len() > 1
            && cells.len() == heading.0.len()
            && answers.next() == Some(true)
            && answers.all(|is_answer| is_answer)
    }

    fn cell(&self, question: QuestionId, cell: &str) -> Result<Answer, Fault> {
        let answer = self.pack.questions[question].domain.read_cell(cell);
        answer.map_err(|word| self.not_an_answer(question, word))
    }
}
