//! Pages for a browser, when nobody said where to write them.

use super::output::{keep, vacant};
use super::terminal::Screen;
use crate::text::SafeText;
use anyhow::Context;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// Writes a page into a file of its own, says its name, and offers to open it: markup helps nobody on a screen.
pub fn show(screen: &Screen, page: &str, name: &str) -> anyhow::Result<()> {
    let path = (1..100)
        .map(|number| PathBuf::from(if number == 1 { format!("{name}.html") } else { format!("{name}-{number}.html") }))
        .find(|path| vacant(path, false).is_ok())
        .with_context(|| format!("there are too many files called `{name}` here"))?;
    keep(&path, page, false)?;
    let shown = SafeText::from(path.display().to_string());
    warn!("written to `{shown}`, which only you can read");
    if !io::stdin().is_terminal() {
        return Ok(());
    }
    // The name of the file stays in sight.
    if let Ok(Some(_)) = screen.asker()?.below(&["Open it in your browser".to_owned()])
        && let Err(err) = open::that_detached(&path)
    {
        warn!("it could not be opened: {}", SafeText::from(err.to_string()));
    }
    Ok(())
}
