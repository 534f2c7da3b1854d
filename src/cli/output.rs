//! Where an answer goes: to the screen or into a file, in the format that is asked for.

use super::error::Refusal;
use super::paint::paint;
use super::screen;
use crate::engine::Explanation;
use crate::model::Level;
use crate::record::store::{self, Existing};
use crate::report::document::{Block, Document, Tone};
use crate::report::{self, html, json, markdown, text};
use crate::text::SafeText;
use anyhow::Context;
use clap::ValueEnum;
use clap::builder::{PathBufValueParser, TypedValueParser};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// So many bytes are held before they are written.
const WRITTEN_AT_ONCE: usize = 1 << 15;

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

/// What parts the cells of a table, for the office that opens it.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Separator {
    #[value(alias = ",")]
    Comma,
    /// Where a comma is the point of a number
    #[value(alias = ";")]
    Semicolon,
    Tab,
}

impl Separator {
    pub fn sign(self) -> char {
        match self {
            Separator::Comma => ',',
            Separator::Semicolon => ';',
            Separator::Tab => '\t',
        }
    }
}

#[derive(clap::Args, Debug, Default)]
pub struct Output {
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// Show everything: every reason, what would change it, when to get help, the sources
    #[arg(long)]
    pub full: bool,
    /// Show one section of the whole answer, such as `reasons`, `change` or `sources`
    #[arg(long, value_name = "NAME", conflicts_with = "full")]
    pub section: Option<String>,
    /// Write it into this file, which only you can read, instead of to the screen
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

impl Output {
    /// Shows the answer to one person: on a screen the short one, in a file everything. Where keys follow that
    /// show the rest, so many rows are left for them.
    pub fn answer(&self, explained: &Explanation, keys: Option<usize>) -> anyhow::Result<()> {
        if self.format == Format::Json {
            if is_shown(self.out.as_deref()) {
                return printed(|out| json::write_into(explained, out));
            }
            return self.deliver(&json::write(explained));
        }
        self.shown(&report::document(explained), keys)
    }

    /// Shows a document: as much of it as is wanted.
    pub fn document(&self, document: &Document) -> anyhow::Result<()> {
        self.shown(document, None)
    }

    fn shown(&self, document: &Document, keys: Option<usize>) -> anyhow::Result<()> {
        let whole = self.full || self.out.is_some() || self.format != Format::Text;
        let text = match &self.section {
            Some(name) => part(document, name, self.format)?,
            None if whole => page(document, self.format)?,
            None => short(document, keys),
        };
        self.deliver(&text)
    }

    /// Whether it is a page for a browser, and nobody said where to write it.
    pub fn is_loose_page(&self) -> bool {
        self.format == Format::Html && self.out.is_none() && io::stdout().is_terminal()
    }

    /// Shows a text, or keeps it in the file that was named.
    pub fn deliver(&self, text: &str) -> anyhow::Result<()> {
        deliver(text, self.out.as_deref(), self.force)
    }
}

/// Shows a text, or keeps it in a file. As everywhere, `-` is no file but standard output.
pub fn deliver(text: &str, out: Option<&Path>, force: bool) -> anyhow::Result<()> {
    let Some(path) = out.filter(|_| !is_shown(out)) else { return print(text) };
    keep(path, text, force)?;
    warn!("written to `{}`", SafeText::from(path.display().to_string()));
    Ok(())
}

fn is_shown(out: Option<&Path>) -> bool {
    out.is_none_or(|path| path.as_os_str() == "-")
}

/// The name of a file that something is kept in, where `-` can be none.
pub fn kept_file() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| {
        let is_dash = path.as_os_str() == "-";
        if is_dash { Err("a file is wanted here; `./-` is one of that name") } else { Ok(path) }
    })
}

/// A document in a format for people.
pub fn page(document: &Document, format: Format) -> anyhow::Result<String> {
    Ok(match format {
        Format::Md => markdown::write(document),
        Format::Html => html::write(document)?,
        Format::Text | Format::Json => text::write(document, screen::width(), paint),
    })
}

