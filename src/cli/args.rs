//! What can be typed.

use super::commands::pack::PackCommand;
use super::terminal::ColourWhen;
use clap::{CommandFactory, Parser, Subcommand};
use std::fmt::Write as _;
use std::path::PathBuf;

const EXIT_CODES: &str =
    "Exit codes: 0 nothing stands in the way, 1 something does, 2 bad usage or bad input, 130 interrupted.";

/// The commands stand in groups, before the options.
const TEMPLATE: &str = "{about-with-newline}\n{usage-heading} {usage}\n\n{before-help}{options}{after-help}";

/// For whom each command is.
const GROUPS: [(&str, &[&str]); 4] = [
    ("For you", &["check", "learn", "print", "record", "page"]),
    ("For trainers", &["day", "run", "drill", "class", "compare", "batch"]),
    ("For those who write rules", &["pack", "export"]),
    ("The program itself", &["completions", "man", "help"]),
];

/// The command line, with its commands in groups.
pub fn command() -> clap::Command {
    let command = Args::command();
    let mut groups = String::new();
    for (title, names) in GROUPS {
        let _ = writeln!(groups, "{title}:");
        for under in names.iter().filter_map(|name| command.find_subcommand(name)) {
            let about = under.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(groups, "  {:12} {about}", under.get_name());
        }
        groups.push('\n');
    }
    command.before_help(groups + "Options:")
}

/// Plain questions, then a straight answer by rules anyone can read
///
/// It asks, then says what could go wrong for you, why, on whose evidence, and who to see.
/// Nothing you type leaves this computer. No clinician has reviewed it, and it cannot examine you.
#[derive(Parser)]
#[command(name = "needlewise", version, help_template = TEMPLATE, after_help = format!("Example:\n  needlewise check\n\n{EXIT_CODES}"))]
pub struct Args {
    /// Use the rules in this folder instead of those that come with the program; a second folder is laid over the first
    ///
    /// A folder with only what differs is laid over the rules that come with the program, for which `shipped` stands. A
    /// pack with a `pack.ron` of its own stands for the whole pack of that name. Without this option the folders are
    /// those of `NEEDLEWISE_RULES`, or of the lines of the file `needlewise/rules` in your folder of settings.
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Ask in plain numbered lines, for screen readers and pipes (also: ACCESSIBLE=1)
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColourWhen,
    /// Whose emergency and advice numbers to show: two letters, such as GB or US (else those of your locale)
    #[arg(long, global = true, value_name = "CODE")]
    pub country: Option<String>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Only what is typed is made ready: the arguments of the other commands wait.
#[derive(Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Ask the questions of a pack, and give the answer
    #[command(after_help = format!("Examples:\n  needlewise check\n  needlewise check after --plain\n  needlewise check before --answers me.ron --section reasons\n  needlewise check before --answers me.ron --format json\n  needlewise check before --save --format html --out me.html\n\n{EXIT_CODES}"))]
    Check(super::commands::check::Check),
    /// Read what is known: ask in a few words
    #[command(after_help = super::commands::learn::EXAMPLES)]
    Learn(super::commands::learn::Learn),
    /// Answer a whole list of people at once, JSON lines or CSV
    #[command(after_help = super::commands::batch::EXAMPLES)]
    Batch(super::commands::batch::Batch),
    /// Go through a checklist aloud, trainer and trainee, and keep the record
    #[command(after_help = super::commands::run::EXAMPLES)]
    Run(super::commands::run::Run),
    /// Go through the lists of a day of training in their order, client by client
    #[command(after_help = super::commands::day::EXAMPLES)]
    Day(super::commands::run::runner::Present),
    /// Practise: judge a person, then see what the rules say and why
    #[command(after_help = super::commands::drill::EXAMPLES)]
    Drill(super::commands::drill::Drill),
    /// See how a class stands: who has done what, what is open, what is missed
    #[command(after_help = super::commands::class::EXAMPLES)]
    Class(super::commands::class::ClassArgs),
    /// Compare two sheets about the same person, or a folder of pairs
    #[command(after_help = super::commands::compare::EXAMPLES)]
    Compare(super::commands::compare::Compare),
    /// Write the checks as one page for a browser, which works without a network
    #[command(after_help = super::commands::page::EXAMPLES)]
    Page(super::commands::page::Page),
    /// Print a pack as a form to fill in by hand
    #[command(after_help = super::commands::print::EXAMPLES)]
    Print(super::commands::print::Print),
    /// Write a pack as a form, or its cases as cards, for other programs
    #[command(subcommand, after_help = super::commands::export::EXAMPLES)]
    Export(super::commands::export::Export),
    /// Show, check, list and delete answers that were kept
    #[command(subcommand, after_help = super::commands::record::EXAMPLES)]
    Record(super::commands::record::RecordCommand),
    /// Write the completions for a shell
    #[command(
        after_help = "Example:\n  mkdir -p ~/.local/share/bash-completion/completions\n  needlewise completions bash > ~/.local/share/bash-completion/completions/needlewise"
    )]
    Completions { shell: clap_complete::Shell },
    /// Write the manual page, or all of them into a folder
    #[command(after_help = "Examples:\n  needlewise man | man -l -\n  needlewise man --out ~/.local/share/man/man1")]
    Man {
        /// Write a page for each command into this folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Read, check and test the rules themselves
    #[command(subcommand, after_help = "Example:\n  needlewise pack lint --rules my-rules")]
    Pack(PackCommand),
}

#[cfg(test)]
mod tests {
    use super::{Args, GROUPS};
    use clap::CommandFactory;

    #[test]
    fn every_command_stands_in_exactly_one_group() {
        for command in Args::command().get_subcommands() {
            let name = command.get_name();
            let groups: Vec<&str> =
                GROUPS.iter().filter(|(_, names)| names.contains(&name)).map(|(title, _)| *title).collect();
            assert_eq!(groups.len(), 1, "`{name}` stands under {groups:?}");
        }
    }
}
