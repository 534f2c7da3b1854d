//! What the library says of the rules as a whole: which pack comes first, which card is in reach, the order of a day.

use super::file::File;
use super::problem::Code;
use super::reader::{Parsed, Reader};
use super::syntax::{Statement, opening};
use super::word::BareWord;
use crate::model::{Day, Header, Kind, Pack};

impl Reader {
    /// The header of the library. Without one, the only pack is the first, and nothing stays within reach.
    pub fn opening(&mut self, parsed: &[Parsed], packs: &[&str]) -> Header {
        let mut header = Header { first: only(packs), ..Header::default() };
        let (mut headed, mut dated) = (false, false);
        for Parsed { file, statements } in parsed.iter().filter(|parsed| parsed.file.pack().is_none()) {
            for (piece, statement) in statements {
                let twice = match statement {
                    Statement::Library(raw) => {
                        header = Header { day: std::mem::take(&mut header.day), ..self.header(file, raw, packs) };
                        std::mem::replace(&mut headed, true)
                    }
                    Statement::Day(raw) => {
                        header.day = self.day(file, raw, packs);
                        std::mem::replace(&mut dated, true)
                    }
                    _ => false,
                };
                if twice {
                    let text = &file.text[piece.clone()];
                    let name = text.split('(').next().unwrap_or(text);
                    self.word(file, name, Code::DuplicateId, format!("there is already a `{}`", name.trim()));
                }
            }
        }
        header
    }

    fn header(&mut self, file: &File, raw: &opening::Library, packs: &[&str]) -> Header {
        let near = raw.name.spelled;
        Header {
            name: self.prose(file, near, "name", &raw.name.text),
            about: self.prose(file, near, "sentence", &raw.about),
            welcome: self.prose(file, near, "welcome", &raw.welcome),
            first: self.named(file, raw.first, packs),
            incident: raw.incident.and_then(|word| self.named(file, word, packs)),
            day: Day::default(),
        }
    }

    fn day(&mut self, file: &File, raw: &opening::Day, packs: &[&str]) -> Day {
        let mut lists: Vec<&str> = Vec::new();
        for word in &raw.lists {
            if lists.contains(&word.0) {
                self.word(file, word.0, Code::DuplicateKey, format!("`{}` is there twice", word.0));
            } else if self.named(file, *word, packs).is_some() {
                lists.push(word.0);
            }
        }
        let mut first: Vec<(String, Vec<String>)> = Vec::new();
        for (list, gates) in &raw.first.0 {
            let place = lists.iter().position(|known| *known == list.0);
            if place.is_none() {
                let message = format!("`{}` is no list of this day", list.0);
                self.unknown(file, list.0, Code::UnknownPack, message, lists.iter().copied());
            }
            if first.iter().any(|(known, _)| known == list.0) {
                self.word(file, list.0, Code::DuplicateKey, format!("`{}` is there twice", list.0));
            }
            for gate in gates {
                // What stands before it cannot wait for it, so there are no circles.
                if place.is_some_and(|place| !lists[..place].contains(&gate.0)) {
                    let message = format!("`{}` does not stand before `{}` in this day", gate.0, list.0);
                    let known = lists[..place.unwrap_or(0)].iter().copied();
                    self.unknown(file, gate.0, Code::LooksAhead, message, known);
                }
            }
            first.push((list.0.to_owned(), gates.iter().map(|gate| gate.0.to_owned()).collect()));
        }
        for word in raw.once.iter().chain(&raw.ahead).chain(raw.given.0.iter().map(|(pack, _)| pack)) {
            if !lists.contains(&word.0) {
                let message = format!("`{}` is no list of this day", word.0);
                self.unknown(file, word.0, Code::UnknownPack, message, lists.iter().copied());
            }
        }
        let given = raw.given.0.iter().map(|(pack, given)| {
            let given = given.0.iter().map(|(question, option)| (question.0.to_owned(), option.0.to_owned()));
            (pack.0.to_owned(), given.collect())
        });
        Day {
            lists: lists.into_iter().map(str::to_owned).collect(),
            first,
            once: raw.once.iter().map(|list| list.0.to_owned()).collect(),
            ahead: raw.ahead.iter().map(|list| list.0.to_owned()).collect(),
            given: given.collect(),
        }
    }

    fn named(&mut self, file: &File, word: BareWord, packs: &[&str]) -> Option<String> {
        if packs.contains(&word.0) {
            return Some(word.0.to_owned());
        }
        let message = format!("there is no pack `{}`", word.0);
        self.unknown(file, word.0, Code::UnknownPack, message, packs.iter().copied());
        None
    }

    /// The card in reach is a checklist, and a day has nothing to read in it. What goes without asking is an answer of
    /// a question that is there.
    pub fn roles(&mut self, parsed: &[Parsed], packs: &[Pack]) {
        for Parsed { file, statements } in parsed.iter().filter(|parsed| parsed.file.pack().is_none()) {
            let days = statements.iter().filter_map(|(_, statement)| match statement {
                Statement::Day(raw) => Some(raw),
                _ => None,
            });
            for (pack, given) in days.flat_map(|day| &day.given.0) {
                let Some(pack) = packs.iter().find(|known| known.id == pack.0) else { continue };
                for (question, option) in &given.0 {
                    self.taken_for_granted(file, pack, *question, *option);
                }
            }
        }
        let kind = |word: &BareWord| packs.iter().find(|pack| pack.id == word.0).map(|pack| pack.kind);
        for Parsed { file, statements } in parsed.iter().filter(|parsed| parsed.file.pack().is_none()) {
            for (_, statement) in statements {
                let (words, fits, wanted): (&[BareWord], &[Kind], _) = match statement {
                    Statement::Library(raw) => (raw.incident.as_slice(), &[Kind::Checklist], "a checklist"),
                    Statement::Day(raw) => (&raw.lists, &[Kind::Checklist, Kind::Check], "a checklist or a check"),
                    _ => continue,
                };
                for word in words.iter().filter(|word| kind(word).is_some_and(|kind| !fits.contains(&kind))) {
                    self.word(file, word.0, Code::WrongKind, format!("`{}` is not {wanted}", word.0));
                }
            }
        }
    }

    fn taken_for_granted(&mut self, file: &File, pack: &Pack, question: BareWord, option: BareWord) {
        match pack.question(question.0).map(|at| &pack.questions[at].domain) {
            None => {
                let message = format!("`{}` has no question `{}`", pack.id, question.0);
                let known = pack.questions.iter().map(|known| known.id.as_str());
                self.unknown(file, question.0, Code::UnknownQuestion, message, known);
            }
            Some(domain) if domain.read_word(option.0).is_err() => {
                let message = format!("`{}` has no answer `{}`", question.0, option.0);
                let known = domain.choices().iter().map(|choice| choice.id.as_str());
                self.unknown(file, option.0, Code::UnknownOption, message, known);
            }
            Some(_) => {}
        }
    }
}

fn only(packs: &[&str]) -> Option<String> {
    match packs {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}
