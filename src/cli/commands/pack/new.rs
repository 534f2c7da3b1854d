//! `pack new`: a small pack of each kind to begin with, which lints, verifies and tests.

use super::args::NewKind;
use super::output::CommandOutput;
use crate::text::SafeText;
use std::path::Path;

/// What every folder of rules begins with: the header of the library, and a source of its own.
const LIBRARY: [(&str, &str); 2] =
    [("library.ron", include_str!("new/library.ron.txt")), ("sources.ron", include_str!("new/sources.ron.txt"))];
const CHECK: &[(&str, &str)] = &[
    ("pack.ron", include_str!("new/check/pack.ron.txt")),
    ("start.ron", include_str!("new/check/start.ron.txt")),
    ("people.ron", include_str!("new/check/people.ron.txt")),
];
const CHECKLIST: &[(&str, &str)] = &[
    ("pack.ron", include_str!("new/checklist/pack.ron.txt")),
    ("start.ron", include_str!("new/checklist/start.ron.txt")),
];
const TOPICS: &[(&str, &str)] =
    &[("pack.ron", include_str!("new/topics/pack.ron.txt")), ("start.ron", include_str!("new/topics/start.ron.txt"))];

/// Writes a folder of rules with one pack, into a folder that is not there yet or is empty.
pub fn output(folder: &Path, kind: NewKind) -> anyhow::Result<CommandOutput> {
    empty(folder)?;
    let pack = folder.join("first");
    fs_err::create_dir_all(&pack)?;
    let today = crate::cli::clock::today();
    let later = today.saturating_add(jiff::Span::new().years(1));
    let dated = |text: &str| text.replace("{today}", &today.to_string()).replace("{later}", &later.to_string());
    let files = match kind {
        NewKind::Check => CHECK,
        NewKind::Checklist => CHECKLIST,
        NewKind::Topics => TOPICS,
    };
    let library = LIBRARY.iter().map(|(name, text)| (folder.join(name), text));
    for (path, text) in library.chain(files.iter().map(|(name, text)| (pack.join(name), text))) {
        fs_err::write(path, dated(text))?;
    }
    let dir = SafeText::from(folder.display().to_string());
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let text = format!(
        "wrote {dir}/library.ron, {dir}/sources.ron and, in {dir}/first, {}\n\nTry them:\n  \
         needlewise --rules {dir} pack lint\n  needlewise --rules {dir} pack test\n  needlewise --rules {dir} pack verify\n",
        names.join(", ")
    );
    Ok(CommandOutput::new(text, true))
}

/// Refuses a folder with something in it.
pub fn empty(folder: &Path) -> anyhow::Result<()> {
    let taken = folder.exists() && fs_err::read_dir(folder)?.next().is_some();
    anyhow::ensure!(!taken, "`{}` is not empty; name a folder that is not there yet", folder.display());
    Ok(())
}
