//! The commands. Thin: arguments, files, terminal and clock are handled here and nowhere else.

#[macro_use]
mod warn;

mod answers;
mod args;
mod autosave;
mod browser;
mod clock;
mod commands;
mod data_dir;
mod error;
mod interrupt;
mod interview;
mod output;
mod paint;
mod prompt;
mod rules;
mod screen;
mod terminal;
mod threads;

use args::{Args, Command};
use clap::FromArgMatches;
use commands::{batch, check, class, compare, drill, export, learn, pack, page, print, record, shell, start};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs one command line. Exit codes as grep's: 0 nothing stands in the way, 1 something does, 2 bad usage or input.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = args::command().try_get_matches_from(args).and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(err) => {
            return error::show(&err);
        }
    };
    threads::bound();
    let screen = terminal::TerminalScreen::new(args.plain, args.color);
    let rules = match rules::Rules::in_use(args.rules, args.country) {
        Ok(rules) => rules,
        Err(err) => return error::explain(&err),
    };
    let done = match args.command {
        None => start::run(&rules, &screen),
        Some(Command::Check(args)) => check::run(&rules, &screen, &args),
        Some(Command::Learn(args)) => learn::run(&rules, &args),
        Some(Command::Batch(args)) => batch::run(&rules, &args),
        Some(Command::Pack(args)) => pack::run(&rules, args),
        Some(Command::Drill(args)) => drill::run(&rules, &args),
        Some(Command::Day(args)) => commands::day::run(&rules, &args),
        Some(Command::Run(args)) => commands::run::run(&rules, &args),
        Some(Command::Class(args)) => class::run(&rules, &args),
        Some(Command::Compare(args)) => compare::run(&rules, &args),
        Some(Command::Page(args)) => page::run(&rules, &args),
        Some(Command::Print(args)) => print::run(&rules, &screen, &args),
        Some(Command::Export(args)) => export::run(&rules, &args),
        Some(Command::Record(args)) => record::run(&rules, args),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man { out }) => shell::man(out.as_deref()),
    };
    done.unwrap_or_else(|err| error::explain(&err))
}
