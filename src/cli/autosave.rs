//! Answers on the disk while they are given, and the offer to go on with those of an earlier time.

use super::interrupt;
use super::interview::Keep;
use super::prompt::{Asker, Halt, Pick, Prompt};
use crate::model::{Answers, Pack};
use crate::record::store::{self, KeptProgress, Resumed};
use crate::text::SafeText;
use std::io;

/// Keeps each answer as soon as it is given.
pub struct Autosave<'a> {
    pack: &'a Pack,
    progress: Option<KeptProgress>,
    /// Whether there is something on the disk.
    kept: bool,
    /// Whether the last answer is not.
    failing: bool,
}

const LEFT_ALONE: &str =
    "That file is left as it is, so nothing is kept this time. Delete it to have answers kept again.";

const WAITING: &str = "Answers from an earlier time are still kept. `--resume` goes on with them. They are left as they are, so nothing is kept this time.";

const NOT_YET: &str = "You stopped before the end, so there is no answer yet. Until there is one, please do not go on.";

/// What becomes of answers kept from an earlier time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resume {
    /// The person is asked.
    Ask,
    /// They are gone on with.
    GoOn,
    /// They stay where they are: what comes in is meant for the first question.
    Leave,
}

/// How to begin.
pub enum BeginWith {
    With(Answers),
    /// The person wants what was kept gone, and nothing else.
    Leave,
}

impl<'a> Autosave<'a> {
    /// Keeps nothing.
    pub fn forgetful(pack: &'a Pack) -> Autosave<'a> {
        Autosave::of(pack, None)
    }

    /// Keeps answers in the person's own folder; says so when that cannot be done, and goes on without.
    pub fn new(pack: &'a Pack, asker: &mut dyn Asker) -> Result<Autosave<'a>, Halt> {
        let opened = store::folder().and_then(|folder| KeptProgress::open(&folder, pack));
        match opened {
            Ok(progress) => Ok(Autosave::of(pack, Some(progress))),
            Err(err) => {
                asker.say(&[not_kept(&err)])?;
                Ok(Autosave::forgetful(pack))
            }
        }
    }

    fn of(pack: &'a Pack, progress: Option<KeptProgress>) -> Autosave<'a> {
        let autosave = Autosave { pack, progress, kept: false, failing: false };
        interrupt::will_say(&autosave.parting());
        autosave
    }

    /// Finds what was kept, and goes on with it, starts afresh, or deletes it.
    pub fn begin(&mut self, asker: &mut dyn Asker, resume: Resume) -> Result<BeginWith, Halt> {
        let silent = self.pack.silent();
        let Some(progress) = &self.progress else { return Ok(BeginWith::With(silent)) };
        let resumed = match progress.load(self.pack) {
            Ok(Some(it)) if it.answers.given().next().is_some() || !it.set_aside.is_empty() => it,
            Ok(_) => return Ok(BeginWith::With(silent)),
            Err(err) => {
                // What cannot be read is not written over.
                asker.say(&[SafeText::from(err.to_string()).to_string(), LEFT_ALONE.to_owned()])?;
                self.progress = None;
                return Ok(BeginWith::With(silent));
            }
        };
        if resume == Resume::Leave {
            asker.say(&[WAITING.to_owned()])?;
            self.progress = None;
            return Ok(BeginWith::With(silent));
        }
        self.kept = true;
        interrupt::will_say(&self.parting());
        asker.say(&welcome_back(&resumed))?;
        if resume == Resume::GoOn {
            return Ok(BeginWith::With(resumed.answers));
        }
        let labels = ["Go on where you stopped", "Start afresh", "Delete what was kept, and leave"].map(str::to_owned);
        match asker.ask(&Prompt::menu("You were here before", "What would you like?", &labels))? {
            Pick::One(0) => Ok(BeginWith::With(resumed.answers)),
            Pick::One(1) => {
                // What cannot be deleted is written over by the first answer, or that too is said.
                if let Err(err) = progress.delete() {
                    asker.say(&[SafeText::from(err.to_string()).to_string()])?;
                }
                self.kept = false;
                interrupt::will_say(&self.parting());
                Ok(BeginWith::With(silent))
            }
            Pick::One(_) => {
                progress.delete()?;
                asker.say(&["It is gone.".to_owned()])?;
                Ok(BeginWith::Leave)
            }
            _ => Ok(BeginWith::Leave),
        }
    }

    /// What is said to a person who stops: what is kept, and where.
    pub fn parting(&self) -> Vec<String> {
        let kept = match &self.progress {
            Some(progress) if self.kept => {
                let place = SafeText::from(progress.path().display().to_string());
                format!(
                    "Your answers are kept on this computer, in `{place}`. The next time you can go on or delete them."
                )
            }
            _ => "Nothing of it is kept.".to_owned(),
        };
        vec![NOT_YET.to_owned(), kept]
    }

    /// Leaves nothing behind.
    pub fn done(&self) -> io::Result<()> {
        self.progress.as_ref().map_or(Ok(()), KeptProgress::delete)
    }
}

impl Keep for Autosave<'_> {
    fn keep(&mut self, answers: &Answers, asker: &mut dyn Asker) -> Result<(), Halt> {
        let Some(progress) = &self.progress else { return Ok(()) };
        match progress.save(self.pack, answers) {
            Ok(()) => (self.kept, self.failing) = (true, false),
            // It may have come halfway, and is tried again at the next answer.
            Err(err) => {
                self.kept = progress.is_there();
                if !std::mem::replace(&mut self.failing, true) {
                    asker.say(&[not_kept(&err)])?;
                }
            }
        }
        interrupt::will_say(&self.parting());
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
        let aside = resumed.set_aside.iter().map(|aside| format!("- {}: {}", aside.question, aside.why));
        lines.extend(aside.map(|line| SafeText::from(line).to_string()));
    }
    lines
}
