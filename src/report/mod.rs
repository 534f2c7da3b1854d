//! From an explanation to a document, and from a document to text of one format. Computes nothing, reads no clock.

mod about;
mod bars;
pub mod calendar;
mod calls;
mod closing;
pub mod document;
mod draft;
pub mod drawing;
// For tools that hold no page.
#[cfg(feature = "cli")]
pub mod export;
mod findings;
pub mod form;
pub mod glossary;
mod handover;
pub mod home;
pub mod html;
mod in_words;
pub mod json;
mod link;
pub mod markdown;
mod paint;
pub mod question;
mod reassessment;
pub mod review;
pub mod search;
mod short;
mod sources;
pub mod text;
mod topic;
mod what_if;
pub mod words;

pub use about::{notices, overdue};
pub use calls::calls;
pub use short::word as asked_for;
pub use topic::topic;

use crate::engine::Explanation;
use crate::model::Kind;
use document::{Block, Document, Part};
use draft::Draft;
use glossary::Glossary;
use sources::Cited;

/// The answer to one person, ready for any writer: the short answer, and every section of the long one.
/// ```
/// use jiff::civil::date;
/// use needlewise::engine::explain;
/// use needlewise::report::{self, html, markdown, text};
/// # let base = needlewise::shipped::base(Some("before")).expect("the shipped rules load");
/// # let pack = &base.packs[0];
///
/// let answers = pack.silent();
/// let explained = explain(&base, pack, &answers, None, date(2026, 11, 23));
/// let document = report::document(&explained);
/// let screen = text::short(&document, 80, Some(24), text::plain);
/// let (page, notes) = (html::write(&document), markdown::write(&document));
/// assert!(screen.lines().all(|line| line.chars().count() <= 80));
/// # assert!(page.is_ok() && notes.contains('#'));
/// ```
pub fn document(explained: &Explanation) -> Document {
    let mut draft = Draft { explained, cited: Cited::default(), glossary: Glossary::new(&explained.base.terms) };
    let mut parts = findings::parts(&mut draft);
    if !explained.emergency {
        parts.extend(what_if::parts(&draft));
        parts.extend(reassessment::part(&draft));
        parts.extend(drawing::depths(&mut draft));
    }
    parts.extend(closing::parts(&mut draft));
    if !explained.emergency {
        parts.extend(closing::topics(&draft));
    }
    if explained.pack.kind != Kind::Topics {
        parts.push(handover::part(&draft));
    }
    let entries = draft.cited.entries(&explained.base.sources);
    if !entries.is_empty() {
        parts.push(Part::new("sources", "Sources", vec![Block::Sources(entries)]));
    }
    parts.push(about::part(&draft));
    Document { title: (&explained.pack.title).into(), short: short::part(&draft), parts }
}
