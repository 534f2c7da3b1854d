//! One window at a time: who may write a file.

use super::fault;
use super::file::{Existing, PASSING, folder_of, gone, mine, named, open_to_write, put, sweep};
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a lock is looked for that its last holder is just taking away.
const TRIES: usize = 100;

/// The right to write one file. Nobody else gets it until this is dropped or the program ends, however it ends.
#[derive(Debug)]
pub struct Hold {
    path: PathBuf,
    /// None where the disk knows no locks.
    lock: Option<(PathBuf, File)>,
}

impl Hold {
    /// Takes a file for this program alone, whether it is there or not.
    ///
    /// # Errors
    /// `ResourceBusy` when another program has it, with its number and for how long; else when its folder cannot be
    /// written to.
    pub fn take(path: &Path) -> io::Result<Hold> {
        let folder = folder_of(path);
        let mut name = OsString::from(PASSING);
        name.push(path.file_name().unwrap_or_default());
        name.push(".lock");
        let lock = folder.join(name);
        for _ in 0..TRIES {
            fault::step()?;
            let mut options = std::fs::OpenOptions::new();
            let file = open_to_write(&lock, options.read(true).write(true).create(true).truncate(false));
            let file = file.map_err(|err| named(folder, &err))?;
            match file.try_lock() {
                // It was taken away by its last holder in between.
                Ok(()) if !mine(&file, &lock) => {}
                Ok(()) => {
                    sweep(folder);
                    // That the number cannot be written on a full disk takes nothing from the lock.
                    let _ = file.set_len(0).and_then(|()| writeln!(&file, "{}", std::process::id()));
                    return Ok(Hold { path: path.to_owned(), lock: Some((lock, file)) });
                }
                Err(TryLockError::WouldBlock) => return Err(busy(path, &file)),
                Err(TryLockError::Error(err)) if err.kind() == ErrorKind::Unsupported => {
                    return Ok(Hold { path: path.to_owned(), lock: None });
                }
                Err(TryLockError::Error(err)) => return Err(err),
            }
        }
        Err(ErrorKind::ResourceBusy.into())
    }

    /// Writes a new file under this name, or this name and a number, and takes it.
    ///
    /// # Errors
    /// When it cannot be written, or a thousand files of this name are there.
    pub fn create(folder: &Path, name: &str, text: &str) -> io::Result<Hold> {
        for number in 1..=1_000 {
            let file = if number == 1 { format!("{name}.json") } else { format!("{name}-{number}.json") };
            let path = folder.join(file);
            if path.symlink_metadata().is_ok() {
                continue;
            }
            let hold = match Hold::take(&path) {
                Err(err) if err.kind() == ErrorKind::ResourceBusy => continue,
                hold => hold?,
            };
            match put(&path, text, Existing::Keep) {
                Err(err) if err.kind() == ErrorKind::AlreadyExists => {}
                done => return done.map(|()| hold),
            }
        }
        let message = format!("there are a thousand files called `{name}` in `{}`", folder.display());
        Err(io::Error::new(ErrorKind::AlreadyExists, message))
    }

    /// Writes the file anew, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written, or a link stands in its place.
    pub fn write(&self, text: &str) -> io::Result<()> {
        put(&self.path, text, Existing::Replace)
    }

    /// Deletes the file, if it is there.
    ///
    /// # Errors
    /// When it cannot be deleted.
    pub fn delete(&self) -> io::Result<()> {
        gone(&self.path)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some((path, _)) = &self.lock {
            // What stays of it is swept away the next time.
            let _ = gone(path);
        }
    }
}

/// Who has the file, and for how long.
fn busy(path: &Path, lock: &File) -> io::Error {
    let mut who = String::new();
    let number = lock.take(20).read_to_string(&mut who).ok().and_then(|_| who.trim().parse::<u32>().ok());
    let since = lock.metadata().and_then(|about| about.modified()).ok().and_then(|taken| taken.elapsed().ok());
    let who = number.map_or_else(String::new, |number| format!(", process {number}"));
    let since = since.map_or_else(String::new, |time| format!(", {}", ago(time)));
    let message = format!("`{}` is open in another window{who}{since}", path.display());
    io::Error::new(ErrorKind::ResourceBusy, message)
}

fn ago(time: Duration) -> String {
    match time.as_secs() / 60 {
        0 => "since a moment ago".to_owned(),
        1 => "for 1 minute".to_owned(),
        minutes @ 2..120 => format!("for {minutes} minutes"),
        minutes => format!("for {} hours", minutes / 60),
    }
}
