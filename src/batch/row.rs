//! One row of a table into the slots of a sheet.

use super::RowFault;
use super::columns::{BESIDE, Columns};
use super::form::{FormColumn, Single, is_form};
use super::listed::{Column, ListedPerson};
use super::passed::Passed;
use crate::model::codec::{NO_TICK, PARTS, UNSURE};
use crate::model::{Answer, Domain, Pack, QuestionId};
use crate::text;
use csv::ByteRecord;

/// The first row of a table: what each column means.
pub struct Heading {
    columns: Vec<FormColumn>,
    separator: char,
}

/// How the row of a template begins that says what to write, and is passed over.
pub const EXPLAINED: &str = "(what to write)";

/// A row and the line it begins in, counted from 1; or why it could not be told apart.
pub struct TableRow {
    /// The line in which the row begins.
    pub line: u64,
    /// The cells as bytes, which need not be UTF-8.
    pub cells: Result<ByteRecord, RowFault>,
}

impl TableRow {
    /// Whether it is nobody's: no cell says anything, as in the rows that a spreadsheet leaves below its last person, or
    /// it says what to write.
    pub fn is_blank(&self) -> bool {
        let is_blank = |cell: &[u8]| std::str::from_utf8(cell).is_ok_and(|cell| cell.trim().is_empty());
        let explains = |cells: &ByteRecord| cells.get(0).is_some_and(|cell| cell.starts_with(EXPLAINED.as_bytes()));
        self.cells.as_ref().is_ok_and(|cells| cells.iter().all(is_blank) || explains(cells))
    }
}

impl Heading {
    /// Whether it has a column for each that is to be passed through.
    pub fn kept(&self, columns: &Columns) -> Vec<bool> {
        (0..columns.kept.len()).map(|at| self.columns.contains(&FormColumn::Named(Column::Kept(at)))).collect()
    }

    /// How many questions of the pack have no column.
    pub fn missing(&self, pack: &Pack) -> usize {
        let has = |question: QuestionId| {
            self.columns.iter().any(|column| match column {
                FormColumn::Named(Column::Question(at)) | FormColumn::Tick(at, _) | FormColumn::Ticks(at) => {
                    *at == question
                }
                FormColumn::Named(Column::Kept(_)) | FormColumn::Doubts(_) | FormColumn::Passed => false,
            })
        };
        pack.questions.keys().filter(|question| !has(*question)).count()
    }
}

