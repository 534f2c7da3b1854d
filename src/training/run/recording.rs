//! What is written into a record while a list is gone through.

use super::{ChecklistRun, KIND, OpenItem, People, RecordedItem, SCHEMA};
use crate::engine::{Certainty, Evaluation, Explanation};
use crate::model::kept::given;
use crate::model::logic::Truth;
use crate::model::{Kind, Level, QuestionId};
use crate::report::words;

/// Fewer seconds an item than this, and it was ticked rather than done.
const HURRIED: u64 = 3;

impl ChecklistRun {
    /// A run of which nothing was said yet.
    pub fn new(explained: &Explanation, people: &People, started: String) -> ChecklistRun {
        let pack = explained.pack;
        let items = pack.questions.iter().map(|question| RecordedItem {
            question: question.id.clone(),
            ask: explained.filled(&question.ask),
            ..RecordedItem::default()
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
            notice: words::strangers(pack).unwrap_or_default(),
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
            OpenItem {
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
}

/// Whether somebody wrote why: a number or an answer typed ahead is no reason.
#[must_use]
pub fn is_reason(text: &str) -> bool {
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    letters > 1 && !matches!(text.to_ascii_lowercase().as_str(), "yes" | "no")
}

#[cfg(test)]
mod tests {
    use super::is_reason;

    #[test]
    fn what_was_typed_ahead_is_no_reason() {
        for ahead in ["1", "1, 2", "0", "2.5", "y", "No", "-", "g"] {
            assert!(!is_reason(ahead), "{ahead}");
        }
        assert!(is_reason("the lamp is broken") && is_reason("2 lamps"));
    }
}
