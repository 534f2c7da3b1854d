//! Files that are private, and written whole or not at all.

use super::fault;
use etcetera::BaseStrategy;
#[cfg(unix)]
use rustix::fs::OFlags;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The largest record or progress file read, in bytes.
pub const LARGEST: u64 = 4 << 20;

/// How the name of a file begins that is not whole yet, or only says who writes another. Whoever made one holds it:
/// one that nobody holds was left by a program that was killed.
pub(super) const PASSING: &str = ".needlewise-";

/// How long another program is waited for that is adding a line.
const PATIENCE: Duration = Duration::from_secs(5);

/// What to do with a file that is already there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// Leave it; writing then fails with `AlreadyExists`.
    Keep,
    /// Put the new text in its place, in one step.
    Replace,
}

/// The folder of needlewise in the standard data folder of this platform.
///
/// # Errors
/// When no home folder is known, or it is no full path.
pub fn folder() -> io::Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|err| io::Error::new(ErrorKind::NotFound, err))?;
    let folder = base.data_dir().join("needlewise");
    if folder.is_absolute() {
        return Ok(folder);
    }
    let message = format!("the data folder `{}` is no full path; set HOME to one", folder.display());
    Err(io::Error::new(ErrorKind::InvalidInput, message))
}

/// The folder of a person's settings; none where no home folder is known.
pub fn settings_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("needlewise"))
}

/// Makes a folder that only its owner can look into.
///
/// # Errors
/// When it cannot be made, a link stands in its place, or others may write into it.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    match fs_err::symlink_metadata(folder) {
        Ok(there) if there.is_dir() => {
            return match others_may_write(folder) {
                Some(why) => Err(io::Error::new(ErrorKind::PermissionDenied, why)),
                None => Ok(()),
            };
        }
        Ok(_) => {
            let message = format!("`{}` is a link or no folder; name the real place", folder.display());
            return Err(io::Error::new(ErrorKind::InvalidInput, message));
        }
        Err(err) if err.kind() != ErrorKind::NotFound => return Err(err),
        Err(_) => (),
    }
    fault::step()?;
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|err| {
        io::Error::new(err.kind(), format!("the folder `{}` cannot be made: {}", folder.display(), err.kind()))
    })
}

/// Why what stands in a folder could be somebody else's work, if it could.
#[cfg(unix)]
pub fn others_may_write(folder: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let about = fs_err::metadata(folder).ok()?;
    let name = folder.display();
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Some(format!("the folder `{name}` belongs to somebody else"));
    }
    let is_open = about.mode() & 0o022 != 0;
    is_open.then(|| format!("others may write into the folder `{name}`; `chmod go-w` makes it yours alone"))
}

/// Why what stands in a folder could be somebody else's work: never known on this platform.
#[cfg(not(unix))]
pub fn others_may_write(_: &Path) -> Option<String> {
    None
}

/// Writes a file that only its owner can read: whole or not at all, and on the disk when this returns. What a killed
/// program left in the folder is deleted.
///
/// # Errors
/// When it cannot be written, a link stands in its place, or it is there already and must be kept.
pub fn write(path: &Path, content: impl AsRef<[u8]>, existing: Existing) -> io::Result<()> {
    sweep(folder_of(path));
    put(path, content.as_ref(), existing)
}

pub(super) fn put(path: &Path, content: &[u8], existing: Existing) -> io::Result<()> {
    if fs_err::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(link(path));
    }
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PASSING);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    loop {
        fault::step()?;
        let mut file = builder.tempfile_in(folder).map_err(|err| named(folder, &err))?;
        // Whoever sweeps may have been quicker than the lock.
        if matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) || !mine(file.as_file(), file.path()) {
            continue;
        }
        let (first, second) = content.split_at(content.len() / 2);
        fault::step()?;
        file.write_all(first)?;
        fault::step()?;
        file.write_all(second)?;
        fault::step()?;
        file.as_file().sync_all()?;
        fault::step()?;
        match existing {
            Existing::Replace => file.persist(path).map_err(|refused| refused.error)?,
            Existing::Keep => file.persist_noclobber(path).map_err(|refused| refused.error)?,
        };
        break;
    }
    fault::step()?;
    #[cfg(unix)]
    fs_err::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Adds a line to a file that only its owner can read, whole or not at all.
