//! Going through one list from its first item to its end, with the record kept up to date.

use super::earlier::Earlier;
use super::item::{self, INDENT, Said, Typed};
use super::list::List;
use super::written::Written;
use crate::cli::clock;
use crate::cli::prompt::line::Aloud;
use crate::engine::{Evaluation, Way, impossible, irrelevant};
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Kind, Level, Pack, QuestionId};
use crate::report::words::{self, strangers};
use crate::training::run::{ChecklistRun, Despite, Open, People};
use jiff::civil::Date;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;

pub struct Round<'a, R, W> {
    pub(super) aloud: &'a mut Aloud<R, W>,
    pub(super) list: List<'a>,
    /// The card that is within reach at any moment; none in the card itself.
    incident: Option<List<'a>>,
    is_card: bool,
    pub(super) answers: Answers,
    pub(super) record: ChecklistRun,
    pub(super) written: Written,
    /// Where records are kept, if a folder was named.
    folder: Option<PathBuf>,
    /// The list from which this card was opened: its record names the card.
    opener: Option<(&'a mut ChecklistRun, &'a mut Written)>,
    /// The day on which it began: what dates are counted from.
    pub(super) day: Date,
    /// When this sitting began, and the seconds of those before it.
    start: Instant,
    before: u64,
    /// A record that was taken up stays as it is until something is said.
    is_untouched: bool,
}

/// How a moment is written down.
pub(super) const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.3f";

/// What becomes of an item when something was typed at it.
enum Step {
    Stay,
    Said(Said),
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
        list: List<'a>,
        incident: Option<List<'a>>,
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
            written: Written::new(folder.clone(), name),
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
        self.written = Written::again(hold);
        self.answers = answers;
        self.before = record.seconds;
        // Its texts stay those of the country it was begun in.
        self.list.contact = self.list.base.contact(Some(&record.country));
        self.day = record.day().parse().unwrap_or(self.day);
        self.record = record;
        self.is_untouched = true;
    }

    /// Goes through the list, and gives back its record and where that is.
    pub fn go(mut self) -> anyhow::Result<(ChecklistRun, Written)> {
        self.aloud.gap()?;
        self.aloud.say("", &self.list.pack.title)?;
        self.aloud.say("", &self.list.filled(&self.list.pack.intro))?;
        if let Some(line) = strangers(self.list.pack) {
            self.aloud.say("", &line)?;
        }
        self.say_granted()?;
        self.aloud
            .say("", "Type the number of the answer. `?` shows what else you can type. Each answer is kept at once.")?;
        // The first line of the card is on the screen before any disk is waited for.
        if !self.is_card {
            self.keep(false)?;
        }
        loop {
            let Some(question) = self.next() else {
                match self.close()? {
                    End::Reopen(question) => self.reopen(question)?,
                    End::Close => break,
                }
                continue;
            };
            if !self.item(question)? {
                self.keep(false)?;
                let again = if self.is_card { "" } else { " The next time you can go on." };
                self.aloud.say("", &format!("Left before the end. This list is not complete.{again}"))?;
                self.tell_open()?;
                break;
            }
        }
        Ok((self.record, self.written))
    }

    /// What is taken as given, and how to say otherwise.
    fn say_granted(&mut self) -> anyhow::Result<()> {
        if self.is_untouched || self.answers.given().next().is_none() {
            return Ok(());
        }
        let pack = self.list.pack;
        self.aloud.say("", "Taken as given; open the item again with r if it is not so:")?;
        for (question, answer) in self.answers.clone().given() {
            let question = &pack.questions[question];
            self.aloud.say("  - ", &format!("{} {}", question.ask, words::answer(question, answer)))?;
        }
        Ok(())
    }

    /// The next item. In a check, what can no longer change anything is left out.
    fn next(&self) -> Option<QuestionId> {
        let pack = self.list.pack;
        let skip: fn(&Pack, &Answers) -> Vec<QuestionId> =
            if pack.kind == Kind::Check { irrelevant } else { |_, _| Vec::new() };
        Way { pack, skip }.next(&self.answers)
    }

    pub(super) fn is_card(&self) -> bool {
        self.is_card
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
    fn item(&mut self, question: QuestionId) -> anyhow::Result<bool> {
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
                Step::Said(said) => return self.answer(question, said, shown.elapsed().as_secs()),
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
                return Ok(Step::Said(Said { answer: Answer::Unsure, words }));
            }
            Typed::Note(text) => {
                self.note(question, text)?;
                self.aloud.say(INDENT, "Noted.")?;
            }
            Typed::Why => self.aloud.say(INDENT, &self.list.filled(&self.list.pack.questions[question].because))?,
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
                    self.offer(question)?;
                }
            }
            Typed::Leave => return Ok(Step::Leave),
        }
        Ok(Step::Stay)
    }

    /// Writes an answer down, then asks the reason where it leaves something open. Where it matters, the first answer
    /// is said back before.
    fn answer(&mut self, question: QuestionId, mut said: Said, took: u64) -> anyhow::Result<bool> {
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
        let mine: Vec<&Open> = self.record.open.iter().filter(|open| open.items.contains(id)).collect();
        let is_urgent = mine.iter().any(|open| open.certain && open.level >= Level::Urgent);
        pack.kind == Kind::Checklist
            && !self.is_card
            && !is_urgent
            && mine.iter().any(|open| open.level > Level::Precaution)
    }

    /// Asks why an item is not as it should be. Nothing need be said.
    fn reason(&mut self, question: QuestionId) -> anyhow::Result<Step> {
        loop {
            let why = self.aloud.ask("Why? (in words, or Enter for nothing) >")?.unwrap_or_default();
            let step = match item::key(&why) {
                Some(Ok(typed)) => self.obey(question, typed)?,
                Some(Err(why)) => self.complain(&why)?,
                None if why.is_empty() => return Ok(Step::Stay),
                None if item::is_no_reason(&why) => self.complain("that is no reason; write it in words, or Enter")?,
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
        self.touch();
        self.record.items[question].notes.push(text);
        self.keep(false)
    }

    /// Has an answer said back. It stands when it was right.
    fn read_back(&mut self, question: QuestionId, said: Said) -> anyhow::Result<Step> {
        loop {
            let prompt = "Read it back: the trainee says it in their own words. Was it right? 1 yes, 2 no >";
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

    fn reopen(&mut self, question: QuestionId) -> anyhow::Result<()> {
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

    pub(super) fn list(&mut self) -> anyhow::Result<()> {
        for (number, question) in self.asked().into_iter().enumerate() {
            let item = &self.record.items[question];
            let said = if self.answers.get(question).is_some() { &item.words } else { "not yet" };
            let notes = item.notes.iter().fold(String::new(), |all, note| all + " / " + note);
            let line = format!("{} ({said}){notes}", item.ask);
            self.aloud.say(&format!("{:>3}  ", number + 1), &line)?;
        }
        Ok(())
    }
}
