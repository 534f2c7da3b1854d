//! `page`: the checks as one file for people without a terminal.

use crate::cli::output;
use crate::cli::rules::Rules;
use crate::report::{home, question};
use crate::{packed, shipped};
use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::path::PathBuf;
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise page --out needlewise.html
  needlewise page --rules academy --out academy.html";

/// Where the rules go in the page, the first screen, and the first question of each check.
const RULES: &str = "{{rules}}";
const HOME: &str = "{{home}}";
const FIRST: &str = "{{first}}";

#[derive(clap::Args)]
pub struct Page {
    /// Write it into this file
    #[arg(long, value_name = "FILE", default_value = "needlewise.html")]
    pub out: PathBuf,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

pub fn run(rules: &Rules, args: &Page) -> anyhow::Result<ExitCode> {
    let template = shipped::page().context(
        "this needlewise was built without the page; in its source, run `web/build`, then `cargo install --path .`",
    )?;
    let base = rules.to_choose()?;
    let home = home::write(&base, None, |_| false)?;
    let first = question::first(&base)?;
    let packed = packed::pack(base).context("the rules are too large for a page")?;
    // Base64 can close no element, and names no place of the template. A text may name one, but stands behind it.
    let page = template.replacen(RULES, &STANDARD.encode(packed), 1);
    let page = page.replacen(FIRST, &first, 1).replacen(HOME, &home, 1);
    output::keep(&args.out, page, args.force)?;
    warn!("written to `{}`; open it in a browser", args.out.display());
    Ok(ExitCode::SUCCESS)
}
