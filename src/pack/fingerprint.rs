//! What a pack is known by: a sum over what decides an answer and what is shown with it.

use super::reader::Parsed;
use super::syntax::Statement;
use crate::model::{Pack, SourceId};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;

/// SHA-256 in hexadecimal, over the statements of a pack, whom to call, and the sources it cites. Cases, promises and
/// the glossary decide nothing, and a comment or a line moved changes nothing.
pub(super) fn fingerprint<'p>(pack: &Pack, own: &[&'p Parsed<'p>], library: &[&'p Parsed<'p>], ids: &[&str]) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| update(&mut hash, part);
    for parsed in own {
        let decides = |statement: &Statement| !matches!(statement, Statement::Case(_) | Statement::Promise(_));
        let pieces = parsed.statements.iter().filter(|(_, statement)| decides(statement));
        let texts: Vec<&str> = pieces.map(|(piece, _)| &parsed.file.text[piece.clone()]).collect();
        // A file of cases alone decides nothing, so not even its name counts.
        if !texts.is_empty() {
            add(parsed.file.name());
            texts.into_iter().for_each(&mut add);
        }
    }
    let rules = pack.rules.iter().map(|rule| &rule.sources).chain(pack.closings.iter().map(|closing| &closing.sources));
    let all = rules.chain(pack.layers.iter().map(|layers| &layers.sources));
    let cited: BTreeSet<SourceId> = all.flatten().copied().collect();
    let cited: BTreeSet<&str> = cited.into_iter().filter_map(|source| ids.get(source.place()).copied()).collect();
    for parsed in library {
        for (piece, statement) in &parsed.statements {
            let shown = match statement {
                Statement::Source(source) => cited.contains(source.id.0),
                Statement::Contact(_) => true,
                _ => false,
            };
            if shown {
                add(&parsed.file.text[piece.clone()]);
            }
        }
    }
    hexadecimal(hash)
}

/// SHA-256 in hexadecimal, over some texts one after the other.
pub fn sum<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| update(&mut hash, part));
    hexadecimal(hash)
}

fn update(hash: &mut Sha256, part: &str) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
