//! The known word that was probably meant.

/// Nobody means a longer word, and comparing long words takes long.
const LONGEST: usize = 64;

/// The known word most like one that is not known: a slip of spelling away, or the one a part of the other.
/// ```
/// use needlewise::text::suggest;
///
/// assert_eq!(suggest("beofre", ["before", "after"]), Some("before"));
/// assert_eq!(suggest("lunch", ["before", "after"]), None);
/// ```
pub fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let short = |text: &str| text.chars().nth(LONGEST).is_none();
    if !short(word) {
        return None;
    }
    let most = (word.chars().count() / 3).max(1);
    let part = |other: &str| word.len().min(other.len()) >= 4 && (other.contains(word) || word.contains(other));
    let letters = Letters::of(word);
    let known = known.into_iter().filter(|other| short(other) && (letters.steps_to(other) <= most || part(other)));
    let known = known.map(|other| (strsim::damerau_levenshtein(word, other), other));
    known.filter(|(steps, other)| *steps <= most || part(other)).min().map(|(_, other)| other)
}

/// How often each letter stands in a word, whatever their order. Thousands of words are told apart by that alone.
struct Letters([i16; 64]);

impl Letters {
    fn of(word: &str) -> Letters {
        let mut letters = Letters([0; 64]);
        word.chars().for_each(|letter| letters.0[u32::from(letter) as usize % 64] += 1);
        letters
    }

    /// So many slips of spelling at the least lie between the words.
    fn steps_to(&self, other: &str) -> usize {
        let (mut more, mut fewer) = (0, 0);
        for (one, other) in self.0.iter().zip(Letters::of(other).0) {
            more += usize::try_from(one - other).unwrap_or(0);
            fewer += usize::try_from(other - one).unwrap_or(0);
        }
        more.max(fewer)
    }
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn a_slip_or_a_part_of_a_word_is_known_again_and_nonsense_is_not() {
        let known = ["age", "before", "scars", "raised_scars", "rb"];
        for (word, meant) in
            [("agee", "age"), ("beofre", "before"), ("scars_raised", "scars"), ("raised", "raised_scars")]
        {
            assert_eq!(suggest(word, known), Some(meant), "{word}");
        }
        for word in ["zzzzzzzzzzzzzz", "", "xy"] {
            assert_eq!(suggest(word, known), None, "{word}");
        }
    }

    #[test]
    fn a_word_longer_than_any_is_not_compared() {
        let long = "a".repeat(65);
        assert_eq!(suggest(&long, [&long[..64]]), None);
        assert_eq!(suggest(&long[..64], [long.as_str()]), None);
        assert_eq!(suggest(&long[..63], [&long[..64]]), Some(&long[..64]));
    }
}
