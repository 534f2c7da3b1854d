//! A rule file as text, and where a part of it stands.

use super::source_text::SourceText;
use crate::model::SourcePlace;

/// A rule file as text.
#[derive(Clone, Debug)]
pub struct File {
    /// From the folder of rules, such as `before/skin.ron` or `checklists/ready/pack.ron`. Where that lies over other
    /// rules, its name and `//` stand before.
    pub path: String,
    /// All that is in it.
    pub text: SourceText,
}

impl File {
    /// The folder of rules it belongs to, if that lies over others.
    pub fn layer(&self) -> Option<&str> {
        self.path.split_once("//").map(|(layer, _)| layer)
    }

    /// The path within its folder of rules.
    pub fn within(&self) -> &str {
        self.path.split_once("//").map_or(&self.path, |(_, path)| path)
    }

    /// The folder it stands in; none for the library.
    pub fn folder(&self) -> Option<&str> {
        self.within().rsplit_once('/').map(|(folder, _)| folder)
    }

    /// The pack it belongs to, which has the name of its folder; none for the library.
    pub fn pack(&self) -> Option<&str> {
        self.folder().map(|folder| folder.rsplit('/').next().unwrap_or(folder))
    }

    /// The name without folder and ending.
    pub fn name(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or("");
        name.strip_suffix(".ron").unwrap_or(name)
    }

    /// The line and column of a byte.
    pub fn place(&self, at: usize) -> SourcePlace {
        let (line, column) = self.text.place(at);
        SourcePlace { path: self.path.clone(), line, column }
    }

    /// Where a part of this file's text stands. Total: a stranger to the text stands at its start.
    pub(super) fn range(&self, part: &str) -> std::ops::Range<usize> {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        match start.checked_add(part.len()) {
            Some(end) if end <= self.text.len() => start..end,
            _ => 0..0,
        }
    }
}