/// The short answer, and how to get the rest where no keys follow.
fn short(document: &Document, keys: Option<usize>) -> String {
    let is_call = |block: &Block| matches!(block, Block::Callout(Tone::Verdict(Level::Emergency), _));
    // Nothing stands below a call for help.
    let calls = document.short.blocks.iter().any(is_call);
    let rest = if calls || (keys.is_some() && screen::rows().is_some()) {
        String::new()
    } else {
        let names: Vec<&str> = document.sections().iter().map(|(name, _)| *name).collect();
        folded(&format!("The rest: --full, or --section NAME: {}\n", names.join(", ")), 2)
    };
    // The next thing typed has a line of its own.
    let below = keys.unwrap_or(rest.lines().count() + 1);
    let rows = screen::rows().map(|rows| rows.saturating_sub(below));
    text::short(document, screen::width(), rows, paint) + &rest
}

/// One section of a document.
fn part(document: &Document, name: &str, format: Format) -> anyhow::Result<String> {
    let sections = document.sections();
    let known: Vec<&str> = sections.iter().map(|(name, _)| *name).collect();
    if !known.contains(&name) {
        return Err(Refusal::no_such("section", name, &known).into());
    }
    let parts = document.parts.iter().filter(|part| part.section.as_str() == name).cloned().collect::<Vec<_>>();
    let Some((first, others)) = parts.split_first() else { return Ok(String::new()) };
    page(&Document { title: document.title.clone(), short: first.clone(), parts: others.to_vec() }, format)
}

/// Shows a text that may be longer than the screen: with the pager of the person where there is one.
pub fn paged(text: &str) -> anyhow::Result<()> {
    let fits = screen::rows().is_none_or(|rows| text.lines().count() < rows);
    if fits || !io::stdout().is_terminal() {
        return print(text);
    }
    let pager = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let pager = pager.unwrap_or_else(|| "less -FRX".to_owned());
    let mut words = pager.split_whitespace();
    let shown = words.next().map(|program| Command::new(program).args(words).stdin(Stdio::piped()).spawn());
    let Some(Ok(mut child)) = shown else { return print(text) };
    if let Some(mut input) = child.stdin.take() {
        // Nobody has to read to the end.
        let _ = input.write_all(text.as_bytes());
    }
    child.wait().context("the pager could not be waited for")?;
    Ok(())
}

/// Writes a private file, and does not replace one unless that is wanted.
pub fn keep(path: &Path, content: impl AsRef<[u8]>, force: bool) -> anyhow::Result<()> {
    let existing = if force { Existing::Replace } else { Existing::Keep };
    store::write(path, content, existing).map_err(|err| match err.kind() {
        ErrorKind::AlreadyExists => taken(path),
        _ => anyhow::Error::new(err).context(format!("`{}` could not be written", path.display())),
    })
}

/// Whether a file can be written here without replacing one that is to stay.
pub fn vacant(path: &Path, force: bool) -> anyhow::Result<()> {
    if !force && path.as_os_str() != "-" && path.symlink_metadata().is_ok() { Err(taken(path)) } else { Ok(()) }
}

fn taken(path: &Path) -> anyhow::Error {
    anyhow::anyhow!("`{}` is there already; use --force to replace it", path.display())
}

/// Writes to standard output; a reader that has gone away is no fault.
pub fn print(text: &str) -> anyhow::Result<()> {
    printed(|out| out.write_all(text.as_bytes()))
}

/// Lets something write itself to standard output.
fn printed(write: impl FnOnce(&mut BufWriter<StdoutLock>) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(WRITTEN_AT_ONCE, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(err) if err.kind() == ErrorKind::BrokenPipe => Ok(()),
        it => it.context("the answer could not be written"),
    }
}

/// Lines folded where there is a screen, with so much room left of what is folded.
pub fn folded(text: &str, indent: usize) -> String {
    let Some(width) = screen::columns() else {
        return if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { text.to_owned() + "\n" };
    };
    let indent = " ".repeat(indent);
    let options = textwrap::Options::new(width).subsequent_indent(&indent).break_words(false);
    text.lines().fold(String::new(), |all, line| all + &textwrap::fill(line, &options) + "\n")
}