impl Columns<'_> {
    /// Reads the names above the columns: ids or questions as they are asked, in any case.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn heading(&self, names: &ByteRecord, separator: u8) -> Result<Heading, RowFault> {
        let mut columns = Vec::new();
        let mut faults = Vec::new();
        let form = is_form(names.iter().filter_map(|name| std::str::from_utf8(name).ok()));
        for (at, name) in names.iter().enumerate() {
            let name = std::str::from_utf8(name).map_err(|_| RowFault::NotUtf8)?.trim();
            if name.is_empty() {
                faults.push(RowFault::NoName(at + 1));
                continue;
            }
            let exact = self.named(name, QuestionId::new(at));
            let named = exact.or_else(|fault| self.loosely(name).ok_or(fault)).map(FormColumn::Named);
            let column = match named {
                Err(_) if BESIDE.contains(&name) => FormColumn::Passed,
                Err(_) if form => self.of_form(name),
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
                Ok(column) => column,
            };
            let column = match column {
                FormColumn::Named(Column::Question(at)) if form && self.is_list(at) => FormColumn::Ticks(at),
                column => column,
            };
            if column.stands_alone() && columns.contains(&column) {
                faults.push(RowFault::Twice(name.to_owned()));
            }
            columns.push(column);
        }
        match faults.len() {
            0 => Ok(Heading { columns, separator: char::from(separator) }),
            1 => Err(faults.swap_remove(0)),
            _ => Err(RowFault::Several(faults)),
        }
    }

    /// Reads `30,spots;rash,unsure`; an empty cell was not answered, `none` is no tick at all.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn row(&self, heading: &Heading, row: &TableRow, person: &mut ListedPerson) -> Result<(), RowFault> {
        let cells = row.cells.as_ref().map_err(Clone::clone)?;
        person.answers.forget();
        person.kept.clear();
        person.kept.resize(self.kept.len(), None);
        let fits = cells.len() == heading.columns.len();
        let mut ticks = Single::default();
        let mut faults = Vec::new();
        if !fits {
            let separator = heading.separator;
            faults.push(RowFault::Cells { found: cells.len(), expected: heading.columns.len(), separator });
        }
        let mut lines = 0;
        // Whatever is wrong with an answer, the row is known by the columns that are passed through. Where cells are
        // missing or too many, only those that stand first are what their column says.
        for (cell, column) in cells.iter().zip(&heading.columns) {
            let Ok(cell) = std::str::from_utf8(cell) else {
                faults.push(RowFault::NotUtf8);
                continue;
            };
            if let Some(at) = cell.lines().skip(1).position(|line| self.is_row(heading, line)) {
                faults.push(RowFault::Swallowed(row.line + lines + at as u64 + 1));
            }
            lines += cell.matches('\n').count() as u64;
            match *column {
                FormColumn::Named(Column::Question(_))
                | FormColumn::Tick(..)
                | FormColumn::Ticks(_)
                | FormColumn::Doubts(_)
                    if !fits =>
                {
                    break;
                }
                FormColumn::Named(Column::Kept(at)) => person.kept[at] = Passed::cell(cell),
                FormColumn::Named(Column::Question(question)) if !cell.trim().is_empty() => {
                    match self.cell(question, cell.trim()) {
                        Ok(answer) => person.answers.set(question, answer),
                        Err(fault) => faults.push(fault),
                    }
                }
                FormColumn::Tick(question, tick) => ticks.add(question, tick, cell.trim()),
                FormColumn::Ticks(question) => match self.ticks(question, cell) {
                    Some(words) => words.into_iter().for_each(|tick| ticks.tick(question, tick)),
                    None => match self.cell(question, cell.trim()) {
                        Ok(answer) => person.answers.set(question, answer),
                        Err(fault) => faults.push(fault),
                    },
                },
                FormColumn::Doubts(question) => match self.doubts(question, cell) {
                    Ok(words) => words.into_iter().for_each(|tick| ticks.tick(question, tick)),
                    Err(fault) => faults.push(fault),
                },
                FormColumn::Named(Column::Question(_)) | FormColumn::Passed => {}
            }
        }
        for (question, answer) in ticks.answers(self.pack) {
            if person.answers.get(question).is_none() {
                person.answers.set(question, answer);
            }
        }
        if faults.is_empty() && person.answers.given().next().is_none() {
            faults.push(RowFault::Nothing);
        }
        match faults.len() {
            0 => Ok(()),
            1 => Err(faults.remove(0)),
            _ => Err(RowFault::Several(faults)),
        }
    }

    /// Whether a line within a cell would be a row of its own: as many cells, and an answer in each that wants one.
    fn is_row(&self, heading: &Heading, line: &str) -> bool {
        let cells: Vec<&str> = line.split(heading.separator).map(str::trim).collect();
        let answers = || cells.iter().zip(&heading.columns).filter(|(cell, _)| !cell.is_empty());
        let mut answers = answers().filter_map(|(cell, column)| match column {
            FormColumn::Named(Column::Question(question)) => {
                Some(self.pack.questions[*question].domain.read_cell(cell).is_ok())
            }
            FormColumn::Ticks(question) => Some(self.ticks(*question, cell).is_some()),
            FormColumn::Named(Column::Kept(_)) | FormColumn::Tick(..) | FormColumn::Doubts(_) | FormColumn::Passed => {
                None
            }
        });
        heading.columns.len() > 1
            && cells.len() == heading.columns.len()
            && answers.next() == Some(true)
            && answers.all(|is_answer| is_answer)
    }

    fn cell(&self, question: QuestionId, cell: &str) -> Result<Answer, RowFault> {
        let domain = &self.pack.questions[question].domain;
        domain.read_cell(cell).or_else(|_| {
            if let Domain::Number(scale) = domain
                && let Some(answer) = text::quantity(cell, &scale.unit).ok().and_then(|n| domain.read_number(n).ok())
            {
                return Ok(answer);
            }
            let ids = in_ids(domain, cell).map_err(|unknown| self.no_answers(question, &unknown))?;
            domain.read_cell(&ids).map_err(|word| self.not_an_answer(question, word))
        })
    }
}

/// A cell with ids in the place of labels, and of ids in another case. Commas part ticks too where that makes sense of
/// all of them.
///
/// # Errors
/// Every part that is neither an id nor a label.
fn in_ids<'c>(domain: &Domain, cell: &'c str) -> Result<String, Vec<&'c str>> {
    let id = |part: &str| {
        let is_it = |known: &str| known.to_lowercase() == part.to_lowercase();
        let choice = domain.choices().iter().find(|choice| is_it(&choice.id) || is_it(&choice.label));
        let word = [UNSURE, NO_TICK].into_iter().find(|word| is_it(word));
        let unsure = is_it("not sure").then_some(UNSURE);
        choice.map(|choice| choice.id.as_str()).or(word).or(unsure).map(str::to_owned)
    };
    let tick = |part: &str| id(part).or_else(|| domain.read_tick(part).is_ok().then(|| part.to_owned()));
    let all = |signs: &[char]| {
        let parts = cell.split(signs).map(str::trim).filter(|part| !part.is_empty());
        let (known, unknown): (Vec<_>, Vec<_>) = parts.map(|part| tick(part).ok_or(part)).partition(Result::is_ok);
        if unknown.is_empty() {
            Ok(known.into_iter().flatten().collect::<Vec<_>>().join(";"))
        } else {
            Err(unknown.into_iter().filter_map(Result::err).collect())
        }
    };
    match (id(cell), domain) {
        (Some(id), _) => Ok(id),
        (None, Domain::Many(_)) => {
            all(&PARTS).or_else(|unknown: Vec<&str>| all(&[&PARTS[..], &[',']].concat()).map_err(|_| unknown))
        }
        (None, _) => Err(vec![cell]),
    }
}
