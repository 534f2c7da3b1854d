//! `batch`: a whole list of people, a line each, in order.

mod handed_back;
mod source;
mod summary;
mod work;

use crate::batch::{Cohort, Columns, EXPLAINED, Field, OutputShape, RowSource};
use crate::cli::output::{self, Separator};
use crate::cli::rules::Rules;
use crate::cli::threads;
use crate::model::Pack;
use crate::report::words::strangers;
use crate::text;
use anyhow::{Context, bail};
use source::ListFormat;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = r#"Examples:
  needlewise batch before --template --keep client > people.csv   (to fill in)
  needlewise batch before --template --separator semicolon > people.csv
  needlewise batch before people.jsonl > answered.jsonl
  needlewise batch before people.csv --keep client --fields client,level,certain
  needlewise batch before people.jsonl --summary
  echo '{"age": 16, "places": ["lips"]}' | needlewise batch before

A line of JSON is one person:
  {"age": 30, "places": ["lips"], "training": "unsure"}
A table has the ids of questions as its headings, or the questions as they are
asked, and commas, semicolons or tabs between its cells: whichever its first
line has most of. Answers are ids or labels, in any case. Several ticks are
written `lips;eyes` or `lips|eyes`, no tick `none`, one you are not sure of
`unsure(eyes)`. Where semicolons part the cells, use the bar, or quotes. A row
without a word is passed over, like an empty line. `needlewise pack show PACK`
lists the ids and their answers.

What is written as a table is parted as the first table that was read, so that
the same spreadsheet opens it; `--separator` says otherwise.

`--errors FILE` writes the rows that could not be read, as they were, with their
line and the reason. Filled in again, the same file is read: both columns are
passed over.

What ODK and KoboToolbox give back for a form of `needlewise export xlsform` is
read as it is (in KoboToolbox choose "XML values and headers"), and so is a
QuestionnaireResponse of FHIR on a line.

What is left out, empty or `unsure` counts as not known, and the level is the
worst that is still possible: somebody with few answers may be an emergency.
`certain` holds what the answers alone make sure of, `possible` what they leave
open.

An answered line carries the fingerprint of the rules it was answered by.

It is a plain line filter, so it can be spread over machines:
  parallel --pipe --keep-order needlewise batch before < people.jsonl
  rdd.pipe("needlewise batch before")          (in PySpark)

Exit codes: 0 every line was read, 2 a line could not be read, or bad usage."#;

