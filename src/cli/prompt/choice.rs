//! What can be had below an answer: a letter, a word beside it, and what it is in full.

use super::size::{Size, joined, width};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyChoice {
    /// What picks it.
    pub key: char,
    /// In a word or two, beside its key.
    pub word: String,
    /// In full, where there is a line for it.
    pub label: String,
}

/// What ends it.
const DONE: &str = "Enter done";

/// So many lines of keys stand under an answer on any screen.
const FEW: usize = 3;

/// Screens of so many rows have room for them all.
const ROOMY: usize = 34;

/// Letters that mean something at every menu: stopping, and moving up and down.
const TAKEN: [char; 3] = ['q', 'j', 'k'];

impl KeyChoice {
    /// Words, and what they are in full: each gets a key of its own, a letter of its word where one is free.
    pub fn all<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Vec<KeyChoice> {
        let mut all: Vec<KeyChoice> = Vec::new();
        for (word, label) in words {
            let letters = word.chars().map(|letter| letter.to_ascii_lowercase()).chain('a'..='z');
            let mut keys = letters.filter(char::is_ascii_lowercase).chain('1'..='9');
            let is_free = |key: &char| !TAKEN.contains(key) && all.iter().all(|choice| choice.key != *key);
            let Some(key) = keys.find(is_free) else { break };
            all.push(KeyChoice { key, word: word.to_owned(), label: label.to_owned() });
        }
        all
    }

    /// The keys with their words and the one that ends it, side by side.
    pub fn lines(choices: &[KeyChoice], width: usize) -> Vec<String> {
        let keys = choices.iter().map(|choice| format!("{} {}", choice.key, choice.word));
        joined(&keys.chain([DONE.to_owned()]).collect::<Vec<_>>(), width)
    }

    /// The same for a screen of this size; where they would take the room of the answer, how to see them.
    pub fn fitted(choices: &[KeyChoice], Size { rows, columns }: Size) -> Vec<String> {
        let lines = KeyChoice::lines(choices, width(Size { rows, columns }));
        // What names things, such as the numbers of countries, is what was asked for.
        let names = choices.iter().any(|choice| choice.word == choice.label);
        if lines.len() > FEW && rows < ROOMY && !names {
            return vec![format!("? what else there is · {DONE}")];
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyChoice, Size};

    #[test]
    fn every_choice_has_a_key_of_its_own_that_means_nothing_else() {
        let words = ["reasons", "change", "rest", "quick", "quick", "keep", "", "q"];
        let many = (0..20).map(|_| ("same", "same"));
        let all = KeyChoice::all(words.map(|word| (word, word)).into_iter().chain(many));
        assert_eq!(all.len(), 28);
        let keys: String = all.iter().map(|choice| choice.key).collect();
        assert!(keys.starts_with("rceuip"), "{keys}");
        for (at, key) in keys.char_indices() {
            assert!(!keys[..at].contains(key) && !"qjk".contains(key), "{key} in {keys}");
        }
    }

    #[test]
    fn many_keys_leave_a_low_screen_to_the_answer_but_a_list_that_was_asked_for_is_shown() {
        let low = Size { rows: 24, columns: 40 };
        let words: Vec<String> = (0..12).map(|at| format!("a part of it {at}")).collect();
        let parts = KeyChoice::all(words.iter().map(|word| (word.as_str(), "A part")));
        assert_eq!(KeyChoice::fitted(&parts, low), ["? what else there is · Enter done"]);
        assert!(KeyChoice::fitted(&parts, Size { rows: 40, ..low }).len() > 3);
        let numbers = KeyChoice::all(words.iter().map(|word| (word.as_str(), word.as_str())));
        assert!(KeyChoice::fitted(&numbers, low).iter().any(|line| line.contains("a part of it 11")));
    }
}
