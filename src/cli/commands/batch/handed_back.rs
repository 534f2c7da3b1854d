//! The rows that could not be read, as they were, for whoever filled them in.

use crate::batch::{Faulty, OVER, Piece};
use crate::text;
use anyhow::Context;
use csv::ByteRecord;
use std::io::Write;
use std::path::Path;

pub struct HandedBack {
    file: fs_err::File,
    begun: bool,
}

impl HandedBack {
    /// A file that is not there yet.
    pub fn new(path: &Path) -> anyhow::Result<HandedBack> {
        Ok(HandedBack { file: fs_err::File::create_new(path)?, begun: false })
    }

    /// The names of the columns, once, and rows as `rows` made them.
    pub fn write(&mut self, names: Option<&ByteRecord>, rows: &str) -> anyhow::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        if !std::mem::replace(&mut self.begun, true) {
            let names = names.map_or_else(|| vec!["row".to_owned()], cells);
            self.add(&row(OVER.map(str::to_owned), names))?;
        }
        self.add(rows)
    }

    fn add(&mut self, rows: &str) -> anyhow::Result<()> {
        self.file.write_all(rows.as_bytes()).context("the rows to hand back cannot be written")
    }
}

/// The line, the reason and the row of each fault of a piece.
pub fn rows(piece: &Piece, faults: &[Faulty]) -> String {
    let one = |faulty: &Faulty| {
        let was = match piece {
            Piece::Rows(rows) => {
                let found = rows.iter().find(|row| row.line == faulty.line);
                found.and_then(|row| row.cells.as_ref().ok()).map(cells).unwrap_or_default()
            }
            Piece::Lines { text, first } => {
                let at = usize::try_from(faulty.line - first).unwrap_or(usize::MAX);
                let line = text.split(|byte| *byte == b'\n').nth(at).unwrap_or_default();
                vec![text::cell(String::from_utf8_lossy(line).trim_end())]
            }
            Piece::TooLong { .. } => Vec::new(),
        };
        row([faulty.line.to_string(), text::cell(&faulty.fault.to_string())], was)
    };
    faults.iter().map(one).collect()
}

fn cells(row: &ByteRecord) -> Vec<String> {
    row.iter().map(|cell| text::cell(&String::from_utf8_lossy(cell))).collect()
}

fn row(first: [String; 2], rest: Vec<String>) -> String {
    text::row(first.iter().chain(&rest).map(String::as_str))
}
