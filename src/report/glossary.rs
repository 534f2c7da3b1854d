//! Hard words, explained once, close to where they are first used.

use crate::model::Term;
use crate::text::SafeText;

/// The terms not yet explained, and the words of each of their spellings, by the first one.
pub struct Glossary<'a> {
    terms: &'a [Term],
    spellings: Vec<(Vec<String>, usize)>,
    explained: Vec<bool>,
}

impl<'a> Glossary<'a> {
    /// The words that the library explains.
    pub fn new(terms: &'a [Term]) -> Glossary<'a> {
        let mut spellings: Vec<(Vec<String>, usize)> = Vec::new();
        for (at, term) in terms.iter().enumerate() {
            for spelling in std::iter::once(&term.word).chain(&term.also) {
                spellings.push((words(spelling).collect(), at));
            }
        }
        spellings.retain(|(words, _)| !words.is_empty());
        spellings.sort_by(|(one, _), (other, _)| one[0].cmp(&other[0]));
        Glossary { terms, spellings, explained: vec![false; terms.len()] }
    }

    /// The terms used here for the first time.
    pub fn explain<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Vec<(SafeText, SafeText)> {
        let mut found = Vec::new();
        texts.into_iter().for_each(|text| self.look(text, &mut found));
        found
    }

    /// Puts the terms of one text to those that were found.
    fn look(&mut self, text: &str, found: &mut Vec<(SafeText, SafeText)>) {
        let spoken: Vec<String> = words(text).collect();
        for (at, word) in spoken.iter().enumerate() {
            let first = self.spellings.partition_point(|(spelling, _)| spelling[0] < *word);
            for (spelling, term) in self.spellings[first..].iter().take_while(|(words, _)| words[0] == *word) {
                if spoken[at..].starts_with(spelling) && !std::mem::replace(&mut self.explained[*term], true) {
                    let Term { word, means, .. } = &self.terms[*term];
                    found.push((word.into(), means.into()));
                }
            }
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase)
}
