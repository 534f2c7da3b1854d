//! `completions` and `man`, both from the definition of the command line.

use crate::cli::args;
use crate::cli::output;
use crate::record::store::{self, Existing};
use anyhow::Context;
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use std::path::Path;
use std::process::ExitCode;

pub fn completions(shell: Shell) -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "needlewise", &mut text);
    output::print(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}

/// The manual page of the program, or the pages of all its commands into a folder.
pub fn man(out: Option<&Path>) -> anyhow::Result<ExitCode> {
    match out {
        Some(folder) => {
            let mut command = args::command().disable_help_subcommand(true);
            command.build();
            let made = std::fs::create_dir_all(folder).map_err(anyhow::Error::from);
            made.and_then(|()| pages(&command, folder))
                .with_context(|| format!("the pages could not be written into `{}`", folder.display()))?;
        }
        None => {
            let mut text = Vec::new();
            Man::new(args::command()).render(&mut text)?;
            output::print(&String::from_utf8_lossy(&text))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the page of a command and of those under it. A link in the place of a page is not followed.
fn pages(command: &Command, folder: &Path) -> anyhow::Result<()> {
    for under in command.get_subcommands().filter(|under| !under.is_hide_set()) {
        pages(under, folder)?;
    }
    let page = Man::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok(store::write(&folder.join(page.get_filename()), &text, Existing::Replace)?)
}
