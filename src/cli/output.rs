//! Where an answer goes: to the screen or into a file, in the format that is asked for.

use super::paint::paint;
use super::terminal::Screen;
use crate::engine::assess;
use crate::model::Answers;
use crate::model::{Level, Pack, RuleBase};
use crate::record::store::{self, Existing};
use crate::report::{self, document::Document};
use crate::report::{html, json, markdown, text};
use crate::text::SafeText;
use anyhow::Context;
use clap::ValueEnum;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    #[default]
    Text,
    /// Markdown
    Md,
    /// One page for a browser or a printer
    Html,
    Json,
}

#[derive(clap::Args, Debug, Default)]
pub struct Output {
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// Write it into this file, which only you can read, instead of to the screen
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

impl Output {
    /// Shows the answer to one person, and says its level.
    pub fn answer(&self, base: &RuleBase, pack: &Pack, answers: &Answers) -> anyhow::Result<Level> {
        let assessment = assess(pack, answers);
        let text = if self.format == Format::Json {
            json::write(base, pack, answers, &assessment, today())
        } else {
            page(&report::document(base, pack, answers, &assessment, today()), self.format)?
        };
        self.deliver(&text)?;
        Ok(assessment.level)
    }

    /// Shows a text, or keeps it in the file that was named.
    pub fn deliver(&self, text: &str) -> anyhow::Result<()> {
        match &self.out {
            Some(path) => {
                keep(path, text, self.force)?;
                warn!("written to `{}`", SafeText::from(path.display().to_string()));
                Ok(())
            }
            None => print(text),
        }
    }
}

/// The day of the clock on this computer.
pub fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// A document in a format for people.
pub fn page(document: &Document, format: Format) -> anyhow::Result<String> {
    Ok(match format {
        Format::Md => markdown::write(document),
        Format::Html => html::write(document)?,
        Format::Text | Format::Json => text::painted(document, Screen::width(), paint),
    })
}

/// Writes a private file, and does not replace one unless that is wanted.
pub fn keep(path: &Path, text: &str, force: bool) -> anyhow::Result<()> {
    let existing = if force { Existing::Replace } else { Existing::Keep };
    store::write(path, text, existing).map_err(|err| match err.kind() {
        ErrorKind::AlreadyExists => taken(path),
        _ => anyhow::Error::new(err).context(format!("`{}` could not be written", path.display())),
    })
}

/// Whether a file can be written here without replacing one that is to stay.
pub fn vacant(path: &Path, force: bool) -> anyhow::Result<()> {
    if !force && path.symlink_metadata().is_ok() { Err(taken(path)) } else { Ok(()) }
}

fn taken(path: &Path) -> anyhow::Error {
    anyhow::anyhow!("`{}` is there already; use --force to replace it", path.display())
}

/// Writes to standard output; a reader that has gone away is no fault.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(err) if err.kind() == ErrorKind::BrokenPipe => Ok(()),
        it => it.context("the answer could not be written"),
    }
}

/// Says something on standard error. Nobody reading it is no fault.
pub fn warn(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Lines folded where there is a screen, with so much room left of what is folded.
pub fn folded(text: &str, indent: usize) -> String {
    let Some(width) = Screen::columns() else { return text.to_owned() };
    let indent = " ".repeat(indent);
    let options = textwrap::Options::new(width).subsequent_indent(&indent).break_words(false);
    text.lines().fold(String::new(), |all, it| all + &textwrap::fill(it, &options) + "\n")
}
