//! `class`: what the records of a class add up to.

use crate::cli::data_dir::{self, History};
use crate::cli::output;
use crate::cli::rules::Rules;
use crate::model::RuleBase;
use crate::report::words;
use crate::text::SafeText;
use crate::training::class::Class;
use crate::training::class_report as writers;
use crate::training::drill::Attempt;
use crate::training::run::{KIND, SCHEMA, Session};
use anyhow::{Context, anyhow, bail};
use clap::ValueEnum;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise class
  needlewise class records --trainee CD
  needlewise class records --format html > class.html
  needlewise class records --format csv > class.csv

It reads the records of `needlewise run` (*.json) and of `needlewise drill`
(*.jsonl) in the folder. Other files are passed over and named on standard
error. So is a second file of one and the same run.

What is open is told anew from the items of a record, where its list is at hand:
those of the program, or yours with --rules. A record that says something else
was altered, and is named.

An item is missed when it was left open, or gone through again. An item that a
run never came to, because it broke off, is not missed: it is counted apart, as
not reached.

Exit codes: 0 nothing is open, 1 the last run of a checklist left something open
or not reached, 2 bad usage or input.";

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

pub fn run(rules: &Rules, args: &ClassArgs) -> anyhow::Result<ExitCode> {
    let folder = match &args.dir {
        Some(folder) => folder.clone(),
        None => data_dir::folder()?,
    };
    let base = rules.to_choose()?;
    if let Some(line) = base.packs.first().and_then(words::strangers) {
        warn!("{line}");
    }
    let Gathered { sessions, mut attempts, .. } = Gathered::from(&folder, &base)?;
    let mut sessions: Vec<Session> = sessions.into_iter().map(|(_, it)| it).collect();
    if let Some(trainee) = &args.trainee {
        let all = sessions.iter().map(|it| &it.trainee).chain(attempts.iter().map(|it| &it.trainee));
        let all: BTreeSet<String> = all.map(|it| format!("`{}`", SafeText::new(it))).collect();
        sessions.retain(|it| it.trainee.eq_ignore_ascii_case(trainee));
        attempts.retain(|it| it.trainee.eq_ignore_ascii_case(trainee));
        if sessions.is_empty() && attempts.is_empty() {
            let all: Vec<String> = all.into_iter().collect();
            let known = if all.is_empty() { "no record".to_owned() } else { all.join(", ") };
            bail!("there is nobody `{}` in `{}`; there is {known}", SafeText::new(trainee), folder.display());
        }
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

/// What a folder holds about a class. Whatever is not counted is named on standard error.
#[derive(Default)]
struct Gathered {
    sessions: Vec<(PathBuf, Session)>,
    attempts: Vec<Attempt>,
    /// The place of each run among them: nobody begins two of a kind in the same instant.
    places: HashMap<[String; 4], usize>,
}

impl Gathered {
    fn from(folder: &Path, base: &RuleBase) -> anyhow::Result<Gathered> {
        let mut gathered = Gathered::default();
        let mut files: Vec<PathBuf> = fs_err::read_dir(folder)?.filter_map(|it| Some(it.ok()?.path())).collect();
        files.retain(|it| !it.is_dir() && !name(it).starts_with('.'));
        files.sort();
        for file in files {
            let read = match file.extension().and_then(|it| it.to_str()).unwrap_or_default() {
                _ if !file.is_file() => Err(anyhow!("a link to nothing, or no plain file")),
                "json" => gathered.session(&file, base),
                "jsonl" => gathered.history(&file),
                _ => Err(anyhow!("a record is called *.json, and a history of drills *.jsonl")),
            };
            if let Err(err) = read {
                say(&file, &format!("passed over: {err:#}"));
            }
        }
        Ok(gathered)
    }

    fn history(&mut self, file: &Path) -> anyhow::Result<()> {
        let (attempts, unread) = History::at(file.to_owned()).read()?;
        if unread > 0 {
            let lines = words::count(unread, "line");
            say(file, &format!("{lines} passed over: not written by `drill`, or from a newer version"));
        }
        self.attempts.extend(attempts);
        Ok(())
    }

    /// Adds a session. One that stands in two files is counted once, as it stands where it went on longest.
    fn session(&mut self, file: &Path, base: &RuleBase) -> anyhow::Result<()> {
        let mut session = session(file)?;
        let list = base.packs.iter().find(|pack| pack.id == session.pack && pack.fingerprint == session.fingerprint);
        match list {
            Some(pack) => {
                let told = session.told_by(pack).context("altered: its items are not those of its list")?;
                if session.is_altered(&told) {
                    say(file, "altered: not all that it says follows from its items, which are what counts here");
                }
                session = told;
            }
            None => say(file, "made by other rules than those here: what it says is open is taken on its word"),
        }
        let run = [&session.started, &session.pack, &session.trainer, &session.trainee].map(String::clone);
        let place = *self.places.entry(run).or_insert(self.sessions.len());
        let Some((other, first)) = self.sessions.get_mut(place) else {
            self.sessions.push((file.to_owned(), session));
            return Ok(());
        };
        if session.seconds > first.seconds {
            say(other, &format!("passed over: the same run as `{}`", name(file)));
            (*other, *first) = (file.to_owned(), session);
            return Ok(());
        }
        bail!("the same run as `{}`", name(other))
    }
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn say(file: &Path, what: &str) {
    warn!("{}: {}", SafeText::new(&file.to_string_lossy()), SafeText::new(what));
}

fn session(file: &Path) -> anyhow::Result<Session> {
    let text = crate::record::store::read(file)?;
    if let Some(session) = Session::read(&text) {
        return Ok(session);
    }
    let whole: Value = serde_json::from_str(&text).map_err(|err| anyhow!("it cannot be read as JSON: {err}"))?;
    if whole["kind"] != KIND {
        bail!("this is not the record of a checklist");
    }
    match whole["schema"].as_u64() {
        Some(schema) if schema > u64::from(SCHEMA) => bail!("this is from a newer version"),
        _ => bail!("a part of this record is missing, or is not what it should be"),
    }
}
