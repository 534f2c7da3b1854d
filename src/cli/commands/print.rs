//! `print`: a pack on paper.

use crate::cli::answers;
use crate::cli::browser;
use crate::cli::clock::today;
use crate::cli::output::{self, Format};
use crate::cli::rules::Rules;
use crate::cli::terminal::TerminalScreen;
use crate::report::form::form;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise print before --format html --out form.html
  needlewise print station --blank --format md
  needlewise print before --answers me.json --format html --out me.html";

#[derive(clap::Args)]
pub struct Print {
    /// The pack to print; `needlewise pack list` names them all
    pub pack: String,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub format: Paper,
    /// Tick the answers of this file: RON or JSON
    #[arg(long, value_name = "FILE", conflicts_with = "blank")]
    pub answers: Option<PathBuf>,
    /// For trainers: room for a name and a date, and no reasons beside the questions
    #[arg(long)]
    pub blank: bool,
    /// Write it into this file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// Markdown
    Md,
    /// One page for a browser or a printer
    Html,
}

pub fn run(rules: &Rules, screen: &TerminalScreen, args: &Print) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(&args.pack)?;
    let pack = &base.packs[0];
    let answers = match &args.answers {
        Some(path) => Some(answers::read(path, pack)?),
        None => None,
    };
    let mut document = form(pack, &base.filled(&pack.intro, rules.contact(&base)), answers.as_ref(), args.blank);
    document.warn(crate::report::notices(pack, today()));
    let format = if args.format == Paper::Md { Format::Md } else { Format::Html };
    let text = output::page(&document, format)?;
    if args.format == Paper::Html && args.out.is_none() && std::io::stdout().is_terminal() {
        browser::show(screen, &text, &format!("needlewise-{}-form", pack.id))?;
    } else {
        output::deliver(&text, args.out.as_deref(), args.force)?;
    }
    Ok(ExitCode::SUCCESS)
}
