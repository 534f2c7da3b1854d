//! The one gate for texts of strangers: what has passed it can neither steer a screen nor hide in a page.

use std::fmt;

/// The longest text let through, in characters.
const LONGEST: usize = 4_000;

/// A text of one line that is fit to be seen. Each writer still escapes what its own format means by a sign.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct SafeText(String);

impl SafeText {
    /// Spaces stand for tabs and line breaks, the replacement character for everything that cannot be seen.
    pub fn new(text: &str) -> SafeText {
        if text.len() <= LONGEST && text.chars().all(|it| visible(it) == it) {
            return SafeText(text.to_owned());
        }
        let mut clean: String = text.chars().take(LONGEST).map(visible).collect();
        if text.chars().nth(LONGEST).is_some() {
            clean.push('…');
        }
        SafeText(clean)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn visible(it: char) -> char {
    match it {
        ' '..='~' => it,
        '\t' | '\n' | '\r' => ' ',
        _ if is_invisible(it) => char::REPLACEMENT_CHARACTER,
        _ => it,
    }
}

/// Whether a character could steer a terminal or hide in a text: control, direction, filler and zero-width characters.
pub fn is_invisible(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// JSON with everything that cannot be seen spelled by number. Only its texts hold such letters; line breaks stay.
pub fn json(text: &str) -> String {
    let mut units = [0; 2];
    text.chars().fold(String::with_capacity(text.len()), |mut clean, it| {
        if it != '\n' && is_invisible(it) {
            it.encode_utf16(&mut units).iter().for_each(|unit| clean += &format!("\\u{unit:04x}"));
        } else {
            clean.push(it);
        }
        clean
    })
}

/// A cell of a table that a spreadsheet reads as text, never as a formula.
pub fn cell(text: &str) -> String {
    let clean = SafeText::new(text).0;
    if clean.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']) {
        format!("'{clean}")
    } else {
        clean
    }
}

impl From<&str> for SafeText {
    fn from(text: &str) -> SafeText {
        SafeText::new(text)
    }
}

impl From<&String> for SafeText {
    fn from(text: &String) -> SafeText {
        SafeText::new(text)
    }
}

impl From<String> for SafeText {
    fn from(text: String) -> SafeText {
        SafeText::new(&text)
    }
}

impl From<SafeText> for String {
    fn from(shown: SafeText) -> String {
        shown.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{SafeText, cell};

    #[test]
    fn nothing_that_steers_a_screen_passes() {
        let hostile = "a\u{1b}[2Jb\u{9b}31mc\u{1b}]8;;x\u{7}d\u{202e}e\u{200b}f\u{7f}g\rh\u{e0041}";
        let shown = SafeText::new(hostile);
        assert_eq!(shown.as_str(), "a�[2Jb�31mc�]8;;x�d�e�f�g h�");
    }

    #[test]
    fn an_overlong_text_is_cut() {
        assert_eq!(SafeText::new(&"x".repeat(1_000_000)).as_str().chars().count(), 4_001);
    }

    #[test]
    fn a_spreadsheet_sees_no_formula() {
        for formula in ["=1+1", "+1", "-1", "@a", "\t=1", " =1"] {
            assert!(cell(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(cell("plain"), "plain");
    }
}
