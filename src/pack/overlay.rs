//! A folder of only what differs, on top of other rules: whole packs, more statements, texts changed, things off.

use super::file::File;
use super::fingerprint::sum;
use super::problem::Code;
use super::reader::{IdPlaces, Parsed, Reader};
use super::syntax::overlay::{Change, Off};
use super::syntax::{Domain, Statement};
use super::word::{Entries, Quoted};
use crate::model::Grade;
use std::collections::BTreeSet;

/// So many signs of a checksum are written in `seen`.
const SIGNS: usize = 8;

/// Lays a folder over the rules beneath. Its paths begin with the folder's name and `//` from here on. A pack with a
/// header of its own stands for the whole pack of its name.
pub fn lay(mut beneath: Vec<File>, over: Vec<File>, name: &str) -> Vec<File> {
    let whole: BTreeSet<&str> = over.iter().filter(|file| file.name() == "pack").filter_map(File::pack).collect();
    beneath.retain(|file| !file.pack().is_some_and(|pack| whole.contains(pack)));
    let name = name.trim_end_matches('/').replace("//", "/");
    beneath.extend(over.into_iter().map(|file| File { path: format!("{name}//{}", file.path), ..file }));
    beneath
}

/// Whether a folder makes sense only on top of these rules: it has no library, or pieces of one of their packs.
pub fn is_overlay(folder: &[File], beneath: &[File]) -> bool {
    let headed =
        |files: &[File], pack: &str| files.iter().any(|file| file.name() == "pack" && file.pack() == Some(pack));
    let no_library = folder.iter().all(|file| file.pack().is_some());
    let piece = |file: &File| file.pack().is_some_and(|pack| !headed(folder, pack) && headed(beneath, pack));
    !folder.is_empty() && (no_library || folder.iter().any(piece))
}

/// One thing that a folder changes or switches off beneath it.
struct Edit<'s> {
    file: &'s File,
    what: &'static str,
    name: String,
    near: &'s str,
    seen: Option<String>,
    change: Option<Change<'s>>,
}

