//! Asks one person the questions of a pack, or reads their answers, and gives the answer.

use super::record;
use super::why_not;
use crate::cli::answers;
use crate::cli::args::Check;
use crate::cli::autosave::{Begin, Keeper, Resume};
use crate::cli::interrupt;
use crate::cli::interview::{Ended, Interview, Way};
use crate::cli::output::{self, Format, Output};
use crate::cli::prompt::Halt;
use crate::cli::rules::Rules;
use crate::cli::terminal::Screen;
use crate::engine::Evaluation;
use crate::engine::irrelevant;
use crate::engine::is_emergency;
use crate::engine::level;
use crate::model::Answers;
use crate::model::{Level, Pack, RuleBase};
use crate::report::words::strangers;
use crate::text::SafeText;
use anyhow::bail;
use std::process::ExitCode;

/// The pack most people want.
pub const FIRST: &str = "before";

/// True of every pack, and no business of the rules.
const PRIVATE: &str = "Nothing you type leaves this computer.";

pub fn run(rules: &Rules, screen: &Screen, args: &Check) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(&args.pack)?;
    let pack = &base.packs[0];
    if let Some(Some(file)) = &args.save
        && let Some(id) = file.to_str().filter(|it| rules.knows(it))
    {
        bail!("`{id}` is a pack: write `needlewise check {id} --save`, or `--save ./{id}` for a file of that name");
    }
    // Nobody answers sixty questions for a file that cannot be written.
    let files = args.save.iter().flatten().chain(&args.output.out);
    files.into_iter().try_for_each(|it| output::vacant(it, args.output.force))?;
    let keep = |answers: &Answers| match &args.save {
        Some(file) => {
            let path = record::save(pack, answers, file.as_deref(), args.output.force)?;
            warn!("kept in `{}`", SafeText::from(path.display().to_string()));
            Ok(())
        }
        None => anyhow::Ok(()),
    };
    if let Some(path) = &args.answers {
        let answers = answers::read(path, pack)?;
        let code = answer(&base, pack, &answers, args)?;
        keep(&answers)?;
        return Ok(code);
    }
    let how = How { ephemeral: args.ephemeral, ask_all: args.ask_all, resume: args.resume };
    let Some((answers, keeper)) = interview(screen, &base, pack, &how)? else {
        return Ok(ExitCode::from(1));
    };
    // The answer comes first: an emergency waits for no file.
    if args.output.out.is_some() || args.output.format != Format::Text {
        screen.asker()?.say(&headline("Your answer", pack, &answers))?;
    }
    let code = answer(&base, pack, &answers, args)?;
    keep(&answers)?;
    keeper.done()?;
    if args.save.is_none() && !args.ephemeral {
        offer_record(screen, pack, &answers)?;
    }
    Ok(code)
}

fn answer(base: &RuleBase, pack: &Pack, answers: &Answers, args: &Check) -> anyhow::Result<ExitCode> {
    match &args.why_not {
        Some(rule) => why_not::show(pack, answers, rule),
        None => show(base, pack, answers, &args.output),
    }
}

/// Asks at the screen, and shows the answer there.
pub fn ask(rules: &Rules, screen: &Screen, pack: &str) -> anyhow::Result<ExitCode> {
    let base = rules.to_ask(pack)?;
    let Some((answers, keeper)) = interview(screen, &base, &base.packs[0], &How::default())? else {
        return Ok(ExitCode::from(1));
    };
    let code = show(&base, &base.packs[0], &answers, &Output::default())?;
    keeper.done()?;
    offer_record(screen, &base.packs[0], &answers)?;
    Ok(code)
}

/// The headline alone, and whose rules it comes from.
fn headline(lead: &str, pack: &Pack, answers: &Answers) -> Vec<String> {
    let headline = format!("{lead}: {}", pack.headline(level(pack, answers)));
    strangers(pack).into_iter().chain([headline]).collect()
}

/// Asks whether to keep a record; nothing stays behind without a yes.
fn offer_record(screen: &Screen, pack: &Pack, answers: &Answers) -> anyhow::Result<()> {
    if is_emergency(pack, &Evaluation::new(pack, answers)) {
        // Nothing may stand between a person and the call for help.
        return Ok(());
    }
    let mut asker = screen.asker()?;
    // The end of a long answer is what stays on a screen.
    asker.say(&headline("Your answer, once more", pack, answers))?;
    let wanted = match asker.confirm("Keep a record of this on your computer, to show to someone later?") {
        Err(Halt::Ended) => false,
        it => it?,
    };
    drop(asker);
    if wanted {
        let path = record::save(pack, answers, None, false)?;
        warn!("kept in `{}`", SafeText::from(path.display().to_string()));
    }
    Ok(())
}

fn interview<'a>(
    screen: &Screen,
    base: &RuleBase,
    pack: &'a Pack,
    how: &How,
) -> anyhow::Result<Option<(Answers, Keeper<'a>)>> {
    let mut asker = screen.asker()?;
    asker.say(&[pack.intro.clone(), PRIVATE.to_owned()])?;
    let mut keeper = if how.ephemeral { Keeper::forgetful(pack) } else { Keeper::new(pack, &mut *asker)? };
    let resume = match how.resume {
        true => Resume::GoOn,
        false if Screen::is_attended() => Resume::Ask,
        false => Resume::Leave,
    };
    let Begin::With(answers) = keeper.begin(&mut *asker, resume)? else { return Ok(None) };
    let skip = |answers: &Answers| if how.ask_all { Vec::new() } else { irrelevant(pack, answers) };
    let way = Way { pack, skip: &skip };
    let mut interview = Interview { way, terms: &base.terms, asker: &mut *asker, keep: &mut keeper };
    match interview.run(answers)? {
        Ended::Done(answers) => {
            interrupt::will_say(&[]);
            Ok(Some((answers, keeper)))
        }
        Ended::Stopped => {
            asker.say(&keeper.parting())?;
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

fn show(base: &RuleBase, pack: &Pack, answers: &Answers, output: &Output) -> anyhow::Result<ExitCode> {
    let level = output.answer(base, pack, answers)?;
    Ok(ExitCode::from(u8::from(level > Level::Precaution)))
}
