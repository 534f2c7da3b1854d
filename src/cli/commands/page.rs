//! `page`: the checks as one file for people without a terminal.

use crate::cli::output;
use crate::cli::rules::Rules;
use crate::model::{Place, RuleBase};
use crate::shipped;
use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::path::PathBuf;
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise page --out needlewise.html
  needlewise page --rules academy --out academy.html";

/// Where the rules go in the page.
const RULES: &str = "{{rules}}";

/// The highest level of deflate: the page is made once and sent often.
const BEST: u8 = 10;

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
    let data = data(rules.to_choose()?).context("the rules could not be put into the page")?;
    output::keep(&args.out, template.replacen(RULES, &data, 1), args.force)?;
    warn!("written to `{}`; open it in a browser", args.out.display());
    Ok(ExitCode::SUCCESS)
}

/// The rules as the page reads them: base64, which can close no element, around deflate.
fn data(mut base: RuleBase) -> Option<String> {
    base.sources.iter_mut().for_each(|source| source.place = Place::default());
    for pack in &mut base.packs {
        pack.questions.iter_mut().for_each(|question| question.place = Place::default());
        pack.rules.iter_mut().for_each(|rule| rule.place = Place::default());
        // Proofs and cases are for those who write rules.
        pack.promises.clear();
        pack.cases.clear();
    }
    let bytes = postcard::to_stdvec(&base).ok()?;
    Some(STANDARD.encode(miniz_oxide::deflate::compress_to_vec(&bytes, BEST)))
}
