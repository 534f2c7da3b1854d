//! Pages for a browser, when nobody said where to write them.

use super::output::{keep, vacant};
use super::prompt::{Asker, KeyChoice};
use super::terminal::TerminalScreen;
use crate::text::SafeText;
use anyhow::Context;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// Writes a page into a file of its own, says its name, and offers to open it: markup helps nobody on a screen.
pub fn show(screen: &TerminalScreen, page: &str, name: &str) -> anyhow::Result<()> {
    if io::stdin().is_terminal() {
        return offer(&mut *screen.asker()?, page, name);
    }
    write(page, name, "html").map(|_| ())
}

/// Does so where somebody is asked already.
pub fn offer(asker: &mut dyn Asker, page: &str, name: &str) -> anyhow::Result<()> {
    let path = write(page, name, "html")?;
    // The name of the file stays in sight.
    if let Ok(Some(_)) = asker.below(&KeyChoice::all([("open it in your browser", "Open it in your browser")]))
        && let Err(err) = open::that_detached(&path)
    {
        warn!("it could not be opened: {}", SafeText::from(err.to_string()));
    }
    Ok(())
}

/// Writes a text into a file of its own that replaces none, and says its name.
pub fn write(text: &str, name: &str, ending: &str) -> anyhow::Result<PathBuf> {
    let numbered = |number: usize| if number == 1 { String::new() } else { format!("-{number}") };
    let path = (1..100)
        .map(|number| PathBuf::from(format!("{name}{}.{ending}", numbered(number))))
        .find(|path| vacant(path, false).is_ok())
        .with_context(|| format!("there are too many files called `{name}` here"))?;
    keep(&path, text, false)?;
    warn!("written to `{}`, which only you can read", SafeText::from(path.display().to_string()));
    Ok(path)
}
