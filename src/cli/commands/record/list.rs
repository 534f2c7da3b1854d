//! `record list`: every check, run and history of drills that is kept, a line each.

use super::files;
use crate::cli::output;
use crate::cli::rules::Rules;
use crate::record::{Verification, store};
use crate::report::words::{self, count};
use crate::text::SafeText;
use crate::training::run::ChecklistRun;
use crate::training::saved::Saved;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn run(rules: &Rules, dir: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let folders = match dir {
        Some(folder) => {
            fs_err::read_dir(&folder)?;
            vec![folder]
        }
        None => {
            unfinished()?;
            files::folders()?.into()
        }
    };
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs_err::read_dir(folder).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .collect();
    let is_ours = |path: &Path| {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        !hidden && path.extension().is_some_and(|end| end == "json" || end == "jsonl")
    };
    files.retain(|path| is_ours(path));
    files.sort();
    if files.is_empty() {
        let names = folders.iter().map(|folder| format!("`{}`", SafeText::from(folder.display().to_string())));
        output::print(&format!("no records in {}\n", names.collect::<Vec<_>>().join(" or ")))?;
    }
    for path in files {
        let name = SafeText::from(path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let line = match files::load(&path) {
            Ok(Ok(saved)) => format!("{name}  {}", said(rules, &saved)?),
            Ok(Err(err)) => format!("{name}  {err}"),
            Err(err) => format!("{name}  {err:#}"),
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
fn said(rules: &Rules, saved: &Saved) -> anyhow::Result<String> {
    let verdict = saved.verify(&rules.any(saved.pack().unwrap_or_default())?);
    let (what, says, made_by) = match saved {
        Saved::Check(record) => {
            let pack = &record.pack;
            (
                format!("{}, {} {}", record.date, pack.id, pack.version),
                record.result.headline.clone(),
                &pack.fingerprint,
            )
        }
        Saved::Run(run) => {
            let client = if run.client.is_empty() { String::new() } else { format!(", client {}", run.client) };
            let what =
                format!("{}, {} {}, {} with {}{client}", run.day(), run.pack, run.version, run.trainer, run.trainee);
            (what, stands(run), &run.fingerprint)
        }
        Saved::Drills(attempts) => {
            let who: BTreeSet<&str> = attempts.attempts.iter().map(|attempt| attempt.trainee.as_str()).collect();
            let who = who.into_iter().collect::<Vec<_>>().join(", ");
            let lines = count(attempts.attempts.len(), "drill");
            let altered = if attempts.altered.is_empty() {
                String::new()
            } else {
                format!("; {} altered since", count(attempts.altered.len(), "line"))
            };
            let others = if attempts.notices().is_empty() { "" } else { " (not all by the shipped rules)" };
            return Ok(format!("{lines} of {who}{altered}{others}"));
        }
    };
    let is_shipped = match saved {
        Saved::Check(record) => record.pack.shipped,
        Saved::Run(run) => run.shipped,
        Saved::Drills(_) => true,
    };
    let others = if is_shipped { "" } else { " (not the shipped rules)" };
    Ok(match verdict {
        Verification::Same => format!("{what}: {says}{others}"),
        Verification::Altered => format!("{what}: altered, it does not follow from its answers"),
        _ => format!("{what}: made by other rules, fingerprint {}{others}", words::fingerprint(made_by)),
    })
}

/// Where a run stands, in a few words.
fn stands(run: &ChecklistRun) -> String {
    let open = run.open_reached().count();
    let stands = match &run.decision {
        _ if run.complete => "done".to_owned(),
        Some(decision) if decision.go_on => format!("{open} open, gone on with"),
        Some(_) => format!("{open} open, halted"),
        None => format!("{open} open, not finished"),
    };
    format!("{stands}, {}", if run.signed.is_some() { "signed" } else { "not signed" })
}
