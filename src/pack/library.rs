//! The library shared by all packs: sources and hard words.

use super::file::File;
use super::problem::Code;
use super::reader::{Names, Parsed, Reader, place};
use super::syntax::{Quoted, Statement, Word};
use crate::model::{Source, Term};
use jiff::civil::Date;

pub(super) struct Library<'s> {
    pub sources: Vec<Source>,
    pub names: Names<'s>,
    pub terms: Vec<Term>,
    pub avoid: Vec<String>,
}

impl<'s> Library<'s> {
    pub fn read(parsed: &'s [Parsed<'s>], reader: &mut Reader) -> Library<'s> {
        let (mut ids, mut sources, mut terms, mut avoid) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for Parsed { file, statements, .. } in parsed.iter().filter(|it| it.file.pack().is_none()) {
            for (piece, statement) in statements {
                match statement {
                    Statement::Source(it) => {
                        ids.push((*file, it.id));
                        let near = it.id.0;
                        sources.push(Source {
                            id: near.to_owned(),
                            title: reader.prose(file, near, "title", &it.title),
                            publisher: reader.prose(file, near, "publisher", &it.publisher),
                            year: it.year,
                            grade: it.grade,
                            url: reader.prose(file, near, "address", &it.url),
                            read: it.read,
                            via: it.via.as_ref().map(|via| reader.prose(file, near, "relaying page", via)),
                            review_by: reader.date(file, &it.review_by),
                            place: place(file, near),
                        });
                    }
                    Statement::Term(it) => {
                        let near = it.word.spelled;
                        terms.push(Term {
                            word: reader.prose(file, near, "word", &it.word.text),
                            also: it.also.iter().map(|also| reader.prose(file, near, "word", also)).collect(),
                            means: reader.prose(file, near, "meaning", &it.means),
                        });
                    }
                    Statement::Avoid(words) => avoid.extend(words.iter().map(|it| it.to_lowercase())),
                    _ => reader.misplaced(file, &file.text[piece.clone()]),
                }
            }
        }
        let names = reader.index("source", ids.into_iter());
        Library { sources, names, terms, avoid }
    }
}

impl Reader {
    pub fn misplaced(&mut self, file: &File, statement: &str) {
        let name = statement.split('(').next().unwrap_or(statement);
        let message = format!("`{}` does not belong in this file", name.trim());
        let help = "`Pack` and `Promise` go into `pack.ron`, `Source` and `Term` into the library, only `Case` into `people.ron`, the rest into the file of a section";
        self.word(file, name, Code::MisplacedStatement, message).help = Some(help.to_owned());
    }

    pub fn date(&mut self, file: &File, written: &Quoted) -> Date {
        written.text.parse().unwrap_or_else(|_| {
            self.word(file, written.spelled, Code::BadDate, "this is not a date").help =
                Some("write it like \"2027-05-31\"".to_owned());
            Date::MIN
        })
    }

    pub fn cited(&mut self, file: &File, words: &[Word], library: &Library) -> Vec<usize> {
        words.iter().filter_map(|it| self.look_up(file, *it, &library.names, Code::UnknownSource, "source")).collect()
    }
}
