//! Rule files from a folder. The only place in `pack` that reads a disk.

use crate::pack::File;
use crate::pack::problem::{Code, Problem};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest rule file, and the largest folder of them.
const LARGEST_FILE: u64 = 4 << 20;
const LARGEST_FOLDER: u64 = 64 << 20;
const MOST_FILES: usize = 1_000;
/// So many names are looked at, rules or not.
const MOST_ENTRIES: usize = 20_000;

/// So deep are folders read: packs, and packs that lie together in a folder of their own.
const DEEPEST: usize = 2;

/// The rules in a folder, sorted by path, with everything that could not be read.
pub fn read(folder: &Path) -> (Vec<File>, Vec<Problem>) {
    let root = fs_err::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut reading = FolderReading { root, files: Vec::new(), problems: Vec::new(), bytes: 0, entries: 0 };
    reading.folder(folder, "");
    reading.files.sort_by(|a, b| a.path.cmp(&b.path));
    (reading.files, reading.problems)
}

struct FolderReading {
    /// Links out of here are not followed.
    root: PathBuf,
    files: Vec<File>,
    problems: Vec<Problem>,
    bytes: u64,
    entries: usize,
}

impl FolderReading {
    fn folder(&mut self, folder: &Path, prefix: &str) {
        let entries = match fs_err::read_dir(folder) {
            Ok(entries) => entries,
            Err(err) => return self.problem(prefix, Code::Unreadable, err.to_string()),
        };
        for entry in entries.flatten() {
            self.entries += 1;
            let full = self.files.len() >= MOST_FILES || self.bytes > LARGEST_FOLDER || self.entries > MOST_ENTRIES;
            if full {
                return self.problem(prefix, Code::TooBig, "the folder holds too many rules");
            }
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let is_folder = path.is_dir();
            let is_pack = is_folder && prefix.matches('/').count() < DEEPEST;
            let is_rules = is_pack || path.extension().is_some_and(|ending| ending == "ron");
            if name.starts_with('.') || !is_rules {
                continue;
            }
            if path.is_symlink() && !fs_err::canonicalize(&path).is_ok_and(|real| real.starts_with(&self.root)) {
                let message = "this link leads out of the folder of rules, or nowhere; put what it names in its place";
                self.problem(&format!("{prefix}{name}"), Code::Unreadable, message);
                continue;
            }
            if is_pack {
                self.folder(&path, &format!("{prefix}{name}/"));
            } else if !is_folder {
                self.file(&path, format!("{prefix}{name}"));
            }
        }
    }

    fn file(&mut self, disk: &Path, path: String) {
        if !disk.is_file() {
            return self.problem(&path, Code::Unreadable, "this is not a plain file");
        }
        let mut bytes = Vec::new();
        let read = fs_err::File::open(disk).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
        if let Err(err) = read {
            return self.problem(&path, Code::Unreadable, err.to_string());
        }
        self.bytes += bytes.len() as u64;
        if bytes.len() as u64 > LARGEST_FILE {
            return self.problem(&path, Code::TooBig, "the file is larger than 4 MiB");
        }
        match String::from_utf8(bytes) {
            Ok(text) => self.files.push(File { path, text: text.into() }),
            Err(err) => {
                let valid = err.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(err.as_bytes()).into_owned();
                let file = File { path, text: text.into() };
                let problem = Problem::at(&file, valid..valid + 3, Code::NotUtf8, "this is not UTF-8 text");
                self.problems.push(problem.help("save the file as UTF-8"));
            }
        }
    }

    fn problem(&mut self, path: &str, code: Code, message: impl Into<String>) {
        self.problems.push(Problem::whole(path, code, message));
    }
}
