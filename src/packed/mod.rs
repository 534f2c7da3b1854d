//! The rules as they stand in a page, and as its engine is handed them: in two parts, so that the questions that are
//! asked first need not wait for the rest.

use crate::model::{Pack, RuleBase};

/// Reads the first part: one pack, and all that its questions need. None where these are not the bytes of any rules.
pub fn read_first(bytes: &[u8]) -> Option<RuleBase> {
    postcard::from_bytes(bytes).ok()
}

/// Adds the second part: the sources, and the packs before the first part's and after it. None where it cannot be read.
pub fn add_rest(base: &mut RuleBase, bytes: &[u8]) -> Option<()> {
    let (sources, before, after): (_, Vec<Pack>, Vec<Pack>) = postcard::from_bytes(bytes).ok()?;
    base.sources = sources;
    base.packs.splice(0..0, before);
    base.packs.extend(after);
    Some(())
}

#[cfg(feature = "cli")]
mod packing;

#[cfg(feature = "cli")]
pub use packing::pack;
