//! `record`: checks, runs of checklists and drills that were kept, shown and checked again.

mod files;
mod list;
mod show;
mod verify;

use crate::cli::output::{self, Output};
use crate::cli::rules::Rules;
use crate::engine::Explanation;
use crate::record::store::{self, Hold};
use crate::record::{Record, RecordFault};
use crate::text::SafeText;
use anyhow::{Context, bail};
use clap::Subcommand;
use files::{find, load};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise check --save
  needlewise record list
  needlewise record show 2026-11-23-before
  needlewise record verify 20261123-090200-CD-ready
  needlewise record delete 2026-11-23-before

Checks are in the folder `needlewise/records` of your data folder ($XDG_DATA_HOME, or ~/.local/share; on Windows
%APPDATA%), runs of checklists and drills in `needlewise/class`. Only you can read them. No check is kept unless you
ask for it. While a check asks, the answers so far are kept too, until the answer has been given (not with
--ephemeral).

Each record has a checksum over all it says. It shows that nothing was edited since it was written. It cannot show
who wrote it, nor that a record was not deleted: whoever can write the file can write a new one.";

#[derive(Subcommand)]
pub enum RecordCommand {
    /// Show a record again
    #[command(after_help = "Example:\n  needlewise record show 2026-11-23-before --format html --out me.html")]
    Show {
        /// Its name in the list, or a file
        record: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Read a record again: the same, the rules have changed since, or altered
    #[command(
        after_help = "Example:\n  needlewise record verify me.json\n\nExit codes: 0 the same, 1 the rules have changed since or it was altered, 2 it cannot be read."
    )]
    Verify {
        /// Its name in the list, or a file
        record: PathBuf,
    },
    /// List the checks, checklists and drills that are kept
    #[command(after_help = "Example:\n  needlewise record list\n  needlewise record list records")]
    List {
        /// A folder of records; by default the usual ones
        dir: Option<PathBuf>,
    },
    /// Delete a record
    #[command(after_help = "Example:\n  needlewise record delete 2026-11-23-before")]
    Delete {
        /// Its name in the list, or a file
        record: PathBuf,
    },
}

pub fn run(rules: &Rules, command: RecordCommand) -> anyhow::Result<ExitCode> {
    match command {
        RecordCommand::Show { record, output } => show::run(rules, &find(&record)?, &output),
        RecordCommand::Verify { record } => verify::run(rules, &find(&record)?),
        RecordCommand::List { dir } => list::run(rules, dir),
        RecordCommand::Delete { record } => {
            let path = find(&record)?;
            // Only what is a record is deleted by this command, or was one before somebody edited it.
            match load(&path)? {
                Ok(_) | Err(RecordFault::Altered) => {}
                Err(err) => bail!("`{}` was not deleted: {err}", path.display()),
            }
            Hold::take(&path)?.delete()?;
            output::print(&format!("deleted `{}`\n", SafeText::from(path.display().to_string())))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Keeps a record, in the file that was named or among the records.
pub fn save(explained: &Explanation, file: Option<&Path>, force: bool) -> anyhow::Result<PathBuf> {
    let (today, pack) = (explained.today, explained.pack);
    let text = Record::new(explained).write();
    if let Some(path) = file {
        output::keep(path, &text, force)?;
        return Ok(path.to_owned());
    }
    let kept = store::folder().and_then(|folder| {
        store::private_folder(&folder)?;
        let folder = folder.join("records");
        store::private_folder(&folder)?;
        Hold::create(&folder, &format!("{today}-{}", pack.id), &text)
    });
    Ok(kept.context("the record was not kept")?.path().to_owned())
}
