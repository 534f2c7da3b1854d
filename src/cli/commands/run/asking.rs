//! Asking one item of a list, until it is answered or something else comes first.

use super::item::{self, INDENT, ItemAnswer, Typed};
use super::round::Round;
use crate::engine::impossible;
use crate::model::{Answer, Entry, Kind, Level, QuestionId};
use crate::report::words;
use crate::training::run::OpenItem;
use crate::training::run::recording::is_reason;
use std::io::{BufRead, Write};
use std::time::Instant;

/// What becomes of an item when something was typed at it.
enum Step {
    Stay,
    Said(ItemAnswer),
    /// Another item comes next.
    Move,
    Leave,
}

impl<R: BufRead, W: Write> Round<'_, R, W> {
    /// Shows an item by its number and its words.
    fn show(&mut self, question: QuestionId) -> anyhow::Result<()> {
        let asked = self.asked();
        let number = 1 + asked.iter().position(|other| *other == question).unwrap_or(0);
        let ask = self.list.filled(&self.list.pack.questions[question].ask);
        Ok(self.aloud.say(&format!("{number}/{}  ", asked.len()), &ask)?)
    }

    fn offer(&mut self, question: QuestionId) -> anyhow::Result<()> {
        let asked = &self.list.pack.questions[question];
        if let Some(form) = item::form(asked) {
            self.aloud.say(INDENT, &form)?;
        }
        Ok(self.aloud.choices(INDENT, &item::choices(asked))?)
    }

    /// One item until it is answered. False when they leave.
    pub(super) fn ask(&mut self, question: QuestionId) -> anyhow::Result<bool> {
        let asked = &self.list.pack.questions[question];
        let shown = Instant::now();
        self.aloud.gap()?;
        self.show(question)?;
        if let Some(help) = &asked.help {
            self.aloud.say(INDENT, &self.list.filled(help))?;
        }
        self.offer(question)?;
        if !self.written.is_begun() {
            self.keep(false)?;
        }
        loop {
            let Some(line) = self.aloud.ask(">")? else { return Ok(false) };
            let step = match item::typed(asked, &line, self.day) {
                Ok(typed) => self.obey(question, typed)?,
                Err(why) => self.complain(&why)?,
            };
            match step {
                Step::Stay => {}
                Step::Said(said) => {
                    if asked.entry == Some(Entry::Date) && said.words != line {
                        self.aloud.say(INDENT, &said.words)?;
                    }
                    return self.answer(question, said, shown.elapsed().as_secs());
                }
                Step::Move => return Ok(true),
                Step::Leave => return Ok(false),
            }
        }
    }

    fn complain(&mut self, why: &str) -> anyhow::Result<Step> {
        self.aloud.say(INDENT, why)?;
        Ok(Step::Stay)
    }

    fn obey(&mut self, question: QuestionId, typed: Typed) -> anyhow::Result<Step> {
        match typed {
            Typed::Answer(said) => return Ok(Step::Said(said)),
            Typed::Unsure => {
                let words = words::answer(&self.list.pack.questions[question], Answer::Unsure);
                return Ok(Step::Said(ItemAnswer { answer: Answer::Unsure, words }));
            }
            Typed::Note(text) => {
                self.note(question, text)?;
                self.aloud.say(INDENT, "Noted.")?;
            }
            Typed::Why => self.aloud.say(INDENT, &self.list.filled(&self.list.pack.questions[question].because))?,
            Typed::List => self.list()?,
            Typed::Words => {
                for (word, end) in item::WORDS {
                    self.aloud.say(&format!("{INDENT}{word:<9} "), end)?;
                }
            }
            Typed::Reopen(at) => match self.asked().get(at) {
                Some(other) if self.answers.get(*other).is_some() => {
                    self.reopen(*other)?;
                    return Ok(Step::Move);
                }
                Some(_) => return self.complain("that item was not answered yet"),
                None => return self.complain("there is no item of that number; l lists them"),
            },
            Typed::Incident => {
                if self.incident()? {
                    self.show(question)?;
                    self.offer(question)?;
                }
            }
            Typed::Leave => return Ok(Step::Leave),
        }
        Ok(Step::Stay)
    }

    /// Writes an answer down, then asks the reason where it leaves something open. Where it matters, the first answer
    /// is said back before.
    fn answer(&mut self, question: QuestionId, mut said: ItemAnswer, took: u64) -> anyhow::Result<bool> {
        let asked = &self.list.pack.questions[question];
        let baseline = asked.domain.baseline();
        loop {
            self.touch();
            if said.answer == baseline && asked.read_back {
                // What was said before is taken back, so that leaving here warns of nothing that was corrected.
                if self.answers.get(question).is_some() {
                    self.reopen(question)?;
                }
                match self.read_back(question, said)? {
                    Step::Said(again) => said = again,
                    Step::Leave => return Ok(false),
                    Step::Stay | Step::Move => return Ok(true),
                }
            }
            self.answers.set(question, said.answer);
            let at = self.seconds();
            self.record.note_answer(question, said.words, at, took);
            self.keep(false)?;
            for found in impossible(self.list.pack, &self.answers) {
                self.aloud.say(INDENT, &self.list.pack.impossible[found].say)?;
            }
            if !self.needs_reason(question) {
                return Ok(true);
            }
            self.tell_stop(question)?;
            match self.reason(question)? {
                Step::Said(another) => said = another,
                Step::Stay | Step::Move => return Ok(true),
                Step::Leave => return Ok(false),
            }
        }
    }

    /// Whether an item leaves something open that somebody will ask about later. Nothing stands before urgent advice,
    /// nothing is asked on the card, and a client need not say why.
    fn needs_reason(&self, question: QuestionId) -> bool {
        let pack = self.list.pack;
        let id = &pack.questions[question].id;
        let mine: Vec<&OpenItem> = self.record.open.iter().filter(|open| open.items.contains(id)).collect();
        let is_urgent = mine.iter().any(|open| open.certain && open.level >= Level::Urgent);
        pack.kind == Kind::Checklist
            && !self.is_card
            && !is_urgent
            && mine.iter().any(|open| open.level > Level::Precaution)
    }

    /// What stops the list is said at once, and not only at its end.
    fn tell_stop(&mut self, question: QuestionId) -> anyhow::Result<()> {
        let id = &self.list.pack.questions[question].id;
        let stops = |open: &&OpenItem| open.certain && open.level >= Level::Contraindication && open.items.contains(id);
        for open in self.record.open.iter().filter(stops) {
            self.aloud.say(INDENT, &format!("Stop: {}. {}", open.title, open.advice))?;
        }
        Ok(())
    }

    /// Asks why an item is not as it should be. Nothing need be said.
    fn reason(&mut self, question: QuestionId) -> anyhow::Result<Step> {
        loop {
            let why = self.aloud.ask("Why? (in words, or Enter for nothing) >")?.unwrap_or_default();
            let step = match item::key(&why) {
                Some(Ok(typed)) => self.obey(question, typed)?,
                Some(Err(why)) => self.complain(&why)?,
                None if why.is_empty() => return Ok(Step::Stay),
                None if !is_reason(&why) => self.complain("that is no reason; write it in words, or Enter")?,
                None => {
                    self.note(question, why)?;
                    return Ok(Step::Stay);
                }
            };
            if !matches!(step, Step::Stay) {
                return Ok(step);
            }
        }
    }

    /// Has an answer said back. It stands when it was right.
    fn read_back(&mut self, question: QuestionId, said: ItemAnswer) -> anyhow::Result<Step> {
        loop {
            let prompt = "Read it back in your own words. Was it right? 1 yes, 2 no >";
            let Some(line) = self.aloud.ask(prompt)? else { return Ok(Step::Leave) };
            let step = match (line.to_ascii_lowercase().as_str(), item::key(&line)) {
                ("1" | "y" | "yes", _) => {
                    self.record.items[question].read_back = Some(true);
                    return Ok(Step::Said(said));
                }
                ("2" | "n" | "no", _) => {
                    self.aloud.say(INDENT, "Then go through it again together.")?;
                    self.reopen(question)?;
                    self.record.items[question].read_back = Some(false);
                    self.keep(false)?;
                    return Ok(Step::Move);
                }
                (_, Some(Ok(typed))) => self.obey(question, typed)?,
                (_, Some(Err(why))) => self.complain(&why)?,
                (_, None) => self.complain("type 1 for yes or 2 for no, or ? for what else")?,
            };
            if !matches!(step, Step::Stay) {
                return Ok(step);
            }
        }
    }
}
