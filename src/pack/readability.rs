//! How hard a text is to read: the Flesch-Kincaid grade, and long words that nobody explains.

use crate::model::Term;
use crate::text::sentences;
use std::collections::HashSet;

/// Long words that most readers know.
const COMMON: &[&str] = &["immediately", "especially", "refrigerator"];

/// The words that a glossary explains in place, in lower case; of a phrase each word.
pub struct Explained(HashSet<String>);

impl Explained {
    /// The words that the library explains.
    pub fn new(terms: &[Term]) -> Explained {
        let phrases = terms.iter().flat_map(|term| std::iter::once(&term.word).chain(&term.also));
        let words = phrases.flat_map(|phrase| phrase.split(|letter: char| letter.is_whitespace() || letter == '-'));
        Explained(words.map(str::to_ascii_lowercase).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_ascii_lowercase())
    }
}

/// The US school grade a text asks for. A word of the glossary counts as an easy one, since it is explained in place.
///
/// Flesch-Kincaid: 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid et al., 1975).
pub fn grade(text: &str, explained: &Explained) -> f64 {
    let words = words(text);
    let parts = sentences(text).flat_map(|sentence| sentence.split([':', ';']));
    let sentences = parts.filter(|part| part.chars().any(char::is_alphabetic)).count();
    if words.is_empty() || sentences == 0 {
        return 0.0;
    }
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let syllables: usize = words.iter().map(|word| if explained.has(word) { 1 } else { syllables(word) }).sum();
    0.39 * count(words.len()) / count(sentences) + 11.8 * count(syllables) / count(words.len()) - 15.59
}

/// Words of five syllables or more that are neither common nor in the glossary.
pub fn hard_words<'t>(text: &'t str, explained: &Explained) -> Vec<&'t str> {
    let common = |word: &str| COMMON.iter().any(|listed| listed.eq_ignore_ascii_case(word));
    let mut hard: Vec<&str> =
        words(text).into_iter().filter(|word| syllables(word) >= 5 && !common(word) && !explained.has(word)).collect();
    hard.sort_unstable();
    hard.dedup();
    hard
}

fn words(text: &str) -> Vec<&str> {
    let edges = |letter: char| !letter.is_alphanumeric();
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '-' | '–'))
        .map(|word| word.trim_matches(edges))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect()
}

/// Groups of vowels, without a silent "e" at the end. Right for most English words, a little high for others.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    let vowel = |letter: &char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = letters
        .iter()
        .enumerate()
        .filter(|(at, letter)| vowel(letter) && (*at == 0 || !vowel(&letters[at - 1])))
        .count();
    let silent = match letters.as_slice() {
        [.., before, 'e'] => {
            let spoken = *before == 'l' && letters.len() > 2 && !vowel(&letters[letters.len() - 3]);
            !vowel(before) && !spoken
        }
        [.., before, 'e', 'd'] => !matches!(before, 't' | 'd') && !vowel(before),
        [.., before, 'e', 's'] => !matches!(before, 's' | 'x' | 'z' | 'h' | 'c' | 'g') && !vowel(before),
        _ => false,
    };
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Explained, grade, syllables};

    #[test]
    fn syllables_of_plain_words() {
        for (word, n) in [
            ("a", 1),
            ("skin", 1),
            ("needle", 2),
            ("because", 2),
            ("bruise", 1),
            ("bruises", 2),
            ("rolled", 1),
            ("treated", 2),
            ("infection", 3),
            ("microneedling", 4),
        ] {
            assert_eq!(syllables(word), n, "{word}");
        }
    }

    #[test]
    fn short_sentences_of_short_words_are_easy() {
        let none = Explained::new(&[]);
        assert!(grade("The cat sat on the mat. It was red.", &none) < 1.0);
        assert!(
            grade(
                "Contraindicated percutaneous interventions necessitate multidisciplinary consultation beforehand.",
                &none
            ) > 12.0
        );
    }
}
