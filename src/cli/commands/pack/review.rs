//! `pack review`: a sheet to review every rule on, and the filled one read back.

use super::args::{Review as Args, ReviewFormat};
use super::output::CommandOutput;
use crate::cli::output::{self, Format};
use crate::model::{Pack, RuleBase};
use crate::report::review::{FilledReview, Judged, RuleJudgement, read, sheet};
use crate::report::words::count;
use anyhow::Context;
use std::fmt::Write;
use std::io::Read;
use std::path::Path;

/// The largest sheet read, in bytes.
const LARGEST: u64 = 16 << 20;

pub fn output(base: &RuleBase, args: &Args) -> anyhow::Result<CommandOutput> {
    let Some(pack) = base.packs.first() else { anyhow::bail!("the folder holds no pack") };
    if let Some(path) = &args.read {
        return Ok(told(pack, &read(pack, &text(path)?)));
    }
    let format = if args.format == ReviewFormat::Md { Format::Md } else { Format::Html };
    let text = output::page(&sheet(base, pack), format)?;
    match &args.out {
        Some(path) => {
            output::deliver(&text, Some(path), args.force)?;
            Ok(CommandOutput::new(String::new(), true))
        }
        None => Ok(CommandOutput::new(text, true)),
    }
}

fn text(path: &Path) -> anyhow::Result<String> {
    let name = path.display();
    let mut bytes = Vec::new();
    let file = fs_err::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    file.with_context(|| format!("the sheet `{name}` could not be read"))?;
    anyhow::ensure!(bytes.len() as u64 <= LARGEST, "the sheet `{name}` is larger than 16 MiB");
    String::from_utf8(bytes).with_context(|| format!("the sheet `{name}` is not UTF-8 text"))
}

/// What is not right and what is open, and what to write into the rules that are right.
fn told(pack: &Pack, review: &FilledReview) -> CommandOutput {
    let (right, wrong) = (of(pack, review, RuleJudgement::Right), of(pack, review, RuleJudgement::NotRight));
    let (open, changed) = (of(pack, review, RuleJudgement::Open), of(pack, review, RuleJudgement::Changed));
    let mut text = format!(
        "{}: {}, {} right, {} not right, {} open, {} changed since the sheet was made\n",
        pack.id,
        count(pack.rules.len(), "rule"),
        right.len(),
        wrong.len(),
        open.len(),
        changed.len()
    );
    let lists = [("not right", &wrong), ("changed, so look again", &changed), ("open", &open), ("right", &right)];
    for (what, rules) in lists {
        let (quiet, remarked): (Vec<(&str, &Judged)>, Vec<_>) =
            rules.iter().partition(|(_, judged)| judged.remarks.is_empty());
        for (id, judged) in remarked {
            let _ = writeln!(text, "  {what}: {id}: {}", judged.remarks);
        }
        let quiet: Vec<&str> = quiet.into_iter().map(|(id, _)| id).collect();
        if !quiet.is_empty() {
            text += &output::folded(&format!("  {what}: {}\n", quiet.join(", ")), 4);
        }
    }
    if !review.unknown.is_empty() {
        text += &output::folded(&format!("  not in the pack: {}\n", review.unknown.join(", ")), 4);
    }
    if !right.is_empty() {
        let (by, on) = (&review.reviewer, &review.date);
        let [by, on] =
            [(by, "who"), (on, "2027-05-31")].map(|(said, else_)| if said.is_empty() { else_ } else { said });
        let _ = writeln!(text, "into each rule that is right: reviewed_by: {by:?}, reviewed: {on:?}, and its own");
        for (id, judged) in &right {
            let _ = writeln!(text, "  {id}: seen: {:?},", judged.mark);
        }
    }
    CommandOutput::new(text, right.len() == pack.rules.len())
}

/// The rules that were judged so, by id.
fn of<'a>(pack: &'a Pack, review: &'a FilledReview, wanted: RuleJudgement) -> Vec<(&'a str, &'a Judged)> {
    let judged = review.rules.iter().filter(|(_, judged)| judged.judgement == wanted);
    judged.map(|(at, judged)| (pack.rules[*at].id.as_str(), judged)).collect()
}
