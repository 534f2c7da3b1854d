//! A checklist gone through by two people, as it is kept: what was said, when, and what stayed open.

use crate::engine::{Certainty, Evaluation, Explanation, explain};
use crate::model::codec::{AnswerValue, given, resume};
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Entry, Kind, Level, Pack, Question, QuestionId, RuleBase, day};
use crate::notation;
use crate::record::{self, Fault, Verdict, checksum};
use crate::report::words;
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

/// The number of this form of a record.
const SCHEMA: u32 = 1;

/// What tells this file from others of the program.
const KIND: &str = "run";

/// Fewer seconds an item than this, and it was ticked rather than done.
const HURRIED: u64 = 3;

/// The record of one run. It carries the texts it was made with, so that it reads without the rules.
#[expect(clippy::struct_excessive_bools, reason = "each is a plain yes or no in the file")]
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct ChecklistRun {
    pub schema: u32,
    pub kind: String,
    pub tool: String,
    pub pack: String,
    /// Whether it is a checklist for two people, or the check of a client.
    pub of: Kind,
    pub title: String,
    pub version: String,
    pub fingerprint: String,
    pub shipped: bool,
    /// The country whose numbers stand in the texts; empty where it is not known.
    pub country: String,
    pub trainer: String,
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
    pub level: Level,
    pub headline: String,
    pub items: TiVec<QuestionId, Item>,
    pub open: Vec<Open>,
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

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub question: String,
    pub ask: String,
    /// Whether it was to be asked, as far as the answers tell.
    pub asked: bool,
    /// None while nothing was said.
    pub answer: Option<AnswerValue>,
    /// The answer as it was said: the label of an option, or what was written down.
    pub words: String,
    pub notes: Vec<String>,
    /// Whether it was said back rightly; none where that is not asked for.
    pub read_back: Option<bool>,
    /// Seconds from the start to the answer, and from the item being read to its answer.
    pub at: u64,
    pub took: u64,
    pub reopened: u32,
}

impl Item {
    /// Whether anything was said to it, also when that was taken back.
    pub fn is_reached(&self) -> bool {
        self.answer.is_some() || self.reopened > 0 || self.read_back.is_some()
    }
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Open {
    pub rule: String,
    pub title: String,
    pub advice: String,
    pub level: Level,
    /// False where an item was not answered or not sure.
    pub certain: bool,
    /// The items it hangs on.
    pub items: Vec<String>,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub go_on: bool,
    pub by: String,
    pub reason: String,
    pub at: u64,
}

/// Lists that were to be done first and were not, and the reason to begin all the same.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Despite {
    /// The ids of the lists.
    pub lists: Vec<String>,
    pub reason: String,
}

/// Two people put their codes to what the record says.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    pub trainer: String,
    pub trainee: String,
    /// The local day and time.
    pub at: String,
}

/// Who was there: initials or codes, never names. The client is empty where there is none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct People {
    pub trainer: String,
    pub trainee: String,
    pub client: String,
}

impl ChecklistRun {
    /// A run of which nothing was said yet.
    pub fn new(explained: &Explanation, people: &People, started: String) -> ChecklistRun {
        let pack = explained.pack;
        let items = pack.questions.iter().map(|question| Item {
            question: question.id.clone(),
            ask: explained.filled(&question.ask),
            ..Item::default()
        });
        ChecklistRun {
            schema: SCHEMA,
            kind: KIND.to_owned(),
            tool: concat!("needlewise ", env!("CARGO_PKG_VERSION")).to_owned(),
            pack: pack.id.clone(),
            of: pack.kind,
            title: pack.title.clone(),
            version: pack.version.clone(),
            fingerprint: pack.fingerprint.clone(),
            shipped: pack.shipped,
            country: explained.contact.map_or(String::new(), |contact| contact.country.clone()),
            trainer: people.trainer.clone(),
            trainee: people.trainee.clone(),
            client: people.client.clone(),
            started,
            items: items.collect(),
            ..ChecklistRun::default()
        }
    }

    /// Notes an answer as it was said: when, and how long it took.
    pub fn note_answer(&mut self, question: QuestionId, words: String, at: u64, took: u64) {
        let item = &mut self.items[question];
        item.words = words;
        (item.at, item.took) = (at, took);
    }

    /// Takes an answer back.
    pub fn reopen(&mut self, question: QuestionId) {
        let item = &mut self.items[question];
        item.reopened += 1;
        item.words.clear();
        item.read_back = None;
        self.signed = None;
        self.decision = None;
    }

    /// Brings everything that follows from the answers up to date.
    pub fn settle(&mut self, explained: &Explanation, seconds: u64, finished: bool) {
        let (pack, answers) = (explained.pack, explained.given);
        let evaluation = Evaluation::new(pack, answers);
        for (question, item) in self.items.iter_mut_enumerated() {
            item.answer = None;
            // What can no longer change anything is not asked in a check.
            let is_needless = pack.kind == Kind::Check && explained.needless.contains(&question);
            item.asked = evaluation.asked(question) != Truth::False && !is_needless;
        }
        for (id, answer) in given(pack, answers) {
            if let Some(item) = self.items.iter_mut().find(|item| item.question == id) {
                item.answer = Some(answer);
            }
        }
        let open = explained.findings.iter().map(|finding| {
            let rule = &pack.rules[finding.rule];
            Open {
                rule: rule.id.clone(),
                title: rule.title.clone(),
                advice: explained.filled(&rule.advice),
                level: rule.level,
                certain: finding.certainty == Certainty::Certain,
                items: finding.reasons.iter().map(|reason| pack.questions[reason.question].id.clone()).collect(),
            }
        });
        self.open = open.collect();
        self.seconds = seconds;
        self.finished = finished;
        // In a checklist everything is done; in a check of a person nothing stands in the way.
        let (most, may_be_silent) = match pack.kind {
            Kind::Checklist => (Level::Note, false),
            Kind::Check | Kind::Topics => (Level::Precaution, true),
        };
        let is_said = |question: &QuestionId| may_be_silent && explained.needless.contains(question);
        let all_said = explained.unsure.is_empty() && explained.unanswered.iter().all(is_said);
        self.complete = finished && explained.level <= most && all_said;
        self.level = explained.level;
        self.headline = explained.filled(pack.headline(explained.level));
        self.hurried = self.middle().is_some_and(|seconds| seconds < HURRIED);
    }

