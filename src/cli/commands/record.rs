//! `record`: answers that were kept, shown and checked again.

use crate::cli::clock;
use crate::cli::output::{self, Format, Output};
use crate::cli::rules::Rules;
use crate::engine::{Explanation, explain};
use crate::model::codec::resume;
use crate::record::store::{self, Hold};
use crate::record::{self, Record, Verdict};
use crate::report;
use crate::report::words;
use crate::text::{self, SafeText};
use crate::training::run::Session;
use crate::training::run_page;
use anyhow::{Context, bail};
use clap::Subcommand;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise check --save
  needlewise record list
  needlewise record show 2026-11-23-before
  needlewise record verify 2026-11-23-before
  needlewise record delete 2026-11-23-before

Records are in the folder `needlewise/records` of your data folder ($XDG_DATA_HOME, or ~/.local/share).
Only you can read them. No record is kept unless you ask for it.
While a check asks, the answers so far are kept too, until the answer has been given (not with --ephemeral).";

#[derive(Subcommand)]
pub enum RecordCommand {
    /// Show a record again, also that of a checklist
    #[command(after_help = "Example:\n  needlewise record show 2026-11-23-before --format html --out me.html")]
    Show {
        /// Its name in the list, or a file
        record: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Read the answers again: the same, the rules have changed since, or altered
    #[command(
        after_help = "Example:\n  needlewise record verify me.json\n\nExit codes: 0 the same, 1 the rules have changed since or it was altered, 2 it cannot be read."
    )]
    Verify {
        /// Its name in the list, or a file
        record: PathBuf,
    },
    /// List the records that are kept
    #[command(after_help = "Example:\n  needlewise record list")]
    List,
    /// Delete a record
    #[command(after_help = "Example:\n  needlewise record delete 2026-11-23-before")]
    Delete {
        /// Its name in the list, or a file
        record: PathBuf,
    },
}

