//! The known word that was probably meant.

/// Nobody means a longer word, and comparing long words takes long.
const LONGEST: usize = 64;

/// So many known words are compared letter by letter: those nearest by the letters they are made of, and of these those
/// that begin and end most alike.
const MOST: usize = 64;

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
    let known = known.into_iter().filter(|other| short(other)).map(|other| (letters.steps_to(other), other));
    let mut near: Vec<(usize, &str)> = known.filter(|(steps, other)| *steps <= most || part(other)).collect();
    near.sort_by_cached_key(|(steps, other)| (*steps, middle(word, other), *other));
    near.truncate(MOST);
    let near = near.into_iter().map(|(_, other)| (strsim::damerau_levenshtein(word, other), other));
    near.filter(|(steps, other)| *steps <= most || part(other)).min().map(|(_, other)| other)
}

/// How many letters of the known word stand between what both words begin and what they end with.
fn middle(word: &str, other: &str) -> usize {
    let alike = |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(one, other)| one == other).count();
    let begin = alike(&mut word.chars().zip(other.chars()));
    let end = alike(&mut word.chars().rev().zip(other.chars().rev()));
    other.chars().count().saturating_sub(begin + end)
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
    fn the_word_that_was_meant_is_found_among_thousands_that_look_alike() {
        let known: Vec<String> = (0..28_000).map(|at| format!("question_number_{at:05}")).collect();
        for at in (0..28_000).step_by(140) {
            let meant = format!("question_number_{at:05}");
            let slip = meant.replace("question", "questoin");
            assert_eq!(suggest(&slip, known.iter().map(String::as_str)), Some(meant.as_str()));
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
