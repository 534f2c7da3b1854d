//! Going through one list from its first item to its end, with the record kept up to date.

use super::earlier::Earlier;
use super::item::{self, INDENT, Typed};
use super::written::Written;
use crate::cli::clock;
use crate::cli::prompt::line::Aloud;
use crate::engine::Evaluation;
use crate::engine::next_question;
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Domain, Level, Pack, QuestionId};
use crate::report::words::strangers;
use crate::training::run::{Open, Session};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;

pub struct Round<'a, R, W> {
    pub(super) aloud: &'a mut Aloud<R, W>,
    pub(super) pack: &'a Pack,
    /// The card that is within reach at any moment.
    pub(super) incident: Option<&'a Pack>,
    /// Whether this is that card itself, which is begun anew each time.
    pub(super) card: bool,
    pub(super) answers: Answers,
    pub(super) session: Session,
    pub(super) written: Written,
    /// Where records are kept, if a folder was named.
    folder: Option<PathBuf>,
    /// The list from which this card was opened: its record names the card.
    opener: Option<(&'a mut Session, &'a mut Written)>,
    /// When this sitting began, and the seconds of those before it.
    start: Instant,
    before: u64,
}

/// How a moment is written down.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.3f";

/// What becomes of an item when something was typed at it.
enum Step {
    Stay,
    Said(Answer),
    /// Another item comes next.
    Move,
    Leave,
}

/// What comes after the last item.
pub(super) enum End {
    Reopen(QuestionId),
    Close,
}

