//! The answers of a pack that is being asked, on the disk before the next question is.

use super::file::{private_folder, read};
use super::hold::Hold;
use crate::model::codec::AnswerValue;
use crate::model::kept::{SetAside, given, resume};
use crate::model::{Answers, Pack};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

/// The shape of answers kept while they are given. A file with a higher number is left alone.
const SCHEMA: u32 = 1;

/// The answers to one pack so far, which no other window can write as long as this one asks.
#[derive(Debug)]
pub struct KeptProgress {
    hold: Hold,
}

/// Answers from an earlier time.
#[derive(Clone, PartialEq, Debug)]
pub struct Resumed {
    /// The answers that still fit the pack.
    pub answers: Answers,
    /// What no longer has its question or its option.
    pub set_aside: Vec<SetAside>,
    /// Whether the rules have changed since.
    pub changed: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptFile {
    schema: u32,
    pack: String,
    fingerprint: String,
    answers: BTreeMap<String, AnswerValue>,
}

impl KeptProgress {
    /// The place for the answers to this pack under a folder, which is made when it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made, or another window asks these questions.
    pub fn open(folder: &Path, pack: &Pack) -> io::Result<KeptProgress> {
        private_folder(folder)?;
        let folder = folder.join("progress");
        private_folder(&folder)?;
        let name: String = pack.id.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '_' }).collect();
        let whose = if pack.shipped { "" } else { ".other" };
        Ok(KeptProgress { hold: Hold::take(&folder.join(format!("{name}{whose}.json")))? })
    }

    /// What was answered before, if anything was.
    ///
    /// # Errors
    /// When the file is there but cannot be read, or is from a newer program; it is left as it is.
    pub fn load(&self, pack: &Pack) -> io::Result<Option<Resumed>> {
        let text = match read(self.hold.path()) {
            Err(err) if err.kind() == ErrorKind::NotFound => return Ok(None),
            text => text?,
        };
        let kept: KeptFile = serde_json::from_str(&text).map_err(|err| self.unreadable(&err.to_string()))?;
        if kept.schema > SCHEMA {
            return Err(self.unreadable("it is from a newer needlewise"));
        }
        let (answers, set_aside) = resume(pack, kept.answers.iter().map(|(id, answer)| (id.as_str(), answer)));
        Ok(Some(Resumed { answers, set_aside, changed: kept.fingerprint != pack.fingerprint }))
    }

    /// Keeps the answers. They are on the disk when this returns.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn save(&self, pack: &Pack, answers: &Answers) -> io::Result<()> {
        let kept = KeptFile {
            schema: SCHEMA,
            pack: pack.id.clone(),
            fingerprint: pack.fingerprint.clone(),
            answers: given(pack, answers).into_iter().collect(),
        };
        self.hold.write(&serde_json::to_string(&kept)?)
    }

    /// Leaves nothing behind.
    ///
    /// # Errors
    /// When the file is there but cannot be deleted.
    pub fn delete(&self) -> io::Result<()> {
        self.hold.delete()
    }

    /// Where the answers are kept.
    pub fn path(&self) -> &Path {
        self.hold.path()
    }

    /// Whether there are any on the disk.
    pub fn is_there(&self) -> bool {
        self.path().exists()
    }

    fn unreadable(&self, why: &str) -> io::Error {
        let message = format!("the answers kept in `{}` cannot be read: {why}", self.hold.path().display());
        io::Error::new(ErrorKind::InvalidData, message)
    }
}
