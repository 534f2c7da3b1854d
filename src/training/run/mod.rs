//! A checklist gone through by two people, as it is kept: what was said, when, and what stayed open.

pub mod page;
pub mod recording;
mod verify;

use crate::model::codec::AnswerValue;
use crate::model::kept::resume;
use crate::model::{Answers, Kind, Level, Pack, QuestionId};
use crate::notation;
use crate::record::{self, RecordFault, checksum};
use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

/// The number of this form of a record.
const SCHEMA: u32 = 1;

/// What the file of a run says that it is.
pub const KIND: &str = "run";

/// The record of one run. It carries the texts it was made with, so that it reads without the rules.
#[expect(clippy::struct_excessive_bools, reason = "each is a plain yes or no in the file")]
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct ChecklistRun {
    /// The version of this shape.
    pub schema: u32,
    /// Always `run`.
    pub kind: String,
    /// What wrote it, as `needlewise 0.1.0`.
    pub tool: String,
    /// The id of the list.
    pub pack: String,
    /// Whether it is a checklist for two people, or the check of a client.
    pub of: Kind,
    /// The title of the list.
    pub title: String,
    /// The version its authors gave the list.
    pub version: String,
    /// SHA-256 of the list and its rules, in hexadecimal.
    pub fingerprint: String,
    /// Whether it is a list that comes with the program.
    pub shipped: bool,
    /// Whose other rules it is and what is switched off in them, in words; empty for a list that comes with the program.
    pub notice: String,
    /// The country whose numbers stand in the texts; empty where it is not known.
    pub country: String,
    /// The code of the trainer.
    pub trainer: String,
    /// The code of the trainee.
    pub trainee: String,
    /// The code of the client; empty where there is none.
    pub client: String,
    /// The local day and time of the start, as `2027-01-05T14:30:00.000`.
    pub started: String,
    /// From the start to the last thing typed, breaks left out.
    pub seconds: u64,
    /// Whether the list was gone through to its end.
    pub finished: bool,
    /// Whether it was, and nothing is open.
    pub complete: bool,
    /// Whether it went faster than it can have been done: the middle item took under three seconds.
    pub hurried: bool,
    /// The gravest level found, where an item without an answer counts as not sure.
    pub level: Level,
    /// What the list says at that level.
    pub headline: String,
    /// Every item of the list in its order, also those that were not asked.
    pub items: TiVec<QuestionId, RecordedItem>,
    /// What the rules find in the answers, the gravest first.
    pub open: Vec<OpenItem>,
    /// Why it was begun although lists that come first were not done.
    pub despite: Option<Despite>,
    /// What the trainer decided when something was open.
    pub decision: Option<Decision>,
    /// Who signed it at the end.
    pub signed: Option<Signed>,
    /// The files of incidents written down on the way.
    pub incidents: Vec<String>,
    /// When it was gone on with after a break: local days and times.
    pub resumed: Vec<String>,
    /// Whether it broke off and was begun anew in another record.
    pub set_aside: bool,
    /// SHA-256 over all of the above: tells that nothing was edited since, not who wrote it.
    pub checksum: String,
}

/// One item, and everything that was said to it.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct RecordedItem {
    /// The id of the question.
    pub question: String,
    /// The item as it is read aloud.
    pub ask: String,
    /// Whether it was to be asked, as far as the answers tell.
    pub asked: bool,
    /// None while nothing was said.
    pub answer: Option<AnswerValue>,
    /// The answer as it was said: the label of an option, or what was written down.
    pub words: String,
    /// What was written down beside it, in the order it was typed.
    pub notes: Vec<String>,
    /// Whether it was said back rightly; none where that is not asked for.
    pub read_back: Option<bool>,
    /// Seconds from the start to the answer.
    pub at: u64,
    /// Seconds from the item being read to its answer.
    pub took: u64,
    /// How often its answer was taken back.
    pub reopened: u32,
}

impl RecordedItem {
    /// Whether anything was said to it, also when that was taken back.
    pub fn is_reached(&self) -> bool {
        self.answer.is_some() || self.reopened > 0 || self.read_back.is_some()
    }
}

/// Something a rule finds in the answers, in the words it had then.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct OpenItem {
    /// The id of the rule.
    pub rule: String,
    /// What is open.
    pub title: String,
    /// What the rule says to do.
    pub advice: String,
    /// The level of the rule.
    pub level: Level,
    /// False where an item was not answered or not sure.
    pub certain: bool,
    /// The items it hangs on.
    pub items: Vec<String>,
}

/// What the trainer made of something that was open at the end.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// True to go on all the same, false to halt.
    pub go_on: bool,
    /// The code of the trainer.
    pub by: String,
    /// Why, in their own words; empty where none was given.
    pub reason: String,
    /// Seconds from the start.
    pub at: u64,
}

/// Lists that were to be done first and were not, and the reason to begin all the same.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Despite {
    /// The ids of the lists.
    pub lists: Vec<String>,
    /// Why it was begun all the same, in the trainer's own words.
    pub reason: String,
}