pub fn run(rules: &Rules, command: RecordCommand) -> anyhow::Result<ExitCode> {
    match command {
        RecordCommand::Show { record, output } => show(rules, &record, &output),
        RecordCommand::Verify { record } => verify(rules, &record),
        RecordCommand::List => list(rules),
        RecordCommand::Delete { record } => {
            let path = find(&record)?;
            // Only what is a record is deleted by this command.
            let text = store::read(&path)?;
            if let (Err(err), None) = (record::read(&text), Session::read(&text)) {
                bail!("`{}` was not deleted: {err}", path.display());
            }
            Hold::take(&path)?.delete()?;
            output::print(&format!("deleted `{}`\n", SafeText::from(path.display().to_string())))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Keeps a record, in the file that was named or among the records.
pub fn save(explained: &Explanation, file: Option<&Path>, force: bool) -> anyhow::Result<PathBuf> {
    let (today, pack) = (explained.today, explained.pack);
    let text = Record::new(explained).write();
    if let Some(path) = file {
        output::keep(path, &text, force)?;
        return Ok(path.to_owned());
    }
    let kept = store::folder().and_then(|folder| {
        store::private_folder(&folder)?;
        let folder = folder.join("records");
        store::private_folder(&folder)?;
        Hold::create(&folder, &format!("{today}-{}", pack.id), &text)
    });
    Ok(kept.context("the record was not kept")?.path().to_owned())
}

fn show(rules: &Rules, name: &Path, output: &Output) -> anyhow::Result<ExitCode> {
    let path = find(name)?;
    let text = store::read(&path)?;
    if let Some(session) = Session::read(&text) {
        return show_run(rules, &session, output);
    }
    let record = record::read(&text).with_context(|| path.display().to_string())?;
    let base = rules.any(&record.pack.id)?;
    let verdict = record::verify(&record, &base);
    if verdict == Verdict::Altered {
        bail!("`{}` was altered after it was written, so it is not shown", path.display());
    }
    if output.format == Format::Json {
        output.deliver(&text::json(&record.write()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let document = match (verdict, base.packs.first()) {
        (Verdict::Same, Some(pack)) => {
            let (answers, _) = resume(pack, record.answers.iter().map(|it| (it.question.as_str(), &it.answer)));
            let day = record.date.parse().unwrap_or_else(|_| clock::today());
            let contact = base.contact(Some(&record.country));
            let mut document = report::document(&explain(&base, pack, &answers, contact, day));
            // The page is of its own day, and the rules may have grown old since.
            if report::overdue(pack, day).is_none() {
                document.warn(report::overdue(pack, clock::today()));
            }
            document
        }
        _ => record::document(&record),
    };
    output.document(&document)?;
    Ok(ExitCode::SUCCESS)
}

/// A run, with what follows from its items, and nothing else that it says of itself.
fn show_run(rules: &Rules, session: &Session, output: &Output) -> anyhow::Result<ExitCode> {
    let base = rules.any(&session.pack)?;
    let (told, document) = run_page::told(session, &base);
    if output.format == Format::Json {
        output.deliver(&(text::json(&serde_json::to_string_pretty(&told)?) + "\n"))?;
    } else {
        output.deliver(&output::page(&document, output.format)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn verify(rules: &Rules, name: &Path) -> anyhow::Result<ExitCode> {
    let path = find(name)?;
    let record = record::read(&store::read(&path)?).with_context(|| path.display().to_string())?;
    let base = rules.any(&record.pack.id)?;
    let (text, code) = match record::verify(&record, &base) {
        Verdict::Same => ("the same: these answers and these rules give this result\n".to_owned(), 0),
        Verdict::Altered => ("altered: this is not what needlewise wrote\n".to_owned(), 1),
        Verdict::Unknown => bail!(
            "there is no pack `{}` here to check against; name its folder with --rules",
            SafeText::from(&record.pack.id)
        ),
        Verdict::Changed { then, now, found_now, no_longer, set_aside } => {
            let mut text = format!("the rules have changed since: then {then}, now {now}\n");
            let (here, other) = (base.packs.first().map_or("", |it| &it.fingerprint), &record.pack.fingerprint);
            text += &format!(
                "  made by the rules {}, held against {}\n",
                words::fingerprint(other),
                words::fingerprint(here)
            );
            for title in found_now {
                text += &format!("  found now: {}\n", SafeText::from(title));
            }
            for title in no_longer {
                text += &format!("  no longer found: {}\n", SafeText::from(title));
            }
            if set_aside > 0 {
                text += &format!("  {set_aside} of the answers have no place in the rules of today\n");
            }
            (text, 1)
        }
    };
    output::print(&text)?;
    Ok(ExitCode::from(code))
}

fn list(rules: &Rules) -> anyhow::Result<ExitCode> {
    unfinished()?;
    let folder = folder()?;
    let mut names: Vec<PathBuf> = match fs_err::read_dir(&folder) {
        Ok(entries) => {
            entries.flatten().map(|it| it.path()).filter(|it| it.extension().is_some_and(|it| it == "json")).collect()
        }
        Err(_) => Vec::new(),
    };
    names.sort();
    if names.is_empty() {
        output::print(&format!("no records in `{}`\n", SafeText::from(folder.display().to_string())))?;
    }
    for path in names {
        let name = SafeText::from(path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let line = match store::read(&path).map_err(anyhow::Error::new).and_then(|it| Ok(record::read(&it)?)) {
            Ok(it) => format!("{name}  {}, {} {}: {}", it.date, it.pack.id, it.pack.version, said(rules, &it)?),
            Err(err) => format!("{name}  {err}"),
        };
        output::print(&output::folded(SafeText::from(line).as_str(), 4))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Names the answers that are kept of questions that were not gone through to their end.
fn unfinished() -> anyhow::Result<()> {
    let folder = store::folder()?.join("progress");
    let mut names: Vec<String> = fs_err::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some(entry.path().file_name()?.to_str()?.strip_suffix(".json")?.to_owned()))
        .collect();
    names.sort();
    for name in names {
        let (pack, rules) = name.strip_suffix(".other").map_or((name.as_str(), ""), |pack| (pack, " --rules DIR"));
        let pack = SafeText::new(pack);
        let line = format!(
            "not finished: the answers to `{pack}`; `needlewise{rules} check {pack}` goes on with them or deletes them"
        );
        output::print(&output::folded(&line, 4))?;
    }
    Ok(())
}

/// What a record says, where the rules here say the same.
fn said(rules: &Rules, record: &Record) -> anyhow::Result<String> {
    let base = rules.any(&record.pack.id)?;
    Ok(match record::verify(record, &base) {
        Verdict::Same if record.pack.shipped => record.result.headline.clone(),
        Verdict::Altered => "altered after it was written".to_owned(),
        _ => format!("made by other rules, fingerprint {}", words::fingerprint(&record.pack.fingerprint)),
    })
}

fn folder() -> anyhow::Result<PathBuf> {
    Ok(store::folder().context("no folder for records is known; name a file")?.join("records"))
}

/// A file by its path, or a record by its name in the list.
fn find(name: &Path) -> anyhow::Result<PathBuf> {
    if name.components().count() == 1 && !name.exists() {
        let folder = folder()?;
        for kept in [folder.join(name), folder.join(format!("{}.json", name.display()))] {
            if kept.is_file() {
                return Ok(kept);
            }
        }
        bail!(
            "there is no record `{}`; `needlewise record list` names them",
            SafeText::from(name.display().to_string())
        );
    }
    Ok(name.to_owned())
}
