//! `pack eject`: the shipped rules as files.

use super::new::empty;
use super::output::CommandOutput;
use crate::cli::error::Refusal;
use crate::pack::File;
use crate::report::words::count;
use crate::shipped;
use crate::text::SafeText;
use std::collections::BTreeSet;
use std::path::Path;

/// Writes every shipped file, or those of one pack, into a folder that is not there yet or is empty.
pub fn output(folder: &Path, only: Option<&str>) -> anyhow::Result<CommandOutput> {
    let files = shipped::files();
    let packs: BTreeSet<&str> = files.iter().filter_map(File::pack).collect();
    if let Some(only) = only.filter(|only| !packs.contains(only)) {
        return Err(Refusal::no_such("pack", only, &packs.into_iter().collect::<Vec<_>>()).into());
    }
    empty(folder)?;
    let wanted: Vec<&File> = files.iter().filter(|file| only.is_none() || file.pack() == only).collect();
    for file in &wanted {
        let path = folder.join(&file.path);
        fs_err::create_dir_all(path.parent().unwrap_or(folder))?;
        fs_err::write(path, file.text.as_bytes())?;
    }
    let dir = SafeText::from(folder.display().to_string());
    let text = format!(
        "wrote {} into {dir}\n\nThese are the words of the rules in full. To change only some of them, keep a folder with only \
         what differs: `Change(..)` and `Off(..)`, on docs/rules.md\n",
        count(wanted.len(), "file")
    );
    Ok(CommandOutput::new(text, true))
}