impl<'a, R: BufRead, W: Write> Round<'a, R, W> {
    /// A list of which nothing was said yet.
    pub fn new(
        aloud: &'a mut Aloud<R, W>,
        folder: Option<PathBuf>,
        pack: &'a Pack,
        (trainer, trainee): (&str, &str),
    ) -> Round<'a, R, W> {
        let now = clock::now();
        let session = Session::new(pack, trainer, trainee, now.strftime(MOMENT).to_string());
        let name = format!("{}-{trainee}-{}", now.strftime("%Y%m%d-%H%M%S"), pack.id);
        let written = Written::new(folder.clone(), name);
        let answers = pack.silent();
        let start = Instant::now();
        Round {
            aloud,
            pack,
            incident: None,
            card: false,
            answers,
            session,
            written,
            folder,
            opener: None,
            start,
            before: 0,
        }
    }

    /// Goes on after a break.
    pub fn take_up(&mut self, Earlier { hold, session }: Earlier, answers: Answers) {
        self.written = Written::again(hold);
        self.answers = answers;
        self.before = session.seconds;
        self.session = session;
        self.session.resumed.push(clock::now().strftime(MOMENT).to_string());
    }

    /// Goes through the list, and gives back its record and where that is.
    pub fn go(mut self) -> anyhow::Result<(Session, Written)> {
        self.aloud.gap()?;
        self.aloud.say("", &self.pack.title)?;
        self.aloud.say("", &self.pack.intro)?;
        if let Some(line) = strangers(self.pack) {
            self.aloud.say("", &line)?;
        }
        self.aloud
            .say("", "Type the number of the answer. `?` shows what else you can type. Each answer is kept at once.")?;
        // The first line of the card is on the screen before any disk is waited for.
        if !self.card {
            self.keep(false)?;
        }
        loop {
            let Some(question) = next_question(self.pack, &self.answers) else {
                match self.close()? {
                    End::Reopen(question) => self.reopen(question)?,
                    End::Close => break,
                }
                continue;
            };
            if !self.item(question)? {
                self.keep(false)?;
                let again = if self.card { "" } else { " The next time you can go on." };
                self.aloud.say("", &format!("Left before the end. This list is not complete.{again}"))?;
                self.tell_open()?;
                break;
            }
        }
        Ok((self.session, self.written))
    }

    pub(super) fn seconds(&self) -> u64 {
        self.before + self.start.elapsed().as_secs()
    }

    /// Writes the record down as it stands, and says so when that fails. Nothing that is said waits for a disk.
    pub(super) fn keep(&mut self, finished: bool) -> anyhow::Result<()> {
        let seconds = self.seconds();
        self.session.settle(self.pack, &self.answers, seconds, finished);
        let was_begun = self.written.is_begun();
        if let Some(line) = self.written.write(&serde_json::to_string_pretty(&self.session)?) {
            self.aloud.say("", &line)?;
        }
        // Named where it was opened as soon as it is there, so that a card that breaks off is still found.
        if let (false, Some(name), Some((session, written))) = (was_begun, self.written.name(), &mut self.opener) {
            session.incidents.push(name);
            written.write(&serde_json::to_string_pretty(session)?);
        }
        Ok(())
    }

    pub(super) fn asked(&self) -> Vec<QuestionId> {
        let sheet = Evaluation::new(self.pack, &self.answers);
        self.pack.questions.keys().filter(|it| sheet.asked(*it) != Truth::False).collect()
    }

    /// Shows an item by its number and its words.
    fn show(&mut self, question: QuestionId) -> anyhow::Result<()> {
        let asked = self.asked();
        let number = 1 + asked.iter().position(|it| *it == question).unwrap_or(0);
        let ask = &self.pack.questions[question].ask;
        Ok(self.aloud.say(&format!("{number}/{}  ", asked.len()), ask)?)
    }

    /// One item until it is answered. False when they leave.
    fn item(&mut self, question: QuestionId) -> anyhow::Result<bool> {
        let it = &self.pack.questions[question];
        let shown = Instant::now();
        self.aloud.gap()?;
        self.show(question)?;
        if let Some(help) = &it.help {
            self.aloud.say(INDENT, help)?;
        }
        if let Domain::Number(scale) = &it.domain {
            self.aloud.say(INDENT, &format!("{} to {} {}", scale.low, scale.high, scale.unit))?;
        }
        self.aloud.choices(INDENT, &item::choices(it))?;
        if !self.written.is_begun() {
            self.keep(false)?;
        }
        loop {
            let Some(line) = self.aloud.ask(">")? else { return Ok(false) };
            let step = match item::typed(it, &line) {
                Ok(typed) => self.obey(question, typed)?,
                Err(why) => self.complain(&why)?,
            };
            match step {
                Step::Stay => {}
                Step::Said(answer) => return self.answer(question, answer, shown.elapsed().as_secs()),
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
            Typed::Answer(answer) => return Ok(Step::Said(answer)),
            Typed::Note(text) => {
                self.note(question, text)?;
                self.aloud.say(INDENT, "Noted.")?;
            }
            Typed::Why => self.aloud.say(INDENT, &self.pack.questions[question].because)?,
            Typed::List => self.list()?,
            Typed::Words => self.aloud.say(INDENT, item::WORDS)?,
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
                    self.aloud.choices(INDENT, &item::choices(&self.pack.questions[question]))?;
                }
            }
            Typed::Leave => return Ok(Step::Leave),
        }
        Ok(Step::Stay)
    }

    /// Writes an answer down, then asks the reason where it is not the first one. Where it matters, the first one is
    /// said back before.
    fn answer(&mut self, question: QuestionId, mut answer: Answer, took: u64) -> anyhow::Result<bool> {
        let it = &self.pack.questions[question];
        let baseline = it.domain.baseline();
        loop {
            if answer == baseline && it.read_back {
                match self.read_back(question, answer)? {
                    Step::Said(it) => answer = it,
                    Step::Leave => return Ok(false),
                    Step::Stay | Step::Move => return Ok(true),
                }
            }
            self.answers.set(question, answer);
            let at = self.seconds();
            self.session.note_answer(self.pack, question, answer, at, took);
            self.keep(false)?;
            if answer == baseline || matches!(it.domain, Domain::Number(_)) || self.calls_for_help(question) {
                return Ok(true);
            }
            match self.reason(question)? {
                Step::Said(another) => answer = another,
                Step::Stay | Step::Move => return Ok(true),
                Step::Leave => return Ok(false),
            }
        }
    }

    /// Whether what was said there needs help today or at once: then nothing may stand before the advice.
    fn calls_for_help(&self, question: QuestionId) -> bool {
        let id = &self.pack.questions[question].id;
        let urgent = |it: &Open| it.certain && it.level >= Level::Urgent && it.items.contains(id);
        self.session.open.iter().any(urgent)
    }

    /// Asks why an item is not as it should be. Nothing need be said.
    fn reason(&mut self, question: QuestionId) -> anyhow::Result<Step> {
        loop {
            let why = self.aloud.ask("Why? (Enter for nothing) >")?.unwrap_or_default();
            let step = match item::key(&why) {
                Some(Ok(typed)) => self.obey(question, typed)?,
                Some(Err(why)) => self.complain(&why)?,
                None if why.is_empty() => return Ok(Step::Stay),
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

    fn note(&mut self, question: QuestionId, text: String) -> anyhow::Result<()> {
        self.session.items[question].notes.push(text);
        self.keep(false)
    }

    /// Has an answer said back. It stands when it was right.
    fn read_back(&mut self, question: QuestionId, answer: Answer) -> anyhow::Result<Step> {
        loop {
            let prompt = "Read it back: the trainee says it in their own words. Was it right? y or n >";
            let Some(line) = self.aloud.ask(prompt)? else { return Ok(Step::Leave) };
            let step = match (line.to_ascii_lowercase().as_str(), item::key(&line)) {
                ("y" | "yes", _) => {
                    self.session.items[question].read_back = Some(true);
                    return Ok(Step::Said(answer));
                }
                ("n" | "no", _) => {
                    self.aloud.say(INDENT, "Then go through it again together.")?;
                    self.reopen(question)?;
                    self.session.items[question].read_back = Some(false);
                    self.keep(false)?;
                    return Ok(Step::Move);
                }
                (_, Some(Ok(typed))) => self.obey(question, typed)?,
                (_, Some(Err(why))) => self.complain(&why)?,
                (_, None) => self.complain("type y or n, or ? for what else")?,
            };
            if !matches!(step, Step::Stay) {
                return Ok(step);
            }
        }
    }

    fn reopen(&mut self, question: QuestionId) -> anyhow::Result<()> {
        self.answers.set(question, None);
        self.session.reopen(question);
        self.keep(false)
    }

    /// The incident card, and back. False when there is none.
    pub(super) fn incident(&mut self) -> anyhow::Result<bool> {
        let Some(card) = self.incident else {
            self.aloud.say(INDENT, "there is no incident card here, or you are in it")?;
            return Ok(false);
        };
        let whose = (self.session.trainer.clone(), self.session.trainee.clone());
        let folder = self.folder.clone();
        let mut round = Round::new(&mut *self.aloud, folder, card, (&whose.0, &whose.1));
        round.card = true;
        round.opener = Some((&mut self.session, &mut self.written));
        round.go()?;
        self.aloud.gap()?;
        self.aloud.say("", &format!("Back to: {}", self.pack.title))?;
        Ok(true)
    }

    pub(super) fn list(&mut self) -> anyhow::Result<()> {
        for (number, question) in self.asked().into_iter().enumerate() {
            let item = &self.session.items[question];
            let said = if self.answers.get(question).is_some() { &item.words } else { "not yet" };
            let notes = item.notes.iter().fold(String::new(), |all, it| all + " / " + it);
            let line = format!("{} ({said}){notes}", item.ask);
            self.aloud.say(&format!("{:>3}  ", number + 1), &line)?;
        }
        Ok(())
    }
}
