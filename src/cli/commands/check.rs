//! Asks one person the questions of a pack, or reads their answers, and gives the answer.

use super::record;
use super::why_not;
use crate::cli::answers;
use crate::cli::args::Check;
use crate::cli::autosave::{Begin, Keeper};
use crate::cli::interview::{Ended, Interview};
use crate::cli::output::{self, Format, Output};
use crate::cli::prompt::{Extra, Halt, Kind, Pick, Prompt};
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

/// What is said to a person who stops; the second line only when something was kept.
const STOPPED: [&str; 2] = [
    "You stopped before the end, so there is no answer yet. Until there is one, please do not go on.",
    "Your answers are kept on this computer. The next time you can go on or delete them.",
];

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
    let Some((answers, keeper)) = interview(screen, &base, pack, args.ephemeral, args.ask_all)? else {
        return Ok(ExitCode::from(1));
    };
    // The answer comes first: an emergency waits for no file.
    if args.output.out.is_some() || args.output.format != Format::Text {
        screen.asker()?.say(&headline("Your answer", pack, &answers))?;
    }
    let code = answer(&base, pack, &answers, args).and_then(|code| keep(&answers).map(|()| code));
    let code = or_say_what_stays(code, &keeper)?;
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
    let Some((answers, keeper)) = interview(screen, &base, &base.packs[0], false, false)? else {
        return Ok(ExitCode::from(1));
    };
    let code = show(&base, &base.packs[0], &answers, &Output::default());
    let code = or_say_what_stays(code, &keeper)?;
    keeper.done()?;
    offer_record(screen, &base.packs[0], &answers)?;
    Ok(code)
}

/// When the end went wrong, the answers stay for the next time, and that is said.
fn or_say_what_stays(code: anyhow::Result<ExitCode>, keeper: &Keeper) -> anyhow::Result<ExitCode> {
    if code.is_err() && keeper.keeps() {
        warn!("{}", STOPPED[1]);
    }
    code
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
    let labels = ["No, keep nothing".to_owned(), "Yes, keep a record on this computer".to_owned()];
    // The end of a long answer is what stays on a screen.
    let mut paragraphs = headline("Your answer, once more", pack, answers);
    paragraphs.push("Would you like to keep a record of this, to show to someone later?".to_owned());
    let prompt = Prompt::new("Before you go", paragraphs, Kind::One(&labels), &[Extra::Stop]);
    match screen.asker()?.ask(&prompt) {
        Ok(Pick::One(1)) => {
            let path = record::save(pack, answers, None, false)?;
            warn!("kept in `{}`", SafeText::from(path.display().to_string()));
            Ok(())
        }
        Ok(_) | Err(Halt::Ended) => Ok(()),
        Err(halt) => Err(halt.into()),
    }
}

fn interview<'a>(
    screen: &Screen,
    base: &RuleBase,
    pack: &'a Pack,
    ephemeral: bool,
    ask_all: bool,
) -> anyhow::Result<Option<(Answers, Keeper<'a>)>> {
    let mut asker = screen.asker()?;
    asker.say(&[pack.title.clone(), pack.intro.clone(), PRIVATE.to_owned()])?;
    let mut keeper = if ephemeral { Keeper::forgetful(pack) } else { Keeper::new(pack, &mut *asker)? };
    let Begin::With(answers) = keeper.begin(&mut *asker)? else { return Ok(None) };
    let skip = |answers: &Answers| if ask_all { Vec::new() } else { irrelevant(pack, answers) };
    let mut interview = Interview { pack, terms: &base.terms, asker: &mut *asker, keep: &mut keeper, skip: &skip };
    let ended = interview.run(answers);
    if matches!(ended, Ok(Ended::Stopped) | Err(Halt::Interrupted)) {
        let words = if keeper.keeps() { &STOPPED[..] } else { &STOPPED[..1] };
        asker.say(&words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())?;
    }
    match ended? {
        Ended::Done(answers) => Ok(Some((answers, keeper))),
        Ended::Stopped => Ok(None),
    }
}

fn show(base: &RuleBase, pack: &Pack, answers: &Answers, output: &Output) -> anyhow::Result<ExitCode> {
    let level = output.answer(base, pack, answers)?;
    Ok(ExitCode::from(u8::from(level > Level::Precaution)))
}
