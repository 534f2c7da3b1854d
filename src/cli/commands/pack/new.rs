//! `pack new`: a small pack to begin with, which lints, verifies and tests.

use super::page::Page;
use crate::text::SafeText;
use std::path::Path;

const SOURCES: &str = include_str!("new/sources.ron.txt");
const HEADER: &str = include_str!("new/pack.ron.txt");
const SECTION: &str = include_str!("new/start.ron.txt");
const PEOPLE: &str = include_str!("new/people.ron.txt");

/// Writes a folder of rules with one pack, into a folder that is not there yet or is empty.
pub fn page(folder: &Path) -> anyhow::Result<Page> {
    let taken = folder.exists() && fs_err::read_dir(folder)?.next().is_some();
    anyhow::ensure!(!taken, "`{}` is not empty; name a folder that is not there yet", folder.display());
    let pack = folder.join("first");
    fs_err::create_dir_all(&pack)?;
    let today = crate::cli::clock::today();
    let later = today.saturating_add(jiff::Span::new().years(1));
    let dated = |text: &str| text.replace("{today}", &today.to_string()).replace("{later}", &later.to_string());
    fs_err::write(folder.join("sources.ron"), dated(SOURCES))?;
    fs_err::write(pack.join("pack.ron"), dated(HEADER))?;
    fs_err::write(pack.join("start.ron"), dated(SECTION))?;
    fs_err::write(pack.join("people.ron"), PEOPLE)?;
    let dir = SafeText::from(folder.display().to_string());
    let text = format!(
        "wrote {dir}/sources.ron and, in {dir}/first, pack.ron, start.ron and people.ron\n\nTry them:\n  \
         needlewise --rules {dir} pack lint\n  needlewise --rules {dir} pack test\n  needlewise --rules {dir} pack verify\n"
    );
    Ok(Page::new(text, true))
}
