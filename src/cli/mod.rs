//! The commands. Thin: arguments, files, terminal and clock are handled here and nowhere else.

/// Says something on standard error, as `eprintln!` does, but minds nobody reading it.
macro_rules! warn {
    ($($words:tt)*) => { $crate::cli::output::warn(&format!($($words)*)) };
}

mod answers;
mod args;
mod autosave;
mod commands;
mod data_dir;
mod error;
mod interview;
mod output;
mod paint;
mod prompt;
mod rules;
mod terminal;

use args::{Args, Command};
use clap::Parser;
use commands::{batch, check, class, compare, drill, export, learn, pack, print, record, shell, start};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs one command line. Exit codes as grep's: 0 nothing stands in the way, 1 something does, 2 bad usage or input.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(err) => {
            error::show(&err);
            return ExitCode::from(u8::try_from(err.exit_code()).unwrap_or(2));
        }
    };
    let screen = terminal::Screen::new(args.plain, args.color);
    let rules = rules::Rules::new(args.rules, args.country);
    let done = match args.command {
        None => start::run(&rules, &screen),
        Some(Command::Check(it)) => check::run(&rules, &screen, &it),
        Some(Command::Learn { topic }) => learn::run(&rules, topic.as_deref()),
        Some(Command::Batch(it)) => batch::run(&rules, &it),
        Some(Command::Pack(it)) => pack::run(&rules, it),
        Some(Command::Drill(it)) => drill::run(&rules, &it),
        Some(Command::Run(it)) => commands::run::run(&rules, &it),
        Some(Command::Class(it)) => class::run(&rules, &it),
        Some(Command::Compare(it)) => compare::run(&rules, &it),
        Some(Command::Print(it)) => print::run(&rules, &it),
        Some(Command::Export(command)) => export::run(&rules, &command),
        Some(Command::Record(it)) => record::run(&rules, it),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man { out }) => shell::man(out.as_deref()),
    };
    done.unwrap_or_else(|err| error::explain(&err))
}
