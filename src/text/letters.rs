//! Small letters for capital ones.

/// A text in the small letters of the alphabets of Europe. What turns the letters of all the world around is larger than
/// everything else that a search needs, and a page is sent to phones.
/// ```
/// assert_eq!(needlewise::text::lower("Öl ÄRGER"), "öl ärger");
/// ```
pub fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

fn small(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        // Latin, Greek, Cyrillic: the small ones stand behind the capital ones, or each behind its own.
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => code + 0x20,
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 | 0x460..=0x481 | 0x48a..=0x4bf | 0x1ea0..=0x1eff => code | 1,
        0x139..=0x148 | 0x179..=0x17e => code + code % 2,
        0x400..=0x40f => code + 0x50,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::{lower, small};

    #[test]
    fn letters_are_turned_as_the_standard_library_turns_them_or_left_as_they_are() {
        for letter in '\0'..=char::MAX {
            let of_all = letter.to_lowercase().collect::<String>();
            assert!(small(letter) == letter || of_all == small(letter).to_string(), "{letter}");
        }
        for text in ["ÖL", "ŁÓDŹ", "ŽIŽKA", "ΑΘΗΝΑ", "МОСКВА", "ЇЖАК", "PLAIN"] {
            assert_eq!(lower(text), text.to_lowercase());
        }
    }
}
