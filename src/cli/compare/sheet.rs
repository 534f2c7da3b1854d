//! A sheet of answers from any JSON that holds one.

use crate::answers::Answers;
use crate::cohort::Columns;
use crate::model::Pack;
use crate::session::Session;
use crate::store;
use anyhow::{Context, bail};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

pub struct Sheet {
    /// The pack it names, if it does.
    pub pack: Option<String>,
    file: PathBuf,
    answers: Map<String, Value>,
}

/// Reads plain answers, anything with an `answers` part, or a session.
pub fn read(file: &Path) -> anyhow::Result<Sheet> {
    let text = store::read(file)?;
    let sheet = |pack: Option<String>, answers| Sheet { pack, file: file.to_owned(), answers };
    if let Some(session) = Session::read(&text) {
        let said = session
            .items
            .iter()
            .filter_map(|it| Some((it.question.clone(), serde_json::to_value(it.answer.as_ref()?).ok()?)));
        return Ok(sheet(Some(session.pack.clone()), said.collect()));
    }
    let json: Value = serde_json::from_str(&text).with_context(|| format!("`{}` is not JSON", file.display()))?;
    match json {
        Value::Object(mut whole) => {
            let word = |it: &Value| it.as_str().or_else(|| it.get("id")?.as_str()).map(str::to_owned);
            match whole.remove("answers") {
                Some(Value::Object(answers)) => Ok(sheet(whole.get("pack").and_then(word), answers)),
                // A record has each answer with its words.
                Some(Value::Array(said)) => {
                    let one = |it: &Value| Some((it.get("question")?.as_str()?.to_owned(), it.get("answer")?.clone()));
                    Ok(sheet(whole.get("pack").and_then(word), said.iter().filter_map(one).collect()))
                }
                Some(_) => bail!("`{}`: `answers` is not a set of answers", file.display()),
                None => Ok(sheet(None, whole)),
            }
        }
        _ => bail!("`{}` holds no answers; it should look like {{\"age\": 30}}", file.display()),
    }
}

impl Sheet {
    pub fn answers(&self, pack: &Pack) -> anyhow::Result<Answers> {
        let columns = Columns::new(pack, Vec::new());
        let mut person = columns.nobody();
        let line = serde_json::to_vec(&self.answers)?;
        columns.line(&line, &mut person).with_context(|| format!("`{}`", self.file.display()))?;
        Ok(person.answers)
    }
}
