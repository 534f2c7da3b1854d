//! Tables for spreadsheets: every cell is a text, wherever the spreadsheet parts cells.

use super::safe_text::visible;
use std::borrow::Cow;

/// How a formula begins.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// What parts cells or rows in some office or other.
const PARTS: [char; 6] = [',', ';', '\t', '|', '\n', '\r'];

/// A cell that no spreadsheet takes for a formula, also one that parts cells at a semicolon and knows no quotes there.
/// It stays on one line; letters that cannot be seen are replaced, and nothing is cut.
pub fn cell(text: &str) -> String {
    let clean = visible(text.chars().map(|letter| if letter.is_ascii_whitespace() { ' ' } else { letter }));
    if !clean.contains(FORMULA) {
        return clean;
    }
    let guarded = clean.split_inclusive(';').map(|part| {
        let guard = if part.trim_start().starts_with(FORMULA) { "'" } else { "" };
        format!("{guard}{part}")
    });
    guarded.collect()
}

/// A cell as it stands in a row of CSV: in quotes where it holds what parts cells anywhere.
pub fn field(cell: &str) -> Cow<'_, str> {
    if cell.contains(PARTS) || cell.contains('"') {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A row of CSV with its end.
pub fn row<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    row_parted(cells, ',')
}

/// The same parted as another office does it: by a comma, a semicolon or a tab.
pub fn row_parted<'c>(cells: impl IntoIterator<Item = &'c str>, separator: char) -> String {
    let cells: Vec<Cow<str>> = cells.into_iter().map(field).collect();
    // A row of one empty cell is no empty line.
    if cells == [""] { "\"\"\n".to_owned() } else { cells.join(&separator.to_string()) + "\n" }
}

#[cfg(test)]
mod tests {
    use super::{cell, row, row_parted};

    #[test]
    fn a_spreadsheet_sees_no_formula() {
        for formula in ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "\n=1", "\u{ff1d}1"] {
            assert!(cell(formula).trim_start().starts_with('\''), "{formula:?}");
        }
        for plain in ["plain", "0.5-1", "a@b", "a, b; c"] {
            assert_eq!(cell(plain), plain);
        }
        assert_eq!(cell("a;=cmd|'..'!A0;b"), "a;'=cmd|'..'!A0;b");
        assert_eq!(cell("two\r\nlines\tand=more"), "two  lines and=more");
        assert_eq!(cell("\u{1b}[31m\u{202e}"), "\u{fffd}[31m\u{fffd}");
        assert_eq!(cell(&"x".repeat(10_000)).len(), 10_000);
    }

    #[test]
    fn what_parts_cells_anywhere_stands_in_quotes() {
        assert_eq!(row(["a", "b c", ""]), "a,b c,\n");
        assert_eq!(
            row(["a;b", "c,d", "e\tf", "g|h", "i\nj", "k\"l"]),
            "\"a;b\",\"c,d\",\"e\tf\",\"g|h\",\"i\nj\",\"k\"\"l\"\n"
        );
        assert_eq!(row([""]), "\"\"\n");
        assert_eq!(row_parted(["a", "b;c", "d"], ';'), "a;\"b;c\";d\n");
    }
}
