//! A checklist gone through by two people, as it is kept: what was said, when, and what stayed open.

use crate::engine::Evaluation;
use crate::engine::{Certainty, assess};
use crate::model::codec::{AnswerValue, given, resume};
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Level, Pack, QuestionId};
use crate::report::words;
use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

/// The number of this form of a session.
pub const SCHEMA: u32 = 1;

/// What tells this file from others of the program.
pub const KIND: &str = "session";

/// Fewer seconds an item than this, and it was ticked rather than done.
const HURRIED: u64 = 3;

#[expect(clippy::struct_excessive_bools, reason = "each is a plain yes or no in the file")]
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
pub struct Session {
    pub schema: u32,
    pub kind: String,
    pub tool: String,
    pub pack: String,
    pub title: String,
    pub version: String,
    pub fingerprint: String,
    pub shipped: bool,
    pub trainer: String,
    pub trainee: String,
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
    /// What the trainer decided when something was open.
    pub decision: Option<Decision>,
    /// The files of incidents written down on the way.
    pub incidents: Vec<String>,
    /// When it was gone on with after a break: local days and times.
    #[serde(default)]
    pub resumed: Vec<String>,
    /// Whether it broke off and was begun anew in another record.
    #[serde(default)]
    pub set_aside: bool,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
pub struct Item {
    pub question: String,
    pub ask: String,
    /// Whether it was to be asked, as far as the answers tell.
    #[serde(default)]
    pub asked: bool,
    /// None while nothing was said.
    pub answer: Option<AnswerValue>,
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
pub struct Open {
    pub rule: String,
    pub title: String,
    pub level: Level,
    /// False where an item was not answered or not sure.
    pub certain: bool,
    /// The items it hangs on.
    pub items: Vec<String>,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Decision {
    pub go_on: bool,
    pub by: String,
    pub reason: String,
    pub at: u64,
}

impl Session {
    #[expect(clippy::similar_names, reason = "trainer and trainee are the words of the field")]
    pub fn new(pack: &Pack, trainer: &str, trainee: &str, started: String) -> Session {
        let item =
            |it: &crate::model::Question| Item { question: it.id.clone(), ask: it.ask.clone(), ..Item::default() };
        Session {
            schema: SCHEMA,
            kind: KIND.to_owned(),
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            pack: pack.id.clone(),
            title: pack.title.clone(),
            version: pack.version.clone(),
            fingerprint: pack.fingerprint.clone(),
            shipped: pack.shipped,
            trainer: trainer.to_owned(),
            trainee: trainee.to_owned(),
            started,
            items: pack.questions.iter().map(item).collect(),
            ..Session::default()
        }
    }

    /// Notes an answer: when, and how long it took.
    pub fn note_answer(&mut self, pack: &Pack, question: QuestionId, answer: Answer, at: u64, took: u64) {
        let item = &mut self.items[question];
        item.words = words::answer(&pack.questions[question], answer);
        (item.at, item.took) = (at, took);
    }

    pub fn reopen(&mut self, question: QuestionId) {
        let item = &mut self.items[question];
        item.reopened += 1;
        item.words.clear();
        item.read_back = None;
    }

    /// Brings everything that follows from the answers up to date.
    pub fn settle(&mut self, pack: &Pack, answers: &Answers, seconds: u64, finished: bool) {
        let assessment = assess(pack, answers);
        let sheet = Evaluation::new(pack, answers);
        for (question, item) in self.items.iter_mut_enumerated() {
            item.answer = None;
            item.asked = sheet.asked(question) != Truth::False;
        }
        for (id, answer) in given(pack, answers) {
            if let Some(item) = self.items.iter_mut().find(|it| it.question == id) {
                item.answer = Some(answer);
            }
        }
        let open = assessment.findings.iter().map(|it| {
            let rule = &pack.rules[it.rule];
            Open {
                rule: rule.id.clone(),
                title: rule.title.clone(),
                level: rule.level,
                certain: it.certainty == Certainty::Certain,
                items: it.reasons.iter().map(|reason| pack.questions[reason.question].id.clone()).collect(),
            }
        });
        self.open = open.collect();
        self.seconds = seconds;
        self.finished = finished;
        self.complete = finished && assessment.level == Level::Note && assessment.unanswered.is_empty();
        self.level = assessment.level;
        pack.headline(assessment.level).clone_into(&mut self.headline);
        self.hurried = self.middle().is_some_and(|it| it < HURRIED);
    }

    /// How long the middle item took, in seconds; none before three were answered.
    pub fn middle(&self) -> Option<u64> {
        let mut times: Vec<u64> = self.items.iter().filter(|it| it.answer.is_some()).map(|it| it.took).collect();
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
        self.open.iter().filter(move |it| it.certain || it.items.iter().any(|it| doubtful.contains(&it.as_str())))
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

    /// The same with everything that follows from its items told anew by their list; none when they are not its items.
    pub fn told_by(&self, pack: &Pack) -> Option<Session> {
        let ids = self.items.iter().map(|item| item.question.as_str());
        if self.fingerprint != pack.fingerprint || !ids.eq(pack.questions.iter().map(|question| question.id.as_str())) {
            return None;
        }
        let said = self.items.iter().filter_map(|item| Some((item.question.as_str(), item.answer.as_ref()?)));
        let (answers, _) = resume(pack, said);
        let mut told =
            Session { title: pack.title.clone(), version: pack.version.clone(), shipped: pack.shipped, ..self.clone() };
        for ((question, asked), item) in pack.questions.iter_enumerated().zip(&mut told.items) {
            item.ask.clone_from(&asked.ask);
            item.words = answers.get(question).map_or_else(String::new, |answer| words::answer(asked, answer));
        }
        told.settle(pack, &answers, self.seconds, self.finished);
        Some(told)
    }

    /// Whether it says anything else than what its list tells. Another version may have had other words for an answer.
    pub fn is_altered(&self, told: &Session) -> bool {
        let mut told = told.clone();
        if self.tool != env!("CARGO_PKG_VERSION") {
            told.items.iter_mut().zip(&self.items).for_each(|(item, then)| item.words.clone_from(&then.words));
        }
        told != *self
    }

    /// The same without anything that only its list could tell: whether it is complete, and what is open.
    #[must_use]
    pub fn untold(&self) -> Session {
        let mut untold = Session { complete: false, open: Vec::new(), headline: String::new(), ..self.clone() };
        untold.hurried = untold.middle().is_some_and(|seconds| seconds < HURRIED);
        untold
    }

    /// Reads a kept session; none when the text is something else.
    pub fn read(text: &str) -> Option<Session> {
        let session: Session = serde_json::from_str(text).ok()?;
        (session.kind == KIND && session.schema <= SCHEMA).then_some(session)
    }
}
