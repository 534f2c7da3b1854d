//! Where the person is, as the browser's history has it.

use needlewise::report::question::place;
use std::fmt;

/// A screen of the page. Names in it come from the page, and need not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Address {
    Home,
    /// The question that comes next.
    Next(String),
    Question(String, String),
    /// Check your answers.
    Check(String),
    Answer(String),
    HandOver(String),
    /// What is known, found by words.
    Learn,
    Topic(String, String),
    /// The checklists.
    Lists,
    /// The item that comes next.
    Run(String),
    Item(String, String),
    Close(String),
    /// The incident card, from this list.
    Incident(String),
}

impl Address {
    /// The place of this name; home where there is none.
    pub fn named(name: &str) -> Address {
        let parts: Vec<&str> = name.split('/').collect();
        let own = |part: &str| part.to_owned();
        match parts[..] {
            ["ask", pack] => Address::Next(own(pack)),
            ["ask", pack, question] => Address::Question(own(pack), own(question)),
            ["check", pack] => Address::Check(own(pack)),
            ["answer", pack] => Address::Answer(own(pack)),
            ["hand-over", pack] => Address::HandOver(own(pack)),
            ["learn"] => Address::Learn,
            ["learn", pack, topic] => Address::Topic(own(pack), own(topic)),
            ["lists"] => Address::Lists,
            ["run", pack] => Address::Run(own(pack)),
            ["run", pack, item] => Address::Item(own(pack), own(item)),
            ["close", pack] => Address::Close(own(pack)),
            ["incident", pack] => Address::Incident(own(pack)),
            _ => Address::Home,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Home => Ok(()),
            Address::Next(pack) => write!(f, "ask/{pack}"),
            Address::Question(pack, question) => write!(f, "{}", place(pack, question)),
            Address::Check(pack) => write!(f, "check/{pack}"),
            Address::Answer(pack) => write!(f, "answer/{pack}"),
            Address::HandOver(pack) => write!(f, "hand-over/{pack}"),
            Address::Learn => write!(f, "learn"),
            Address::Topic(pack, topic) => write!(f, "learn/{pack}/{topic}"),
            Address::Lists => write!(f, "lists"),
            Address::Run(pack) => write!(f, "run/{pack}"),
            Address::Item(pack, item) => write!(f, "run/{pack}/{item}"),
            Address::Close(pack) => write!(f, "close/{pack}"),
            Address::Incident(pack) => write!(f, "incident/{pack}"),
        }
    }
}
