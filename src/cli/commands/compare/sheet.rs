//! A sheet of answers: a file as `check --answers` takes it, or JSON of ours that holds answers.

use super::once::once;
use crate::cli::error::Refusal;
use crate::model::codec::AnswerValue;
use crate::model::kept::{SetAside, resume};
use crate::model::{Answers, Pack, RuleBase};
use crate::pack::{self, File};
use crate::record::store;
use crate::record::{RecordFault, Verification};
use crate::text::SafeText;
use crate::training::saved::Saved;
use anyhow::{Context, bail};
use serde_json::{Map, Value, from_value};
use std::path::{Path, PathBuf};

/// What is said of a record that was edited.
const ALTERED: &str = "was altered after it was written, so it is not compared";

pub struct AnswerSheet {
    /// The pack it names, if it does.
    pub pack: Option<String>,
    file: PathBuf,
    said: SheetContent,
}

enum SheetContent {
    /// RON or JSON, to be read when the pack is known.
    Text(String),
    /// Each question with its answer.
    Kept(Vec<(String, AnswerValue)>),
    /// What may have been altered since.
    Saved(Box<Saved>),
}

/// Reads plain answers, anything with an `answers` part, or a record.
pub fn read(file: &Path) -> anyhow::Result<AnswerSheet> {
    let text = store::read(file)?;
    if let Err(err) = once(&text)
        && err.is_data()
    {
        bail!("`{}`: {}", file.display(), SafeText::from(err.to_string()));
    }
    let sheet = |pack: Option<String>, said| Ok(AnswerSheet { pack, file: file.to_owned(), said });
    let mut whole: Map<String, Value> = serde_json::from_str(&text).unwrap_or_default();
    // Only a record has a checksum, or a list of answers, each with its words.
    if whole.contains_key("checksum") || whole.get("answers").is_some_and(Value::is_array) {
        let saved = match Saved::read(&text) {
            Err(RecordFault::Altered) => bail!("`{}` {ALTERED}", file.display()),
            saved => saved.with_context(|| format!("`{}`", file.display()))?,
        };
        let Some(pack) = saved.pack() else { bail!("`{}` is a history of drills, and no sheet", file.display()) };
        return sheet(Some(pack.to_owned()), SheetContent::Saved(Box::new(saved)));
    }
    let pack = whole.get("pack").and_then(Value::as_str).map(str::to_owned);
    let answer = |question: String, value: Value| match from_value(value) {
        Ok(answer) => Ok((question, answer)),
        Err(_) => bail!("`{}`: what stands for `{question}` is not an answer", file.display()),
    };
    match whole.remove("answers") {
        None => sheet(None, SheetContent::Text(text)),
        Some(Value::Object(answers)) => {
            let said = answers.into_iter().map(|(question, value)| answer(question, value));
            let said: anyhow::Result<Vec<_>> = said.collect();
            sheet(pack, SheetContent::Kept(said?))
        }
        Some(_) => bail!("`{}`: `answers` is not a set of answers", file.display()),
    }
}

impl AnswerSheet {
    pub fn answers(&self, base: &RuleBase, pack: &Pack) -> anyhow::Result<Answers> {
        let path = self.file.display().to_string();
        match &self.said {
            SheetContent::Text(text) => {
                let file = File { path: path.clone(), text: text.clone().into() };
                let answers = pack::answers(&file, pack).map_err(Refusal::Answers);
                answers.with_context(|| format!("`{path}` is not a sheet about `{}`", pack.id))
            }
            SheetContent::Kept(said) => {
                fitting(pack, &path, said.iter().map(|(question, answer)| (question.as_str(), answer)))
            }
            SheetContent::Saved(saved) if saved.verify(base) == Verification::Altered => bail!("`{path}` {ALTERED}"),
            SheetContent::Saved(saved) => match &**saved {
                Saved::Check(record) => {
                    let said = record.answers.iter().map(|said| (said.question.as_str(), &said.answer));
                    fitting(pack, &path, said)
                }
                Saved::Run(run) => {
                    let said =
                        run.items.iter().filter_map(|item| Some((item.question.as_str(), item.answer.as_ref()?)));
                    fitting(pack, &path, said)
                }
                Saved::Drills(_) => Ok(pack.silent()),
            },
        }
    }
}

/// The answers, when all of them have their place in the pack.
fn fitting<'a>(
    pack: &Pack,
    path: &str,
    said: impl Iterator<Item = (&'a str, &'a AnswerValue)>,
) -> anyhow::Result<Answers> {
    let (answers, aside) = resume(pack, said);
    match aside.first() {
        Some(SetAside { question, why, .. }) => {
            bail!("`{path}`: the answer to `{question}` does not fit `{}`: {why}", pack.id)
        }
        None => Ok(answers),
    }
}
