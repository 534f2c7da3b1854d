//! The sources of a report, numbered in the order they are first cited.

use super::document::{CitedSource, Paragraph};
use super::words;
use crate::model::{Source, SourceId};
use typed_index_collections::TiSlice;

#[derive(Default)]
pub struct Cited(Vec<SourceId>);

impl Cited {
    /// The numbers of these sources, from 1.
    pub fn numbers(&mut self, sources: &[SourceId]) -> Vec<usize> {
        let mut numbers: Vec<usize> = sources.iter().map(|source| self.number(*source)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn number(&mut self, source: SourceId) -> usize {
        let at = self.0.iter().position(|known| *known == source).unwrap_or_else(|| {
            self.0.push(source);
            self.0.len() - 1
        });
        at + 1
    }

    /// The list at the end.
    pub fn entries(&self, library: &TiSlice<SourceId, Source>) -> Vec<CitedSource> {
        let known = self.0.iter().enumerate().filter_map(|(at, source)| Some((at + 1, library.get(*source)?)));
        known.map(|(number, source)| CitedSource { number, text: entry(source), url: (&source.url).into() }).collect()
    }
}

fn entry(source: &Source) -> Paragraph {
    let year = source.year.map_or(String::new(), |year| format!(" ({year})"));
    let ground = format!("{}, {}", words::grade(source.grade), words::reading(source));
    Paragraph::of(format!("{}: ", source.publisher)).strong(&source.title).plain(format!("{year}. Grade: {ground}."))
}
