//! Texts that people read: joined over line breaks, never empty, nothing invisible in them.

use super::folder::File;
use super::problem::Code;
use super::reader::Reader;

impl Reader {
    /// Joins the lines of a text; an empty line between two parts stays.
    pub fn prose(&mut self, file: &File, near: &str, what: &str, text: &str) -> String {
        let paragraphs: Vec<String> = text
            .split("\n\n")
            .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|it| !it.is_empty())
            .collect();
        if paragraphs.is_empty() {
            self.word(file, near, Code::EmptyText, format!("the {what} is empty"));
        }
        let joined = paragraphs.join("\n\n");
        if let Some(odd) = joined.chars().find(|it| *it != '\n' && is_invisible(*it)) {
            let message = format!("the {what} holds the invisible character U+{:04X}", u32::from(odd));
            self.word(file, near, Code::ControlCharacter, message);
        }
        joined
    }
}

/// Whether a character could steer a terminal or hide in a text: control, direction and zero-width characters.
pub fn is_invisible(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
