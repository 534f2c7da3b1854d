//! Which rules to use: those that come with the program, or a stranger's folder.

use crate::model::RuleBase;
use crate::pack::{self, File, Load};
use crate::pack::problem::Problem;
use std::path::PathBuf;

pub struct Rules {
    folder: Option<PathBuf>,
}

impl Rules {
    pub fn new(folder: Option<PathBuf>) -> Rules {
        Rules { folder }
    }

    fn files(&self) -> (Vec<File>, Vec<Problem>) {
        match &self.folder {
            Some(folder) => pack::read(folder),
            None => (pack::shipped(), Vec::new()),
        }
    }

    /// Every pack with its cases, or only one.
    pub fn all(&self, only: Option<&str>) -> Result<RuleBase, Vec<Problem>> {
        let (files, mut problems) = self.files();
        match pack::load(&files, Load { only, cases: true, shipped: self.folder.is_none() }) {
            Ok(loaded) if problems.is_empty() => Ok(loaded.base),
            Ok(_) => Err(problems),
            Err(more) => {
                problems.extend(more);
                Err(problems)
            }
        }
    }
}
