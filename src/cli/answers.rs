//! Files of answers.

use super::error::Refusal;
use crate::batch::{Columns, is_response};
use crate::model::{Answers, Pack};
use crate::pack::{self, File};
use anyhow::Context;
use std::io::Read;
use std::path::Path;

/// The largest file of answers read, in bytes.
const LARGEST: u64 = 4 << 20;

/// Reads the answers to a pack: RON, JSON, or a `QuestionnaireResponse` of FHIR; `-` is standard input.
pub fn read(path: &Path, pack: &Pack) -> anyhow::Result<Answers> {
    let (name, bytes) = if path == Path::new("-") {
        ("standard input".to_owned(), take(std::io::stdin().lock()))
    } else {
        (path.display().to_string(), fs_err::File::open(path).and_then(take))
    };
    let bytes = bytes.with_context(|| format!("the answers in `{name}` could not be read"))?;
    anyhow::ensure!(bytes.len() as u64 <= LARGEST, "the answers in `{name}` are larger than 4 MiB");
    let text = String::from_utf8(bytes).with_context(|| format!("the answers in `{name}` are not UTF-8 text"))?;
    if let Some(response) = response(&text) {
        let (columns, mut answers) = (Columns::new(pack, Vec::new()), pack.silent());
        columns.response(&response, &mut answers).with_context(|| format!("the answers in `{name}` cannot be read"))?;
        return Ok(answers);
    }
    Ok(pack::answers(&File { path: name, text: text.into() }, pack).map_err(Refusal::Answers)?)
}

/// What a viewer of FHIR gives back, if it is that.
fn response(text: &str) -> Option<serde_json::Value> {
    let whole = if text.contains("QuestionnaireResponse") { serde_json::from_str(text).ok() } else { None };
    whole.filter(is_response)
}

fn take(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
