//! What a person has said since the page was opened. The page keeps it; here it is read and changed.

use crate::place::Address;
use needlewise::engine::next_question;
use needlewise::model::codec::AnswerValue;
use needlewise::model::kept::{given, resume};
use needlewise::model::{Answers, Pack};
use needlewise::training::run::ChecklistRun;
use serde::{Deserialize, Serialize};

/// The shape described here. What was kept in another shape is left alone.
const SCHEMA: u32 = 1;

/// What a person has said, of every pack.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    schema: u32,
    /// Pack, then question, then the answer: by their ids, so that they outlive a change of the rules.
    #[serde(default)]
    answers: Vec<(String, Vec<(String, AnswerValue)>)>,
    /// The country whose numbers are wanted, when the person has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Who goes through checklists.
    #[serde(default)]
    pub trainer: String,
    #[serde(default)]
    pub trainee: String,
    /// Who is treated: a code, empty where nobody is.
    #[serde(default)]
    pub client: String,
    /// The checklists begun here, one of a pack.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ChecklistVisit>,
}

/// A checklist that is gone through: its record, and the clock.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct ChecklistVisit {
    pub run: ChecklistRun,
    /// The name of the file it can be kept in.
    pub file: String,
    /// When it was begun, and when something was last said, in seconds of the browser's clock.
    pub began: u64,
    pub last: u64,
    /// The list to go back to from the incident card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<String>,
}

impl Default for Visit {
    fn default() -> Visit {
        Visit {
            schema: SCHEMA,
            answers: Vec::new(),
            country: None,
            trainer: String::new(),
            trainee: String::new(),
            client: String::new(),
            lists: Vec::new(),
        }
    }
}

impl Visit {
    /// Whether this page can read it.
    pub fn is_known(&self) -> bool {
        self.schema == SCHEMA
    }

    /// What was said of a pack, as far as its rules still have a place for it.
    pub fn answers(&self, pack: &Pack) -> Answers {
        let said = self.said(&pack.id).iter().map(|(question, answer)| (question.as_str(), answer));
        resume(pack, said).0
    }

    /// Takes these answers for all that was said of a pack.
    pub fn set(&mut self, pack: &Pack, answers: &Answers) {
        self.forget(&pack.id);
        self.answers.push((pack.id.clone(), given(pack, answers)));
    }

    /// Forgets what was said of a pack.
    pub fn forget(&mut self, pack: &str) {
        self.answers.retain(|(id, _)| id != pack);
    }

    /// Whether anything was said of a pack.
    pub fn has(&self, pack: &Pack) -> bool {
        !self.said(&pack.id).is_empty()
    }

    fn said(&self, pack: &str) -> &[(String, AnswerValue)] {
        self.answers.iter().find(|(id, _)| id == pack).map_or(&[], |(_, said)| said)
    }

    /// The checklist of this pack, if it was begun.
    pub fn list(&self, pack: &str) -> Option<&ChecklistVisit> {
        self.lists.iter().find(|list| list.run.pack == pack)
    }

    pub fn list_mut(&mut self, pack: &str) -> Option<&mut ChecklistVisit> {
        self.lists.iter_mut().find(|list| list.run.pack == pack)
    }
}

impl ChecklistVisit {
    /// What was said of it so far.
    pub fn answers(&self, pack: &Pack) -> Answers {
        self.run.answers(pack).0
    }

    /// The next item, or the end.
    pub fn next(&self, pack: &Pack) -> Address {
        match next_question(pack, &self.answers(pack)) {
            Some(question) => Address::Item(pack.id.clone(), pack.questions[question].id.clone()),
            None => Address::Close(pack.id.clone()),
        }
    }
}
