//! Where the trainer's own files are kept: readable by nobody else, replaced whole or not at all.

use crate::record::store::{self, Existing};
use crate::training::drill::{self, Attempt};
use anyhow::{Context, bail};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The largest history that is read.
const LARGEST: u64 = 16 << 20;

/// The folder for drills and checklists, made if it is not there.
pub fn folder() -> anyhow::Result<PathBuf> {
    let folder = store::folder()?;
    make(&folder)?;
    let folder = folder.join("class");
    make(&folder)?;
    Ok(folder)
}

/// Makes a folder only its owner can open.
pub fn make(folder: &Path) -> anyhow::Result<()> {
    store::private_folder(folder).with_context(|| format!("the folder `{}` cannot be made", folder.display()))
}

/// Writes a new file under this name, or this name and a number, that only its owner can read.
pub fn claim(folder: &Path, name: &str, text: &str) -> anyhow::Result<PathBuf> {
    for number in 1..100 {
        let file = folder.join(if number == 1 { format!("{name}.json") } else { format!("{name}-{number}.json") });
        match store::write(&file, &format!("{text}\n"), Existing::Keep) {
            Ok(()) => return Ok(file),
            Err(err) if err.kind() == ErrorKind::AlreadyExists => {}
            Err(err) => return Err(err).with_context(|| format!("`{}` cannot be written", file.display())),
        }
    }
    bail!("there are too many files called `{name}` in `{}`", folder.display())
}

/// Writes a file anew, whole or not at all.
pub fn replace(file: &Path, text: &str) -> anyhow::Result<()> {
    let written = store::write(file, &format!("{text}\n"), Existing::Replace);
    written.with_context(|| format!("`{}` cannot be written", file.display()))
}

/// One line an attempt, the oldest first.
pub struct History(PathBuf);

impl History {
    pub fn at(file: PathBuf) -> History {
        History(file)
    }

    /// Every attempt that can be read, and the number of lines that cannot: those of another version are never lost.
    ///
    /// # Errors
    /// When the file cannot be read, or is larger than 16 MiB.
    pub fn read(&self) -> anyhow::Result<(Vec<Attempt>, usize)> {
        let file = match fs_err::File::open(&self.0) {
            Err(err) if err.kind() == ErrorKind::NotFound => return Ok((Vec::new(), 0)),
            file => file?,
        };
        let mut text = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut text)?;
        if text.len() as u64 > LARGEST {
            let name = self.0.display();
            bail!("`{name}` is larger than 16 MiB; move it away to begin a new history, or use --no-history");
        }
        let lines: Vec<&[u8]> = text.split(|it| *it == b'\n').filter(|it| !it.trim_ascii().is_empty()).collect();
        let attempts = lines.iter().filter_map(|it| serde_json::from_slice::<Attempt>(it).ok());
        let attempts: Vec<Attempt> = attempts.filter(|it| it.schema <= drill::SCHEMA).collect();
        let unread = lines.len() - attempts.len();
        Ok((attempts, unread))
    }

    pub fn add(&self, attempt: &Attempt) -> anyhow::Result<()> {
        let mut options = fs_err::OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        fs_err::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // A line that was cut short takes nothing of the next one with it.
        let mut line = if self.ends_whole()? { Vec::new() } else { b"\n".to_vec() };
        serde_json::to_writer(&mut line, attempt)?;
        line.push(b'\n');
        options.open(&self.0)?.write_all(&line)?;
        Ok(())
    }

    fn ends_whole(&self) -> anyhow::Result<bool> {
        let mut file = match fs_err::File::open(&self.0) {
            Err(err) if err.kind() == ErrorKind::NotFound => return Ok(true),
            file => file?,
        };
        if file.seek(SeekFrom::End(0))? == 0 {
            return Ok(true);
        }
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        Ok(last == *b"\n")
    }
}
