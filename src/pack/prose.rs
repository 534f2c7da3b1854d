//! Texts that people read: joined over line breaks, never empty, nothing invisible in them.

use super::file::File;
use super::problem::Code;
use super::reader::Reader;
use crate::model::contact::PLACES;
use crate::text::{SafeText, has_tower, is_invisible};

/// The place for a day, in the headline of a wait.
const DAY: &str = "day";

impl Reader {
    /// A text that stays on one line wherever it is shown: an empty line in it would forge lines of a list.
    pub fn line(&mut self, file: &File, near: &str, what: &str, text: &str) -> String {
        self.prose(file, near, what, text).replace("\n\n", " ")
    }

    /// Joins the lines of a text; an empty line between two parts stays.
    pub fn prose(&mut self, file: &File, near: &str, what: &str, text: &str) -> String {
        // Most texts are one plain line already, and starting up should not pay for the others.
        let plain = |byte: u8| matches!(byte, b'!'..=b'z' | b' ');
        if text.bytes().all(plain) && !text.is_empty() && text.trim().len() == text.len() && !text.contains("  ") {
            return text.to_owned();
        }
        let paragraphs: Vec<String> = text
            .split("\n\n")
            .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|paragraph| !paragraph.is_empty())
            .collect();
        if paragraphs.is_empty() {
            self.word(file, near, Code::EmptyText, format!("the {what} is empty"));
        }
        let joined = paragraphs.join("\n\n");
        if let Some(odd) = joined.chars().find(|letter| *letter != '\n' && is_invisible(*letter)) {
            let message = format!("the {what} holds the invisible character U+{:04X}", u32::from(odd));
            self.word(file, near, Code::ControlCharacter, message);
        } else if has_tower(&joined) {
            let message = format!("the {what} holds a letter with more than 3 marks on it");
            self.word(file, near, Code::ControlCharacter, message);
        }
        self.places(file, near, &joined);
        joined
    }

    /// Curly brackets hold only what can be filled in.
    fn places(&mut self, file: &File, near: &str, text: &str) {
        for piece in text.split('{').skip(1) {
            let place = piece.split('}').next().unwrap_or_default();
            if place != DAY && !PLACES.iter().any(|(known, _)| *known == place) {
                let known = PLACES.iter().map(|(known, _)| *known).chain([DAY]);
                let message = format!("nothing can be filled in for `{{{}}}`", SafeText::new(place));
                self.unknown(file, near, Code::UnknownPlace, message, known);
            }
        }
    }
}
