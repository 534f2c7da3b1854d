//! What a person has said since the page was opened. The page keeps it; here it is read and changed.

use needlewise::model::codec::{AnswerValue, given, resume};
use needlewise::model::{Answers, Pack};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The shape described here. What was kept in another shape is left alone.
const SCHEMA: u32 = 1;

/// What a person has said, of every pack.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    schema: u32,
    /// Pack, then question, then the answer: by their ids, so that they outlive a change of the rules.
    #[serde(default)]
    answers: BTreeMap<String, BTreeMap<String, AnswerValue>>,
    /// The country whose numbers are wanted, when the person has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl Default for Visit {
    fn default() -> Visit {
        Visit { schema: SCHEMA, answers: BTreeMap::new(), country: None }
    }
}

impl Visit {
    /// Whether this page can read it.
    pub fn is_known(&self) -> bool {
        self.schema == SCHEMA
    }

    /// What was said of a pack, as far as its rules still have a place for it.
    pub fn answers(&self, pack: &Pack) -> Answers {
        let said = self.answers.get(&pack.id).into_iter().flatten();
        resume(pack, said.map(|(question, answer)| (question.as_str(), answer))).0
    }

    /// Takes these answers for all that was said of a pack.
    pub fn set(&mut self, pack: &Pack, answers: &Answers) {
        self.answers.insert(pack.id.clone(), given(pack, answers).into_iter().collect());
    }

    /// Forgets what was said of a pack.
    pub fn forget(&mut self, pack: &str) {
        self.answers.remove(pack);
    }

    /// Whether anything was said of a pack.
    pub fn has(&self, pack: &Pack) -> bool {
        self.answers.get(&pack.id).is_some_and(|said| !said.is_empty())
    }
}