#[derive(clap::Args)]
pub struct Batch {
    /// The pack to answer by
    pub pack: String,
    /// The lists, JSON lines or CSV; without one, or for `-`, standard input
    pub files: Vec<PathBuf>,
    /// What is read; by default what the file is called, and JSON lines otherwise
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<ListFormat>,
    /// What is written; by default the same as what is read
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ListFormat>,
    /// Print an empty table to fill in: its headings, and a row that says what to write, which is passed over
    #[arg(long, conflicts_with_all = ["files", "summary", "fields", "errors"])]
    pub template: bool,
    /// What parts the cells of a table that is written; by default what parts those of the first table that is read, else
    /// a comma
    #[arg(long, value_name = "SIGN")]
    pub separator: Option<Separator>,
    /// Write the rows that could not be read into this new file, with the reasons, to hand back
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Print counts by level, risk and rule instead of the lines
    #[arg(long)]
    pub summary: bool,
    /// End at the first line that cannot be read
    #[arg(long)]
    pub strict: bool,
    /// What to write of each person: line, pack, version, fingerprint, level, risks, certain, possible, answers, or a kept column
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Columns that are not questions, to be passed through as they are
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub keep: Vec<String>,
    /// How many cores to use; by default all
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

pub fn run(rules: &Rules, args: &Batch) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(&args.pack)?;
    let pack = &base.packs[0];
    let columns = columns(pack, &args.keep)?;
    if args.template {
        output::print(&template(pack, &args.keep, args.separator.map_or(',', Separator::sign)))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(line) = strangers(pack) {
        warn!("{line}");
    }
    let fields = fields(args, &columns)?;
    let mut files = args.files.clone();
    if files.is_empty() {
        files.push(PathBuf::from("-"));
    }
    let from = args.from.unwrap_or_else(|| ending(&files[0]));
    let shape = match args.format.unwrap_or(from) {
        ListFormat::Jsonl => OutputShape::Lines,
        ListFormat::Csv => OutputShape::Table,
    };
    if args.separator.is_some() && shape == OutputShape::Lines {
        bail!("`--separator` is for tables, and lines of JSON are written here; add `--format csv`");
    }
    let open = |file: &Path| source::open(file, args.from.unwrap_or_else(|| ending(file)));
    let mut first = Some(open(&files[0])?);
    let mut cohort = Cohort::new(pack, columns, fields, shape);
    // An office whose spreadsheet writes semicolons reads semicolons.
    let same = first.as_ref().map_or(',', RowSource::separator);
    cohort.separator = args.separator.map_or(same, Separator::sign);
    cohort.write = !args.summary;
    cohort.strict = args.strict;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads::jobs(args.jobs));
    let pool = pool.build().context("no threads can be started")?;
    let handed_back = args.errors.as_deref().map(handed_back::HandedBack::new).transpose()?;
    let answer = || -> anyhow::Result<crate::batch::Tally> {
        let mut work = work::Work::new(&cohort, handed_back);
        for file in &files {
            let named = (file.as_os_str() != "-").then_some(file.as_path());
            let source = match first.take() {
                Some(first) => first,
                None => open(file)?,
            };
            if !work.through(source, named)? {
                break;
            }
        }
        work.end()
    };
    let tally = pool.install(answer)?;
    if args.summary {
        output::print(&summary::write(pack, &tally, args.format == Some(ListFormat::Jsonl)))?;
    }
    if tally.bad > 0 {
        let errors = args.errors.as_ref().map(|file| text::SafeText::from(file.display().to_string()));
        let back = errors.map_or(String::new(), |file| format!("; they are in `{file}`, to hand back"));
        warn!("{} of {} lines could not be read{back}", tally.bad, tally.bad + tally.people);
    }
    Ok(ExitCode::from(if tally.bad > 0 { 2 } else { 0 }))
}

/// An empty table: the names of its columns, and below each what to write there.
fn template(pack: &Pack, keep: &[String], separator: char) -> String {
    let ids = pack.questions.iter().map(|question| question.id.clone());
    let names: Vec<String> = keep.iter().map(|name| text::cell(name)).chain(ids).collect();
    let asked = pack.questions.iter().map(|question| {
        let takes = question.domain.expects().replace('`', "");
        format!("{} {takes}", question.ask)
    });
    let explained = keep.iter().map(|_| "passed on as it is".to_owned()).chain(asked);
    let explained: Vec<String> = explained
        .enumerate()
        .map(|(at, what)| text::cell(&if at == 0 { format!("{EXPLAINED} {what}") } else { what }))
        .collect();
    [names, explained].iter().map(|cells| text::row_parted(cells.iter().map(String::as_str), separator)).collect()
}

fn ending(file: &Path) -> ListFormat {
    let is_table = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if is_table { ListFormat::Csv } else { ListFormat::Jsonl }
}

fn columns<'p>(pack: &'p crate::model::Pack, keep: &[String]) -> anyhow::Result<Columns<'p>> {
    if let Some(name) = keep.iter().find(|name| pack.question(name).is_some()) {
        bail!("`{name}` is a question of this pack; only other columns can be kept");
    }
    let is_written = |name: &&String| Field::named(name, &[]).is_some() || ["error", "schema"].contains(&name.as_str());
    if let Some(name) = keep.iter().find(is_written) {
        bail!("`{name}` is a word that `batch` writes itself; give the column another name");
    }
    if let Some((_, name)) = keep.iter().enumerate().find(|(at, name)| keep[..*at].contains(name)) {
        bail!("`--keep {}` is there twice", crate::text::SafeText::new(name));
    }
    Ok(Columns::new(pack, keep.to_vec()))
}

fn fields(args: &Batch, columns: &Columns) -> anyhow::Result<Vec<Field>> {
    if args.fields.is_empty() {
        return Ok(Field::usual(args.keep.len()));
    }
    let field = |name: &String| {
        Field::named(name, &columns.kept).with_context(|| {
            let name = crate::text::SafeText::new(name);
            format!(
                "there is no field `{name}`; `needlewise batch --help` lists them, and `--keep {name}` keeps a column"
            )
        })
    };
    args.fields.iter().map(field).collect()
}