/// Two people put their codes to what the record says.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The code the trainer typed.
    pub trainer: String,
    /// The code the trainee typed.
    pub trainee: String,
    /// The local day and time.
    pub at: String,
}

/// Who was there: initials or codes, never names. The client is empty where there is none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct People {
    /// Who reads the list aloud and decides.
    pub trainer: String,
    /// Who does what is read, and answers.
    pub trainee: String,
    /// Who is treated; empty where nobody is.
    pub client: String,
}

impl People {
    /// The same people, where they are not one and the same.
    ///
    /// # Errors
    /// Who is whom, in words.
    pub fn apart(self) -> Result<People, String> {
        let People { trainer, trainee, client } = &self;
        if trainer == trainee {
            return Err(format!("trainer and trainee are both `{trainer}`; a list takes two people"));
        }
        if client == trainer {
            return Err(format!("trainer and client are both `{client}`; whoever is treated cannot watch"));
        }
        Ok(self)
    }
}

impl ChecklistRun {
    /// The record as text, with its checksum and a line break at its end.
    pub fn write(&mut self) -> String {
        self.checksum = self.sum();
        notation::pretty(self) + "\n"
    }

    /// The checksum that belongs to what the record says.
    pub fn sum(&self) -> String {
        checksum(&ChecklistRun { checksum: String::new(), ..self.clone() })
    }

    /// Who was there, by their codes.
    pub fn people(&self) -> People {
        People { trainer: self.trainer.clone(), trainee: self.trainee.clone(), client: self.client.clone() }
    }

    /// The day it began, as `2027-01-05`.
    pub fn day(&self) -> &str {
        self.started.get(..10).unwrap_or(&self.started)
    }

    /// Whether a list that comes after it may be begun: nothing is open, or the trainer decided to go on.
    pub fn lets_go_on(&self) -> bool {
        self.complete || self.decision.as_ref().is_some_and(|decision| decision.go_on)
    }

    /// How long the middle item took, in seconds; none before three were answered.
    pub fn middle(&self) -> Option<u64> {
        let mut times: Vec<u64> =
            self.items.iter().filter(|item| item.answer.is_some()).map(|item| item.took).collect();
        times.sort_unstable();
        (times.len() >= 3).then(|| times[times.len() / 2])
    }

    /// What is open because of something that was said: not what only hangs on items that were never reached.
    pub fn open_reached(&self) -> impl Iterator<Item = &OpenItem> {
        let doubtful = |item: &&RecordedItem| match &item.answer {
            None => item.is_reached(),
            Some(answer) => answer.is_unsure(),
        };
        let doubtful: Vec<&str> = self.items.iter().filter(doubtful).map(|item| item.question.as_str()).collect();
        let hangs_on_doubt = move |open: &&OpenItem| open.items.iter().any(|item| doubtful.contains(&item.as_str()));
        self.open.iter().filter(move |open| open.certain || hangs_on_doubt(open))
    }

    /// The items that were to be asked, but it broke off before.
    pub fn unreached(&self) -> impl Iterator<Item = &RecordedItem> {
        self.items.iter().filter(|item| item.asked && !item.is_reached())
    }

    /// The level so far: what nobody came to is no alarm. None when nothing that was reached is open, and not all was.
    pub fn level_so_far(&self) -> Option<Level> {
        match self.unreached().next() {
            None => Some(self.level),
            Some(_) => self.open_reached().map(|open| open.level).max(),
        }
    }

    /// Whether it broke off before anybody decided, and may be gone on with.
    pub fn is_unfinished(&self) -> bool {
        !self.complete && self.decision.is_none() && !self.set_aside
    }

    /// Whether it came to its end on this day so that one may go on, or somebody needed help first, and is still to be
    /// signed.
    pub fn waits_for_signatures(&self, day: &str) -> bool {
        let was_urgent = self.level_so_far().is_some_and(|level| level >= Level::Urgent);
        (self.lets_go_on() || (self.decision.is_some() && was_urgent))
            && self.signed.is_none()
            && !self.set_aside
            && self.day() == day
    }

    /// The answers given, as far as the list still has a place for them, and how many it has not.
    pub fn answers(&self, pack: &Pack) -> (Answers, usize) {
        let said = self.items.iter().filter_map(|item| Some((item.question.as_str(), item.answer.as_ref()?)));
        let (answers, aside) = resume(pack, said);
        (answers, aside.len())
    }

    /// Reads the record of a run, whole as it was written.
    ///
    /// # Errors
    /// When it is from a newer program, is no such record, or was altered since.
    pub fn read(text: &str) -> Result<ChecklistRun, RecordFault> {
        let run: ChecklistRun = record::read_kind(text, KIND, SCHEMA)?;
        if run.checksum == run.sum() { Ok(run) } else { Err(RecordFault::Altered) }
    }
}