    /// The record as text, with its checksum and a line break at its end.
    pub fn write(&mut self) -> String {
        self.checksum = self.sum();
        notation::pretty(self) + "\n"
    }

    /// The checksum that belongs to what the record says.
    pub fn sum(&self) -> String {
        checksum(&ChecklistRun { checksum: String::new(), ..self.clone() })
    }

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
        let mut times: Vec<u64> = self.items.iter().filter(|it| it.answer.is_some()).map(|item| item.took).collect();
        times.sort_unstable();
        (times.len() >= 3).then(|| times[times.len() / 2])
    }

    /// What is open because of something that was said: not what only hangs on items that were never reached.
    pub fn open_reached(&self) -> impl Iterator<Item = &Open> {
        let doubtful = |it: &&Item| match &it.answer {
            None => it.is_reached(),
            Some(answer) => answer.is_unsure(),
        };
        let doubtful: Vec<&str> = self.items.iter().filter(doubtful).map(|it| it.question.as_str()).collect();
        let hangs_on_doubt = move |open: &&Open| open.items.iter().any(|item| doubtful.contains(&item.as_str()));
        self.open.iter().filter(move |open| open.certain || hangs_on_doubt(open))
    }

    /// The items that were to be asked, but it broke off before.
    pub fn unreached(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|it| it.asked && !it.is_reached())
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
    pub fn read(text: &str) -> Result<ChecklistRun, Fault> {
        let run: ChecklistRun = record::read_kind(text, KIND, SCHEMA)?;
        if run.checksum == run.sum() { Ok(run) } else { Err(Fault::Altered) }
    }

    /// Whether what it says follows from its items, by the list of that name at hand, if there is one.
    pub fn verify(&self, base: &RuleBase) -> Verdict {
        if self.checksum != self.sum() {
            return Verdict::Altered;
        }
        let Some(pack) = base.packs.iter().find(|pack| pack.id == self.pack) else { return Verdict::Unknown };
        let (answers, set_aside) = self.answers(pack);
        let Some(day) = day::read(self.day()) else { return Verdict::Altered };
        let explained = explain(base, pack, &answers, base.contact(Some(&self.country)), day);
        if pack.fingerprint == self.fingerprint {
            let is_same = set_aside == 0 && self.again(&explained) == *self;
            return if is_same { Verdict::Same } else { Verdict::Altered };
        }
        let mut now = ChecklistRun::new(&explained, &People::default(), self.started.clone());
        now.settle(&explained, self.seconds, self.finished);
        Verdict::Changed {
            then: self.level,
            now: now.level,
            found_now: beyond(&now, self),
            no_longer: beyond(self, &now),
            set_aside,
        }
    }

    /// The record these answers give: what only people can know is taken from this one.
    fn again(&self, explained: &Explanation) -> ChecklistRun {
        let pack = explained.pack;
        let new = ChecklistRun::new(explained, &self.people(), self.started.clone());
        let mut again = ChecklistRun { items: new.items, title: new.title, version: new.version, ..self.clone() };
        (again.shipped, again.country) = (new.shipped, new.country);
        for ((question, item), then) in again.items.iter_mut_enumerated().zip(&self.items) {
            let told = explained.given.get(question).filter(|_| self.tool == new.tool);
            let words = told.and_then(|answer| written(&pack.questions[question], answer, explained.today));
            *item = Item {
                question: item.question.clone(),
                ask: item.ask.clone(),
                words: words.unwrap_or_else(|| then.words.clone()),
                ..then.clone()
            };
        }
        again.settle(explained, self.seconds, self.finished);
        again
    }
}

/// The words that belong to an answer on that day; none where they are free.
fn written(question: &Question, answer: Answer, day: Date) -> Option<String> {
    match (question.entry, answer) {
        (Some(Entry::Text(_)), Answer::One(_)) => None,
        (Some(Entry::Date), Answer::Number(days)) => {
            // A date is kept as the whole days until then, of which there are few.
            #[expect(clippy::cast_possible_truncation, reason = "days of a century")]
            let date = day.checked_add(Span::new().try_days(days as i64).ok()?).ok()?;
            Some(date.to_string())
        }
        _ => Some(words::answer(question, answer)),
    }
}

/// The titles of what is open in one record and not in the other.
fn beyond(one: &ChecklistRun, other: &ChecklistRun) -> Vec<String> {
    let known = |rule: &str| other.open.iter().any(|open| open.rule == rule);
    one.open.iter().filter(|open| !known(&open.rule)).map(|open| open.title.clone()).collect()
}
