//! The one gate for texts of strangers: what has passed it can neither steer a screen nor hide in a page.

use std::borrow::Cow;
use std::fmt;
use unicode_width::UnicodeWidthChar;

/// The longest text let through, in characters.
const LONGEST: usize = 4_096;

/// A letter carries at most so many marks. No language needs more, and a tower of them paints over the lines around it.
const MOST_MARKS: usize = 3;

/// A text of one line that is fit to be seen. Each writer still escapes what its own format means by a sign.
///
/// ```
/// use needlewise::text::SafeText;
///
/// let shown = SafeText::new("all is\tfine\u{1b}[2J");
/// assert_eq!(shown.as_str(), "all is fine\u{fffd}[2J");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct SafeText(String);

impl SafeText {
    /// Spaces stand for tabs and line breaks, the replacement character for everything that cannot be seen.
    pub fn new(text: &str) -> SafeText {
        SafeText(SafeText::cleaned(text).into_owned())
    }

    /// The same, without a copy where nothing has to be replaced.
    pub fn cleaned(text: &str) -> Cow<'_, str> {
        if text.len() <= LONGEST && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Cow::Borrowed(text);
        }
        let mut clean = visible(text.chars().take(LONGEST).map(|letter| if is_break(letter) { ' ' } else { letter }));
        if text.chars().nth(LONGEST).is_some() {
            clean.push('…');
        }
        Cow::Owned(clean)
    }

    /// The text, fit for a screen or a page.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left of it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The replacement character for every letter that cannot be seen, and for every mark too many. Line breaks stay.
pub(super) fn visible(letters: impl Iterator<Item = char>) -> String {
    // Nothing stands before the first letter that could carry a mark.
    let mut marks = MOST_MARKS;
    let letters = letters.map(|letter| {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        let is_hidden = is_invisible(letter) && !is_break(letter);
        if is_hidden || marks > MOST_MARKS { char::REPLACEMENT_CHARACTER } else { letter }
    });
    letters.collect()
}

fn is_break(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r')
}

/// Whether a character is drawn over the letter before it.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && letter.width() == Some(0)
}

/// Whether a letter carries so many marks that they would be drawn over other lines.
pub fn has_tower(text: &str) -> bool {
    let seen = |letter: &char| !is_invisible(*letter);
    text.chars().filter(seen).ne(visible(text.chars().filter(seen)).chars())
}

/// Whether a character could steer a terminal or hide in a text: control, direction, filler and zero-width characters,
/// and those that mean something in one font or program only.
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(u32::from(letter), 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xf_0000..)
        || u32::from(letter) & 0xfffe == 0xfffe
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{13430}'..='\u{1345f}' | '\u{16fe4}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// JSON with everything that cannot be seen spelled by number. Only its texts hold such letters; line breaks stay.
pub fn json(text: &str) -> String {
    let mut units = [0; 2];
    text.chars().fold(String::with_capacity(text.len()), |mut clean, letter| {
        if letter != '\n' && is_invisible(letter) {
            letter.encode_utf16(&mut units).iter().for_each(|unit| clean += &format!("\\u{unit:04x}"));
        } else {
            clean.push(letter);
        }
        clean
    })
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
    use super::{SafeText, has_tower, json};

    #[test]
    fn nothing_that_steers_a_screen_passes() {
        let hostile = "a\u{1b}[2Jb\u{9b}31mc\u{1b}]8;;x\u{7}d\u{202e}e\u{200b}f\u{7f}g\rh\u{e0041}";
        let shown = SafeText::new(hostile);
        assert_eq!(shown.as_str(), "a�[2Jb�31mc�]8;;x�d�e�f�g h�");
    }

    #[test]
    fn only_no_text_is_empty() {
        assert!(SafeText::new("").is_empty() && !SafeText::new("a").is_empty());
    }

    #[test]
    fn an_overlong_text_is_cut() {
        assert_eq!(SafeText::new(&"x".repeat(1_000_000)).as_str().chars().count(), 4_097);
    }

    #[test]
    fn no_tower_of_marks_paints_over_other_lines() {
        let tower = format!("a{}b", "\u{301}".repeat(45));
        let shown = SafeText::new(&tower);
        assert_eq!(shown.as_str(), format!("a\u{301}\u{301}\u{301}{}b", "\u{fffd}".repeat(42)));
        // Nothing before the text is painted over either.
        assert_eq!(SafeText::new("\u{336}\u{336}a").as_str(), "\u{fffd}\u{fffd}a");
        for word in ["caf\u{65}\u{301}", "e\u{302}\u{301}", "\u{e17}\u{e35}\u{e48}", "\u{5d1}\u{5bc}\u{5b8}\u{5a5}"] {
            assert_eq!(SafeText::new(word).as_str(), word);
        }
    }

    #[test]
    fn a_tower_is_told_from_a_letter_with_its_marks() {
        assert!(!has_tower(&"a\u{301}".repeat(9)) && !has_tower("a\u{301}\u{301}\u{301}"));
        assert!(has_tower("a\u{301}\u{301}\u{301}\u{301}") && has_tower("\u{301}a"));
        // What is hidden by itself is no tower.
        assert!(!has_tower("a\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}"));
    }

    #[test]
    fn json_spells_what_is_hidden_and_nothing_else() {
        assert_eq!(
            json("{\n \"a\": \"\u{e9}\u{202e}\u{e0041}\u{9b}\"}"),
            "{\n \"a\": \"\u{e9}\\u202e\\udb40\\udc41\\u009b\"}"
        );
    }

    #[test]
    fn what_only_some_fonts_or_programs_know_does_not_pass() {
        for it in [
            "\u{13430}",
            "\u{13438}",
            "\u{13455}",
            "\u{e000}",
            "\u{f8ff}",
            "\u{fdd0}",
            "\u{fffe}",
            "\u{1ffff}",
            "\u{f0000}",
            "\u{10ffff}",
        ] {
            assert_eq!(SafeText::new(&format!("a{it}b")).as_str(), "a\u{fffd}b", "{it:?}");
        }
        for word in ["\u{13000}", "\u{1f642}", "\u{ac00}", "na\u{ef}ve"] {
            assert_eq!(SafeText::new(word).as_str(), word);
        }
    }
}
