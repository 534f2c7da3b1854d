//! What the page is given: one screen, or another place to go to.

use crate::place::Address;
use crate::visit::Visit;
use serde::Serialize;

/// What to do next: exactly one of a screen and a place to go to, and what else changed.
#[derive(Serialize, Default, Debug)]
pub struct Response {
    /// The title of the window.
    pub title: String,
    /// The screen, every text of it escaped.
    pub html: String,
    /// Another place to show instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub go: Option<String>,
    /// What was said so far, when that has changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit: Option<Visit>,
    /// A sentence to say besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub say: Option<&'static str>,
    /// A file to give to the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Download>,
    /// What was asked for as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// It needs rules that are not there yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub early: bool,
    /// The request itself was wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

#[derive(Serialize, Debug)]
pub struct Download {
    pub name: String,
    pub kind: &'static str,
    pub text: String,
}

impl Response {
    pub fn go(place: &Address) -> Response {
        Response { go: Some(place.to_string()), ..Response::default() }
    }

    pub fn misunderstood(why: &str) -> Response {
        Response { fault: Some(why.to_owned()), ..Response::default() }
    }

    #[must_use]
    pub fn with(self, visit: Visit) -> Response {
        Response { visit: Some(visit), ..self }
    }
}
