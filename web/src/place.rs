//! Where the person is, as the browser's history has it.

use std::fmt;

/// A screen of the page. Names in it come from the page, and need not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
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

impl Place {
    /// The place of this name; home where there is none.
    pub fn named(name: &str) -> Place {
        let parts: Vec<&str> = name.split('/').collect();
        let own = |part: &str| part.to_owned();
        match parts[..] {
            ["ask", pack] => Place::Next(own(pack)),
            ["ask", pack, question] => Place::Question(own(pack), own(question)),
            ["check", pack] => Place::Check(own(pack)),
            ["answer", pack] => Place::Answer(own(pack)),
            ["hand-over", pack] => Place::HandOver(own(pack)),
            ["learn"] => Place::Learn,
            ["learn", pack, topic] => Place::Topic(own(pack), own(topic)),
            ["lists"] => Place::Lists,
            ["run", pack] => Place::Run(own(pack)),
            ["run", pack, item] => Place::Item(own(pack), own(item)),
            ["close", pack] => Place::Close(own(pack)),
            ["incident", pack] => Place::Incident(own(pack)),
            _ => Place::Home,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Home => Ok(()),
            Place::Next(pack) => write!(f, "ask/{pack}"),
            Place::Question(pack, question) => write!(f, "ask/{pack}/{question}"),
            Place::Check(pack) => write!(f, "check/{pack}"),
            Place::Answer(pack) => write!(f, "answer/{pack}"),
            Place::HandOver(pack) => write!(f, "hand-over/{pack}"),
            Place::Learn => write!(f, "learn"),
            Place::Topic(pack, topic) => write!(f, "learn/{pack}/{topic}"),
            Place::Lists => write!(f, "lists"),
            Place::Run(pack) => write!(f, "run/{pack}"),
            Place::Item(pack, item) => write!(f, "run/{pack}/{item}"),
            Place::Close(pack) => write!(f, "close/{pack}"),
            Place::Incident(pack) => write!(f, "incident/{pack}"),
        }
    }
}
