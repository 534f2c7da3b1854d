//! Opening a list: afresh, or where it broke off.

use super::earlier::Earlier;
use super::list::OpenedList;
use super::round::{MOMENT, Round};
use super::written::WrittenRun;
use crate::cli::clock;
use crate::cli::prompt::line::Aloud;
use crate::model::{Answers, Kind};
use crate::report::words::{self, strangers};
use crate::training::run::{ChecklistRun, Despite, People};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;

impl<'a, R: BufRead, W: Write> Round<'a, R, W> {
    /// A list of which nothing was said yet.
    pub fn new(
        aloud: &'a mut Aloud<R, W>,
        folder: Option<PathBuf>,
        list: OpenedList<'a>,
        incident: Option<OpenedList<'a>>,
        people: &People,
    ) -> Round<'a, R, W> {
        let now = clock::now();
        let answers = list.pack.silent();
        let record = ChecklistRun::new(&list.explain(&answers, now.date()), people, now.strftime(MOMENT).to_string());
        let name = format!("{}-{}-{}", now.strftime("%Y%m%d-%H%M%S"), people.trainee, list.pack.id);
        Round {
            aloud,
            list,
            incident,
            is_card: incident.is_none(),
            answers,
            record,
            written: WrittenRun::new(folder.clone(), name),
            folder,
            opener: None,
            day: now.date(),
            start: Instant::now(),
            before: 0,
            is_untouched: false,
        }
    }

    /// Begins with what goes without asking, although other lists should have come first if that is so.
    pub fn begin(&mut self, despite: Option<Despite>, granted: Answers) {
        self.record.despite = despite;
        for (question, answer) in granted.given() {
            let words = words::answer(&self.list.pack.questions[question], answer);
            self.record.note_answer(question, words, 0, 0);
        }
        self.answers = granted;
    }

    /// Goes on after a break. Nothing of the record changes before something is said.
    pub fn take_up(&mut self, Earlier { hold, record }: Earlier, answers: Answers) {
        self.written = WrittenRun::again(hold);
        self.answers = answers;
        self.before = record.seconds;
        // Its texts stay those of the country it was begun in.
        self.list.contact = self.list.base.contact(Some(&record.country));
        self.day = record.day().parse().unwrap_or(self.day);
        self.record = record;
        self.is_untouched = true;
    }

    /// Says what list it is, what it is for, and what is taken as given.
    pub(super) fn say_beginning(&mut self) -> anyhow::Result<()> {
        self.aloud.gap()?;
        self.aloud.say("", &self.list.pack.title)?;
        self.aloud.say("", &self.list.filled(&self.list.pack.intro))?;
        if let Some(line) = strangers(self.list.pack) {
            self.aloud.say("", &line)?;
        }
        self.say_granted()?;
        if self.list.pack.kind == Kind::Check {
            let how = "The trainer reads, whoever it is about answers. Type the number of the answer, or u where \
                       they are not sure.";
            self.aloud.say("", how)?;
            return Ok(self.aloud.say("", "`?` shows what else you can type. Each answer is kept at once.")?);
        }
        let how = "Type the number of the answer. `?` shows what else you can type. Each answer is kept at once.";
        Ok(self.aloud.say("", how)?)
    }

    /// What is taken as given, and how to say otherwise.
    fn say_granted(&mut self) -> anyhow::Result<()> {
        if self.is_untouched || self.answers.given().next().is_none() {
            return Ok(());
        }
        let pack = self.list.pack;
        self.aloud.say("", "Taken as given; if it is not so, type r and its number:")?;
        for (number, question) in self.asked().into_iter().enumerate() {
            if let Some(answer) = self.answers.get(question) {
                let question = &pack.questions[question];
                let said = words::answer(question, answer);
                self.aloud.say(&format!("{:>3}  ", number + 1), &format!("{} {said}", question.ask))?;
            }
        }
        Ok(())
    }
}
