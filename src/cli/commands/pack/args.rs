//! What those who write the rules can type.

use crate::verify::Spent;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Subcommand)]
pub enum PackCommand {
    /// List the packs
    #[command(after_help = "Example: needlewise pack list")]
    List,
    /// Print a pack: its questions with their ids and options, its rules, its sources
    #[command(after_help = "Example: needlewise pack show before --format json")]
    Show {
        pack: String,
        #[command(flatten)]
        printed: Printed,
    },
    /// Say what could be better about how the rules are written
    #[command(
        after_help = "Exit code: 0 nothing, 1 a warning, 2 the rules cannot be read.\nExample: needlewise pack lint --rules my-rules"
    )]
    Lint(Printed),
    /// Run the cases of a pack, or of all packs
    #[command(
        after_help = "Exit code: 0 all met, 1 not all, 2 the rules cannot be read.\nExample: needlewise pack test before --mutate"
    )]
    Test(Test),
    /// Prove the laws for every possible person, or show one for whom they fail
    #[command(
        after_help = "Exit code: 0 all proved, 1 a law fails or is not proven, 2 the rules cannot be read.\nExample: needlewise pack verify before --seconds 30 --witnesses"
    )]
    Verify(Verify),
    /// Say for which people two versions of the rules differ
    #[command(
        after_help = "A version is a folder of rules, or of one pack in one, or `shipped`: the rules that come with the program. A folder with only what differs is laid over those; over other rules it is written behind them, `rules:over`. One version alone is compared with the shipped rules, and none means the rules in use.\nExit code: 0 the level falls for nobody, 1 it falls for somebody, 2 the rules cannot be read.\nExample: needlewise pack diff shipped my-rules --pack before"
    )]
    Diff(Diff),
    /// Write a sheet on which somebody can review every rule of a pack, or read a filled one back
    #[command(
        after_help = "Exit code of a sheet read back: 0 every rule is right, 1 something is open or not right, 2 it cannot be read.\nExamples:\n  needlewise pack review before --out before-review.md\n  needlewise pack review before --read before-review.md"
    )]
    Review(Review),
    /// Draw a pack: questions, what opens them, rules, levels
    #[command(after_help = "Example: needlewise pack graph before --format dot | dot -Tsvg -o before.svg")]
    Graph {
        pack: String,
        #[arg(long, default_value = "mermaid", help = "For Graphviz, or for Mermaid")]
        format: GraphFormat,
    },
    /// Explain a rule, a question, a source, a word or a problem code
    #[command(after_help = "Example: needlewise pack explain rule-covered")]
    Explain { id: String },
    /// Write the shipped rules into a folder, or one pack of them, to read or to begin from
    #[command(after_help = "Examples:\n  needlewise pack eject rules-to-read\n  needlewise pack eject academy before")]
    Eject {
        /// A folder that is not there yet or is empty
        dir: PathBuf,
        pack: Option<String>,
    },
    /// Write a small pack to begin with, with a source of its own in the library
    #[command(
        after_help = "Examples:\n  needlewise pack new my-rules\n  needlewise pack new my-lists --kind checklist"
    )]
    New {
        dir: PathBuf,
        #[arg(long, default_value = "check", help = "Questions for one person, a checklist for two, or pages to read")]
        kind: NewKind,
    },
}

#[derive(Args)]
pub struct Test {
    pub pack: Option<String>,
    /// Print which rules, options and levels the cases touch
    #[arg(long)]
    pub coverage: bool,
    /// Break the rules in small ways, and count which breakages no case notices
    #[arg(long)]
    pub mutate: bool,
    /// The mutation score to reach, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 95.0, requires = "mutate")]
    pub at_least: f64,
    /// How long to look for people whom an unnoticed breakage would touch
    #[arg(long, value_name = "N", default_value_t = 60.0, requires = "mutate")]
    pub seconds: f64,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Args)]
pub struct Verify {
    pub pack: Option<String>,
    #[command(flatten)]
    pub time: Seconds,
    /// Print a person for each rule and each level, as a case that can be pasted
    #[arg(long)]
    pub witnesses: bool,
    /// Write each proof as SMT-LIB 2 into this folder, for another solver to check
    #[arg(long, value_name = "DIR")]
    pub smt: Option<PathBuf>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Args)]
pub struct Review {
    pub pack: String,
    /// Read this sheet, filled in Markdown, and say what is open
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "format", "force"])]
    pub read: Option<PathBuf>,
    /// How to write the sheet; only Markdown can be read back
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    pub format: ReviewFormat,
    /// Write it into this file instead of to the screen
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq)]
pub enum ReviewFormat {
    /// Markdown, to be filled in with any editor
    Md,
    /// One page for a browser or a printer
    Html,
}

#[derive(Args)]
pub struct Diff {
    /// The old version and the new one
    #[arg(value_name = "VERSION", num_args = 0..=2)]
    pub versions: Vec<PathBuf>,
    /// Compare only this pack
    #[arg(long, value_name = "ID")]
    pub pack: Option<String>,
    /// Write the comparison as SMT-LIB 2 into this folder, for another solver to check
    #[arg(long, value_name = "DIR")]
    pub smt: Option<PathBuf>,
    /// Let the level fall
    #[arg(long)]
    pub allow_lower: bool,
    #[command(flatten)]
    pub time: Seconds,
    #[command(flatten)]
    pub printed: Printed,
}

/// In which form a page is printed.
#[derive(Args)]
pub struct Printed {
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PackFormat,
}

/// A time to spend, counted from now.
#[derive(Args)]
pub struct Seconds {
    /// How long to try, for all packs together; what is not done by then counts as not proven
    #[arg(long, value_name = "N", default_value_t = 10.0)]
    pub seconds: f64,
}

impl Seconds {
    pub fn spent(&self) -> Spent {
        let time = Duration::try_from_secs_f64(self.seconds).unwrap_or(Duration::ZERO);
        // Too far ahead to be counted is as good as never.
        let end = Instant::now().checked_add(time);
        Arc::new(move || end.is_some_and(|end| Instant::now() >= end))
    }
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    Dot,
    Mermaid,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq)]
pub enum NewKind {
    Check,
    Checklist,
    Topics,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq)]
pub enum PackFormat {
    Text,
    Json,
}
