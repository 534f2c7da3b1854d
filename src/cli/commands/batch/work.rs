//! Reading, answering and writing at the same time, with a bounded number of pieces under way.

use super::handed_back::HandedBack;
use crate::batch::handed_back;
use crate::batch::{Answered, Chunk, Cohort, Faulty, Heading, RowFault, RowSource, Tally};
use crate::text::SafeText;
use anyhow::{Context, bail};
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::Path;

/// How many pieces each core is given at a time.
const EACH: usize = 4;

pub struct Work<'c> {
    cohort: &'c Cohort<'c>,
    tally: Tally,
    /// Which of the columns to keep were there at all.
    kept: Vec<bool>,
    begun: bool,
    handed_back: Option<HandedBack>,
    back_separator: Option<char>,
}

impl<'c> Work<'c> {
    pub fn new(cohort: &'c Cohort<'c>, handed_back: Option<HandedBack>) -> Work<'c> {
        let kept = vec![false; cohort.columns.kept.len()];
        Work { cohort, tally: Tally::new(cohort.pack), kept, begun: false, handed_back, back_separator: None }
    }

    /// Answers one list. Says whether to go on with the next.
    pub fn through(&mut self, mut source: RowSource, file: Option<&Path>) -> anyhow::Result<bool> {
        let heading = match &source {
            RowSource::Lines(_) => None,
            RowSource::Table(table) => match self.cohort.columns.heading(&table.names, table.separator) {
                Ok(heading) => Some(heading),
                Err(fault) => bail!("{}line 1: {fault}", prefix(file)),
            },
        };
        let back_heading = handed_back::heading(&source);
        // All that is handed back stands in one file, so it is parted as in the first list.
        let separator = *self.back_separator.get_or_insert_with(|| source.separator());
        let hands_back = self.handed_back.is_some();
        let cohort = self.cohort;
        if let Some(heading) = &heading {
            self.seen(&heading.kept(&cohort.columns));
        }
        if let Some(missing) =
            heading.as_ref().map(|heading| heading.missing(cohort.pack)).filter(|missing| *missing > 0)
        {
            let all = cohort.pack.questions.len();
            warn!(
                "{}{missing} of {all} questions have no column: each counts as not sure, which is never the better answer",
                prefix(file)
            );
        }
        let mut ready: Vec<(Answered, String)> = Vec::new();
        let mut pieces = some(&mut source)?;
        loop {
            let ended = pieces.is_empty();
            let (next, (wrote, read)) = rayon::join(
                || {
                    let answers = pieces.par_iter().map(|piece| {
                        let answered = answer(cohort, heading.as_ref(), piece);
                        let back = hands_back.then(|| handed_back::rows(piece, &answered.faults, separator));
                        (answered, back.unwrap_or_default())
                    });
                    answers.collect::<Vec<_>>()
                },
                || (self.write(&ready, &back_heading, file), some(&mut source)),
            );
            if !wrote? || (ended && ready.is_empty()) {
                return Ok(!cohort.strict || self.tally.bad == 0);
            }
            ready = next;
            pieces = read?;
        }
    }

    pub fn end(mut self) -> anyhow::Result<Tally> {
        self.write(&[], "", None)?;
        let none = self.cohort.columns.kept.iter().zip(&self.kept).filter(|(_, seen)| !**seen && self.tally.people > 0);
        for (name, _) in none {
            warn!("no line says anything under `{}`, which was to be kept", SafeText::new(name));
        }
        Ok(self.tally)
    }

    fn seen(&mut self, kept: &[bool]) {
        self.kept.iter_mut().zip(kept).for_each(|(seen, now)| *seen |= now);
    }

    /// Writes what is answered, in order. Says whether to go on.
    fn write(
        &mut self,
        answered: &[(Answered, String)],
        back_heading: &str,
        file: Option<&Path>,
    ) -> anyhow::Result<bool> {
        let mut out = io::stdout().lock();
        let wrote = |written: io::Result<()>| match written {
            Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            written => written.map(|()| true).context("the answers cannot be written"),
        };
        if !std::mem::replace(&mut self.begun, true) && !wrote(out.write_all(&self.cohort.heading()))? {
            return Ok(false);
        }
        for (part, back) in answered {
            if let Some(handed_back) = &mut self.handed_back {
                handed_back.write(back_heading, back)?;
            }
            if !wrote(out.write_all(&part.text))? {
                return Ok(false);
            }
            self.tally.join(&part.tally);
            self.seen(&part.kept);
            for faulty in &part.faults {
                warn!("{}line {}: {}", prefix(file), faulty.line, faulty.fault);
            }
            if self.cohort.strict && !part.faults.is_empty() {
                return wrote(out.flush()).map(|_| false);
            }
        }
        wrote(out.flush())
    }
}

fn prefix(file: Option<&Path>) -> String {
    file.map_or_else(String::new, |file| format!("{}: ", SafeText::new(&file.to_string_lossy())))
}

/// The next pieces: enough for every core, and no more.
fn some(source: &mut RowSource) -> anyhow::Result<Vec<Chunk>> {
    let wanted = EACH * rayon::current_num_threads();
    let mut pieces = Vec::with_capacity(wanted);
    while pieces.len() < wanted {
        match source.piece().context("the list cannot be read")? {
            Some(piece) => pieces.push(piece),
            None => break,
        }
    }
    Ok(pieces)
}

fn answer(cohort: &Cohort, heading: Option<&Heading>, piece: &Chunk) -> Answered {
    match (piece, heading) {
        (Chunk::Lines { text, first }, _) => cohort.lines(text, *first),
        (Chunk::Rows(rows), Some(heading)) => cohort.rows(heading, rows),
        (Chunk::Rows(_), None) => Answered::default(),
        (Chunk::TooLong { line }, _) => cohort.fault(Faulty { line: *line, fault: RowFault::TooLong }),
    }
}
