//! What lists are run with: the rules, the people, the card within reach, and the folder of the records.

use super::earlier::{self, BeginRun};
use super::list::OpenedList;
use super::round::Round;
use crate::cli::prompt::line::Aloud;
use crate::cli::rules::Rules;
use crate::cli::{clock, data_dir};
use crate::model::{Pack, RuleBase};
use crate::record::store;
use crate::text::{SafeText, initials};
use crate::training::run::{ChecklistRun, Despite, People};
use std::io::{BufRead, Write};
use std::path::PathBuf;

pub struct Runner<'a> {
    rules: &'a Rules,
    pub base: &'a RuleBase,
    /// The list that is within reach at any moment.
    pub incident: Option<OpenedList<'a>>,
    pub people: People,
    pub folder: Option<PathBuf>,
}

/// Who is there, and where it is written down.
#[derive(clap::Args)]
pub struct Present {
    /// Who trains: initials or a code, never a name
    #[arg(long, value_name = "INITIALS", value_parser = initials)]
    pub trainer: String,
    /// Who is trained: initials or a code, never a name
    #[arg(long, value_name = "INITIALS", value_parser = initials)]
    pub trainee: String,
    /// Who is treated: a code, never a name
    #[arg(long, value_name = "CODE", value_parser = initials)]
    pub client: Option<String>,
    /// Keep the records in this folder instead of the usual one
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

impl Present {
    /// The people, when they are not one and the same.
    pub fn people(&self) -> anyhow::Result<People> {
        let client = self.client.clone().unwrap_or_default();
        let people = People { trainer: self.trainer.clone(), trainee: self.trainee.clone(), client };
        people.apart().map_err(anyhow::Error::msg)
    }
}

/// What became of a list.
pub enum Ran {
    /// It was not begun.
    LeftAlone,
    Through(Box<ChecklistRun>),
    /// The record is not whole on the disk.
    Unwritten,
}

impl<'a> Runner<'a> {
    pub fn new(rules: &'a Rules, base: &'a RuleBase, people: People, folder: Option<PathBuf>) -> Runner<'a> {
        // The card in reach is the one these rules name; no other rules stand in.
        let pack = base.packs.iter().find(|pack| base.header.incident.as_ref() == Some(&pack.id));
        let incident = pack.map(|pack| OpenedList { base, pack, contact: rules.contact(base) });
        Runner { rules, base, incident, people, folder }
    }

    /// The card on its own.
    pub fn card<R: BufRead, W: Write>(&self, aloud: &mut Aloud<R, W>, card: OpenedList) -> anyhow::Result<Ran> {
        let (record, written) = Round::new(aloud, self.folder.clone(), card, None, &self.people).go()?;
        Ok(if written.why().is_some() { Ran::Unwritten } else { Ran::Through(Box::new(record)) })
    }

    /// Goes through a list, or on with one that broke off.
    pub fn go_through<R: BufRead, W: Write>(
        &self,
        aloud: &mut Aloud<R, W>,
        pack: &'a Pack,
        despite: Option<Despite>,
    ) -> anyhow::Result<Ran> {
        let list = OpenedList { base: self.base, pack, contact: self.rules.contact(self.base) };
        let card = self.incident.filter(|card| card.pack.id != pack.id);
        let today = clock::today().to_string();
        // Nobody signs the card.
        let to_sign = card.is_some().then_some(today.as_str());
        let mut earlier = match data_dir::folder_or_usual(self.folder.as_deref()) {
            Ok(folder) => {
                if let Some(why) = store::others_may_write(&folder) {
                    warn!("{}, so what is kept there may not be yours", SafeText::from(why));
                }
                earlier::find(&folder, pack, &self.people, to_sign, |who| {
                    aloud.say("", &format!("This list of yours: {who}. Here you can begin one of your own."))
                })
            }
            // Without a place for a record the list, and the incident card, are still there.
            Err(_) => None,
        };
        let begin = match &mut earlier {
            Some(earlier) => earlier.offer(aloud, pack)?,
            None => BeginRun::Afresh,
        };
        let mut round = Round::new(&mut *aloud, self.folder.clone(), list, card, &self.people);
        match (begin, earlier) {
            (BeginRun::Leave, _) => return Ok(Ran::LeftAlone),
            (BeginRun::GoOn(answers), Some(earlier)) => round.take_up(earlier, answers),
            _ => round.begin(despite, pack.granted(&self.base.header.day)),
        }
        let (record, written) = round.go()?;
        if let Some(file) = written.file() {
            aloud.say("", "The record is in")?;
            aloud.say("", &file.display().to_string())?;
        }
        if let Some(why) = written.why() {
            aloud.say("", &format!("What was said last is not in a record: {why}"))?;
            return Ok(Ran::Unwritten);
        }
        Ok(Ran::Through(Box::new(record)))
    }
}
