//! Going through one list from its first item to its end, with the record kept up to date.

#![expect(clippy::similar_names, reason = "trainer and trainee are the words of the field")]

use super::super::aloud::Aloud;
use super::super::keep;
use super::item::{self, Typed};
use crate::answers::{Answer, Answers, Sheet};
use crate::interview::next_question;
use crate::logic::Truth;
use crate::model::{Level, Pack};
use crate::session::{Decision, Session};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

pub struct Round<'a, R, W> {
    aloud: &'a mut Aloud<R, W>,
    folder: &'a Path,
    file: PathBuf,
    pack: &'a Pack,
    answers: Answers,
    session: Session,
    start: Instant,
}

/// What comes after the last item.
enum End {
    Reopen(usize),
    Close,
}

impl<'a, R: BufRead, W: Write> Round<'a, R, W> {
    pub fn begin(
        aloud: &'a mut Aloud<R, W>,
        folder: &'a Path,
        pack: &'a Pack,
        trainer: &str,
        trainee: &str,
    ) -> anyhow::Result<Round<'a, R, W>> {
        let now = jiff::Zoned::now();
        let session = Session::new(pack, trainer, trainee, now.strftime("%Y-%m-%dT%H:%M:%S%.3f").to_string());
        let name = format!("{}-{trainee}-{}", now.strftime("%Y%m%d-%H%M%S"), pack.id);
        let file = keep::claim(folder, &name, &serde_json::to_string_pretty(&session)?)?;
        aloud.gap()?;
        aloud.say("", &pack.title)?;
        aloud.say("", &pack.intro)?;
        if !pack.shipped {
            aloud.say("", &format!("This list did not come with the program. Fingerprint {}.", pack.fingerprint))?;
        }
        aloud.say("", "Type the number of the answer. `?` shows what else you can type.")?;
        let answers = Answers::silent(pack);
        Ok(Round { aloud, folder, file, pack, answers, session, start: Instant::now() })
    }

    /// Goes through the list, and gives back its record and where that is.
    pub fn go(mut self, incident: Option<&Pack>) -> anyhow::Result<(Session, PathBuf)> {
        loop {
            let Some(question) = next_question(self.pack, &self.answers) else {
                match self.close()? {
                    End::Reopen(question) => self.reopen(question),
                    End::Close => break,
                }
                continue;
            };
            if !self.item(question, incident)? {
                self.keep(false)?;
                self.aloud.say("", "Left before the end. This list is not complete.")?;
                self.tell_open()?;
                break;
            }
        }
        Ok((self.session, self.file))
    }

    fn seconds(&self) -> u64 {
        self.start.elapsed().as_secs()
    }

    fn keep(&mut self, finished: bool) -> anyhow::Result<()> {
        let seconds = self.seconds();
        self.session.settle(self.pack, &self.answers, seconds, finished);
        keep::replace(&self.file, &serde_json::to_string_pretty(&self.session)?)
    }

    fn asked(&self) -> Vec<usize> {
        let sheet = Sheet::new(self.pack, &self.answers);
        (0..self.pack.questions.len()).filter(|it| sheet.asked(*it) != Truth::False).collect()
    }

    /// One item until it is answered. False when they leave.
    fn item(&mut self, question: usize, incident: Option<&Pack>) -> anyhow::Result<bool> {
        let asked = self.asked();
        let number = 1 + asked.iter().position(|it| *it == question).unwrap_or(0);
        let it = &self.pack.questions[question];
        let shown = Instant::now();
        self.aloud.gap()?;
        self.aloud.say(&format!("{number}/{}  ", asked.len()), &it.ask)?;
        if let Some(help) = &it.help {
            self.aloud.say("     ", help)?;
        }
        for line in item::options(it) {
            self.aloud.say("     ", &line)?;
        }
        loop {
            let Some(line) = self.aloud.ask(">")? else { return Ok(false) };
            match item::typed(it, &line) {
                Ok(Typed::Answer(answer)) => {
                    let took = shown.elapsed().as_secs();
                    return self.answer(question, answer, took);
                }
                Ok(Typed::Note(text)) => {
                    self.session.items[question].notes.push(text);
                    self.aloud.say("     ", "Noted.")?;
                }
                Ok(Typed::Why) => self.aloud.say("     ", &it.because)?,
                Ok(Typed::List) => self.list()?,
                Ok(Typed::Words) => self.aloud.say("     ", item::WORDS)?,
                Ok(Typed::Reopen(number)) => match asked.get(number.wrapping_sub(1)) {
                    Some(other) if self.answers.get(*other).is_some() => {
                        self.reopen(*other);
                        return Ok(true);
                    }
                    _ => self.aloud.say("     ", "that item was not answered yet")?,
                },
                Ok(Typed::Incident) => match incident {
                    Some(pack) => {
                        self.incident(pack)?;
                        self.aloud.say(&format!("{number}/{}  ", asked.len()), &it.ask)?;
                    }
                    None => self.aloud.say("     ", "there is no incident card here, or you are in it")?,
                },
                Ok(Typed::Leave) => return Ok(false),
                Err(why) => self.aloud.say("     ", &why)?,
            }
        }
    }

    /// Notes an answer, with a reason where it is not the first one, and has it said back where that matters.
    fn answer(&mut self, question: usize, answer: Answer, took: u64) -> anyhow::Result<bool> {
        let it = &self.pack.questions[question];
        if answer == it.domain.clear() && it.read_back {
            let prompt = "Read it back: the trainee says it in their own words. Was it right? y or n >";
            let right = self.aloud.until(prompt, |line| match line.to_ascii_lowercase().as_str() {
                "y" | "yes" => Ok(true),
                "n" | "no" => Ok(false),
                _ => Err("type y or n".to_owned()),
            })?;
            match right {
                None => return Ok(false),
                Some(false) => {
                    self.aloud.say("     ", "Then go through it again together.")?;
                    self.reopen(question);
                    self.session.items[question].read_back = Some(false);
                    return Ok(true);
                }
                Some(true) => self.session.items[question].read_back = Some(true),
            }
        } else if answer != it.domain.clear() {
            match self.aloud.ask("Why? (Enter for nothing) >")? {
                Some(why) if !why.is_empty() => self.session.items[question].notes.push(why),
                _ => {}
            }
        }
        self.answers.set(question, answer);
        let at = self.seconds();
        self.session.note_answer(self.pack, question, answer, at, took);
        self.keep(false)?;
        Ok(true)
    }

    fn reopen(&mut self, question: usize) {
        self.answers.set(question, None);
        self.session.reopen(question);
    }

    fn incident(&mut self, pack: &Pack) -> anyhow::Result<()> {
        let (trainer, trainee) = (self.session.trainer.clone(), self.session.trainee.clone());
        let inner = Round::begin(&mut *self.aloud, self.folder, pack, &trainer, &trainee)?;
        let (_, file) = inner.go(None)?;
        let name = file.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        self.session.incidents.push(name);
        self.keep(false)?;
        self.aloud.gap()?;
        self.aloud.say("", &format!("Back to: {}", self.pack.title))?;
        Ok(())
    }

    fn list(&mut self) -> anyhow::Result<()> {
        for (number, question) in self.asked().into_iter().enumerate() {
            let item = &self.session.items[question];
            let said = if self.answers.get(question).is_some() { &item.words } else { "not yet" };
            let notes = item.notes.iter().fold(String::new(), |all, it| all + " / " + it);
            let line = format!("{} ({said}){notes}", item.ask);
            self.aloud.say(&format!("{:>3}  ", number + 1), &line)?;
        }
        Ok(())
    }

    fn tell_open(&mut self) -> anyhow::Result<()> {
        self.aloud.gap()?;
        for open in self.session.open.clone() {
            let advice = self.pack.rule(&open.rule).map_or("", |it| &self.pack.rules[it].advice);
            let maybe = if open.certain { "" } else { " (not answered, or not sure)" };
            self.aloud.say("Open: ", &format!("{}{maybe}. {advice}", open.title))?;
        }
        let headline = self.session.headline.clone();
        self.aloud.say("", &headline)?;
        if self.session.hurried {
            let answered = self.session.items.iter().filter(|it| it.answer.is_some()).count();
            let line = format!(
                "{answered} items in {} seconds: too quick to have been done. The record shows it.",
                self.session.seconds
            );
            self.aloud.say("", &line)?;
        }
        Ok(())
    }

    /// What is open, and what the trainer makes of it.
    fn close(&mut self) -> anyhow::Result<End> {
        self.keep(true)?;
        self.tell_open()?;
        if self.session.complete {
            return Ok(End::Close);
        }
        let asked = self.asked();
        let level = Level::ALL.into_iter().find(|it| it.word() == self.session.level).unwrap_or(Level::Note);
        let may = level <= Level::Deferral;
        let choice = if may { ", g to go on all the same (the trainer decides, with a reason)" } else { "" };
        self.aloud.say("", &format!("Type r and a number to open an item again, h to halt here{choice}."))?;
        loop {
            let Some(line) = self.aloud.ask(">")? else { return Ok(End::Close) };
            let line = line.to_ascii_lowercase();
            let number = line.strip_prefix('r').map_or("", str::trim).parse::<usize>().unwrap_or(0);
            let go_on = line == "g" && may;
            if let Some(question) = asked.get(number.wrapping_sub(1)) {
                return Ok(End::Reopen(*question));
            }
            if !go_on && line != "h" {
                self.aloud.say(
                    "     ",
                    &format!("type r and a number such as `r 2`, or h{}", if may { ", or g" } else { "" }),
                )?;
                continue;
            }
            let reason = self.aloud.ask("Why? >")?.unwrap_or_default();
            if go_on && reason.is_empty() {
                self.aloud.say("     ", "to go on with something open needs a reason")?;
                continue;
            }
            let (by, at) = (self.session.trainer.clone(), self.seconds());
            self.session.decision = Some(Decision { go_on, by, reason, at });
            self.keep(true)?;
            return Ok(End::Close);
        }
    }
}
