//! A list in pieces of bounded size, whatever its length.

use super::Format;
use crate::cohort::{Fault, Record};
use anyhow::Context;
use csv::ByteRecord;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How much is read at a time.
const PIECE: usize = 256 << 10;
/// How many rows are read at a time.
const ROWS: usize = 512;
/// The longest line that is looked at.
const LONGEST: usize = 1 << 20;

pub enum Source {
    Lines(Lines),
    Table(Box<Table>),
}

/// Some lines of a list, or some rows.
pub enum Piece {
    Lines { text: Vec<u8>, first: u64 },
    TooLong { line: u64 },
    Rows(Vec<Record>),
}

impl Source {
    pub fn open(file: &Path, format: Format) -> anyhow::Result<Source> {
        let input: Box<dyn Read + Send> =
            if file.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(fs_err::File::open(file)?) };
        Ok(match format {
            Format::Jsonl => Source::Lines(Lines { input, rest: Vec::new(), line: 1, ended: false, skipping: false }),
            Format::Csv => Source::Table(Box::new(Table::new(input)?)),
        })
    }

    /// The next piece, with the number of bytes it took; none at the end.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        match self {
            Source::Lines(it) => it.next(),
            Source::Table(it) => it.next(),
        }
    }
}

impl Piece {
    pub fn bytes(&self) -> usize {
        match self {
            Piece::Lines { text, .. } => text.len(),
            Piece::TooLong { .. } => LONGEST,
            Piece::Rows(rows) => {
                rows.iter().filter_map(|it| it.cells.as_ref().ok()).map(|it| it.as_slice().len() + it.len()).sum()
            }
        }
    }
}

/// Whole lines, cut at line ends only.
pub struct Lines {
    input: Box<dyn Read + Send>,
    /// The beginning of a line that is not complete.
    rest: Vec<u8>,
    line: u64,
    ended: bool,
    /// Inside a line that is too long to be looked at.
    skipping: bool,
}

impl Lines {
    fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let mut text = std::mem::take(&mut self.rest);
            if !self.ended {
                let wanted = PIECE as u64;
                let before = text.len();
                text.reserve(PIECE);
                self.ended = self.input.by_ref().take(wanted).read_to_end(&mut text)? == 0;
                if self.line == 1 && before == 0 && text.starts_with(b"\xef\xbb\xbf") {
                    text.drain(..3);
                }
            }
            let end = text.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
            if self.skipping {
                let Some(end) = text.iter().position(|it| *it == b'\n') else {
                    if self.ended {
                        return Ok(None);
                    }
                    continue;
                };
                self.rest = text.split_off(end + 1);
                self.line += 1;
                self.skipping = false;
                continue;
            }
            if !self.ended {
                self.rest = text.split_off(end);
                if text.is_empty() {
                    if self.rest.len() > LONGEST {
                        self.rest.clear();
                        self.skipping = true;
                        return Ok(Some(Piece::TooLong { line: self.line }));
                    }
                    continue;
                }
            }
            if text.is_empty() {
                return Ok(None);
            }
            let first = self.line;
            self.line += text.iter().map(|it| u64::from(*it == b'\n')).sum::<u64>();
            return Ok(Some(Piece::Lines { text, first }));
        }
    }
}

/// Rows of a table. Its reader holds one row at a time, and the row may not grow without end.
pub struct Table {
    reader: csv::Reader<Guard>,
    pub names: ByteRecord,
    since: Arc<AtomicUsize>,
}

impl Table {
    fn new(input: Box<dyn Read + Send>) -> anyhow::Result<Table> {
        let since = Arc::new(AtomicUsize::new(0));
        let guard = Guard { input, since: since.clone() };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(guard);
        let names = reader.byte_headers().context("the names of the columns cannot be read")?.clone();
        Ok(Table { reader, names, since })
    }

    fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut rows = Vec::with_capacity(ROWS);
        while rows.len() < ROWS {
            let mut cells = ByteRecord::new();
            self.since.store(0, Ordering::Relaxed);
            match self.reader.read_byte_record(&mut cells) {
                Ok(false) => break,
                Ok(true) => {
                    let line = cells.position().map_or(0, csv::Position::line);
                    rows.push(Record { line, cells: Ok(cells) });
                }
                Err(err) if err.is_io_error() => return Err(io::Error::other(err)),
                Err(err) => {
                    let line = err.position().map_or(0, csv::Position::line);
                    rows.push(Record { line, cells: Err(Fault::Row(err.to_string())) });
                }
            }
        }
        Ok((!rows.is_empty()).then_some(Piece::Rows(rows)))
    }
}

/// Ends the reading when one row swallows too much, as an open quote does.
struct Guard {
    input: Box<dyn Read + Send>,
    since: Arc<AtomicUsize>,
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.load(Ordering::Relaxed) > LONGEST {
            return Err(io::Error::other("a row is longer than 1 MiB; is a quote left open?"));
        }
        let count = self.input.read(buffer)?;
        self.since.fetch_add(count, Ordering::Relaxed);
        Ok(count)
    }
}
