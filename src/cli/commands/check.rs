//! `check`: asks one person the questions of a pack, or reads their answers, and gives the answer.

use super::more::More;
use super::{record, why_not};
use crate::cli::answers;
use crate::cli::autosave::{Autosave, BeginWith, Resume};
use crate::cli::browser;
use crate::cli::interrupt;
use crate::cli::interview::{Ended, Interview};
use crate::cli::output::{self, Format, Output};
use crate::cli::rules::Rules;
use crate::cli::screen;
use crate::cli::terminal::TerminalScreen;
use crate::engine::{Explanation, Way, irrelevant};
use crate::model::{Answers, Level, Pack, RuleBase};
use crate::report::{self, calendar, words};
use crate::text::SafeText;
use anyhow::{Context, bail};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;

/// True of every pack, and no business of the rules.
const PRIVATE: &str = "Nothing you type leaves this computer.";

#[derive(clap::Args)]
pub struct Check {
    /// The pack to ask, else the first one; `needlewise pack list` names them all
    pub pack: Option<String>,
    /// Read the answers from this file instead of asking: RON, JSON or a `QuestionnaireResponse` of FHIR, `-` for standard input
    ///
    /// The file need not be complete: what is not answered counts as not known, and is listed.
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// Go on with the questions left unfinished the last time
    #[arg(long, conflicts_with = "answers")]
    pub resume: bool,
    /// Ask every question, also those that can no longer change anything
    #[arg(long)]
    pub ask_all: bool,
    /// Instead of the answer, say how near this rule came to being found
    #[arg(long, value_name = "RULE")]
    pub why_not: Option<String>,
    #[command(flatten)]
    pub output: Output,
    /// Keep a record: in this file, or among your records when no file is named (see `needlewise record --help`)
    #[arg(long, value_name = "FILE", num_args = 0..=1, value_parser = output::kept_file())]
    pub save: Option<Option<PathBuf>>,
    /// Write the day to look again into this file, for a calendar (`.ics`)
    #[arg(long, value_name = "FILE", value_parser = output::kept_file())]
    pub calendar: Option<PathBuf>,
    /// Keep nothing on the disk, not even while asking
    #[arg(long, conflicts_with = "save")]
    pub ephemeral: bool,
}

pub fn run(rules: &Rules, screen: &TerminalScreen, args: &Check) -> anyhow::Result<ExitCode> {
    // The program ends with this: the system takes memory back sooner than it can be given back piece by piece.
    let base = ManuallyDrop::new(rules.to_ask(&rules.named(args.pack.as_deref())?)?);
    let pack = &base.packs[0];
    if let Some(Some(file)) = &args.save
        && let Some(id) = file.to_str().filter(|id| rules.knows(id))
    {
        bail!("`{id}` is a pack: write `needlewise check {id} --save`, or `--save ./{id}` for a file of that name");
    }
    // Nobody answers sixty questions for a file that cannot be written.
    let files = args.save.iter().flatten().chain(&args.output.out).chain(&args.calendar);
    files.into_iter().try_for_each(|file| output::vacant(file, args.output.force))?;
    if let Some(path) = &args.answers {
        let answers = answers::read(path, pack)?;
        let explained = rules.explain(&base, pack, &answers);
        if let Some(rule) = &args.why_not {
            return why_not::show(pack, &answers, rule);
        }
        show(screen, &args.output, &explained, None)?;
        keep(args, &explained)?;
        return Ok(code(&explained));
    }
    let how = How { ephemeral: args.ephemeral, ask_all: args.ask_all, resume: args.resume };
    let Some((answers, autosave)) = interview(rules, screen, &base, pack, &how)? else {
        return Ok(ExitCode::from(1));
    };
    let explained = rules.explain(&base, pack, &answers);
    if let Some(rule) = &args.why_not {
        let code = why_not::show(pack, &answers, rule);
        autosave.done().context("what was kept while asking could not be deleted")?;
        return code;
    }
    let mut asker = screen.asker()?;
    let elsewhere = args.output.out.is_some() || args.output.format != Format::Text;
    // The answer comes first: an emergency waits for no file.
    if elsewhere {
        asker.say(&headline(&explained))?;
    }
    let follows = !elsewhere && !args.output.full && screen::is_attended();
    let more = follows.then(|| More::new(&explained, args.save.is_none() && !args.ephemeral));
    let keys = more.as_ref().map(|more| asker.rows_below(&more.choices()));
    let done = show(screen, &args.output, &explained, keys).and_then(|()| keep(args, &explained));
    or_say_what_stays(done, &autosave)?;
    autosave.done().context("what was kept while asking could not be deleted")?;
    if let Some(more) = more {
        more.offer(&mut *asker)?;
    }
    Ok(code(&explained))
}

