//! A list in pieces of bounded size, whatever its length.

use super::fault::RowFault;
use super::row::TableRow;
use super::separator;
use csv::ByteRecord;
use std::io::{self, Read};

/// How much is read at a time.
const PIECE: usize = 256 << 10;
/// How many rows are read at a time.
const ROWS: usize = 512;
/// The longest line that is looked at.
const LONGEST: usize = 1 << 20;

/// A list that is being read, in one of two forms.
pub enum RowSource {
    /// One JSON object a line.
    Lines(Lines),
    /// Cells parted by commas, semicolons or tabs, the names of the columns first.
    Table(Box<TableRows>),
}

/// Some lines of a list, or some rows.
pub enum Chunk {
    /// Whole lines of JSON.
    Lines {
        /// The lines with their ends, as they stand in the list.
        text: Vec<u8>,
        /// The number of the first of them, counted from 1.
        first: u64,
    },
    /// A line that was passed over because it is longer than 1 MiB.
    TooLong {
        /// Its number, counted from 1.
        line: u64,
    },
    /// Rows of a table, at most 512.
    Rows(Vec<TableRow>),
}

impl RowSource {
    /// Lines of JSON.
    pub fn lines(input: Box<dyn Read + Send>) -> RowSource {
        RowSource::Lines(Lines { input, rest: Vec::new(), line: 1, ended: false, skipping: false })
    }

    /// Comma separated values.
    ///
    /// # Errors
    /// When the names of the columns cannot be read.
    pub fn table(input: Box<dyn Read + Send>) -> io::Result<RowSource> {
        Ok(RowSource::Table(Box::new(TableRows::new(input)?)))
    }

    /// What parts the cells of it, and of what is written for the same office.
    pub fn separator(&self) -> char {
        match self {
            RowSource::Lines(_) => ',',
            RowSource::Table(table) => char::from(table.separator),
        }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// When the input breaks, or a row has no end.
    pub fn piece(&mut self) -> io::Result<Option<Chunk>> {
        match self {
            RowSource::Lines(it) => it.next(),
            RowSource::Table(it) => it.next(),
        }
    }
}

impl Chunk {
    /// How many bytes it took, or nearly so.
    pub fn bytes(&self) -> usize {
        match self {
            Chunk::Lines { text, .. } => text.len(),
            Chunk::TooLong { .. } => LONGEST,
            Chunk::Rows(rows) => rows
                .iter()
                .filter_map(|row| row.cells.as_ref().ok())
                .map(|cells| cells.as_slice().len() + cells.len())
                .sum(),
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
    fn next(&mut self) -> io::Result<Option<Chunk>> {
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
            let end = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            if self.skipping {
                let Some(end) = text.iter().position(|byte| *byte == b'\n') else {
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
                        return Ok(Some(Chunk::TooLong { line: self.line }));
                    }
                    continue;
                }
            }
            if text.is_empty() {
                return Ok(None);
            }
            let first = self.line;
            self.line += line_ends(&text);
            return Ok(Some(Chunk::Lines { text, first }));
        }
    }
}

/// How many lines end here. Counted in bytes as far as those go: a processor adds many of them at once.
fn line_ends(text: &[u8]) -> u64 {
    let few = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    text.chunks(usize::from(u8::MAX)).map(|bytes| u64::from(few(bytes))).sum()
}

/// Rows of a table. Its reader holds one row at a time, and the row may not grow without end.
pub struct TableRows {
    reader: csv::Reader<Guard>,
    pub names: ByteRecord,
    /// What parts the cells.
    pub separator: u8,
}

impl TableRows {
    fn new(mut input: Box<dyn Read + Send>) -> io::Result<TableRows> {
        let mut begin = Vec::new();
        while begin.len() < LONGEST && !begin.contains(&b'\n') {
            if input.by_ref().take(PIECE as u64).read_to_end(&mut begin)? == 0 {
                break;
            }
        }
        let (separator, line) = match separator::said(&begin) {
            Some((separator, length)) => {
                begin.drain(..length);
                (separator, 2)
            }
            None => (separator::found(&begin), 1),
        };
        let input = Box::new(io::Cursor::new(begin).chain(input));
        let guard = Guard { input, since: 0, seen: Vec::new(), at: 0, counted: 0, line, last: b'\n' };
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(guard);
        let names = reader.byte_headers().map_err(io::Error::other)?.clone();
        Ok(TableRows { reader, names, separator })
    }

    fn next(&mut self) -> io::Result<Option<Chunk>> {
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
                    let end = self.reader.position().byte();
                    let quotes = quotes(self.reader.get_ref().row(start, end), line, self.separator);
                    rows.push(TableRow { line, cells: quotes.map(|()| cells) });
                }
                Err(err) if err.is_io_error() => return Err(io::Error::other(err)),
                Err(err) => rows.push(TableRow { line, cells: Err(RowFault::Row(err.to_string())) }),
            }
        }
        Ok((!rows.is_empty()).then_some(Chunk::Rows(rows)))
    }
}

/// Whether every quote of a row, which begins in this line, is closed, and at the end of its cell. The reader of the
/// table closes one that is left open at the end of the list, however many rows it has taken in.
fn quotes(row: &[u8], mut line: u64, separator: u8) -> Result<(), RowFault> {
    let (mut opened, mut is_start) = (None, true);
    let mut bytes = row.iter().copied().peekable();
    let is_end = |byte: u8| byte == separator || matches!(byte, b'\n' | b'\r');
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            (b'"', None) if is_start => opened = Some(line),
            (b'"', Some(_)) if bytes.next_if_eq(&b'"').is_none() => {
                opened = None;
                if bytes.peek().is_some_and(|next| !is_end(*next)) {
                    return Err(RowFault::StrayQuote(line));
                }
            }
            _ => {}
        }
        let is_break = byte == b'\n' || (byte == b'\r' && bytes.peek() != Some(&b'\n'));
        line += u64::from(is_break);
        is_start = opened.is_none() && is_end(byte);
    }
    opened.map_or(Ok(()), |line| Err(RowFault::OpenQuote(line)))
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
    /// The last byte that was counted.
    last: u8,
}

impl Guard {
    /// The bytes of a row that was just read.
    fn row(&self, start: u64, end: u64) -> &[u8] {
        let place =
            |byte: u64| usize::try_from(byte.saturating_sub(self.at)).unwrap_or(usize::MAX).min(self.seen.len());
        &self.seen[place(start)..place(end)]
    }

    /// Counts the bytes up to this one; a line ends as on Unix, on Windows or on old machines.
    fn count(&mut self, end: usize) {
        for byte in self.seen.get(self.counted..end).unwrap_or_default() {
            self.line += u64::from(*byte == b'\r' || (*byte == b'\n' && self.last != b'\r'));
            self.last = *byte;
        }
        self.counted = self.counted.max(end);
    }

    /// The line of the first row that begins at this byte or after it.
    fn line(&mut self, start: u64) -> u64 {
        let start = usize::try_from(start.saturating_sub(self.at)).unwrap_or(usize::MAX).min(self.seen.len());
        self.count(start);
        while self.seen.get(self.counted).is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            self.count(self.counted + 1);
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
