//! `class`: what the records of a class add up to.

use super::output;
use super::shelf::{self, History};
use crate::class::Class;
use crate::render::class as writers;
use crate::session::Session;
use crate::shown::Shown;
use anyhow::bail;
use clap::ValueEnum;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise class
  needlewise class records --trainee CD
  needlewise class records --format html > class.html
  needlewise class records --format csv > class.csv

It reads the records of `needlewise run` (*.json) and of `needlewise drill` (*.jsonl) in the folder.
Other files are passed over and named on standard error.

An item is missed when it was left open, or gone through again. An item that a run never came to,
because it broke off, is not missed: it is counted apart, as not reached.

Exit codes: 0 nothing is open, 1 the last run of a checklist left something open or not reached,
2 bad usage or input.";

#[derive(clap::Args)]
pub struct ClassArgs {
    /// The folder of records; by default the usual one
    pub dir: Option<PathBuf>,
    /// Only this trainee
    #[arg(long, value_name = "INITIALS")]
    pub trainee: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Text,
    Csv,
    Html,
}

pub fn run(args: &ClassArgs) -> anyhow::Result<ExitCode> {
    let folder = match &args.dir {
        Some(folder) => folder.clone(),
        None => shelf::folder()?,
    };
    let (mut sessions, mut attempts) = (Vec::new(), Vec::new());
    let mut files: Vec<PathBuf> = fs_err::read_dir(&folder)?.filter_map(|it| Some(it.ok()?.path())).collect();
    files.sort();
    for file in files.iter().filter(|it| it.is_file()) {
        let ending = file.extension().and_then(|it| it.to_str()).unwrap_or("");
        let read = match ending {
            "json" => session(file).map(|it| sessions.push(it)),
            "jsonl" => History::at(file.clone()).read().map(|it| attempts.extend(it)),
            _ => continue,
        };
        if let Err(err) = read {
            eprintln!("{}: passed over: {}", Shown::new(&file.to_string_lossy()), Shown::new(&format!("{err:#}")));
        }
    }
    if let Some(trainee) = &args.trainee {
        sessions.retain(|it| it.trainee.eq_ignore_ascii_case(trainee));
        attempts.retain(|it| it.trainee.eq_ignore_ascii_case(trainee));
    }
    let class = Class::new(sessions, attempts);
    let text = match args.format {
        Format::Text => output::folded(&writers::text(&class), 13),
        Format::Csv => writers::csv(&class),
        Format::Html => writers::page(&class)?,
    };
    output::print(&text)?;
    Ok(ExitCode::from(u8::from(class.standings().iter().any(|it| !it.open.is_empty() || it.unreached > 0))))
}

fn session(file: &Path) -> anyhow::Result<Session> {
    let text = crate::store::read(file)?;
    match Session::read(&text) {
        Some(session) => Ok(session),
        None if text.contains("\"schema\"") => bail!("this is another kind of record, or from a newer version"),
        None => bail!("this is not the record of a checklist"),
    }
}
