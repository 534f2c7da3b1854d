//! A record that broke off, and whether to go on with it.

use crate::cli::data_dir;
use crate::cli::prompt::line::Aloud;
use crate::model::codec::resume;
use crate::model::{Answers, Pack};
use crate::record::store;
use crate::training::run::Session;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

pub struct Earlier {
    pub file: PathBuf,
    pub session: Session,
}

/// How to begin.
pub enum Begin {
    Afresh,
    GoOn(Answers),
    Leave,
}

/// The newest record of this list by these two that broke off. What cannot be read is passed over.
pub fn find(folder: &Path, pack: &Pack, whose: (&str, &str)) -> anyhow::Result<Option<Earlier>> {
    let mut newest: Option<Earlier> = None;
    for entry in fs_err::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_none_or(|it| it != "json") {
            continue;
        }
        let Some(session) = store::read(&file).ok().and_then(|it| Session::read(&it)) else { continue };
        let same = session.pack == pack.id && (session.trainer.as_str(), session.trainee.as_str()) == whose;
        let newer = newest.as_ref().is_none_or(|it| it.session.started < session.started);
        if same && newer && session.is_unfinished() {
            newest = Some(Earlier { file, session });
        }
    }
    Ok(newest)
}

impl Earlier {
    /// What was said, when the list is still the same.
    fn answers(&self, pack: &Pack) -> Option<Answers> {
        let ids = self.session.items.iter().map(|it| it.question.as_str());
        if self.session.fingerprint != pack.fingerprint || !ids.eq(pack.questions.iter().map(|it| it.id.as_str())) {
            return None;
        }
        let said = self.session.items.iter().filter_map(|it| Some((it.question.as_str(), it.answer.as_ref()?)));
        let (answers, aside) = resume(pack, said);
        aside.is_empty().then_some(answers)
    }

    /// Asks whether to go on. A record that is not gone on with is not offered a second time.
    pub fn offer<R: BufRead, W: Write>(
        mut self,
        aloud: &mut Aloud<R, W>,
        pack: &Pack,
    ) -> anyhow::Result<(Begin, Self)> {
        let answers = self.answers(pack);
        let said = self.session.items.iter().filter(|it| it.answer.is_some()).count();
        let started: String = self.session.started.replace('T', " at ").chars().take(19).collect();
        aloud.gap()?;
        let title = &pack.title;
        aloud.say(
            "",
            &format!("{title}: you two have a record that was not finished. Begun {started}, items said: {said}."),
        )?;
        let mut ways =
            vec![("Start afresh. The record stays as it is", Begin::Afresh), ("Leave it for now", Begin::Leave)];
        match answers {
            Some(answers) => ways.insert(0, ("Go on with it", Begin::GoOn(answers))),
            None => aloud.say("", "The list has changed since, so you cannot go on with it.")?,
        }
        for (at, (label, _)) in ways.iter().enumerate() {
            aloud.say(&format!("  {} ", at + 1), label)?;
        }
        let way = aloud.until(">", |line| match line.parse::<usize>() {
            Ok(it) if (1..=ways.len()).contains(&it) => Ok(it - 1),
            _ if line.eq_ignore_ascii_case("q") => Ok(ways.len() - 1),
            _ => Err(format!("type a number from 1 to {}", ways.len())),
        })?;
        let way = way.map_or(Begin::Leave, |it| ways.swap_remove(it).1);
        if matches!(way, Begin::Afresh) {
            self.session.set_aside = true;
            data_dir::replace(&self.file, &serde_json::to_string_pretty(&self.session)?)?;
        }
        Ok((way, self))
    }
}