///
/// # Errors
/// When it cannot be written, a link or a pipe stands in its place, or another program has had it for long.
pub fn append(path: &Path, line: &str) -> io::Result<()> {
    fault::step()?;
    let mut file = open_to_write(path, OpenOptions::new().read(true).append(true).create(true))?;
    let start = Instant::now();
    while let Err(TryLockError::WouldBlock) = file.try_lock() {
        if start.elapsed() > PATIENCE {
            let message = format!("`{}` is being written by another program", path.display());
            return Err(io::Error::new(ErrorKind::ResourceBusy, message));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let end = file.seek(SeekFrom::End(0))?;
    let mut last = [b'\n'];
    if end > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    // A line that was cut short takes nothing of the next one with it.
    let text = format!("{}{line}\n", if last == *b"\n" { "" } else { "\n" });
    let (first, second) = text.as_bytes().split_at(text.len() / 2);
    let written = fault::step()
        .and_then(|()| file.write_all(first))
        .and_then(|()| fault::step())
        .and_then(|()| file.write_all(second))
        .and_then(|()| fault::step())
        .and_then(|()| file.sync_data());
    if written.is_err() {
        let _ = file.set_len(end);
    }
    written
}

/// Reads a file that is not too large.
///
/// # Errors
/// When it cannot be read, is no plain file, is too large or is not UTF-8.
pub fn read(path: &Path) -> io::Result<String> {
    String::from_utf8(bytes(path, LARGEST)?)
        .map_err(|_| io::Error::new(ErrorKind::InvalidData, format!("`{}` is not UTF-8 text", path.display())))
}

/// Reads a file of at most so many bytes.
///
/// # Errors
/// When it cannot be read, is no plain file or is larger.
pub fn bytes(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    unwaiting(&mut options, OFlags::empty());
    open(path, options.read(true))?.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        let message = format!("`{}` is larger than {} MiB", path.display(), largest >> 20);
        return Err(io::Error::new(ErrorKind::InvalidData, message));
    }
    Ok(bytes)
}

/// Deletes what killed programs left half-written in a folder: that too holds answers. What cannot be deleted stays.
pub fn sweep(folder: &Path) {
    for entry in fs_err::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with(PASSING) {
            continue;
        }
        let path = entry.path();
        let left = open_to_write(&path, OpenOptions::new().write(true));
        if left.is_ok_and(|file| file.try_lock().is_ok() && mine(&file, &path)) {
            let _ = gone(&path);
        }
    }
}

/// Opens a plain file to write into, for its owner alone. A link is not followed.
pub(super) fn open_to_write(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
        return Err(link(path));
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        unwaiting(options, OFlags::NOFOLLOW);
    }
    open(path, options)
}

/// A pipe in the place of a file would be waited for without end.
#[cfg(unix)]
fn unwaiting(options: &mut OpenOptions, flags: OFlags) {
    let flags = flags | OFlags::NONBLOCK | OFlags::NOCTTY;
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.bits().cast_signed());
}

/// Opens a plain file.
fn open(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let named =
        |err: io::Error| io::Error::new(err.kind(), format!("`{}` cannot be opened: {}", path.display(), err.kind()));
    let file = options.open(path).map_err(named)?;
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(io::Error::new(ErrorKind::InvalidInput, format!("`{}` is no plain file", path.display())))
}

/// Whether an open file is still the one of that name.
#[cfg(unix)]
pub(super) fn mine(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let of = |about: std::fs::Metadata| (about.dev(), about.ino());
    let (Ok(open), Ok(there)) = (file.metadata(), path.symlink_metadata()) else { return false };
    of(open) == of(there)
}

#[cfg(not(unix))]
pub(super) fn mine(_: &File, path: &Path) -> bool {
    path.exists()
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Why nothing can be written into a folder, without the name of a passing file.
pub(super) fn named(folder: &Path, err: &io::Error) -> io::Error {
    let name = folder.display();
    let why = match err.kind() {
        ErrorKind::NotFound if !folder.exists() => format!("there is no folder `{name}`"),
        ErrorKind::NotADirectory => format!("`{name}` is not a folder"),
        kind => format!("nothing can be written into the folder `{name}`: {kind}"),
    };
    io::Error::new(err.kind(), why)
}

pub(super) fn gone(path: &Path) -> io::Result<()> {
    fault::step()?;
    match fs_err::remove_file(path) {
        Err(err) if err.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn link(path: &Path) -> io::Error {
    let message = format!("`{}` is a link or no plain file; name the real place", path.display());
    io::Error::new(ErrorKind::InvalidInput, message)
}
