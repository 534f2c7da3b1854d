//! The document as one page of HTML that needs nothing else: no script, no picture file, no other page.

use super::drawing::{own, picture};
use super::link::link;
use crate::model::Level;
use crate::report::document::{Bar, Block, Document, Paragraph, Part, Span, Tone};
use crate::text::SafeText;
use askama::Template;

#[derive(Template)]
#[template(path = "page.html", config = "src/report/askama.toml")]
struct HtmlPage<'a> {
    document: &'a Document,
    style: &'static str,
    style_hash: &'static str,
}

#[derive(Template)]
#[template(path = "part.html", config = "src/report/askama.toml")]
struct Blocks<'a> {
    part: &'a Part,
    /// The headings inside the part.
    h: u8,
}

/// A line of text with its marks.
#[derive(Template)]
#[template(path = "line.html", config = "src/report/askama.toml")]
struct HtmlLine<'a> {
    text: &'a Paragraph,
}

fn line(text: &Paragraph) -> HtmlLine<'_> {
    HtmlLine { text }
}

/// Hard words and what they mean.
#[derive(Template)]
#[template(path = "terms.html", config = "src/report/askama.toml")]
struct Terms<'a> {
    terms: &'a [(SafeText, SafeText)],
}

fn terms(terms: &[(SafeText, SafeText)]) -> Terms<'_> {
    Terms { terms }
}

const STYLE: &str = include_str!("page.css");

/// What the content security policy lets through: this style sheet and nothing else. A test holds it to the file.
pub const STYLE_HASH: &str = "sha256-rGMq+DmGM6RfqWnLITmIZjF8qhTZtNv6HHoKZ2ULNf4=";

/// Writes the document, the page to hand over included.
///
/// # Errors
/// Never in practice: only when memory cannot be written to.
pub fn write(document: &Document) -> Result<String, askama::Error> {
    let mut page = HtmlPage { document, style: STYLE, style_hash: STYLE_HASH }.render()?;
    page.push('\n');
    Ok(page)
}

/// The style sheet inside the page, and its hash as the policy names it.
pub fn style() -> (&'static str, &'static str) {
    (STYLE, STYLE_HASH)
}

/// The blocks of one part alone, for a page that puts its own frame around them.
///
/// # Errors
/// As `write`.
pub fn inside(part: &Part) -> Result<String, askama::Error> {
    blocks(part).render()
}

fn blocks(part: &Part) -> Blocks<'_> {
    Blocks { part, h: 3 }
}

/// How serious, in three steps, for the look: a word for a class.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand out references")]
fn weight(level: &Level) -> &'static str {
    match level {
        Level::Note => "calm",
        Level::Precaution | Level::Professional | Level::Deferral => "care",
        Level::Contraindication | Level::Urgent | Level::Emergency => "halt",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand out references")]
fn tone(tone: &Tone) -> &'static str {
    match tone {
        Tone::Verdict(Level::Emergency) => "emergency",
        Tone::Verdict(level) => weight(level),
        Tone::Warning => "warning",
    }
}

/// What the bar says, for those who do not see it.
fn label(bar: &Bar) -> String {
    let maybe = if bar.possible { ", not ruled out" } else { "" };
    format!("{}: {}{maybe}, step {} of 6", bar.title, bar.word, bar.level as usize)
}

/// The six cells of a bar: left edge, and whether it is filled.
fn cells(bar: &Bar) -> impl Iterator<Item = (usize, bool)> {
    let filled = bar.level as usize;
    (0..6).map(move |step| (1 + step * 20, step < filled))
}