/// Asks at the screen, and shows the answer there.
pub fn ask(rules: &Rules, screen: &TerminalScreen, pack: &str) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(pack)?;
    let Some((answers, autosave)) = interview(rules, screen, &base, &base.packs[0], &How::default())? else {
        return Ok(ExitCode::from(1));
    };
    let explained = rules.explain(&base, &base.packs[0], &answers);
    let (more, mut asker) = (More::new(&explained, true), screen.asker()?);
    let keys = screen::is_attended().then(|| asker.rows_below(&more.choices()));
    or_say_what_stays(Output::default().answer(&explained, keys), &autosave)?;
    autosave.done().context("what was kept while asking could not be deleted")?;
    if keys.is_some() {
        more.offer(&mut *asker)?;
    }
    Ok(code(&explained))
}

/// Shows the answer where it is wanted; a page that nobody gave a name goes into a file of its own.
fn show(screen: &TerminalScreen, output: &Output, explained: &Explanation, keys: Option<usize>) -> anyhow::Result<()> {
    if !output.is_loose_page() {
        return output.answer(explained, keys);
    }
    let page = report::html::write(&report::document(explained))?;
    browser::show(screen, &page, &format!("needlewise-{}", explained.pack.id))
}

/// 1 when something stands in the way.
fn code(explained: &Explanation) -> ExitCode {
    ExitCode::from(u8::from(explained.level > Level::Precaution))
}

fn keep(args: &Check, explained: &Explanation) -> anyhow::Result<()> {
    if let Some(file) = &args.calendar {
        match calendar::write(explained) {
            Some(text) => output::keep(file, text, args.output.force)?,
            None => warn!("nothing here waits for a day that is known, so there is nothing for a calendar"),
        }
    }
    let Some(file) = &args.save else { return Ok(()) };
    let path = record::save(explained, file.as_deref(), args.output.force)?;
    warn!("kept in `{}`", SafeText::from(path.display().to_string()));
    Ok(())
}

/// When the end went wrong, the answers stay for the next time, and that is said.
fn or_say_what_stays(done: anyhow::Result<()>, autosave: &Autosave) -> anyhow::Result<()> {
    if done.is_err() {
        autosave.parting().iter().skip(1).for_each(|line| warn!("{line}"));
    }
    done
}

/// The headline alone, and whose rules it comes from.
fn headline(explained: &Explanation) -> Vec<String> {
    let headline = format!("Your answer: {}.", explained.filled(&explained.headline.text));
    words::strangers(explained.pack).into_iter().chain([headline]).collect()
}

fn interview<'a>(
    rules: &Rules,
    screen: &TerminalScreen,
    base: &RuleBase,
    pack: &'a Pack,
    how: &How,
) -> anyhow::Result<Option<(Answers, Autosave<'a>)>> {
    let mut asker = screen.asker()?;
    asker.say(&[base.filled(&pack.intro, rules.contact(base)), PRIVATE.to_owned()])?;
    let mut autosave = if how.ephemeral { Autosave::forgetful(pack) } else { Autosave::new(pack, &mut *asker)? };
    let resume = match how.resume {
        true => Resume::GoOn,
        false if screen::is_attended() => Resume::Ask,
        false => Resume::Leave,
    };
    let BeginWith::With(answers) = autosave.begin(&mut *asker, resume)? else { return Ok(None) };
    let way = Way { pack, skip: if how.ask_all { |_, _| Vec::new() } else { irrelevant } };
    let mut interview = Interview { way, terms: &base.terms, asker: &mut *asker, keep: &mut autosave };
    match interview.run(answers)? {
        Ended::Done(answers) => {
            interrupt::will_say(&[]);
            Ok(Some((answers, autosave)))
        }
        Ended::Stopped => {
            asker.say(&autosave.parting())?;
            Ok(None)
        }
    }
}

/// How the questions are asked.
#[derive(Default)]
struct How {
    ephemeral: bool,
    ask_all: bool,
    resume: bool,
}
