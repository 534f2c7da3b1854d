//! A record that broke off, and whether to go on with it.

use crate::cli::prompt::line::Aloud;
use crate::model::{Answers, Pack};
use crate::record::store::{self, Hold};
use crate::report::words::date;
use crate::text;
use crate::training::run::{ChecklistRun, People};
use std::io::{self, BufRead, ErrorKind, Write};
use std::path::{Path, PathBuf};

pub struct Earlier {
    pub hold: Hold,
    pub record: ChecklistRun,
}

/// How to begin.
pub enum BeginRun {
    Afresh,
    GoOn(Answers),
    Leave,
}

/// The newest record of this list by these two that broke off or is to be signed today, and that no other window goes on
/// with. What cannot be read is passed over; those in other windows are told of.
pub fn find(
    folder: &Path,
    pack: &Pack,
    people: &People,
    to_sign: Option<&str>,
    mut elsewhere: impl FnMut(&str) -> io::Result<()>,
) -> Option<Earlier> {
    let read = |file: &Path| store::read(file).ok().and_then(|text| ChecklistRun::read(&text).ok());
    let fits = |record: &ChecklistRun| {
        let is_open = record.is_unfinished() || to_sign.is_some_and(|day| record.waits_for_signatures(day));
        record.pack == pack.id && record.people() == *people && is_open
    };
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    // A disk that cannot be read keeps nobody from beginning.
    for entry in fs_err::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.path();
        let is_record = file.extension().is_some_and(|ending| ending == "json");
        if is_record && let Some(record) = read(&file).filter(fits) {
            found.push((record.started, file));
        }
    }
    found.sort();
    for (_, file) in found.into_iter().rev() {
        match Hold::take(&file) {
            Err(err) if err.kind() == ErrorKind::ResourceBusy => {
                // Nobody seeing it is no reason not to begin.
                let _ = elsewhere(&err.to_string());
            }
            Err(_) => {}
            // The other window may have finished it in between.
            Ok(hold) => {
                if let Some(record) = read(&file).filter(fits) {
                    return Some(Earlier { hold, record });
                }
            }
        }
    }
    None
}

impl Earlier {
    /// What was said, when the list is still the same.
    fn answers(&self, pack: &Pack) -> Option<Answers> {
        let ids = self.record.items.iter().map(|item| item.question.as_str());
        let is_same = ids.eq(pack.questions.iter().map(|question| question.id.as_str()));
        let (answers, aside) = self.record.answers(pack);
        (self.record.fingerprint == pack.fingerprint && is_same && aside == 0).then_some(answers)
    }

    /// Asks whether to go on. A record that is not gone on with is not offered a second time.
    pub fn offer<R: BufRead, W: Write>(&mut self, aloud: &mut Aloud<R, W>, pack: &Pack) -> anyhow::Result<BeginRun> {
        let answers = self.answers(pack);
        let said = self.record.items.iter().filter(|item| item.answer.is_some()).count();
        let day = self.record.day();
        let day = day.parse().map_or_else(|_| day.to_owned(), date);
        let started = format!("{day} at {}", self.record.started.get(11..16).unwrap_or_default());
        aloud.gap()?;
        let title = &pack.title;
        let (lacks, way) = if self.record.is_unfinished() {
            ("finished", "Go on with it")
        } else {
            ("signed", "Look at it and sign it")
        };
        aloud.say(
            "",
            &format!("{title}: you two have a record that was not {lacks}. Begun {started}, items said: {said}."),
        )?;
        let mut ways =
            vec![("Start afresh. The record stays as it is", BeginRun::Afresh), ("Leave it for now", BeginRun::Leave)];
        match answers {
            Some(answers) => ways.insert(0, (way, BeginRun::GoOn(answers))),
            None => aloud.say("", "The list has changed since, so you cannot go on with it.")?,
        }
        for (at, (label, _)) in ways.iter().enumerate() {
            aloud.say(&format!("  {} ", at + 1), label)?;
        }
        let way = aloud.until(">", |line| match text::place(line, ways.len()) {
            Some(at) => Ok(at),
            None if line.eq_ignore_ascii_case("q") => Ok(ways.len() - 1),
            None => Err(format!("type a number from 1 to {}", ways.len())),
        })?;
        let way = way.map_or(BeginRun::Leave, |at| ways.swap_remove(at).1);
        if matches!(way, BeginRun::Afresh) {
            self.record.set_aside = true;
            let text = self.record.write();
            if let Err(err) = self.hold.write(&text) {
                aloud.say("", &format!("It will be offered again, since it cannot be written: {err}"))?;
            }
        }
        Ok(way)
    }
}
