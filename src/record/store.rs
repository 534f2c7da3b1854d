//! Files of one person: private, replaced whole or not at all. Besides `cli`, the only place that writes to a disk.

use crate::model::codec::{AnswerValue, SetAside, given, resume};
use crate::model::{Answers, Pack};
use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The shape of answers kept while they are given. A file with a higher number is left alone.
const SCHEMA: u32 = 1;

/// The largest record or progress file read, in bytes.
const LARGEST: u64 = 4 << 20;

/// How the name of a file begins that is not whole yet.
const PASSING: &str = ".needlewise-";

/// A passing file this old was left by a program that was killed.
const LEFT: Duration = Duration::from_secs(10);

/// What to do with a file that is already there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    Keep,
    Replace,
}

/// The folder of needlewise in the standard data folder of this platform.
///
/// # Errors
/// When no home folder is known.
pub fn folder() -> io::Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|err| io::Error::new(ErrorKind::NotFound, err))?;
    Ok(base.data_dir().join("needlewise"))
}

/// Makes a folder that only its owner can look into.
///
/// # Errors
/// When it cannot be made, or a link stands in its place.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    match fs_err::symlink_metadata(folder) {
        Ok(it) if it.is_dir() => return Ok(()),
        Ok(_) => {
            let message = format!("`{}` is a link or no folder; name the real place", folder.display());
            return Err(io::Error::new(ErrorKind::InvalidInput, message));
        }
        Err(err) if err.kind() != ErrorKind::NotFound => return Err(err),
        Err(_) => (),
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a file that only its owner can read: whole or not at all, and on the disk when this returns.
///
/// # Errors
/// When it cannot be written, a link stands in its place, or it is there already and must be kept.
pub fn write(path: &Path, content: impl AsRef<[u8]>, existing: Existing) -> io::Result<()> {
    if fs_err::symlink_metadata(path).is_ok_and(|it| !it.is_file()) {
        return Err(link(path));
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(PASSING);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    let mut file = builder.tempfile_in(folder).map_err(|err| no_room(folder, &err))?;
    file.write_all(content.as_ref())?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Replace => file.persist(path).map_err(|it| it.error)?,
        Existing::Keep => file.persist_noclobber(path).map_err(|it| it.error)?,
    };
    #[cfg(unix)]
    fs_err::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Reads a file that is not too large.
///
/// # Errors
/// When it cannot be read, is no plain file, is too large or is not UTF-8.
pub fn read(path: &Path) -> io::Result<String> {
    // A pipe in its place would be waited for without end.
    if !fs_err::metadata(path)?.is_file() {
        let message = format!("`{}` is no plain file", path.display());
        return Err(io::Error::new(ErrorKind::InvalidInput, message));
    }
    let mut text = String::new();
    fs_err::File::open(path)?.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        return Err(io::Error::new(ErrorKind::InvalidData, format!("`{}` is larger than 4 MiB", path.display())));
    }
    Ok(text)
}

/// Why nothing can be written into a folder, without the name of a passing file.
fn no_room(folder: &Path, err: &io::Error) -> io::Error {
    let folder = folder.display();
    let why = match err.kind() {
        ErrorKind::NotFound => format!("there is no folder `{folder}`"),
        ErrorKind::NotADirectory => format!("`{folder}` is not a folder"),
        kind => format!("nothing can be written into `{folder}`: {kind}"),
    };
    io::Error::new(err.kind(), why)
}

fn gone(path: &Path) -> io::Result<()> {
    match fs_err::remove_file(path) {
        Err(err) if err.kind() == ErrorKind::NotFound => Ok(()),
        it => it,
    }
}

fn link(path: &Path) -> io::Error {
    let message = format!("`{}` is a link or no plain file; name the real place", path.display());
    io::Error::new(ErrorKind::InvalidInput, message)
}

/// The answers of a pack that is being asked, on the disk before the next question is.
#[derive(Debug)]
pub struct Progress {
    path: PathBuf,
}

/// Answers from an earlier time.
#[derive(Clone, PartialEq, Debug)]
pub struct Resumed {
    pub answers: Answers,
    /// What no longer has its question or its option.
    pub set_aside: Vec<SetAside>,
    /// Whether the rules have changed since.
    pub changed: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    schema: u32,
    pack: String,
    fingerprint: String,
    answers: BTreeMap<String, AnswerValue>,
}

impl Progress {
    /// The place for the answers to this pack under a folder, which is made when it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path, pack: &Pack) -> io::Result<Progress> {
        private_folder(folder)?;
        let folder = folder.join("progress");
        private_folder(&folder)?;
        let name: String = pack.id.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '_' }).collect();
        let whose = if pack.shipped { "" } else { ".other" };
        let progress = Progress { path: folder.join(format!("{name}{whose}.json")) };
        progress.sweep()?;
        Ok(progress)
    }

    /// What was answered before, if anything was.
    ///
    /// # Errors
    /// When the file is there but cannot be read, or is from a newer program; it is left as it is.
    pub fn load(&self, pack: &Pack) -> io::Result<Option<Resumed>> {
        let text = match read(&self.path) {
            Err(err) if err.kind() == ErrorKind::NotFound => return Ok(None),
            it => it?,
        };
        let kept: Kept = serde_json::from_str(&text).map_err(|err| self.unreadable(&err.to_string()))?;
        if kept.schema > SCHEMA {
            return Err(self.unreadable("it is from a newer needlewise"));
        }
        let (answers, set_aside) = resume(pack, kept.answers.iter().map(|(id, it)| (id.as_str(), it)));
        Ok(Some(Resumed { answers, set_aside, changed: kept.fingerprint != pack.fingerprint }))
    }

    /// Keeps the answers. They are on the disk when this returns.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn save(&self, pack: &Pack, answers: &Answers) -> io::Result<()> {
        let kept = Kept {
            schema: SCHEMA,
            pack: pack.id.clone(),
            fingerprint: pack.fingerprint.clone(),
            answers: given(pack, answers).into_iter().collect(),
        };
        write(&self.path, &serde_json::to_string(&kept)?, Existing::Replace)
    }

    /// Leaves nothing behind.
    ///
    /// # Errors
    /// When the file is there but cannot be deleted.
    pub fn delete(&self) -> io::Result<()> {
        self.sweep()?;
        gone(&self.path)
    }

    /// Deletes what a killed program left half-written: that too holds answers.
    fn sweep(&self) -> io::Result<()> {
        for entry in fs_err::read_dir(self.path.parent().unwrap_or(Path::new(".")))? {
            let entry = entry?;
            let old =
                || entry.metadata().and_then(|it| it.modified()).is_ok_and(|it| it.elapsed().is_ok_and(|it| it > LEFT));
            if entry.file_name().to_string_lossy().starts_with(PASSING) && old() {
                gone(&entry.path())?;
            }
        }
        Ok(())
    }

    fn unreadable(&self, why: &str) -> io::Error {
        let message = format!("the answers kept in `{}` cannot be read: {why}", self.path.display());
        io::Error::new(ErrorKind::InvalidData, message)
    }
}
