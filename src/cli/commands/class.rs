//! `class`: what the records of a class add up to.

use crate::cli::clock;
use crate::cli::data_dir::{self, History};
use crate::cli::output::{self, Separator};
use crate::cli::rules::Rules;
use crate::model::RuleBase;
use crate::record::{Verification, store};
use crate::report::words;
use crate::text::SafeText;
use crate::training::class::{Class, Standing};
use crate::training::drill::{Attempt, Attempts};
use crate::training::run::ChecklistRun;
use crate::training::{class_csv, class_report as writers};
use anyhow::{anyhow, bail};
use clap::ValueEnum;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise class
  needlewise class records --trainee CD
  needlewise class records --format html > class.html
  needlewise class records --format csv > class.csv
  needlewise class records --pass 80

It reads the records of `needlewise run` (*.json) and of `needlewise drill`
(*.jsonl) in the folder. Other files are passed over and named on standard
error. So is a second file of one and the same run.

A record is passed over and named when it was edited after it was written, or
when what it says does not follow from its items by the list at hand: that of
the program, or yours with --rules. One made by other rules is named too.

In drills the level and the risks are counted apart: a person judged right on the
level is not under-called because a risk was missed.

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
    /// The pass mark of drills: so many in a hundred on the level, and none below it
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub pass: Option<u32>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ClassFormat,
    /// What parts the cells of CSV
    #[arg(long, value_name = "SIGN", default_value = "comma")]
    pub separator: Separator,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClassFormat {
    Text,
    Csv,
    Html,
    /// Markdown
    Md,
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
    let Gathered { runs, mut attempts, .. } = Gathered::from(&folder, &base)?;
    let mut runs: Vec<ChecklistRun> = runs.into_iter().map(|(_, run)| run).collect();
    if let Some(trainee) = &args.trainee {
        let all = runs.iter().map(|run| &run.trainee).chain(attempts.iter().map(|attempt| &attempt.trainee));
        let all: BTreeSet<String> = all.map(|code| format!("`{}`", SafeText::new(code))).collect();
        runs.retain(|run| run.trainee.eq_ignore_ascii_case(trainee));
        attempts.retain(|attempt| attempt.trainee.eq_ignore_ascii_case(trainee));
        if runs.is_empty() && attempts.is_empty() {
            let all: Vec<String> = all.into_iter().collect();
            let known = if all.is_empty() { "no record".to_owned() } else { all.join(", ") };
            bail!("there is nobody `{}` in `{}`; there is {known}", SafeText::new(trainee), folder.display());
        }
    }
    let class = Class::new(runs, attempts, &base.header, clock::today(), args.pass);
    let text = match args.format {
        ClassFormat::Text => output::folded(&writers::text(&class), 13),
        ClassFormat::Csv => class_csv::csv(&class, args.separator.sign()),
        ClassFormat::Html => writers::page(&class)?,
        ClassFormat::Md => writers::markdown(&class),
    };
    output::print(&text)?;
    let is_open = |standing: &Standing| !standing.open.is_empty() || standing.unreached > 0;
    Ok(ExitCode::from(u8::from(class.standings().iter().any(is_open))))
}

/// What a folder holds about a class. Whatever is not counted is named on standard error.
#[derive(Default)]
struct Gathered {
    runs: Vec<(PathBuf, ChecklistRun)>,
    attempts: Vec<Attempt>,
    /// The place of each run among them: nobody begins two of a kind in the same instant.
    places: HashMap<[String; 4], usize>,
}

impl Gathered {
    fn from(folder: &Path, base: &RuleBase) -> anyhow::Result<Gathered> {
        let mut gathered = Gathered::default();
        let mut files: Vec<PathBuf> = fs_err::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| !file.is_dir() && !name(file).starts_with('.'));
        files.sort();
        for file in files {
            let read = match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
                _ if !file.is_file() => Err(anyhow!("a link to nothing, or no plain file")),
                "json" => gathered.run(&file, base),
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
        let Attempts { attempts, altered, unread } = History::at(file.to_owned()).read()?;
        for number in altered {
            say(file, &format!("line {number} passed over: altered after it was written"));
        }
        if unread > 0 {
            let lines = words::count(unread, "line");
            say(file, &format!("{lines} passed over: not written by `drill`, or from a newer version"));
        }
        self.attempts.extend(attempts);
        Ok(())
    }

    /// Adds a run. One that stands in two files is counted once, as it stands where it went on longest.
    fn run(&mut self, file: &Path, base: &RuleBase) -> anyhow::Result<()> {
        let run = ChecklistRun::read(&store::read(file)?)?;
        match run.verify(base) {
            Verification::Altered => bail!("altered: what it says does not follow from its items"),
            Verification::Same | Verification::Unknown => {}
            Verification::Changed { .. } => {
                let fingerprint = words::fingerprint(&run.fingerprint);
                say(file, &format!("its list has changed since, {fingerprint}, so it is told as it stands"));
            }
        }
        let key = [&run.started, &run.pack, &run.trainer, &run.trainee].map(String::clone);
        let place = *self.places.entry(key).or_insert(self.runs.len());
        let Some((other, first)) = self.runs.get_mut(place) else {
            self.runs.push((file.to_owned(), run));
            return Ok(());
        };
        if run.seconds > first.seconds {
            say(other, &format!("passed over: the same run as `{}`", name(file)));
            (*other, *first) = (file.to_owned(), run);
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
