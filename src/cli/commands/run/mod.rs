//! `run`: a checklist read aloud by a trainer with a trainee.

mod earlier;
mod end;
mod item;
mod round;
mod written;

use crate::cli::data_dir;
use crate::cli::prompt::line::{self, initials};
use crate::cli::rules::Rules;
use crate::model::Kind;
use crate::record::store;
use crate::shipped;
use crate::text::SafeText;
use anyhow::bail;
use earlier::Begin;
use round::Round;
use std::path::PathBuf;
use std::process::ExitCode;

/// The list that is within reach at any moment.
const INCIDENT: &str = "incident";

pub const EXAMPLES: &str = "Examples:
  needlewise run ready --trainer AB --trainee CD
  needlewise run time_out --trainer AB --trainee CD --dir records
  needlewise pack list          (names the checklists)

One item at a time: the trainer reads it aloud, and types the number of the answer.
At any item you can also type:
  n TEXT   write a note on this item        w   why this is asked
  r 3      open item 3 again                l   list what was said
  u        leave it open: not sure          i   the incident card, at once
  q        leave; what was said is kept     ?   these words
The incident card is within reach at every question, also while something is read back.

A record is written as you go, with the time of each item. Initials or a code only, never a name.
When it breaks off (q, Ctrl-C, a closed window), the same command offers to go on with it.

Records are in the folder `needlewise/class` of your data folder ($XDG_DATA_HOME, or ~/.local/share), or in --dir.
`needlewise record show FILE` shows one again, with its notes; `needlewise class` sums them up.

A disk that is full or cannot be written to stops no list and hides no card: it is said, and you go on.

Exit codes: 0 nothing is open or the trainer decided to go on, 1 something is open, 2 bad usage, or the record
could not be written to its end, 130 interrupted (what was said is kept).";

#[derive(clap::Args)]
pub struct Run {
    /// The checklist; `needlewise pack list` names them
    pub pack: String,
    /// Who trains: initials or a code, never a name
    #[arg(long, value_name = "INITIALS", value_parser = initials)]
    pub trainer: String,
    /// Who is trained: initials or a code, never a name
    #[arg(long, value_name = "INITIALS", value_parser = initials)]
    pub trainee: String,
    /// Keep the record in this folder instead of the usual one
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

pub fn run(rules: &Rules, args: &Run) -> anyhow::Result<ExitCode> {
    let base = rules.to_choose()?;
    let pack = rules.find(&base, &args.pack)?;
    if pack.kind != Kind::Checklist {
        let lists = base.packs.iter().filter(|it| it.kind == Kind::Checklist);
        let lists: Vec<String> = lists.map(|it| format!("`{}`", it.id)).collect();
        bail!("`{}` is not a checklist; these are: {}", args.pack, lists.join(", "));
    }
    let whose = (args.trainer.as_str(), args.trainee.as_str());
    let mut aloud = line::here();
    let earlier = match data_dir::folder_or_usual(args.dir.as_deref()) {
        Ok(folder) => {
            if let Some(why) = store::others_may_write(&folder) {
                warn!("{}, so what is kept there may not be yours", SafeText::from(why));
            }
            earlier::find(&folder, pack, whose, |who| {
                aloud.say("", &format!("This list of yours: {who}. Here you can begin one of your own."))
            })
        }
        // Without a place for a record the list, and the incident card, are still there.
        Err(_) => None,
    };
    let mut begin = Begin::Afresh;
    let earlier = match earlier {
        Some(mut it) => {
            begin = it.offer(&mut aloud, pack)?;
            Some(it)
        }
        None => None,
    };
    let mut round = Round::new(&mut aloud, args.dir.clone(), pack, whose);
    match (begin, earlier) {
        (Begin::Leave, _) => return Ok(ExitCode::from(1)),
        (Begin::GoOn(answers), Some(earlier)) => round.take_up(earlier, answers),
        _ => {}
    }
    // A stranger's rules may have no card of their own.
    let shipped = shipped::base(Some(INCIDENT));
    let mut cards = base.packs.iter().chain(shipped.iter().flat_map(|it| &it.packs));
    round.incident = cards.find(|it| it.id == INCIDENT && it.id != pack.id);
    let (session, written) = round.go()?;
    if let Some(file) = written.file() {
        aloud.say("", "The record is in")?;
        aloud.say("", &file.display().to_string())?;
    }
    if let Some(why) = written.why() {
        aloud.say("", &format!("What was said last is not in a record: {why}"))?;
        return Ok(ExitCode::from(2));
    }
    let stands = session.complete || session.decision.is_some_and(|it| it.go_on);
    Ok(ExitCode::from(u8::from(!stands)))
}
