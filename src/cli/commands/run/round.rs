//! Going through one list from its first item to its end, with the record kept up to date.

use super::item::INDENT;
use super::list::OpenedList;
use super::written::WrittenRun;
use crate::cli::clock;
use crate::cli::prompt::line::Aloud;
use crate::engine::{Evaluation, Way, irrelevant};
use crate::model::logic::Truth;
use crate::model::{Answers, Kind, Pack, QuestionId};
use crate::report::words::count;
use crate::training::run::ChecklistRun;
use jiff::civil::Date;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;

pub struct Round<'a, R, W> {
    pub(super) aloud: &'a mut Aloud<R, W>,
    pub(super) list: OpenedList<'a>,
    /// The card that is within reach at any moment; none in the card itself.
    pub(super) incident: Option<OpenedList<'a>>,
    pub(super) is_card: bool,
    pub(super) answers: Answers,
    pub(super) record: ChecklistRun,
    pub(super) written: WrittenRun,
    /// Where records are kept, if a folder was named.
    pub(super) folder: Option<PathBuf>,
    /// The list from which this card was opened: its record names the card.
    pub(super) opener: Option<(&'a mut ChecklistRun, &'a mut WrittenRun)>,
    /// The day on which it began: what dates are counted from.
    pub(super) day: Date,
    /// When this sitting began, and the seconds of those before it.
    pub(super) start: Instant,
    pub(super) before: u64,
    /// A record that was taken up stays as it is until something is said.
    pub(super) is_untouched: bool,
}

/// How a moment is written down.
pub(super) const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.3f";

/// What comes after the last item.
pub(super) enum RoundEnd {
    Reopen(QuestionId),
    Close,
}

impl<R: BufRead, W: Write> Round<'_, R, W> {
    /// Goes through the list, and gives back its record and where that is.
    pub fn go(mut self) -> anyhow::Result<(ChecklistRun, WrittenRun)> {
        self.say_beginning()?;
        // A reason was said already; else nothing is written before the first answer.
        if self.record.despite.is_some() {
            self.keep(false)?;
        }
        loop {
            let Some(question) = self.next() else {
                match self.close()? {
                    RoundEnd::Reopen(question) => self.reopen(question)?,
                    RoundEnd::Close => break,
                }
                continue;
            };
            if !self.ask(question)? {
                self.keep(false)?;
                let again = if self.is_card { "" } else { " The next time you can go on." };
                self.aloud.say("", &format!("Left before the end. This list is not complete.{again}"))?;
                self.tell_open()?;
                break;
            }
        }
        Ok((self.record, self.written))
    }

    /// The next item. In a check, what can no longer change anything is left out.
    fn next(&self) -> Option<QuestionId> {
        let pack = self.list.pack;
        let skip: fn(&Pack, &Answers) -> Vec<QuestionId> =
            if pack.kind == Kind::Check { irrelevant } else { |_, _| Vec::new() };
        Way { pack, skip }.next(&self.answers)
    }

    pub(super) fn seconds(&self) -> u64 {
        self.before + self.start.elapsed().as_secs()
    }

    /// Something is about to change.
    pub(super) fn touch(&mut self) {
        if std::mem::take(&mut self.is_untouched) {
            self.record.resumed.push(clock::now().strftime(MOMENT).to_string());
        }
    }

    /// Writes the record down as it stands, and says so when that fails. Nothing that is said waits for a disk.
    pub(super) fn keep(&mut self, finished: bool) -> anyhow::Result<()> {
        if self.is_untouched {
            return Ok(());
        }
        let seconds = self.seconds();
        self.record.settle(&self.list.explain(&self.answers, self.day), seconds, finished);
        let was_begun = self.written.is_begun();
        if let Some(line) = self.written.write(&self.record.write()) {
            self.aloud.say("", &line)?;
        }
        // Named where it was opened as soon as it is there, so that a card that breaks off is still found.
        if let (false, Some(name), Some((record, written))) = (was_begun, self.written.name(), &mut self.opener) {
            record.incidents.push(name);
            written.write(&record.write());
        }
        Ok(())
    }

    pub(super) fn asked(&self) -> Vec<QuestionId> {
        let pack = self.list.pack;
        let evaluation = Evaluation::new(pack, &self.answers);
        let skipped = if pack.kind == Kind::Check { irrelevant(pack, &self.answers) } else { Vec::new() };
        let asked = |question: &QuestionId| evaluation.asked(*question) != Truth::False && !skipped.contains(question);
        pack.questions.keys().filter(asked).collect()
    }

    pub(super) fn note(&mut self, question: QuestionId, text: String) -> anyhow::Result<()> {
        self.touch();
        self.record.items[question].notes.push(text);
        self.keep(false)
    }

    pub(super) fn reopen(&mut self, question: QuestionId) -> anyhow::Result<()> {
        self.touch();
        self.answers.set(question, None);
        self.record.reopen(question);
        self.keep(false)
    }

    /// The incident card, and back. False when there is none.
    pub(super) fn incident(&mut self) -> anyhow::Result<bool> {
        let Some(card) = self.incident else {
            self.aloud.say(INDENT, "there is no incident card here, or you are in it")?;
            return Ok(false);
        };
        self.touch();
        let (people, folder) = (self.record.people(), self.folder.clone());
        let mut round = Round::new(&mut *self.aloud, folder, card, None, &people);
        round.opener = Some((&mut self.record, &mut self.written));
        round.go()?;
        self.aloud.gap()?;
        self.aloud.say("", &format!("Back to: {}", self.list.pack.title))?;
        Ok(true)
    }

    /// What was said so far. In a check, whose questions depend on one another, only that.
    pub(super) fn list(&mut self) -> anyhow::Result<()> {
        let is_check = self.list.pack.kind == Kind::Check;
        let mut left = 0;
        for (number, question) in self.asked().into_iter().enumerate() {
            let item = &self.record.items[question];
            if is_check && self.answers.get(question).is_none() && item.notes.is_empty() {
                left += 1;
                continue;
            }
            let said = if self.answers.get(question).is_some() { &item.words } else { "not yet" };
            let notes = item.notes.iter().fold(String::new(), |all, note| all + " / " + note);
            let line = format!("{} ({said}){notes}", item.ask);
            self.aloud.say(&format!("{:>3}  ", number + 1), &line)?;
        }
        if left > 0 {
            self.aloud.say("", &format!("At most {} to come.", count(left, "question")))?;
        }
        Ok(())
    }
}
