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
    let screen = terminal::Screen::new(args.plain, args.color);
    let rules = rules::Rules::new(args.rules, args.country);
    let done = match args.command {
        None => start::run(&rules, &screen),
        Some(Command::Check(it)) => check::run(&rules, &screen, &it),
        Some(Command::Learn(args)) => learn::run(&rules, &args),
        Some(Command::Batch(it)) => batch::run(&rules, &it),
        Some(Command::Pack(it)) => pack::run(&rules, it),
        Some(Command::Drill(it)) => drill::run(&rules, &it),
        Some(Command::Day(it)) => commands::day::run(&rules, &it),
        Some(Command::Run(it)) => commands::run::run(&rules, &it),
        Some(Command::Class(it)) => class::run(&rules, &it),
        Some(Command::Compare(it)) => compare::run(&rules, &it),
        Some(Command::Page(it)) => page::run(&rules, &it),
        Some(Command::Print(it)) => print::run(&rules, &screen, &it),
        Some(Command::Export(it)) => export::run(&rules, &it),
        Some(Command::Record(it)) => record::run(&rules, it),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man { out }) => shell::man(out.as_deref()),
    };
    done.unwrap_or_else(|err| error::explain(&err))
}
