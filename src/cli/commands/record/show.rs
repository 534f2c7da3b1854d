//! `record show`: a record once more, as far as the rules at hand still say the same.

use super::files;
use crate::cli::clock;
use crate::cli::output::{Format, Output};
use crate::cli::rules::Rules;
use crate::engine::explain;
use crate::model::RuleBase;
use crate::model::kept::resume;
use crate::record::{self, Record, RecordFault, Verification};
use crate::report;
use crate::report::document::Document;
use crate::text;
use crate::training::run;
use crate::training::saved::Saved;
use anyhow::bail;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

pub fn run(rules: &Rules, path: &Path, output: &Output) -> anyhow::Result<ExitCode> {
    let shown = path.display();
    let saved = match files::load(path)? {
        Ok(saved) => saved,
        Err(RecordFault::Altered) => bail!("`{shown}` was altered after it was written, so it is not shown"),
        Err(err) => bail!("{shown}: {err}"),
    };
    let base = rules.any(saved.pack().unwrap_or_default())?;
    let verdict = saved.verify(&base);
    if verdict == Verification::Altered && !matches!(saved, Saved::Drills(_)) {
        bail!("`{shown}` does not follow from its own answers, so it is not shown");
    }
    let is_json = output.format == Format::Json;
    match saved {
        Saved::Check(record) if is_json => output.deliver(&text::json(&record.write()))?,
        Saved::Check(record) => output.document(&check(&record, &verdict, &base))?,
        Saved::Run(run) if is_json => output.deliver(&json(&*run)?)?,
        Saved::Run(run) => output.document(&run::page::document(&run, &verdict))?,
        Saved::Drills(attempts) if is_json => output.deliver(&json(&attempts.attempts)?)?,
        Saved::Drills(attempts) => {
            for notice in attempts.notices() {
                warn!("{}", text::SafeText::new(notice));
            }
            for number in &attempts.altered {
                warn!("line {number} was altered after it was written, so it is not shown");
            }
            let line = |attempt: &crate::training::drill::Attempt| {
                let (date, who, guess, truth) = (&attempt.date, &attempt.trainee, attempt.guess, attempt.truth);
                let missed = if attempt.missed.is_empty() {
                    String::new()
                } else {
                    format!(", risks missed: {}", attempt.missed.join(", "))
                };
                let others = if attempt.notice.is_empty() { "" } else { " (not the shipped rules)" };
                format!("{date}  {who}  {}: said {guess}, the rules say {truth}{missed}{others}\n", attempt.exercise)
            };
            let lines: String = attempts.attempts.iter().map(line).collect();
            output
                .deliver(&lines.lines().map(|line| text::SafeText::new(line).to_string() + "\n").collect::<String>())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn json(of: &(impl Serialize + ?Sized)) -> anyhow::Result<String> {
    Ok(text::json(&serde_json::to_string_pretty(of)?) + "\n")
}

/// A check told by the rules at hand, or in its own words where they are others.
fn check(record: &Record, verdict: &Verification, base: &RuleBase) -> Document {
    let (Verification::Same, Some(pack)) = (verdict, base.packs.first()) else { return record::document(record) };
    let (answers, _) = resume(pack, record.answers.iter().map(|said| (said.question.as_str(), &said.answer)));
    let day = record.date.parse().unwrap_or_else(|_| clock::today());
    let contact = base.contact(Some(&record.country));
    let mut document = report::document(&explain(base, pack, &answers, contact, day));
    // The page is of its own day, and the rules may have grown old since.
    if report::overdue(pack, day).is_none() {
        document.warn(report::overdue(pack, clock::today()));
    }
    document
}