impl Reader {
    /// Does what the overlays say, so that what is read next is the rules that result.
    pub fn overlay<'s>(&mut self, parsed: &mut [Parsed<'s>], cases: bool) {
        replace_shared(parsed);
        let grades = grades(parsed);
        let mut edits: Vec<Edit<'s>> = Vec::new();
        for Parsed { file, statements } in &*parsed {
            for (piece, statement) in statements {
                let text = &file.text[piece.clone()];
                let edit = match statement {
                    Statement::Change(change) => self.changing(file, text, change),
                    Statement::Off(off) => self.switching(file, text, off),
                    _ => continue,
                };
                edits.extend(edit);
            }
        }
        let mut done: Vec<(Option<String>, &str, String, String)> = Vec::new();
        for edit in edits.into_iter().filter(|edit| cases || edit.what != "case") {
            let key = (edit.file.pack().map(str::to_owned), edit.what, edit.name.clone());
            let earlier = done.iter().find(|(pack, what, name, _)| (pack, *what, name) == (&key.0, key.1, &key.2));
            if let Some((.., place)) = earlier {
                let message =
                    format!("the {} `{}` is changed or switched off in {place} already", edit.what, edit.name);
                self.word(edit.file, edit.near, Code::ChangedTwice, message);
                continue;
            }
            let place = edit.file.place(edit.file.range(edit.near).start).shown();
            let place = format!("{}:{}", place.path, place.line);
            if edit.change.is_none() {
                self.switched_off.insert((key.0.clone(), format!("{} `{}`", key.1, key.2)), place.clone());
            }
            done.push((key.0, key.1, key.2, place));
            self.edit(parsed, &grades, edit);
        }
    }

    fn changing<'s>(&mut self, file: &'s File, text: &'s str, change: &Change<'s>) -> Option<Edit<'s>> {
        let (what, id) = match (change.question, change.rule) {
            (Some(id), None) => ("question", id),
            (None, Some(id)) => ("rule", id),
            _ => {
                let message = "a `Change` names one thing: `question: id` or `rule: id`";
                self.word(file, head(text), Code::EmptyChange, message);
                return None;
            }
        };
        let of_question = [("ask", &change.ask), ("help", &change.help), ("because", &change.because)];
        let of_rule = [("title", &change.title), ("why", &change.why), ("advice", &change.advice)];
        let (fits, stray) = if what == "question" { (of_question, of_rule) } else { (of_rule, of_question) };
        let lists =
            [("answer", change.answer.0.is_empty(), "question"), ("sources", change.sources.is_empty(), "rule")];
        let odd_list = lists.iter().find(|(_, empty, of)| !empty && *of != what).map(|(field, ..)| *field);
        let odd = stray.iter().find(|(_, text)| text.is_some()).map(|(field, _)| *field);
        if let Some(field) = odd.or(odd_list) {
            self.word(file, id.0, Code::EmptyChange, format!("a {what} has no `{field}`"));
            return None;
        }
        if lists.iter().all(|(_, empty, _)| *empty) && fits.iter().all(|(_, text)| text.is_none()) {
            let list = lists.iter().filter(|(.., of)| *of == what).map(|(field, ..)| *field);
            let names = fits.iter().map(|(field, _)| *field).chain(list).collect::<Vec<_>>().join("`, `");
            self.word(file, id.0, Code::EmptyChange, format!("this changes nothing; give one of `{names}`"));
            return None;
        }
        for (field, text) in fits {
            if let Some(text) = text {
                self.prose(file, id.0, field, text);
            }
        }
        for (word, label) in &change.answer.0 {
            self.prose(file, word.0, "label", label);
        }
        let seen = change.seen.as_ref().map(|seen| seen.text.clone());
        let (name, near) = (id.0.to_owned(), id.0);
        Some(Edit { file, what, name, near, seen, change: Some(change.clone()) })
    }

    fn switching<'s>(&mut self, file: &'s File, text: &'s str, off: &Off<'s>) -> Option<Edit<'s>> {
        let quoted = |quoted: &Quoted<'s>| (quoted.text.clone(), quoted.spelled);
        let (what, (name, near)) = match (off.question, off.rule, &off.promise, &off.case) {
            (Some(id), None, None, None) => ("question", (id.0.to_owned(), id.0)),
            (None, Some(id), None, None) => ("rule", (id.0.to_owned(), id.0)),
            (None, None, Some(promise), None) => ("promise", quoted(promise)),
            (None, None, None, Some(case)) => ("case", quoted(case)),
            _ => {
                let message =
                    "an `Off` names one thing: `question: id`, `rule: id`, `promise: \"..\"` or `case: \"..\"`";
                self.word(file, head(text), Code::EmptyChange, message);
                return None;
            }
        };
        self.line(file, near, "reason", &off.because);
        let seen = off.seen.as_ref().map(|seen| seen.text.clone());
        Some(Edit { file, what, name, near, seen, change: None })
    }

    fn edit<'s>(&mut self, parsed: &mut [Parsed<'s>], grades: &IdPlaces<'s, Grade>, edit: Edit<'s>) {
        let Edit { file, what, name, .. } = &edit;
        let beneath = |other: &File| other.pack() == file.pack() && other.layer() != file.layer();
        let all = parsed.iter().enumerate().filter(|(_, parsed)| beneath(parsed.file));
        let named: Vec<(usize, usize, &str)> = all
            .flat_map(|(at, parsed)| parsed.statements.iter().enumerate().map(move |(inner, entry)| (at, inner, entry)))
            .filter_map(|(at, inner, (_, statement))| Some((at, inner, name_of(statement, what)?)))
            .collect();
        let Some((at, inner, _)) = named.iter().find(|(.., known)| known == name).copied() else {
            let message = format!("the rules beneath have no {what} `{name}` in `{}`", file.pack().unwrap_or_default());
            let known: Vec<String> = named.iter().map(|(.., known)| (*known).to_owned()).collect();
            self.unknown(file, edit.near, Code::NothingBeneath, message, known.iter().map(String::as_str));
            return;
        };
        let (piece, _) = &parsed[at].statements[inner];
        let mut now = sum([parsed[at].file.text[piece.clone()].trim()]);
        now.truncate(SIGNS);
        if edit.seen.as_ref() != Some(&now) {
            let message = match &edit.seen {
                Some(_) => {
                    format!("the {what} `{name}` beneath is not the one this was written for: it was changed since")
                }
                None => format!("this does not say which `{name}` it was written for"),
            };
            let place = parsed[at].file.place(piece.start);
            let help = format!("read {}:{}, then write `seen: \"{now}\"`", place.path, place.line);
            self.word(file, edit.near, Code::StaleChange, message).help = Some(help);
            return;
        }
        match &edit.change {
            Some(change) => self.change(&mut parsed[at].statements[inner].1, grades, &edit, change),
            None => {
                parsed[at].statements.remove(inner);
                fit_cases(parsed, &edit);
            }
        }
    }

    fn change<'s>(
        &mut self,
        statement: &mut Statement<'s>,
        grades: &IdPlaces<'s, Grade>,
        edit: &Edit<'s>,
        change: &Change<'s>,
    ) {
        let set = |old: &mut String, new: &Option<String>| old.clone_from(new.as_ref().unwrap_or(&old.clone()));
        match statement {
            Statement::Question(question) => {
                set(&mut question.ask, &change.ask);
                set(&mut question.because, &change.because);
                question.help = change.help.clone().or(question.help.take());
                let mut none = Entries::default();
                let labels = labels_of(&mut question.answer).unwrap_or(&mut none);
                for (word, label) in &change.answer.0 {
                    match labels.0.iter_mut().find(|(known, _)| known == word) {
                        Some((_, old)) => old.clone_from(label),
                        None => {
                            let message = format!("`{}` has no answer `{}` with a label", edit.name, word.0);
                            let known = labels.0.iter().map(|(known, _)| known.0);
                            self.unknown(edit.file, word.0, Code::UnknownOption, message, known);
                        }
                    }
                }
            }
            Statement::Rule(rule) => {
                set(&mut rule.title, &change.title);
                set(&mut rule.why, &change.why);
                set(&mut rule.advice, &change.advice);
                for source in &change.sources {
                    // Here, since the place of the word is known in its own file alone.
                    let Some(grade) = self.source(edit.file, *source, grades) else { continue };
                    rule.vendor_only &= grade.is_vendor();
                    if !rule.sources.contains(source) {
                        rule.sources.push(*source);
                    }
                }
            }
            _ => (),
        }
    }
}

