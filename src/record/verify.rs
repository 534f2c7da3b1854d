//! Whether a record is as it was written, and whether its result still follows.

use super::Record;
use super::check::{RecordedResult, outcome};
use crate::engine::explain;
use crate::model::day;
use crate::model::kept::resume;
use crate::model::{Level, Pack, RuleBase};

/// What reading a kept file again comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Verification {
    /// The same rules give the same result.
    Same,
    /// The rules are not those of the record; what they say now of the same answers.
    Changed {
        /// The level the record holds.
        then: Level,
        /// The level the rules at hand give.
        now: Level,
        /// The titles of what they find and the record does not hold.
        found_now: Vec<String>,
        /// The titles of what the record holds and they do not find.
        no_longer: Vec<String>,
        /// How many answers have no place in them any more.
        set_aside: usize,
    },
    /// Somebody has changed the record.
    Altered,
    /// The pack is not among the rules at hand.
    Unknown,
}

/// Reads the answers of a record again, by the pack of that name today, if there is one.
pub fn verify(record: &Record, base: &RuleBase) -> Verification {
    if record.checksum != record.sum() {
        return Verification::Altered;
    }
    let Some(pack) = base.packs.iter().find(|pack| pack.id == record.pack.id) else { return Verification::Unknown };
    if pack.fingerprint == record.pack.fingerprint {
        return if again(record, base, pack).is_some_and(|again| again == *record) {
            Verification::Same
        } else {
            Verification::Altered
        };
    }
    let (answers, aside) = resume(pack, record.answers.iter().map(|said| (said.question.as_str(), &said.answer)));
    let contact = base.contact(Some(&record.country));
    let now = outcome(&explain(base, pack, &answers, contact, pack.reviewed));
    Verification::Changed {
        then: record.result.level,
        now: now.level,
        found_now: beyond(&now, &record.result),
        no_longer: beyond(&record.result, &now),
        set_aside: aside.len(),
    }
}

/// The record these rules write of the same answers on the same day. Another version may have had other words for an
/// answer, so those are taken as they are.
fn again(record: &Record, base: &RuleBase, pack: &Pack) -> Option<Record> {
    let said = record.answers.iter().map(|said| (said.question.as_str(), &said.answer));
    let aside = record.set_aside.iter().map(|aside| (aside.question.as_str(), &aside.answer));
    let (answers, _) = resume(pack, said.chain(aside));
    let mut again =
        Record::new(&explain(base, pack, &answers, base.contact(Some(&record.country)), day::read(&record.date)?));
    if again.tool != record.tool {
        record.tool.clone_into(&mut again.tool);
        again.answers.iter_mut().zip(&record.answers).for_each(|(now, then)| then.said.clone_into(&mut now.said));
    }
    // A folder may have been given another name since.
    record.pack.notice.clone_into(&mut again.pack.notice);
    record.checksum.clone_into(&mut again.checksum);
    Some(again)
}

/// The titles of what one result finds and the other does not.
fn beyond(one: &RecordedResult, other: &RecordedResult) -> Vec<String> {
    let known = |rule: &str| other.findings.iter().any(|found| found.rule == rule);
    one.findings.iter().filter(|found| !known(&found.rule)).map(|found| found.title.clone()).collect()
}
