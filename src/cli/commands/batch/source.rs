//! A list in pieces of bounded size, whatever its length.

use super::Format;
use crate::batch::{Fault, TableRow, is_form};
use anyhow::Context;
use csv::ByteRecord;
use std::io::{self, Read};
use std::path::Path;

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
    Rows(Vec<TableRow>),
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
}

impl Table {
    fn new(input: Box<dyn Read + Send>) -> anyhow::Result<Table> {
        let (input, delimiter) = delimited(input)?;
        let guard = Guard { input, since: 0, seen: Vec::new(), at: 0, counted: 0, line: 1 };
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(guard);
        let names = reader.byte_headers().context("the names of the columns cannot be read")?.clone();
        Ok(Table { reader, names })
    }

    fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut rows = Vec::with_capacity(ROWS);
        let mut cost = 0;
        while rows.len() < ROWS && cost < PIECE {
            let mut cells = ByteRecord::new();
            let start = self.reader.position().byte();
            self.reader.get_mut().since = 0;
            let read = self.reader.read_byte_record(&mut cells);
            let line = self.reader.get_mut().line(start);
            match read {
                Ok(false) => break,
                Ok(true) => {
                    // A cell takes room for its end, also when it is empty.
                    cost += cells.as_slice().len() + cells.len() * size_of::<usize>();
                    rows.push(TableRow { line, cells: Ok(cells) });
                }
                Err(err) if err.is_io_error() => return Err(io::Error::other(err)),
                Err(err) => rows.push(TableRow { line, cells: Err(Fault::Row(err.to_string())) }),
            }
        }
        Ok((!rows.is_empty()).then_some(Piece::Rows(rows)))
    }
}

/// The same input again, with what stands between its cells: semicolons in what KoboToolbox gives back for a form.
fn delimited(mut input: Box<dyn Read + Send>) -> io::Result<(Box<dyn Read + Send>, u8)> {
    let mut start = Vec::new();
    let mut piece = [0; 8 << 10];
    let mut ended = false;
    while !ended && start.len() < LONGEST && !start.contains(&b'\n') {
        let count = input.read(&mut piece)?;
        start.extend_from_slice(piece.get(..count).unwrap_or_default());
        ended = count == 0;
    }
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let heading = String::from_utf8_lossy(line);
    let semicolons = heading.contains(';') && !heading.contains(',') && is_form(heading.split(';'));
    Ok((Box::new(io::Cursor::new(start).chain(input)), if semicolons { b';' } else { b',' }))
}

/// Ends the reading when one row swallows too much, as an open quote does, and counts lines as an editor does.
/// The reader of the table counts the end of a line only after the row that comes next was begun.
struct Guard {
    input: Box<dyn Read + Send>,
    since: usize,
    /// What was read since the row that is being read began.
    seen: Vec<u8>,
    /// The place of its first byte in the input.
    at: u64,
    /// How many bytes of it are counted, and the line of the byte after them.
    counted: usize,
    line: u64,
}

impl Guard {
    /// The line of the first row that begins at this byte or after it.
    fn line(&mut self, start: u64) -> u64 {
        let start = usize::try_from(start.saturating_sub(self.at)).unwrap_or(usize::MAX).min(self.seen.len());
        let before = self.seen.get(self.counted..start).unwrap_or_default();
        self.line += before.iter().map(|it| u64::from(*it == b'\n')).sum::<u64>();
        self.counted = self.counted.max(start);
        while let Some(blank) = self.seen.get(self.counted).filter(|it| matches!(it, b'\n' | b'\r')) {
            self.line += u64::from(*blank == b'\n');
            self.counted += 1;
        }
        self.line
    }
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since > LONGEST {
            return Err(io::Error::other("a row is longer than 1 MiB; is a quote left open?"));
        }
        let count = self.input.read(buffer)?;
        self.since += count;
        self.seen.drain(..self.counted);
        self.at += self.counted as u64;
        self.counted = 0;
        self.seen.extend_from_slice(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}
