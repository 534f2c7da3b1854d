//! Where the trainer's own files are kept: readable by nobody else.

use crate::record::store;
use crate::training::drill::{Attempt, Attempts};
use anyhow::Context;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The largest history that is read, in bytes.
const LARGEST: u64 = 16 << 20;

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
            bytes => Ok(Attempts::read(&bytes.context("move it away to begin a new history, or use --no-history")?)),
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
