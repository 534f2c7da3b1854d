//! Which questions can no longer change anything, by three-valued logic: what is decided stays decided.

use super::Evaluation;
use crate::model::logic::{Condition, Truth};
use crate::model::{Answers, Level, Pack, QuestionId, Wait, When};
use typed_index_collections::TiVec;

/// The silent questions that provably can no longer change any finding, its certainty, any date or any closing,
/// whatever is answered from here on; in asking order. A question that an emergency rule looks at, or that opens
/// one, is never among them. Questions that are not asked anyway are left out too.
///
/// Careful rather than complete: a question it leaves out may still turn out not to matter. What it names may
/// add one more reason to a finding that is certain already, but nothing else.
pub fn irrelevant(pack: &Pack, answers: &Answers) -> Vec<QuestionId> {
    let sheet = Evaluation::new(pack, answers);
    let mut matters =
        Matters { pack, sheet: &sheet, seen: pack.for_each_question(false), opened: pack.for_each_question(false) };
    for rule in &pack.rules {
        matters.open(&rule.when);
        if let (Some(Wait::Until(question, _)), true) = (&rule.wait, sheet.truth(&rule.when) != Truth::False) {
            matters.question(*question);
        }
        if rule.level == Level::Emergency {
            for question in pack.cone(&rule.when) {
                matters.seen[question] = true;
            }
        }
    }
    for closing in &pack.closings {
        matters.open(&closing.when);
    }
    let seen = matters.seen;
    seen.keys()
        .filter(|question| {
            !seen[*question] && answers.get(*question).is_none() && sheet.asked(*question) != Truth::False
        })
        .collect()
}

struct Matters<'a> {
    pack: &'a Pack,
    sheet: &'a Evaluation<'a>,
    seen: TiVec<QuestionId, bool>,
    /// The questions whose own condition has been looked into.
    opened: TiVec<QuestionId, bool>,
}

impl Matters<'_> {
    /// Marks the questions that could still decide a condition.
    fn open(&mut self, when: &When) {
        if self.sheet.truth(when) != Truth::Unknown {
            return;
        }
        match when {
            Condition::Fact(fact) => self.question(fact.question),
            Condition::Not(part) => self.open(part),
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                for part in parts {
                    self.open(part);
                }
            }
        }
    }

    fn question(&mut self, question: QuestionId) {
        self.seen[question] = true;
        if !std::mem::replace(&mut self.opened[question], true) {
            self.open(&self.pack.questions[question].ask_if);
        }
    }
}
