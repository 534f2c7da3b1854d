//! Asks one person the questions of a pack, or reads their answers, and gives the answer.

use super::args::{Check, Format};
use super::interview::{Ended, Forget, Interview};
use super::refusal::Refusal;
use super::rules::Rules;
use super::screen::Screen;
use crate::answers::Answers;
use crate::assess::assess;
use crate::model::{Level, Pack, RuleBase};
use crate::pack::{self, File};
use crate::{render, report};
use anyhow::Context;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// The pack most people want.
pub const FIRST: &str = "before";

/// The largest file of answers read, in bytes.
const LARGEST: u64 = 4 << 20;

pub fn run(rules: &Rules, screen: &Screen, args: &Check) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(&args.pack)?;
    let pack = &base.packs[0];
    let answers = match &args.answers {
        Some(path) => read(path, pack)?,
        None => match interview(screen, &base, pack)? {
            Some(answers) => answers,
            None => return Ok(ExitCode::from(1)),
        },
    };
    show(screen, &base, pack, &answers, args.format)
}

/// Asks at the screen, and shows the answer there.
pub fn ask(rules: &Rules, screen: &Screen, pack: &str) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(pack)?;
    match interview(screen, &base, &base.packs[0])? {
        Some(answers) => show(screen, &base, &base.packs[0], &answers, Format::Text),
        None => Ok(ExitCode::from(1)),
    }
}

fn interview(screen: &Screen, base: &RuleBase, pack: &Pack) -> anyhow::Result<Option<Answers>> {
    let mut asker = screen.asker()?;
    asker.say(&[pack.title.clone(), pack.intro.clone()])?;
    let mut interview =
        Interview { pack, terms: &base.terms, asker: &mut *asker, keep: &mut Forget, skip: &|_| Vec::new() };
    match interview.run(Answers::silent(pack))? {
        Ended::Done(answers) => Ok(Some(answers)),
        Ended::Stopped => {
            asker.say(&[
                "You stopped before the end, so there is no answer yet. Until there is one, please do not go on."
                    .to_owned(),
            ])?;
            Ok(None)
        }
    }
}

fn show(screen: &Screen, base: &RuleBase, pack: &Pack, answers: &Answers, format: Format) -> anyhow::Result<ExitCode> {
    let today = jiff::Zoned::now().date();
    let assessment = assess(pack, answers);
    let text = match format {
        Format::Text => {
            render::terminal::write(&report::document(base, pack, answers, &assessment, today), screen.width())
        }
        Format::Json => render::json::write(base, pack, answers, &assessment, today),
    };
    screen.print(&text)?;
    Ok(ExitCode::from(u8::from(assessment.level > Level::Precaution)))
}

fn read(path: &Path, pack: &Pack) -> anyhow::Result<Answers> {
    let (name, bytes) = if path == Path::new("-") {
        ("standard input".to_owned(), take(std::io::stdin().lock()))
    } else {
        (path.display().to_string(), fs_err::File::open(path).and_then(take))
    };
    let bytes = bytes.with_context(|| format!("the answers in `{name}` could not be read"))?;
    anyhow::ensure!(bytes.len() as u64 <= LARGEST, "the answers in `{name}` are larger than 4 MiB");
    let text = String::from_utf8(bytes).with_context(|| format!("the answers in `{name}` are not UTF-8 text"))?;
    Ok(pack::answers(&File { path: name, text: text.into() }, pack).map_err(Refusal::Answers)?)
}

fn take(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
