//! Where the trainer's own files are kept: readable by nobody else.

use crate::record::store;
use crate::training::drill::{Attempt, Attempts};
use anyhow::Context;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The largest history that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// The largest file that says which rules to use.
const LARGEST_SETTING: u64 = 64 << 10;

/// The folders of rules to use where none is named: one a line in the file `rules`, such as `~/.config/needlewise/rules`.
///
/// # Errors
/// When the file is there and cannot be read, or names no full path.
pub fn usual_rules() -> anyhow::Result<Vec<PathBuf>> {
    let Some(folder) = store::settings_folder() else { return Ok(Vec::new()) };
    let file = folder.join("rules");
    let bytes = match store::bytes(&file, LARGEST_SETTING) {
        Err(err) if matches!(err.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Vec::new()),
        bytes => bytes?,
    };
    let text = String::from_utf8(bytes).with_context(|| format!("`{}` is not UTF-8 text", file.display()))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let folders: Vec<PathBuf> = lines.map(PathBuf::from).collect();
    if let Some(folder) = folders.iter().find(|folder| !folder.is_absolute() && *folder != Path::new("shipped")) {
        anyhow::bail!("`{}` names `{}`, which is no full path", file.display(), folder.display());
    }
    Ok(folders)
}

/// The folder for drills and checklists, made if it is not there.
pub fn folder() -> anyhow::Result<PathBuf> {
    let folder = store::folder()?;
    store::private_folder(&folder)?;
    let folder = folder.join("class");
    store::private_folder(&folder)?;
    Ok(folder)
}

/// The folder that was named, or the usual one, made if it is not there. A class may share one that is named.
pub fn folder_or_usual(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let Some(named) = named else { return folder() };
    if !named.is_dir() {
        store::private_folder(named)?;
    }
    Ok(named.to_owned())
}

/// One line an attempt, the oldest first.
pub struct History(PathBuf);

impl History {
    pub fn at(file: PathBuf) -> History {
        History(file)
    }

    /// Every attempt that was kept.
    ///
    /// # Errors
    /// When the file cannot be read, or is larger than 16 MiB.
    pub fn read(&self) -> anyhow::Result<Attempts> {
        match store::bytes(&self.0, LARGEST) {
            Err(err) if err.kind() == ErrorKind::NotFound => Ok(Attempts::default()),
            bytes => Ok(Attempts::read(&bytes?)),
        }
    }

    /// Adds an attempt, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&self, attempt: &Attempt) -> anyhow::Result<()> {
        Ok(store::append(&self.0, &serde_json::to_string(attempt)?)?)
    }
}
