//! Where the trainer's own files are kept: readable by nobody else, replaced whole or not at all.

use crate::drill::Attempt;
use anyhow::{Context, bail};
use etcetera::BaseStrategy;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The largest file of a stranger that is read.
pub const LARGEST: u64 = 16 << 20;

/// The folder for drills and checklists, made if it is not there.
pub fn folder() -> anyhow::Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("there is no home folder to keep the history in")?;
    let folder = base.data_dir().join("needlewise").join("class");
    make(&folder)?;
    Ok(folder)
}

/// Makes a folder only its owner can open.
pub fn make(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("the folder `{}` cannot be made", folder.display()))
}

/// Writes a new file under this name, or this name and a number, that only its owner can read.
pub fn claim(folder: &Path, name: &str, text: &str) -> anyhow::Result<PathBuf> {
    for number in 1..100 {
        let file = folder.join(if number == 1 { format!("{name}.json") } else { format!("{name}-{number}.json") });
        match written(folder, text)?.persist_noclobber(&file) {
            Ok(_) => return Ok(file),
            Err(err) if err.error.kind() == ErrorKind::AlreadyExists => {}
            Err(err) => return Err(err.error).with_context(|| format!("`{}` cannot be written", file.display())),
        }
    }
    bail!("there are too many files called `{name}` in `{}`", folder.display())
}

/// Writes a file anew, whole or not at all.
pub fn replace(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let whole = written(folder, text)?.persist(file).map_err(|it| it.error);
    whole.with_context(|| format!("`{}` cannot be written", file.display())).map(|_| ())
}

/// The text on disk, under no name yet; such files are readable by their owner alone.
fn written(folder: &Path, text: &str) -> anyhow::Result<tempfile::NamedTempFile> {
    let mut whole = tempfile::NamedTempFile::new_in(folder)?;
    whole.write_all(text.as_bytes())?;
    whole.write_all(b"\n")?;
    whole.as_file().sync_all()?;
    Ok(whole)
}

/// One line an attempt, the oldest first.
pub struct History(PathBuf);

impl History {
    pub fn at(file: PathBuf) -> History {
        History(file)
    }

    /// Every attempt that can be read; a line from another version is passed over, never lost.
    pub fn read(&self) -> anyhow::Result<Vec<Attempt>> {
        let file = match fs_err::File::open(&self.0) {
            Err(err) if err.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            file => file?,
        };
        let mut attempts = Vec::new();
        for line in BufReader::new(std::io::Read::take(file, LARGEST)).lines() {
            attempts.extend(serde_json::from_str::<Attempt>(&line?).ok());
        }
        Ok(attempts)
    }

    pub fn add(&self, attempt: &Attempt) -> anyhow::Result<()> {
        let mut options = fs_err::OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        fs_err::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut line = serde_json::to_vec(attempt)?;
        line.push(b'\n');
        options.open(&self.0)?.write_all(&line)?;
        Ok(())
    }
}
