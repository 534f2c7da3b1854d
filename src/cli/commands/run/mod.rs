//! `run`: a checklist read aloud by a trainer with a trainee. Without a name: the lists of the day.

mod asking;
mod closing;
mod earlier;
pub mod item;
mod list;
mod opening;
mod round;
pub mod runner;
mod written;

use crate::cli::commands::day;
use crate::cli::prompt::line;
use crate::cli::rules::Rules;
use crate::model::Kind;
use anyhow::bail;
use runner::{Present, Ran, Runner};
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise run ready --trainer AB --trainee CD
  needlewise run time_out --trainer AB --trainee CD --client 07 --dir records
  needlewise run --trainer AB --trainee CD      (the whole day, as `needlewise day`)
  needlewise pack list                          (names the checklists)

One item at a time: the trainer reads it aloud, and types the number of the answer.
At any item you can also type:
  n TEXT   write a note on this item        w   why this is asked
  r 3      open item 3 again                l   list what was said
  u        leave it open: not sure          i   the incident card, at once
  q        leave; what was said is kept     ?   these words
The incident card is within reach at every question, also while something is read back.
At the end both read what it comes to, and sign by typing their codes.

A record is written as you go, with the time of each item. Initials or a code only, never a name.
When it breaks off (q, Ctrl-C, a closed window), the same command offers to go on with it.

Records are in the folder `needlewise/class` of your data folder ($XDG_DATA_HOME, or ~/.local/share; on Windows
%APPDATA%), or in --dir.
`needlewise record show FILE` shows one again, with its notes; `needlewise class` sums them up.

A disk that is full or cannot be written to stops no list and hides no card: it is said, and you go on.

Exit codes: 0 nothing is open or the trainer decided to go on, 1 something is open, 2 bad usage, or the record
could not be written to its end, 130 interrupted (what was said is kept).";

#[derive(clap::Args)]
pub struct Run {
    /// The checklist; `needlewise pack list` names them. Without one, the lists of the day
    pub pack: Option<String>,
    #[command(flatten)]
    pub who: Present,
}

pub fn run(rules: &Rules, args: &Run) -> anyhow::Result<ExitCode> {
    let Some(name) = &args.pack else { return day::run(rules, &args.who) };
    let base = rules.to_choose()?;
    let pack = rules.find(&base, name)?;
    if pack.kind != Kind::Checklist {
        let lists = base.packs.iter().filter(|pack| pack.kind == Kind::Checklist);
        let lists: Vec<String> = lists.map(|pack| format!("`{}`", pack.id)).collect();
        bail!("`{name}` is not a checklist; these are: {}", lists.join(", "));
    }
    let runner = Runner::new(rules, &base, args.who.people()?, args.who.dir.clone());
    let mut aloud = line::here();
    Ok(match runner.go_through(&mut aloud, pack, None)? {
        Ran::LeftAlone => ExitCode::from(1),
        Ran::Unwritten => ExitCode::from(2),
        Ran::Through(record) => ExitCode::from(u8::from(!record.lets_go_on())),
    })
}