/// The cases beneath that find a rule which is off have nothing left to say. What they answer to a question that is off
/// is left out.
fn fit_cases(parsed: &mut [Parsed], edit: &Edit) {
    let beneath = |file: &File| file.pack() == edit.file.pack() && file.layer() != edit.file.layer();
    for parsed in parsed.iter_mut().filter(|parsed| beneath(parsed.file)) {
        parsed.statements.retain_mut(|(_, statement)| {
            let Statement::Case(case) = statement else { return true };
            if edit.what == "question" {
                case.given.0.retain(|(question, _)| question.0 != edit.name);
            }
            edit.what != "rule" || case.finds.iter().all(|rule| rule.0 != edit.name)
        });
    }
}

/// The options that are written out, with their labels.
fn labels_of<'d, 's>(domain: &'d mut Domain<'s>) -> Option<&'d mut Entries<'s, String>> {
    match domain {
        Domain::One(entries) | Domain::Many(entries) => Some(entries),
        _ => None,
    }
}

/// The sources of the library, by their ids, each with its grade.
fn grades<'s>(parsed: &[Parsed<'s>]) -> IdPlaces<'s, Grade> {
    let statements = parsed.iter().filter(|parsed| parsed.file.pack().is_none()).flat_map(|parsed| &parsed.statements);
    let graded = statements.filter_map(|(_, statement)| match statement {
        Statement::Source(source) => Some((source.id.0, source.grade)),
        _ => None,
    });
    graded.collect()
}

/// The name of a statement of this kind.
fn name_of<'a>(statement: &'a Statement, what: &str) -> Option<&'a str> {
    match (statement, what) {
        (Statement::Question(question), "question") => Some(question.id.0),
        (Statement::Rule(rule), "rule") => Some(rule.id.0),
        (Statement::Promise(promise), "promise") => Some(&promise.name.text),
        (Statement::Case(case), "case") => Some(&case.name.text),
        _ => None,
    }
}

/// In the library a statement stands for the one of its name beneath.
fn replace_shared(parsed: &mut [Parsed]) {
    let key = |statement: &Statement| match statement {
        Statement::Library(_) => Some("Library".to_owned()),
        Statement::Day(_) => Some("Day".to_owned()),
        Statement::Source(source) => Some(format!("Source {}", source.id.0)),
        Statement::Term(term) => Some(format!("Term {}", term.word.text.to_lowercase())),
        Statement::Contact(contact) => Some(format!("Contact {}", contact.country.text)),
        _ => None,
    };
    for over in 0..parsed.len() {
        if parsed[over].file.layer().is_none() || parsed[over].file.pack().is_some() {
            continue;
        }
        let keys: BTreeSet<String> =
            parsed[over].statements.iter().filter_map(|(_, statement)| key(statement)).collect();
        let layer = parsed[over].file.layer().map(str::to_owned);
        for beneath in &mut parsed[..over] {
            if beneath.file.pack().is_none() && beneath.file.layer() != layer.as_deref() {
                beneath.statements.retain(|(_, statement)| !key(statement).is_some_and(|key| keys.contains(&key)));
            }
        }
    }
}

/// The word a statement begins with.
fn head(text: &str) -> &str {
    text.split('(').next().unwrap_or(text)
}
