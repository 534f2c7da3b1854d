//! Where records are, and what is in their files.

use crate::record::RecordFault;
use crate::record::store;
use crate::text::SafeText;
use crate::training::saved::Saved;
use anyhow::Context;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// What a file holds.
pub fn load(path: &Path) -> anyhow::Result<Result<Saved, RecordFault>> {
    let bytes = store::bytes(path, LARGEST)?;
    let text = String::from_utf8(bytes).with_context(|| format!("`{}` is not UTF-8 text", path.display()))?;
    Ok(Saved::read(&text))
}

/// The folders of checks, and of runs and drills.
pub fn folders() -> anyhow::Result<[PathBuf; 2]> {
    let folder = store::folder().context("no folder for records is known; name a file")?;
    Ok(["records", "class"].map(|name| folder.join(name)))
}

/// A file by its path, or a record by its name in the list.
pub fn find(name: &Path) -> anyhow::Result<PathBuf> {
    if name.components().count() > 1 || name.exists() {
        return Ok(name.to_owned());
    }
    let shown = name.display();
    let names = [format!("{shown}"), format!("{shown}.json"), format!("{shown}.jsonl")];
    let folders = folders()?;
    let mut kept = folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name)));
    kept.find(|path| path.is_file()).with_context(|| {
        format!("there is no record `{}`; `needlewise record list` names them", SafeText::from(shown.to_string()))
    })
}
