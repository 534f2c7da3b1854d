//! Whether the record of a run is as it was written, and whether what it says still follows.

use super::{ChecklistRun, People, RecordedItem};
use crate::engine::{Explanation, explain};
use crate::model::{Answer, Entry, Question, RuleBase, day};
use crate::record::Verification;
use crate::report::words;
use jiff::Span;
use jiff::civil::Date;

impl ChecklistRun {
    /// Whether what it says follows from its items, by the list of that name at hand, if there is one.
    pub fn verify(&self, base: &RuleBase) -> Verification {
        if self.checksum != self.sum() {
            return Verification::Altered;
        }
        let Some(pack) = base.packs.iter().find(|pack| pack.id == self.pack) else { return Verification::Unknown };
        let (answers, set_aside) = self.answers(pack);
        let Some(day) = day::read(self.day()) else { return Verification::Altered };
        let explained = explain(base, pack, &answers, base.contact(Some(&self.country)), day);
        if pack.fingerprint == self.fingerprint {
            let is_same = set_aside == 0 && self.again(&explained) == *self;
            return if is_same { Verification::Same } else { Verification::Altered };
        }
        let mut now = ChecklistRun::new(&explained, &People::default(), self.started.clone());
        now.settle(&explained, self.seconds, self.finished);
        Verification::Changed {
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
            *item = RecordedItem {
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
