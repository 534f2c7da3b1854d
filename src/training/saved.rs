//! One file that was kept, whatever it is: a check, a run of a checklist, or drills.

use super::drill::{Attempt, Attempts};
use super::run::{self, ChecklistRun};
use crate::model::RuleBase;
use crate::record::{self, Record, RecordFault, Verification};

/// A file of one person or of a class, by what it holds.
pub enum Saved {
    /// The answers to one pack, and what followed from them.
    Check(Box<Record>),
    /// A checklist gone through by two people.
    Run(Box<ChecklistRun>),
    /// One attempt a line.
    Drills(Attempts),
}

impl Saved {
    /// Reads a file, whole as it was written.
    ///
    /// # Errors
    /// When it is from a newer program, is nothing of needlewise, or was altered since.
    pub fn read(text: &str) -> Result<Saved, RecordFault> {
        let no_run = match ChecklistRun::read(text) {
            Err(fault @ (RecordFault::NotARecord(_) | RecordFault::OtherKind(_))) => fault,
            run => return run.map(|run| Saved::Run(Box::new(run))),
        };
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if matches!(Attempt::read(first), Ok(_) | Err(RecordFault::Altered)) {
            return Ok(Saved::Drills(Attempts::read(text.as_bytes())));
        }
        let record = match record::read(text) {
            // What is wrong with a run is said of a run.
            Err(RecordFault::OtherKind(kind)) if kind == run::KIND => return Err(no_run),
            record => record?,
        };
        if record.checksum == record.sum() { Ok(Saved::Check(Box::new(record))) } else { Err(RecordFault::Altered) }
    }

    /// The pack it was made with, where it is one.
    pub fn pack(&self) -> Option<&str> {
        match self {
            Saved::Check(record) => Some(&record.pack.id),
            Saved::Run(run) => Some(&run.pack),
            Saved::Drills(_) => None,
        }
    }

    /// Whether it is as it was written and follows from its own answers, by the rules at hand.
    pub fn verify(&self, base: &RuleBase) -> Verification {
        match self {
            Saved::Check(record) => record::verify(record, base),
            Saved::Run(run) => run.verify(base),
            Saved::Drills(attempts) if attempts.altered.is_empty() => Verification::Same,
            Saved::Drills(_) => Verification::Altered,
        }
    }
}
