//! From an explanation to a document, and from a document to text of one format. Computes nothing, reads no clock.

mod about;
mod closing;
pub mod document;
pub mod export;
mod findings;
pub mod form;
pub mod glossary;
mod handover;
pub mod html;
pub mod json;
mod link;
pub mod markdown;
mod reassessment;
mod short;
mod sources;
pub mod text;
mod topic;
mod what_if;
pub mod words;

pub use about::{notices, overdue, short as short_fingerprint};
pub use topic::topic;

use crate::engine::Explanation;
use crate::model::Kind;
use document::{Block, Document, Part};
use glossary::Glossary;
use sources::Cited;

/// What is at hand while a document is written.
struct Desk<'a> {
    explained: &'a Explanation<'a>,
    cited: Cited,
    glossary: Glossary<'a>,
}

/// The answer to one person, ready for any writer: the short answer, and every section of the long one.
pub fn document(explained: &Explanation) -> Document {
    let mut desk = Desk { explained, cited: Cited::default(), glossary: Glossary::new(&explained.base.terms) };
    let mut parts = findings::parts(&mut desk);
    if !explained.emergency {
        parts.extend(what_if::parts(&desk));
        parts.extend(reassessment::part(&desk));
    }
    parts.extend(closing::parts(&mut desk));
    if !explained.emergency {
        parts.extend(closing::topics(&desk));
    }
    if explained.pack.kind != Kind::Topics {
        parts.push(handover::part(&desk));
    }
    let entries = desk.cited.entries(&explained.base.sources);
    if !entries.is_empty() {
        parts.push(Part::new("sources", "Sources", vec![Block::Sources(entries)]));
    }
    parts.push(about::part(&desk));
    Document { title: (&explained.pack.title).into(), short: short::part(&desk), parts }
}
