//! The commands for those who write the rules.

mod args;
mod diff;
mod eject;
mod explain;
mod graph;
mod lint;
mod list;
mod new;
mod output;
mod people;
mod review;
mod show;
mod test;
mod verify;

pub use args::PackCommand;

use crate::cli::rules::Rules;
use output::CommandOutput;
use std::process::ExitCode;

pub fn run(rules: &Rules, command: PackCommand) -> anyhow::Result<ExitCode> {
    // These read no rules, or rules of their own.
    let alone = match &command {
        PackCommand::Diff(args) => Some(diff::output(rules, args)?),
        PackCommand::Eject { dir, pack } => Some(eject::output(dir, pack.as_deref())?),
        PackCommand::New { dir, kind } => Some(new::output(dir, *kind)?),
        _ => None,
    };
    let page = match alone {
        Some(page) => page,
        None => on_rules(rules, &command)?,
    };
    crate::cli::output::print(&page.text)?;
    Ok(ExitCode::from(page.code))
}

fn on_rules(rules: &Rules, command: &PackCommand) -> anyhow::Result<CommandOutput> {
    let only = match command {
        PackCommand::Test(args) => args.pack.as_deref(),
        PackCommand::Review(args) => Some(args.pack.as_str()),
        PackCommand::Verify(args) => args.pack.as_deref(),
        PackCommand::Show { pack, .. } | PackCommand::Graph { pack, .. } => Some(pack.as_str()),
        _ => None,
    };
    Ok(match (rules.all(only), command) {
        (Err(problems), PackCommand::Lint(printed)) => lint::unreadable(&problems, printed.format)?,
        // What belongs to no rules can be said without them.
        (Err(problems), PackCommand::Explain { id }) => {
            explain::without_rules(id).unwrap_or_else(|| CommandOutput::unreadable(&problems))
        }
        (Err(problems), _) => CommandOutput::unreadable(&problems),
        (Ok(base), command) => {
            if let Some(id) = only {
                rules.find(&base, id)?;
            }
            match command {
                PackCommand::List => list::output(&base),
                PackCommand::Show { printed, .. } => show::output(&base, printed.format)?,
                PackCommand::Lint(printed) => lint::output(&base, printed.format)?,
                PackCommand::Test(args) => test::output(&base, args)?,
                PackCommand::Verify(args) => verify::output(&base, args)?,
                PackCommand::Review(args) => review::output(&base, args)?,
                PackCommand::Graph { format, .. } => graph::output(&base.packs[0], *format),
                PackCommand::Explain { id } => explain::output(&base, id)?,
                PackCommand::Diff(_) | PackCommand::Eject { .. } | PackCommand::New { .. } => {
                    anyhow::bail!("this reads no rules")
                }
            }
        }
    })
}
