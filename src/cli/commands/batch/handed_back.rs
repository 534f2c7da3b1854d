//! Where the rows go that could not be read.

use anyhow::Context;
use std::io::Write;
use std::path::Path;

/// A file that is taken away again when no row came into it.
pub struct HandedBack {
    file: fs_err::File,
    begun: bool,
}

impl HandedBack {
    /// A file that is not there yet.
    pub fn new(path: &Path) -> anyhow::Result<HandedBack> {
        Ok(HandedBack { file: fs_err::File::create_new(path)?, begun: false })
    }

    /// Adds rows, below their heading where they are the first.
    pub fn write(&mut self, heading: &str, rows: &str) -> anyhow::Result<()> {
        let above = if rows.is_empty() || std::mem::replace(&mut self.begun, true) { "" } else { heading };
        let written = self.file.write_all(above.as_bytes()).and_then(|()| self.file.write_all(rows.as_bytes()));
        written.context("the rows to hand back cannot be written")
    }
}

impl Drop for HandedBack {
    fn drop(&mut self) {
        if !self.begun {
            // Nobody asked for an empty file, and nobody is harmed by one.
            let _ = fs_err::remove_file(self.file.path());
        }
    }
}
