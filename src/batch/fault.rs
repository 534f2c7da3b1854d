//! Why a line could not be read.

use thiserror::Error;

#[derive(Error, Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    #[error("this is not UTF-8 text; save the file as UTF-8")]
    NotUtf8,
    #[error("the line is longer than 1 MiB")]
    TooLong,
    /// Not JSON, or not the JSON that is wanted here.
    #[error("column {column}: {reason}")]
    Json { column: usize, reason: String },
    #[error("this is not a JSON object, such as {{\"age\": 30}}; for a table say `--from csv`")]
    NotAnObject,
    #[error("`{name}` is not a question of this pack; {}", guess(.name, .near.as_deref()))]
    UnknownQuestion { name: String, near: Option<String> },
    #[error("`{0}` is answered twice")]
    Twice(String),
    #[error("`{answer}` is not an answer to `{question}`; it takes {takes}")]
    NotAnAnswer { question: String, answer: String, takes: String },
    /// A single word where a list is wanted.
    #[error("`{question}` takes a list of answers; write {list}")]
    List { question: String, list: String },
    #[error("the cells of a table must be parted by commas, not by {0}; save it as CSV with commas")]
    Separator(&'static str),
    #[error("there are {found} cells where the heading has {expected}")]
    Partition { found: usize, expected: usize },
    #[error("column {0} has no name; give it one, or take it away")]
    NoName(usize),
    /// The line in which the quote stands.
    #[error("the quote that opens in line {0} is never closed, so what comes after it was not read")]
    OpenQuote(u64),
    #[error("in line {0} something stands behind the end of a quote; write a quote inside a cell twice")]
    StrayQuote(u64),
    #[error("the quote that opens in this row takes in line {0}, which is a row of its own; close it before")]
    Swallowed(u64),
    #[error("nothing is answered in this row; take it away, or write `unsure`")]
    Nothing,
    #[error("{}", all(.0))]
    Several(Vec<Fault>),
    #[error("this row cannot be read: {0}")]
    Row(String),
}

/// A fault and the line it stands in, counted from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Faulty {
    pub line: u64,
    pub fault: Fault,
}

fn guess(name: &str, near: Option<&str>) -> String {
    near.map_or_else(|| format!("`--keep {name}` passes it through"), |it| format!("did you mean `{it}`?"))
}

fn all(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("; ")
}
