//! Reading, answering and writing at the same time, with a bounded number of pieces under way.

use crate::batch::{Answered, Cohort, Fault, Faulty, Heading, Piece, Source, Tally};
use crate::text::SafeText;
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// How many pieces each core is given at a time.
const EACH: usize = 4;

pub struct Work<'c> {
    cohort: &'c Cohort<'c>,
    bar: ProgressBar,
    tally: Tally,
    /// Which of the columns to keep were there at all.
    kept: Vec<bool>,
    begun: bool,
}

impl<'c> Work<'c> {
    pub fn new(cohort: &'c Cohort<'c>, files: &[PathBuf]) -> anyhow::Result<Work<'c>> {
        let kept = vec![false; cohort.columns.kept.len()];
        Ok(Work { cohort, bar: bar(files)?, tally: Tally::new(cohort.pack), kept, begun: false })
    }

    /// Answers one list. Says whether to go on with the next.
    pub fn through(&mut self, mut source: Source, file: Option<&Path>) -> anyhow::Result<bool> {
        let heading = match &source {
            Source::Lines(_) => None,
            Source::Table(table) => match self.cohort.columns.heading(&table.names) {
                Ok(heading) => Some(heading),
                Err(fault) => bail!("{}line 1: {fault}", prefix(file)),
            },
        };
        let cohort = self.cohort;
        if let Some(heading) = &heading {
            self.seen(&heading.kept(&cohort.columns));
        }
        if let Some(missing) = heading.as_ref().map(|it| it.missing(cohort.pack)).filter(|it| *it > 0) {
            let all = cohort.pack.questions.len();
            warn!(
                "{}{missing} of {all} questions have no column: each counts as not sure, which is never the better answer",
                prefix(file)
            );
        }
        let mut ready: Vec<Answered> = Vec::new();
        let mut pieces = some(&mut source)?;
        loop {
            let bytes: usize = pieces.iter().map(Piece::bytes).sum();
            let ended = pieces.is_empty();
            let (next, (wrote, read)) = rayon::join(
                || pieces.par_iter().map(|it| answer(cohort, heading.as_ref(), it)).collect::<Vec<_>>(),
                || (self.write(&ready, file), some(&mut source)),
            );
            if !wrote? || (ended && ready.is_empty()) {
                return Ok(!cohort.strict || self.tally.bad == 0);
            }
            self.bar.inc(bytes as u64);
            ready = next;
            pieces = read?;
        }
    }

    pub fn end(mut self) -> anyhow::Result<Tally> {
        self.write(&[], None)?;
        self.bar.finish_and_clear();
        let none = self.cohort.columns.kept.iter().zip(&self.kept).filter(|(_, seen)| !**seen && self.tally.people > 0);
        for (name, _) in none {
            warn!("no line says anything under `{}`, which was to be kept", SafeText::new(name));
        }
        Ok(self.tally)
    }

    fn seen(&mut self, kept: &[bool]) {
        self.kept.iter_mut().zip(kept).for_each(|(all, it)| *all |= it);
    }

    /// Writes what is answered, in order. Says whether to go on.
    fn write(&mut self, answered: &[Answered], file: Option<&Path>) -> anyhow::Result<bool> {
        let mut out = io::stdout().lock();
        let wrote = |it: io::Result<()>| match it {
            Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            it => it.map(|()| true).context("the answers cannot be written"),
        };
        if !std::mem::replace(&mut self.begun, true) && !wrote(out.write_all(&self.cohort.heading()))? {
            return Ok(false);
        }
        for part in answered {
            if !wrote(out.write_all(&part.text))? {
                return Ok(false);
            }
            self.tally.join(&part.tally);
            self.seen(&part.kept);
            self.bar.suspend(|| {
                part.faults.iter().for_each(|it| warn!("{}line {}: {}", prefix(file), it.line, it.fault));
            });
            if self.cohort.strict && !part.faults.is_empty() {
                return wrote(out.flush()).map(|_| false);
            }
        }
        wrote(out.flush())
    }
}

fn prefix(file: Option<&Path>) -> String {
    file.map_or_else(String::new, |it| format!("{}: ", SafeText::new(&it.to_string_lossy())))
}

/// The next pieces: enough for every core, and no more.
fn some(source: &mut Source) -> anyhow::Result<Vec<Piece>> {
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

fn answer(cohort: &Cohort, heading: Option<&Heading>, piece: &Piece) -> Answered {
    match (piece, heading) {
        (Piece::Lines { text, first }, _) => cohort.lines(text, *first),
        (Piece::Rows(rows), Some(heading)) => cohort.rows(heading, rows),
        (Piece::Rows(_), None) => Answered::default(),
        (Piece::TooLong { line }, _) => cohort.fault(Faulty { line: *line, fault: Fault::TooLong }),
    }
}

/// A bar at a terminal, unless the lines go there too.
fn bar(files: &[PathBuf]) -> anyhow::Result<ProgressBar> {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let size = |it: &PathBuf| fs_err::metadata(it).ok().filter(std::fs::Metadata::is_file).map(|it| it.len());
    let sizes: Option<Vec<u64>> = files.iter().map(size).collect();
    match sizes {
        Some(sizes) => {
            let bar = ProgressBar::new(sizes.iter().sum());
            bar.set_style(ProgressStyle::with_template("{wide_bar} {bytes} of {total_bytes}, {eta} left")?);
            Ok(bar)
        }
        None => Ok(ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{spinner} {bytes} read")?)),
    }
}
