//! `check`: asks one person the questions of a pack, or reads their answers, and gives the answer.

use super::{record, why_not};
use crate::cli::answers;
use crate::cli::autosave::{Autosave, Begin};
use crate::cli::interview::{Ended, Interview};
use crate::cli::output::{self, Format, Output};
use crate::cli::paint::paint;
use crate::cli::prompt::{Asker, Extra, Halt, Kind, Pick, Prompt};
use crate::cli::rules::Rules;
use crate::cli::terminal::Screen;
use crate::engine::{Explanation, irrelevant};
use crate::model::{Answers, Level, Pack, RuleBase};
use crate::report::export::calendar::calendar;
use crate::report::{self, words};
use crate::text::SafeText;
use anyhow::bail;
use std::path::PathBuf;
use std::process::ExitCode;

/// The pack most people want.
pub const FIRST: &str = "before";

/// True of every pack, and no business of the rules.
const PRIVATE: &str = "Nothing you type leaves this computer.";

/// What is said to a person who stops; the second line only when something was kept.
const STOPPED: [&str; 2] = [
    "You stopped before the end, so there is no answer yet. Until there is one, please do not go on.",
    "Your answers are kept on this computer. The next time you can go on or delete them.",
];

#[derive(clap::Args)]
pub struct Check {
    /// The pack to ask; `needlewise pack list` names them all
    #[arg(default_value = "before")]
    pub pack: String,
    /// Read the answers from this file instead of asking: RON, JSON or a `QuestionnaireResponse` of FHIR; `-` for standard input
    ///
    /// The file need not be complete: what is not answered counts as not known, and is listed.
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// Ask every question, also those that can no longer change anything
    #[arg(long)]
    pub ask_all: bool,
    /// Instead of the answer, say how near this rule came to being found
    #[arg(long, value_name = "RULE")]
    pub why_not: Option<String>,
    #[command(flatten)]
    pub output: Output,
    /// Keep a record: in this file, or among your records when no file is named (see `needlewise record --help`)
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub save: Option<Option<PathBuf>>,
    /// Write the day to look again into this file, for a calendar (`.ics`)
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,
    /// Keep nothing on the disk, not even while asking
    #[arg(long, conflicts_with = "save")]
    pub ephemeral: bool,
}

pub fn run(rules: &Rules, screen: &Screen, args: &Check) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(&args.pack)?;
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
        args.output.answer(&explained)?;
        keep(args, &explained)?;
        return Ok(code(&explained));
    }
    let Some((answers, autosave)) = interview(screen, &base, pack, args.ephemeral, args.ask_all)? else {
        return Ok(ExitCode::from(1));
    };
    let explained = rules.explain(&base, pack, &answers);
    if let Some(rule) = &args.why_not {
        return why_not::show(pack, &answers, rule);
    }
    let mut asker = screen.asker()?;
    let elsewhere = args.output.out.is_some() || args.output.format != Format::Text;
    // The answer comes first: an emergency waits for no file.
    if elsewhere {
        asker.say(&headline(&explained))?;
    }
    args.output.answer(&explained)?;
    keep(args, &explained)?;
    autosave.done()?;
    if !elsewhere && !args.output.full {
        more(&mut *asker, &explained, args.save.is_none() && !args.ephemeral)?;
    }
    Ok(code(&explained))
}

/// Asks at the screen, and shows the answer there.
pub fn ask(rules: &Rules, screen: &Screen, pack: &str) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(pack)?;
    let Some((answers, autosave)) = interview(screen, &base, &base.packs[0], false, false)? else {
        return Ok(ExitCode::from(1));
    };
    let explained = rules.explain(&base, &base.packs[0], &answers);
    Output::default().answer(&explained)?;
    autosave.done()?;
    more(&mut *screen.asker()?, &explained, true)?;
    Ok(code(&explained))
}

/// 1 when something stands in the way.
fn code(explained: &Explanation) -> ExitCode {
    ExitCode::from(u8::from(explained.level > Level::Precaution))
}

fn keep(args: &Check, explained: &Explanation) -> anyhow::Result<()> {
    if let Some(file) = &args.calendar {
        match calendar(explained) {
            Some(text) => output::keep(file, text, args.output.force)?,
            None => warn!("nothing here waits for a day that is known, so there is nothing for a calendar"),
        }
    }
    let Some(file) = &args.save else { return Ok(()) };
    let path = record::save(explained, file.as_deref(), args.output.force)?;
    warn!("kept in `{}`", SafeText::from(path.display().to_string()));
    Ok(())
}

/// The headline alone, and whose rules it comes from.
fn headline(explained: &Explanation) -> Vec<String> {
    let headline = format!("Your answer: {}.", explained.filled(&explained.headline.text));
    words::strangers(explained.pack).into_iter().chain([headline]).collect()
}

/// Everything else, a section at a time, and a record for those who want one. Nothing stays behind without a yes.
fn more(asker: &mut dyn Asker, explained: &Explanation, record: bool) -> anyhow::Result<()> {
    if explained.emergency {
        // Nothing may stand between a person and the call for help.
        return Ok(());
    }
    let document = report::document(explained);
    let sections = document.sections();
    let mut labels: Vec<String> = vec!["Done".to_owned()];
    labels.extend(sections.iter().map(|(_, title)| (*title).to_owned()));
    if record {
        labels.push("Keep a record on this computer".to_owned());
    }
    loop {
        let prompt = Prompt::new("Read more, or finish", Vec::new(), Kind::One(&labels), &[Extra::Stop]);
        match asker.ask(&prompt) {
            Ok(Pick::One(0) | Pick::Extra(_)) | Err(Halt::Ended) => return Ok(()),
            Ok(Pick::One(at)) => match sections.get(at - 1) {
                Some((name, _)) => {
                    output::paged(&report::text::section(&document, name, Screen::width(), paint).unwrap_or_default())?;
                }
                None => {
                    let path = record::save(explained, None, false)?;
                    warn!("kept in `{}`", SafeText::from(path.display().to_string()));
                    return Ok(());
                }
            },
            Ok(_) => (),
            Err(halt) => return Err(halt.into()),
        }
    }
}

fn interview<'a>(
    screen: &Screen,
    base: &RuleBase,
    pack: &'a Pack,
    ephemeral: bool,
    ask_all: bool,
) -> anyhow::Result<Option<(Answers, Autosave<'a>)>> {
    let mut asker = screen.asker()?;
    asker.say(&[pack.title.clone(), pack.intro.clone(), PRIVATE.to_owned()])?;
    let mut autosave = if ephemeral { Autosave::forgetful(pack) } else { Autosave::new(pack, &mut *asker)? };
    let Begin::With(answers) = autosave.begin(&mut *asker)? else { return Ok(None) };
    let skip = |answers: &Answers| if ask_all { Vec::new() } else { irrelevant(pack, answers) };
    let mut interview = Interview { pack, terms: &base.terms, asker: &mut *asker, keep: &mut autosave, skip: &skip };
    let ended = interview.run(answers);
    if matches!(ended, Ok(Ended::Stopped) | Err(Halt::Interrupted)) {
        let said = if autosave.keeps() { &STOPPED[..] } else { &STOPPED[..1] };
        asker.say(&said.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())?;
    }
    match ended? {
        Ended::Done(answers) => Ok(Some((answers, autosave))),
        Ended::Stopped => Ok(None),
    }
}
