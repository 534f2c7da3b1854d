//! Many people at once: sheets of answers in, one line each out, in the same order. Knows no files.

pub mod bit_slice;
mod columns;
mod fault;
mod field;
mod form;
pub mod handed_back;
mod line;
mod listed;
mod passed;
mod prepared;
mod response;
mod row;
mod separator;
mod sight;
mod source;
mod tally;
mod written;

pub use columns::Columns;
pub use fault::{Faulty, RowFault};
pub use field::{Field, OutputShape};
pub use form::is_form;
pub use listed::ListedPerson;
pub use response::is_response;
pub use row::{EXPLAINED, Heading, TableRow};
pub use source::{Chunk, RowSource};
pub use tally::Tally;

use passed::Passed;
use prepared::Prepared;

use crate::batch::bit_slice::BitSlice;
use crate::model::{Answers, Pack};
use std::io::BufRead;

/// Everything needed to answer a list.
/// ```
/// use needlewise::batch::{Cohort, Columns, Field, OutputShape};
/// # let base = needlewise::shipped::base(Some("before")).expect("the shipped rules load");
/// # let pack = &base.packs[0];
///
/// let cohort = Cohort::new(pack, Columns::new(pack, Vec::new()), vec![Field::Line, Field::Level], OutputShape::Lines);
/// let answered = cohort.lines(b"{}\nnonsense\n", 1);
/// assert_eq!(answered.text.iter().filter(|byte| **byte == b'\n').count(), 2);
/// assert_eq!(answered.faults.len(), 1);
/// ```
pub struct Cohort<'p> {
    /// Whose questions are answered.
    pub pack: &'p Pack,
    /// What each name in the list stands for.
    pub columns: Columns<'p>,
    fields: Vec<Field>,
    shape: OutputShape,
    /// What parts the cells of a table.
    pub separator: char,
    /// Whether to write a line for each person, or only to count.
    pub write: bool,
    /// Whether to end at the first line that cannot be read.
    pub strict: bool,
    compiled: BitSlice,
    prepared: Prepared,
}

/// What became of some lines.
#[derive(Default)]
pub struct Answered {
    /// The answered lines, in the order of the list and in the shape that was asked for. UTF-8; every line has its end.
    pub text: Vec<u8>,
    /// Why the others could not be read, in the order of the list.
    pub faults: Vec<Faulty>,
    /// How many people stand where, and how many lines could not be read.
    pub tally: Tally,
    /// Which of the columns that are passed through had anything in them.
    pub kept: Vec<bool>,
}

impl<'p> Cohort<'p> {
    /// Makes a pack ready for many people, for whom these fields are written, in this order. The columns must be those
    /// of the same pack.
    pub fn new(pack: &'p Pack, columns: Columns<'p>, fields: Vec<Field>, shape: OutputShape) -> Cohort<'p> {
        let prepared = Prepared::new(pack, &fields, &columns.kept);
        let compiled = BitSlice::new(pack);
        Cohort { prepared, pack, columns, fields, shape, separator: ',', write: true, strict: false, compiled }
    }

    /// Answers lines of JSON; the first of them has this number. Empty lines are passed over.
    pub fn lines(&self, text: &[u8], first: u64) -> Answered {
        let mut rest = text;
        let lines = std::iter::from_fn(|| {
            let begun = rest;
            // In memory nothing can break, and the search takes many bytes at a time.
            let length = rest.skip_until(b'\n').unwrap_or_default();
            (length > 0).then(|| &begun[..length])
        });
        let lines = lines.zip(first..);
        let read = |(line, number): (&[u8], u64), person: &mut ListedPerson| {
            let line = line.trim_ascii();
            (!line.is_empty()).then(|| (number, self.columns.line(line, person)))
        };
        self.people(text.len(), lines, read)
    }

    /// Answers the rows of a table. A row without a word is passed over.
    pub fn rows(&self, heading: &Heading, rows: &[TableRow]) -> Answered {
        let said = rows.iter().filter(|row| !row.is_blank());
        self.people(0, said, |row, person| Some((row.line, self.columns.row(heading, row, person))))
    }

    /// What is said of a line that is not even looked at.
    pub fn fault(&self, faulty: Faulty) -> Answered {
        let mut answered = Answered { tally: Tally::new(self.pack), ..Answered::default() };
        if self.write {
            self.write_fault(faulty.line, &[], &faulty.fault, &mut answered.text);
        }
        answered.tally.bad = 1;
        answered.faults.push(faulty);
        answered
    }

    /// Answers what `read` makes of these lines, which have so many bytes.
    fn people<T>(
        &self,
        bytes: usize,
        mut lines: impl Iterator<Item = T>,
        read: impl Fn(T, &mut ListedPerson) -> Option<(u64, Result<(), RowFault>)>,
    ) -> Answered {
        const TOGETHER: usize = 64;
        let kept = vec![false; self.columns.kept.len()];
        let mut answered = Answered { tally: Tally::new(self.pack), kept, ..Answered::default() };
        if self.write {
            // An answered line is somewhat longer than the line was.
            answered.text.reserve(bytes + bytes / 2);
        }
        let mut sheets = vec![self.pack.silent(); TOGETHER];
        let mut people = Vec::with_capacity(TOGETHER);
        let mut person = self.columns.nobody();
        let mut open = true;
        while open {
            people.clear();
            let mut good = 0;
            while good < TOGETHER && open {
                let Some(line) = lines.next() else {
                    open = false;
                    break;
                };
                let Some((number, result)) = read(line, &mut person) else { continue };
                if result.is_ok() {
                    std::mem::swap(&mut sheets[good], &mut person.answers);
                    good += 1;
                } else {
                    open = !self.strict;
                }
                let kept = std::mem::take(&mut person.kept);
                answered.kept.iter_mut().zip(&kept).for_each(|(seen, value)| *seen |= value.is_some());
                people.push((number, kept, result));
            }
            self.answer(&sheets[..good], &mut people, &mut answered);
        }
        answered
    }

    /// Writes the people in order; those that could not be read stand between those that could.
    fn answer(
        &self,
        sheets: &[Answers],
        people: &mut Vec<(u64, PassedColumns, Result<(), RowFault>)>,
        answered: &mut Answered,
    ) {
        let mut people = people.drain(..);
        let bad = |number, kept: &PassedColumns, fault: RowFault, answered: &mut Answered| {
            if self.write {
                self.write_fault(number, kept, &fault, &mut answered.text);
            }
            answered.tally.bad += 1;
            answered.faults.push(Faulty { line: number, fault });
        };
        self.compiled.each(sheets, |at, verdict| {
            for (number, kept, person) in people.by_ref() {
                match person {
                    Ok(()) => {
                        answered.tally.add(&verdict);
                        if self.write {
                            self.write_verdict(number, &sheets[at], &kept, &verdict, &mut answered.text);
                        }
                        return;
                    }
                    Err(fault) => bad(number, &kept, fault, answered),
                }
            }
        });
        for (number, kept, person) in people {
            if let Err(fault) = person {
                bad(number, &kept, fault, answered);
            }
        }
    }
}

/// The columns that are passed through.
type PassedColumns = Vec<Option<Passed>>;
