//! Why a line could not be read.

use thiserror::Error;

/// What is wrong with one line of a list. Its words say what to do about it.
#[derive(Error, Clone, PartialEq, Eq, Debug)]
pub enum RowFault {
    /// The bytes are not UTF-8 text.
    #[error("this is not UTF-8 text; save the file as UTF-8, in Excel as `CSV UTF-8`")]
    NotUtf8,
    /// The line is longer than is read at once.
    #[error("the line is longer than 1 MiB")]
    TooLong,
    /// Not JSON, or not the JSON that is wanted here.
    #[error("column {column}: {reason}")]
    Json {
        /// The place in the line, in bytes from 1.
        column: usize,
        /// What the reader of JSON says of it.
        reason: String,
    },
    /// A line that does not even begin like a person.
    #[error("this is not a JSON object, such as {{\"age\": 30}}; for a table say `--from csv`")]
    NotAnObject,
    /// A name that is no id of a question, nor a column to pass through.
    #[error("`{name}` is not a question of this pack; {}", guess(.name, .near.as_deref()))]
    UnknownQuestion {
        /// The name as it was given, cut short.
        name: String,
        /// The known name that was meant, when one is near.
        near: Option<String>,
    },
    /// The id of a question, or of a column to pass through, that stands in the line or the heading more than once.
    #[error("`{0}` is answered twice")]
    Twice(String),
    /// Words or values that the question does not take.
    #[error("{}`{question}`; it takes {takes}", no_answers(.answers))]
    NotAnAnswer {
        /// The id of the question.
        question: String,
        /// The answers as they were given, each cut short.
        answers: Vec<String>,
        /// What the question takes, in words.
        takes: String,
    },
    /// A single word where a list is wanted.
    #[error("`{question}` takes a list of answers; write {list}")]
    List {
        /// The id of the question.
        question: String,
        /// The list to write instead, as JSON.
        list: String,
    },
    /// The row has more cells than the heading, or fewer.
    #[error("cells: {found} in this row, {expected} in the heading{}", too_many(*.found, *.expected, *.separator))]
    Cells {
        /// How many cells the row has.
        found: usize,
        /// How many columns the heading has.
        expected: usize,
        /// What parts the cells.
        separator: char,
    },
    /// A column without a name, counted from 1.
    #[error("column {0} has no name; give it one, or take it away")]
    NoName(usize),
    /// The line in which the quote stands.
    #[error("the quote that opens in line {0} is never closed, so what comes after it was not read")]
    OpenQuote(u64),
    /// The line in which something stands between the end of a quote and the end of its cell.
    #[error("in line {0} something stands behind the end of a quote; write a quote inside a cell twice")]
    StrayQuote(u64),
    /// The line that a quote took in although it would be a row of its own.
    #[error("the quote that opens in this row takes in line {0}, which is a row of its own; close it before")]
    Swallowed(u64),
    /// A row that answers no question, which is no person.
    #[error("nothing is answered in this row; take it away, or write `unsure`")]
    Nothing,
    /// Everything that is wrong with one row, when it is more than one thing.
    #[error("{}", all(.0))]
    Several(Vec<RowFault>),
    /// What the reader of the table says of a row that it cannot tell apart.
    #[error("this row cannot be read: {0}")]
    Row(String),
}

/// A fault and where it stands, in lines counted from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Faulty {
    /// The line in the list, or the line in which the row begins.
    pub line: u64,
    /// What is wrong with it.
    pub fault: RowFault,
}

fn guess(name: &str, near: Option<&str>) -> String {
    let quotes = if name.contains(char::is_whitespace) { "\"" } else { "" };
    near.map_or_else(
        || format!("`--keep {quotes}{name}{quotes}` passes it through"),
        |near| format!("did you mean `{near}`?"),
    )
}

/// What to do about a row with too many cells.
fn too_many(found: usize, expected: usize, separator: char) -> String {
    match (found > expected, separator) {
        (false, _) => String::new(),
        (true, '\t') => "; put a cell with a tab in it in quotes".to_owned(),
        (true, separator) => format!("; put a cell with a `{separator}` in it in quotes"),
    }
}

fn no_answers(answers: &[String]) -> String {
    let all = answers.join("`, `");
    if answers.len() == 1 { format!("`{all}` is not an answer to ") } else { format!("`{all}` are no answers to ") }
}

fn all(faults: &[RowFault]) -> String {
    faults.iter().map(RowFault::to_string).collect::<Vec<_>>().join("; ")
}
