//! Where a run is written down. A disk that fails is said, and never stops the run.

use crate::cli::data_dir;
use crate::cli::interrupt;
use crate::record::store::Hold;
use crate::text::SafeText;
use std::path::{Path, PathBuf};

pub struct WrittenRun {
    /// Where it belongs; the usual folder when none was named.
    folder: Option<PathBuf>,
    name: String,
    hold: Option<Hold>,
    /// Why the last thing said is not on the disk.
    why: Option<String>,
}

impl WrittenRun {
    /// A record that is still to be begun, under this name.
    pub fn new(folder: Option<PathBuf>, name: String) -> WrittenRun {
        WrittenRun { folder, name, hold: None, why: None }
    }

    /// One that is gone on with.
    pub fn again(hold: Hold) -> WrittenRun {
        WrittenRun { folder: None, name: String::new(), hold: Some(hold), why: None }
    }

    /// Writes the record as it stands now. What has to be said about that, if anything.
    pub fn write(&mut self, text: &str) -> Option<String> {
        let written = match &self.hold {
            Some(hold) => Ok(hold.write(text)),
            None => data_dir::folder_or_usual(self.folder.as_deref()).map(|folder| {
                let created = Hold::create(&folder, &self.name, text);
                created.map(|hold| self.hold = Some(hold))
            }),
        };
        if let Some(hold) = &self.hold {
            let place = SafeText::from(hold.path().display().to_string());
            interrupt::will_say(&[format!(
                "What was said is kept in `{place}`. The same command offers to go on with it."
            )]);
        }
        let failed_before = self.why.is_some();
        let failed = written.and_then(|done| Ok(done?)).err();
        self.why = failed.map(|why| SafeText::from(format!("{why:#}")).into());
        match &self.why {
            Some(why) if !failed_before => {
                Some(format!("Not written down: {why}. Go on, and note it on paper. It is tried again at each answer."))
            }
            None if failed_before => Some("Written down again: everything said so far is in the record.".to_owned()),
            _ => None,
        }
    }

    /// Whether there is a file of it.
    pub fn is_begun(&self) -> bool {
        self.hold.is_some()
    }

    /// The file, if there is one.
    pub fn file(&self) -> Option<&Path> {
        self.hold.as_ref().map(Hold::path)
    }

    /// The name of the file, if there is one.
    pub fn name(&self) -> Option<String> {
        Some(self.file()?.file_name()?.to_string_lossy().into_owned())
    }

    /// Why the record on the disk is not the whole of it.
    pub fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }
}
