//! What can be typed.

use super::commands::pack::PackCommand;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT_CODES: &str =
    "Exit codes: 0 nothing stands in the way, 1 something does, 2 bad usage or bad input, 130 interrupted.";

/// Plain questions before, during and after home microneedling
///
/// It asks, then says what could go wrong for you, why, on whose evidence, and who to see.
/// Nothing you type leaves this computer. No clinician has reviewed it, and it cannot examine you.
#[derive(Parser)]
#[command(name = "needlewise", version, after_help = format!("Example:\n  needlewise check before\n\n{EXIT_CODES}"))]
pub struct Args {
    /// Use the rules in this folder instead of those that come with the program
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Ask in plain numbered lines, for screen readers and pipes (also: ACCESSIBLE=1)
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Whose emergency and advice numbers to show: two letters, such as GB or US (else those of your locale)
    #[arg(long, global = true, value_name = "CODE")]
    pub country: Option<String>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
pub enum Command {
    /// Ask the questions of a pack, and give the answer
    #[command(after_help = format!("Examples:\n  needlewise check\n  needlewise check after --plain\n  needlewise check before --answers me.ron --section reasons\n  needlewise check before --answers me.ron --format json\n  needlewise check before --save --format html --out me.html\n\n{EXIT_CODES}"))]
    Check(super::commands::check::Check),
    /// Read what is known about a topic
    #[command(after_help = "Examples:\n  needlewise learn\n  needlewise learn pain")]
    Learn {
        /// The topic; without one, all are listed
        topic: Option<String>,
    },
    /// Answer a whole list of people at once, JSON lines or CSV
    #[command(after_help = super::commands::batch::EXAMPLES)]
    Batch(super::commands::batch::Batch),
    /// Go through a checklist aloud, trainer and trainee, and keep the record
    #[command(after_help = super::commands::run::EXAMPLES)]
    Run(super::commands::run::Run),
    /// Practise: judge a person, then see what the rules say and why
    #[command(after_help = super::commands::drill::EXAMPLES)]
    Drill(super::commands::drill::Drill),
    /// See how a class stands: who has done what, what is open, what is missed
    #[command(after_help = super::commands::class::EXAMPLES)]
    Class(super::commands::class::ClassArgs),
    /// Compare two sheets about the same person, or a folder of pairs
    #[command(after_help = super::commands::compare::EXAMPLES)]
    Compare(super::commands::compare::Compare),
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
