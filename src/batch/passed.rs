//! A column that is passed through, as it came in.

use crate::text;
use serde_json::value::RawValue;

/// What stands in such a column: a value of JSON as it was written, or the cell of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Passed {
    /// A value of JSON, byte for byte.
    Json(String),
    /// The text of a cell, without its quotes.
    Cell(String),
}

impl Passed {
    /// None for `null`.
    pub fn json(value: &RawValue) -> Option<Passed> {
        (value.get() != "null").then(|| Passed::Json(value.get().to_owned()))
    }

    /// None for a cell without a word in it.
    pub fn cell(cell: &str) -> Option<Passed> {
        (!cell.trim().is_empty()).then(|| Passed::Cell(cell.to_owned()))
    }

    /// As a value of JSON: the one that came in, with letters that cannot be seen spelled by number.
    pub fn as_json(&self) -> String {
        match self {
            // Between its values JSON may hold a return or a tab; within a text it never does.
            Passed::Json(value) => text::json(&value.replace(['\r', '\t'], " ")),
            Passed::Cell(cell) => text::json(&serde_json::to_string(cell).unwrap_or_default()),
        }
    }

    /// As a cell: the words of a text, anything else as JSON writes it.
    pub fn as_cell(&self) -> String {
        match self {
            Passed::Cell(cell) => text::cell(cell.trim()),
            Passed::Json(value) => match serde_json::from_str::<String>(value) {
                Ok(words) => text::cell(&words),
                Err(_) => text::cell(value),
            },
        }
    }
}
