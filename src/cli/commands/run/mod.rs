//! `run`: a checklist read aloud by a trainer with a trainee.

mod earlier;
mod end;
mod item;
mod round;

use crate::cli::data_dir;
use crate::cli::interrupt;
use crate::cli::prompt::line::{self, initials};
use crate::cli::rules::Rules;
use crate::model::Kind;
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

Exit codes: 0 nothing is open or the trainer decided to go on, 1 something is open, 2 bad usage,
130 interrupted (what was said is kept).";

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
    let folder = match &args.dir {
        Some(folder) => folder.clone(),
        None => data_dir::folder()?,
    };
    data_dir::make(&folder)?;
    let whose = (args.trainer.as_str(), args.trainee.as_str());
    let mut aloud = line::here();
    let (begin, earlier) = match earlier::find(&folder, pack, whose)? {
        Some(it) => it.offer(&mut aloud, pack).map(|(begin, it)| (begin, Some((it.session, it.file))))?,
        None => (Begin::Afresh, None),
    };
    let mut round = match (begin, earlier) {
        (Begin::Leave, _) => return Ok(ExitCode::from(1)),
        (Begin::GoOn(answers), Some(record)) => {
            let mut round = Round::new(&mut aloud, &folder, pack, record);
            round.take_up(answers);
            round
        }
        _ => Round::new(&mut aloud, &folder, pack, round::claim(&folder, pack, whose)?),
    };
    // A stranger's rules may have no card of their own.
    let shipped = shipped::base(Some(INCIDENT));
    let mut cards = base.packs.iter().chain(shipped.iter().flat_map(|it| &it.packs));
    round.incident = cards.find(|it| it.id == INCIDENT && it.id != pack.id);
    let place = SafeText::from(round.file.display().to_string());
    interrupt::will_say(&[format!("What was said is kept in `{place}`. The same command offers to go on with it.")]);
    let (session, file) = round.go()?;
    aloud.say("", "The record is in")?;
    aloud.say("", &file.display().to_string())?;
    let stands = session.complete || session.decision.is_some_and(|it| it.go_on);
    Ok(ExitCode::from(u8::from(!stands)))
}
