//! Packs as forms, and cases as cards, for other programs. Computes texts and tables; writes no file.

pub mod anki;
mod answer;
pub mod card;
pub mod fhir;
mod fhirpath;
pub mod moodle;
mod offered;
mod rails;
pub mod sheet;
mod waiting;
pub mod whole;
pub mod xlsform;
mod xpath;

use std::fmt;

/// Why a pack cannot be carried over into another program's form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotCarried {
    /// Two parts of the form would have this name.
    Name(String),
    /// A question has an option of this name, which the form needs for "none of these".
    Option {
        /// The id of the question.
        question: String,
        /// The id of the option.
        option: &'static str,
    },
    /// A question asks for something to be written down, such as a text or a date.
    Entry(String),
    /// What has to be computed here takes more room than a cell of a sheet has.
    Room(String),
}

impl fmt::Display for NotCarried {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            NotCarried::Name(name) => {
                write!(f, "two parts of the form would be called `{name}`; rename one in the rules")
            }
            NotCarried::Option { question, option } => {
                write!(
                    f,
                    "`{question}` has an option `{option}`, which the form needs for itself; rename it in the rules"
                )
            }
            NotCarried::Entry(question) => {
                write!(f, "`{question}` asks for a text or a date to be written down, which the form has no place for")
            }
            NotCarried::Room(name) => write!(f, "the condition of `{name}` is too long for a cell of a sheet"),
        }
    }
}

impl std::error::Error for NotCarried {}
