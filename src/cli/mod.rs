//! The commands. Thin: arguments, files, terminal and clock are handled here and nowhere else.

mod args;
mod authors;
mod batch;
mod choose;
mod rules;

use args::{Args, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs one command line. Exit codes as grep's: 0 nothing stands in the way, 1 something does, 2 bad usage or input.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(err) => {
            let _ = err.print();
            return ExitCode::from(u8::try_from(err.exit_code()).unwrap_or(2));
        }
    };
    let rules = rules::Rules::new(args.rules);
    let done = match args.command {
        Command::Batch(it) => batch::run(&rules, &it),
        Command::Pack(it) => authors::run(&rules, it),
    };
    match done {
        Ok(code) => code,
        Err(err) => {
            eprintln!("error: {err:#}");
            ExitCode::from(2)
        }
    }
}
