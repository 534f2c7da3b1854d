//! The library shared by all packs: sources and hard words.

use super::file::File;
use super::problem::Code;
use super::reader::{IdPlaces, Parsed, Reader, place};
use super::syntax::{self, Statement};
use super::word::{BareWord, Quoted};
use crate::model::{Contact, HelpLine, OneSide, Source, SourceId, Term};
use jiff::civil::Date;
use std::collections::HashSet;
use typed_index_collections::TiVec;

pub(super) struct LibraryReader<'s> {
    pub sources: TiVec<SourceId, Source>,
    pub names: IdPlaces<'s, SourceId>,
    pub terms: Vec<Term>,
    pub avoid: Vec<String>,
    pub one_side: Vec<OneSide>,
    pub contacts: Vec<Contact>,
}

impl<'s> LibraryReader<'s> {
    pub fn read(parsed: &'s [Parsed<'s>], reader: &mut Reader) -> LibraryReader<'s> {
        let (mut contacts, mut explained, mut one_side) = (Vec::new(), HashSet::new(), Vec::new());
        let (mut ids, mut sources, mut terms, mut avoid) = (Vec::new(), TiVec::new(), Vec::new(), Vec::new());
        for Parsed { file, statements, .. } in parsed.iter().filter(|parsed| parsed.file.pack().is_none()) {
            for (piece, statement) in statements {
                match statement {
                    Statement::Source(it) => {
                        ids.push((*file, it.id));
                        let near = it.id.0;
                        sources.push(Source {
                            id: near.to_owned(),
                            title: reader.line(file, near, "title", &it.title),
                            publisher: reader.line(file, near, "publisher", &it.publisher),
                            year: it.year,
                            grade: it.grade,
                            url: reader.line(file, near, "address", &it.url),
                            read: it.read,
                            via: it.via.as_ref().map(|via| reader.line(file, near, "relaying page", via)),
                            review_by: reader.date(file, &it.review_by),
                            place: place(file, near),
                        });
                    }
                    Statement::Term(it) => {
                        let near = it.word.spelled;
                        for word in std::iter::once(&it.word.text).chain(&it.also) {
                            if !explained.insert(word.to_lowercase()) {
                                let message = format!("\"{word}\" is explained twice");
                                reader.word(file, near, Code::DuplicateId, message);
                            }
                        }
                        terms.push(Term {
                            word: reader.line(file, near, "word", &it.word.text),
                            also: it.also.iter().map(|also| reader.line(file, near, "word", also)).collect(),
                            means: reader.prose(file, near, "meaning", &it.means),
                        });
                    }
                    Statement::Contact(it) => contacts.push((*file, it)),
                    Statement::Avoid(words) => avoid.extend(words.iter().map(|words| words.to_lowercase())),
                    Statement::OneSide(it) => {
                        let near = &file.text[piece.clone()];
                        one_side.push(OneSide {
                            word: reader.prose(file, near, "word", &it.word).to_lowercase(),
                            known: it.known,
                            write: reader.prose(file, near, "word", &it.write),
                            with: it.with.as_ref().map(|with| with.to_lowercase()),
                        });
                    }
                    Statement::Library(_) | Statement::Day(_) => (),
                    _ => reader.misplaced(file, &file.text[piece.clone()]),
                }
            }
        }
        let names = reader.index("source", ids.into_iter());
        let mut library = LibraryReader { sources, names, terms, avoid, one_side, contacts: Vec::new() };
        library.contacts = contacts.into_iter().map(|(file, raw)| reader.contact(file, raw, &library)).collect();
        library
    }
}

impl Reader {
    pub fn misplaced(&mut self, file: &File, statement: &str) {
        let name = statement.split('(').next().unwrap_or(statement);
        let message = format!("`{}` does not belong in this file", name.trim());
        let help = "`Pack` and `Promise` go into `pack.ron`; `LibraryReader`, `Day`, `Source`, `Term` and `Contact` into a file beside the packs; only `Case` into `people.ron`; the rest into the file of a section";
        self.word(file, name, Code::MisplacedStatement, message).help = Some(help.to_owned());
    }

    /// A contact says its country in two capital letters, or none for everywhere else, and cites its sources.
    fn contact(&mut self, file: &File, raw: &syntax::Contact, library: &LibraryReader) -> Contact {
        let near = raw.country.spelled;
        let code = &raw.country.text;
        let coded = |code: &String| code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
        for code in raw.also.iter().chain((!code.is_empty()).then_some(code)).filter(|code| !coded(code)) {
            self.word(file, near, Code::BadCountry, format!("`{code}` is no code of a country")).help =
                Some("write two capital letters, such as \"GB\", or \"\" for everywhere else".to_owned());
        }
        if raw.sources.is_empty() {
            self.word(file, near, Code::NoSource, "this contact cites no source").help =
                Some("add `sources: [..]` with at least one id from the library".to_owned());
        }
        let mut line = |line: &Option<syntax::HelpLine>| {
            line.as_ref().map(|line| HelpLine {
                name: self.line(file, near, "name", &line.name),
                number: self.line(file, near, "number", &line.number),
            })
        };
        let (advice, crisis) = (line(&raw.advice), line(&raw.crisis));
        let (poison, report) = (line(&raw.poison), line(&raw.report));
        Contact {
            country: code.clone(),
            also: raw.also.clone(),
            name: self.line(file, near, "name", &raw.name),
            emergency: self.line(file, near, "number", &raw.emergency),
            advice,
            crisis,
            poison,
            report,
            sources: self.cited(file, &raw.sources, library),
            place: place(file, near),
        }
    }

    pub fn date(&mut self, file: &File, written: &Quoted) -> Date {
        written.text.parse().unwrap_or_else(|_| {
            self.word(file, written.spelled, Code::BadDate, "this is not a date").help =
                Some("write it like \"2027-05-31\"".to_owned());
            Date::MIN
        })
    }

    pub fn cited(&mut self, file: &File, words: &[BareWord], library: &LibraryReader) -> Vec<SourceId> {
        words.iter().filter_map(|word| self.source(file, *word, &library.names)).collect()
    }

    /// What the library knows of a source, or a problem.
    pub fn source<K: Copy>(&mut self, file: &File, word: BareWord, known: &IdPlaces<K>) -> Option<K> {
        let found = self.look_up(file, word, known, Code::UnknownSource, "source");
        if found.is_none() {
            self.help(Code::UnknownSource, || {
                format!("add `Source(id: {}, ..)` to the library, or cite one it has", word.0)
            });
        }
        found
    }
}
