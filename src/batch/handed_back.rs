//! The rows that could not be read, as they were, with their line and the reason: a table for whoever filled them in.

use super::columns::BESIDE;
use super::{Chunk, Faulty, RowSource};
use crate::text;
use csv::ByteRecord;

/// The heading of what is handed back of a list. Lines of JSON stand in one column.
pub fn heading(source: &RowSource) -> String {
    let names = match source {
        RowSource::Lines(_) => vec!["row".to_owned()],
        RowSource::Table(table) => cells(&table.names),
    };
    row(BESIDE.map(str::to_owned), names, source.separator())
}

/// The line, the reason and the row of each fault of a piece. No cell is a formula.
pub fn rows(piece: &Chunk, faults: &[Faulty], separator: char) -> String {
    let one = |faulty: &Faulty| {
        let was = match piece {
            Chunk::Rows(rows) => {
                let found = rows.iter().find(|row| row.line == faulty.line);
                found.and_then(|row| row.cells.as_ref().ok()).map(cells).unwrap_or_default()
            }
            Chunk::Lines { text, first } => {
                let at = usize::try_from(faulty.line.saturating_sub(*first)).unwrap_or(usize::MAX);
                let line = text.split(|byte| *byte == b'\n').nth(at).unwrap_or_default();
                vec![text::cell(String::from_utf8_lossy(line).trim_end())]
            }
            Chunk::TooLong { .. } => Vec::new(),
        };
        row([faulty.line.to_string(), text::cell(&faulty.fault.to_string())], was, separator)
    };
    faults.iter().map(one).collect()
}

fn cells(row: &ByteRecord) -> Vec<String> {
    row.iter().map(|cell| text::cell(&String::from_utf8_lossy(cell))).collect()
}

fn row(beside: [String; 2], rest: Vec<String>, separator: char) -> String {
    text::row_parted(beside.iter().chain(&rest).map(String::as_str), separator)
}
