//! A guess as it is kept: one line of a file.

use super::exercise::{Exercise, Judgement, mark};
use crate::model::{Level, RiskId};
use crate::record::{self, RecordFault, checksum};
use crate::report::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The number of this form of an attempt.
const SCHEMA: u32 = 1;

/// What tells a line from those of other programs.
const KIND: &str = "drill";

/// One guess as it is kept: words only, so that it outlives the pack it was about.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// The version of this shape.
    pub schema: u32,
    /// Always `drill`.
    pub kind: String,
    /// The day, as `2027-01-05`.
    pub date: String,
    /// The code of the trainee.
    pub trainee: String,
    /// The id of the pack.
    pub pack: String,
    /// SHA-256 of its rules, in hexadecimal.
    pub fingerprint: String,
    /// Whose other rules those are and what is switched off in them, in words; empty for those that come with the program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice: String,
    /// The name of the exercise, as [`Exercise::key`] gives it.
    pub exercise: String,
    /// The level the trainee gave.
    pub guess: Level,
    /// The level the rules give.
    pub truth: Level,
    /// Whether the guess was below, above or on the level of the rules.
    pub call: LevelCall,
    /// The ids of the risks the rules raise and the trainee did not name.
    pub missed: Vec<String>,
    /// The ids of the risks the trainee named and the rules do not raise.
    pub extra: Vec<String>,
    /// SHA-256 over all of the above: tells that the line was not edited since, not who wrote it.
    pub checksum: String,
}

/// How the level a trainee gave compares with that of the rules.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum LevelCall {
    /// Too low: a danger was missed.
    Under,
    /// The level of the rules.
    Right,
    /// Too high: it only cries wolf.
    Over,
}

impl From<Ordering> for LevelCall {
    fn from(order: Ordering) -> LevelCall {
        match order {
            Ordering::Less => LevelCall::Under,
            Ordering::Equal => LevelCall::Right,
            Ordering::Greater => LevelCall::Over,
        }
    }
}

impl Attempt {
    /// What is kept of one call.
    pub fn new(exercise: &Exercise, guess: &Judgement, trainee: &str, today: Date) -> Attempt {
        let truth = exercise.truth();
        let mark = mark(guess, &truth);
        let pack = exercise.pack;
        let names = |risks: &[RiskId]| risks.iter().map(|risk| pack.risks[*risk].id.clone()).collect();
        let mut attempt = Attempt {
            schema: SCHEMA,
            kind: KIND.to_owned(),
            date: today.to_string(),
            trainee: trainee.to_owned(),
            pack: pack.id.clone(),
            fingerprint: pack.fingerprint.clone(),
            notice: words::strangers(pack).unwrap_or_default(),
            exercise: exercise.key(),
            guess: guess.level,
            truth: truth.level,
            call: mark.level.into(),
            missed: names(&mark.missed),
            extra: names(&mark.extra),
            checksum: String::new(),
        };
        attempt.checksum = attempt.sum();
        attempt
    }

    /// The checksum that belongs to what the line says.
    pub fn sum(&self) -> String {
        checksum(&Attempt { checksum: String::new(), ..self.clone() })
    }

    /// Reads a line.
    ///
    /// # Errors
    /// When it is from a newer program, is no attempt, or was altered since.
    pub fn read(line: &str) -> Result<Attempt, RecordFault> {
        let attempt: Attempt = record::read_kind(line, KIND, SCHEMA)?;
        if attempt.checksum == attempt.sum() { Ok(attempt) } else { Err(RecordFault::Altered) }
    }

    /// Whether the exercise ought to come back soon.
    pub fn is_missed(&self) -> bool {
        self.call != LevelCall::Right || !self.missed.is_empty()
    }
}

/// The attempts of a file, and the lines that are none: those of another version are never lost.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attempts {
    /// The oldest first.
    pub attempts: Vec<Attempt>,
    /// The numbers of the lines that were altered since they were written, from 1.
    pub altered: Vec<usize>,
    /// How many lines are something else.
    pub unread: usize,
}

impl Attempts {
    /// Whose other rules any of them were made by, each once.
    pub fn notices(&self) -> BTreeSet<&str> {
        self.attempts.iter().map(|attempt| attempt.notice.as_str()).filter(|notice| !notice.is_empty()).collect()
    }

    /// Reads one attempt a line.
    pub fn read(bytes: &[u8]) -> Attempts {
        let mut all = Attempts::default();
        for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match std::str::from_utf8(line).map(Attempt::read) {
                Ok(Ok(attempt)) => all.attempts.push(attempt),
                Ok(Err(RecordFault::Altered)) => all.altered.push(number),
                _ => all.unread += 1,
            }
        }
        all
    }
}
