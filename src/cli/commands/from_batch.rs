//! `record from-batch`: a line that `batch` wrote, kept as a record.

use super::record;
use crate::batch::again::{self, Again};
use crate::cli::output;
use crate::cli::rules::Rules;
use crate::engine::assess;
use crate::text::SafeText;
use anyhow::{Context, bail, ensure};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise batch before people.jsonl > answered.jsonl
  needlewise record from-batch answered.jsonl --line 3
  needlewise record from-batch answered.csv --line 2 --out client-7.json

An answered line holds the answers and the fingerprint of the rules it was
answered by, so nobody is asked again. A record is made only if the rules here
are the very same: with other rules the result could be another one. Its date is
today.

Exit codes: 0 it was kept, 1 the line was answered by other rules, or altered,
2 it cannot be read.";

/// The longest line that is looked at, in bytes.
const LONGEST: u64 = 1 << 20;

#[derive(clap::Args)]
pub struct FromBatch {
    /// What `needlewise batch` wrote, JSON lines or CSV; `-` for standard input
    pub file: PathBuf,
    /// The line to keep, counted as an editor does; not needed when there is one person only
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub line: Option<u64>,
    /// Keep it in this file instead of among your records
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long, requires = "out")]
    pub force: bool,
}

pub fn run(rules: &Rules, args: &FromBatch) -> anyhow::Result<ExitCode> {
    let (number, line) = find(args)?;
    let here = || format!("line {number} of `{}`", args.file.display());
    let base = rules.any(&line.pack)?;
    let Some(pack) = base.packs.first() else {
        bail!("{}: there is no pack `{}` here; name its folder with --rules", here(), SafeText::new(&line.pack));
    };
    if line.fingerprint != pack.fingerprint {
        let then = SafeText::new(&line.fingerprint);
        warn!(
            "{}: answered by other rules, so nothing was kept\n  the line: {then}\n  the rules of `{}` here: {}\n\
             Name the folder of those rules with --rules, or run `needlewise batch` again.",
            SafeText::from(here()),
            pack.id,
            pack.fingerprint
        );
        return Ok(ExitCode::from(1));
    }
    let answers = line.answers(pack).with_context(here)?;
    if !line.agrees(pack, &assess(pack, &answers)) {
        warn!(
            "{}: altered, so nothing was kept: these rules say something else of these answers",
            SafeText::from(here())
        );
        return Ok(ExitCode::from(1));
    }
    let path = record::save(pack, &answers, args.out.as_deref(), args.force)?;
    output::print(&format!("kept in `{}`\n", SafeText::from(path.display().to_string())))?;
    Ok(ExitCode::SUCCESS)
}

/// The line that is wanted, with its number; the only one where none is named.
fn find(args: &FromBatch) -> anyhow::Result<(u64, Again)> {
    let mut lines = Lines { input: open(&args.file)?, number: 0 };
    let mut heading = None;
    let mut found = None;
    while let Some((number, text)) = lines.next()? {
        let text = std::str::from_utf8(&text).with_context(|| format!("line {number} is not UTF-8 text"))?.trim();
        // A table begins with its heading, and no name in it with a bracket.
        if number == 1 && !text.is_empty() && !text.starts_with('{') {
            heading = Some(cells(text)?);
            ensure!(args.line != Some(1), "line 1 is the heading of the table");
            continue;
        }
        if text.is_empty() || args.line.is_some_and(|it| it != number) {
            continue;
        }
        if found.is_some() {
            bail!("there is more than one person in `{}`; say which with --line", args.file.display());
        }
        let here = || format!("line {number} of `{}`", args.file.display());
        let line = match &heading {
            Some(heading) => again::row(heading, cells(text)?),
            None => again::line(text),
        };
        found = Some((number, line.with_context(here)?));
        if args.line.is_some() {
            break;
        }
    }
    found.with_context(|| match args.line {
        Some(it) => format!("`{}` has no person in line {it}", args.file.display()),
        None => format!("`{}` holds nobody", args.file.display()),
    })
}

fn open(file: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(fs_err::File::open(file)?)))
}

/// One row of a table. What `batch` wrote has no line break inside a cell.
fn cells(text: &str) -> anyhow::Result<csv::StringRecord> {
    let mut row = csv::StringRecord::new();
    csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).read_record(&mut row)?;
    Ok(row)
}

struct Lines {
    input: Box<dyn BufRead>,
    number: u64,
}

impl Lines {
    fn next(&mut self) -> anyhow::Result<Option<(u64, Vec<u8>)>> {
        let mut line = Vec::new();
        (&mut self.input).take(LONGEST).read_until(b'\n', &mut line)?;
        self.number += 1;
        ensure!((line.len() as u64) < LONGEST, "line {} is longer than 1 MiB", self.number);
        Ok((!line.is_empty()).then_some((self.number, line)))
    }
}
