//! Hard words, explained once, close to where they are first used.

use crate::model::Term;
use crate::text::SafeText;
use std::collections::HashMap;

/// The terms not yet explained, by the first word of each of their spellings.
pub struct Glossary<'a> {
    terms: &'a [Term],
    spellings: HashMap<String, Vec<(Vec<String>, usize)>>,
    explained: Vec<bool>,
}

impl<'a> Glossary<'a> {
    /// The words that the library explains.
    pub fn new(terms: &'a [Term]) -> Glossary<'a> {
        let mut spellings: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (at, term) in terms.iter().enumerate() {
            for spelling in std::iter::once(&term.word).chain(&term.also) {
                let words: Vec<String> = words(spelling).collect();
                if let Some(first) = words.first() {
                    spellings.entry(first.clone()).or_default().push((words, at));
                }
            }
        }
        Glossary { terms, spellings, explained: vec![false; terms.len()] }
    }

    /// The terms used here for the first time.
    pub fn explain<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Vec<(SafeText, SafeText)> {
        let mut found = Vec::new();
        for text in texts {
            let spoken: Vec<String> = words(text).collect();
            for (at, word) in spoken.iter().enumerate() {
                for (spelling, term) in self.spellings.get(word).into_iter().flatten() {
                    if spoken[at..].starts_with(spelling) && !std::mem::replace(&mut self.explained[*term], true) {
                        found.push(*term);
                    }
                }
            }
        }
        let terms = found.iter().map(|place| &self.terms[*place]);
        terms.map(|term| (SafeText::from(&term.word), SafeText::from(&term.means))).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
