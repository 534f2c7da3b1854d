//! Answers on the disk while they are given, and the offer to go on with those of an earlier time.

use super::interview::Keep;
use super::prompt::{Asker, Extra, Halt, Kind, Pick, Prompt};
use crate::model::{Answers, Pack};
use crate::record::store::{self, Progress, Resumed};
use crate::text::SafeText;
use std::io;

/// Keeps each answer as soon as it is given.
pub struct Autosave<'a> {
    pack: &'a Pack,
    progress: Option<Progress>,
    /// Whether there is something on the disk.
    kept: bool,
}

const LEFT_ALONE: &str =
    "That file is left as it is, so nothing is kept this time. Delete it to have answers kept again.";

/// How to begin.
pub enum Begin {
    With(Answers),
    /// The person wants what was kept gone, and nothing else.
    Leave,
}

impl<'a> Autosave<'a> {
    /// Keeps nothing.
    pub fn forgetful(pack: &'a Pack) -> Autosave<'a> {
        Autosave { pack, progress: None, kept: false }
    }

    /// Keeps answers in the person's own folder; says so when that cannot be done, and goes on without.
    pub fn new(pack: &'a Pack, asker: &mut dyn Asker) -> Result<Autosave<'a>, Halt> {
        let opened = store::folder().and_then(|it| Progress::open(&it, pack));
        match opened {
            Ok(progress) => Ok(Autosave { pack, progress: Some(progress), kept: false }),
            Err(err) => {
                asker.say(&[not_kept(&err)])?;
                Ok(Autosave::forgetful(pack))
            }
        }
    }

    /// Offers to go on with what was kept, to start afresh, or to delete it.
    pub fn begin(&mut self, asker: &mut dyn Asker) -> Result<Begin, Halt> {
        let silent = self.pack.silent();
        let Some(progress) = &self.progress else { return Ok(Begin::With(silent)) };
        let resumed = match progress.load(self.pack) {
            Ok(Some(it)) if it.answers.given().next().is_some() || !it.set_aside.is_empty() => it,
            Ok(_) => return Ok(Begin::With(silent)),
            Err(err) => {
                // What cannot be read is not written over.
                asker.say(&[SafeText::from(err.to_string()).to_string(), LEFT_ALONE.to_owned()])?;
                self.progress = None;
                return Ok(Begin::With(silent));
            }
        };
        let labels = ["Go on where you stopped", "Start afresh", "Delete what was kept, and leave"].map(str::to_owned);
        let kind = Kind::One(&labels);
        match asker.ask(&Prompt::new("You were here before", welcome_back(&resumed), kind, &[Extra::Stop]))? {
            Pick::One(0) => {
                self.kept = true;
                Ok(Begin::With(resumed.answers))
            }
            Pick::One(1) => {
                progress.delete()?;
                Ok(Begin::With(silent))
            }
            Pick::One(_) => {
                progress.delete()?;
                asker.say(&["It is gone.".to_owned()])?;
                Ok(Begin::Leave)
            }
            _ => Ok(Begin::Leave),
        }
    }

    /// Whether what was answered so far will be there the next time.
    pub fn keeps(&self) -> bool {
        self.kept
    }

    /// Leaves nothing behind.
    pub fn done(&self) -> io::Result<()> {
        self.progress.as_ref().map_or(Ok(()), Progress::delete)
    }
}

impl Keep for Autosave<'_> {
    fn keep(&mut self, answers: &Answers, asker: &mut dyn Asker) -> Result<(), Halt> {
        let Some(progress) = &self.progress else { return Ok(()) };
        match progress.save(self.pack, answers) {
            Ok(()) => self.kept = true,
            Err(err) => {
                asker.say(&[not_kept(&err)])?;
                self.progress = None;
            }
        }
        Ok(())
    }
}

fn not_kept(err: &io::Error) -> String {
    format!("Your answers cannot be kept while you give them: {}", SafeText::from(err.to_string()))
}

fn welcome_back(resumed: &Resumed) -> Vec<String> {
    let kept = resumed.answers.given().count();
    let mut lines = vec![format!("Answers kept from the last time: {kept}.")];
    if resumed.changed {
        lines.push("The rules have changed since then.".to_owned());
    }
    if !resumed.set_aside.is_empty() {
        lines.push("These no longer fit and are set aside:".to_owned());
        lines.extend(
            resumed.set_aside.iter().map(|it| SafeText::from(format!("- {}: {}", it.question, it.why)).to_string()),
        );
    }
    lines
}
