//! One row of a table into the slots of a sheet.

use super::columns::{Column, Columns};
use super::{Fault, Person};
use crate::model::{Answer, Pack, QuestionId};
use csv::ByteRecord;

/// The first row of a table: what each column means.
pub struct Heading(Vec<Column>);

/// A row and the line it begins in, counted from 1; or why it could not be told apart.
pub struct TableRow {
    pub line: u64,
    pub cells: Result<ByteRecord, Fault>,
}

impl TableRow {
    /// Whether no cell says anything, as in the rows that a spreadsheet leaves below its last person.
    pub fn is_blank(&self) -> bool {
        self.cells.as_ref().is_ok_and(|it| it.iter().all(|it| it.trim_ascii().is_empty()))
    }
}

impl Heading {
    /// Whether it has a column for each that is to be passed through.
    pub fn kept(&self, columns: &Columns) -> Vec<bool> {
        (0..columns.kept.len()).map(|it| self.0.contains(&Column::Kept(it))).collect()
    }

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
        let mut fault = (!fits).then(|| Fault::Partition { found: cells.len(), expected: heading.0.len() });
        // Whatever is wrong with an answer, the row is known by the columns that are passed through. Where cells are
        // missing or too many, only those that stand first are what their column says.
        for (cell, column) in cells.iter().zip(&heading.0) {
            let cell = std::str::from_utf8(cell).map(str::trim).map_err(|_| Fault::NotUtf8);
            match (cell, *column) {
                (Ok(""), _) => {}
                (Ok(cell), Column::Kept(at)) => person.kept[at] = Some(cell.to_owned()),
                (_, Column::Question(_)) if !fits => break,
                (_, Column::Question(_)) if fault.is_some() => {}
                (Ok(cell), Column::Question(question)) => match self.cell(question, cell) {
                    Ok(answer) => person.answers.set(question, answer),
                    Err(it) => fault = Some(it),
                },
                (Err(it), _) => fault = fault.or(Some(it)),
            }
        }
        fault.map_or(Ok(()), Err)
    }

    fn cell(&self, question: QuestionId, cell: &str) -> Result<Answer, Fault> {
        let answer = self.pack.questions[question].domain.read_cell(cell);
        answer.map_err(|word| self.not_an_answer(question, word))
    }
}
