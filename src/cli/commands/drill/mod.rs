//! `drill`: a person in words, the trainee's call, and what the rules say.

use crate::cli::clock;
use crate::cli::data_dir::{self, History};
use crate::cli::error::Refusal;
use crate::cli::interrupt;
use crate::cli::output;
use crate::cli::prompt::line;
use crate::cli::rules::Rules;
use crate::model::{Kind, Pack, RuleBase};
use crate::report::words::strangers;
use crate::training::drill::{self, Attempt, Exercise, LevelCall};
use anyhow::{Context, bail, ensure};
use sitting::{Sitting, people};
use std::path::PathBuf;
use std::process::ExitCode;

mod sitting;

pub const EXAMPLES: &str = "Examples:
  needlewise drill
  needlewise drill after --n 5 --trainee AB
  needlewise drill before --day --trainee CD --pass 80
  needlewise drill before --seed 7 --no-history

You read about a person, in their own words or as answers to the questions, then
give the level and the risks. Too low a level misses a danger; too high a one
only cries wolf. The two are counted apart. What was missed comes back the next
time, unless --seed chooses.

Exit codes: 0 no danger was missed, 1 one was or the drill ended early,
2 bad usage, or the history could not be written, 130 interrupted (what was
judged is kept).";

#[derive(clap::Args)]
pub struct Drill {
    /// The pack to practise, such as before or after; without one, every safety check
    pub pack: Option<String>,
    /// Only people as they come on a day of training: with the hands and in the place that are taken as given then
    #[arg(long)]
    pub day: bool,
    /// How many people
    #[arg(long = "n", value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    pub count: u16,
    /// Choose by this number alone and not by the history: the same number shows the same people again
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Whose practice this is: initials or a code, never a name
    #[arg(long, value_name = "INITIALS", default_value = "ME", value_parser = crate::text::initials)]
    pub trainee: String,
    /// The pass mark: so many in a hundred on the level, and none below it
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub pass: Option<u32>,
    /// Keep and read the history in this file instead of the usual one
    #[arg(long, value_name = "FILE", conflicts_with = "no_history", value_parser = output::kept_file())]
    pub history: Option<PathBuf>,
    /// Neither read nor keep a history
    #[arg(long)]
    pub no_history: bool,
}

pub fn run(rules: &Rules, args: &Drill) -> anyhow::Result<ExitCode> {
    let base = rules.all(args.pack.as_deref()).map_err(Refusal::Rules)?;
    let packs = packs(rules, &base, args)?;
    let history = match (&args.history, args.no_history) {
        (_, true) => None,
        (Some(file), _) => Some(History::at(file.clone())),
        (None, _) => Some(History::at(data_dir::folder()?.join("drills.jsonl"))),
    };
    // A seed shows the same people to everybody, whatever they have seen before.
    let before = match (&history, args.seed) {
        (Some(history), None) => {
            history.read().context("move it away to begin a new history, or use --no-history")?.attempts
        }
        _ => Vec::new(),
    };
    let mine: Vec<Attempt> = before.into_iter().filter(|attempt| attempt.trainee == args.trainee).collect();
    let now = clock::now();
    let seed = args.seed.unwrap_or_else(|| u64::from(now.subsec_nanosecond().unsigned_abs()) + mine.len() as u64);
    let mut exercises = drill::exercises(packs.iter().copied());
    if args.day {
        exercises.retain(|exercise| exercise.is_of(&base.header.day));
    }
    let chosen = drill::choose(&exercises, &mine, usize::from(args.count), seed, now.date());
    ensure!(!chosen.is_empty(), "there is nobody to practise on: these rules have no such cases");
    let contact = rules.contact(&base);
    let mut sitting = Sitting { aloud: line::here(), base: &base, contact, explained: String::new() };
    let again = if mine.is_empty() { format!(" --seed {seed} shows the same again.") } else { String::new() };
    sitting.aloud.say("", &format!("{}.{again} `q` ends.", people(chosen.len())))?;
    if let Some(line) = base.packs.first().and_then(strangers) {
        sitting.aloud.say("", &line)?;
    }
    for pack in packs.into_iter().filter(|_| args.day) {
        sitting.say_given(pack)?;
    }
    let mut attempts = Vec::new();
    let mut unkept = None;
    for (number, at) in chosen.iter().enumerate() {
        let exercise = &exercises[*at];
        sitting.aloud.gap()?;
        sitting.aloud.say("", &format!("Person {} of {} ({})", number + 1, chosen.len(), exercise.pack.title))?;
        let Some(guess) = sitting.guess(exercise)? else { break };
        let truth = exercise.truth();
        let mark = drill::mark(&guess, &truth);
        sitting.explain(exercise, &truth, &mark)?;
        let attempt = Attempt::new(exercise, &guess, &args.trainee, now.date());
        // Kept at once, so that an interruption loses nothing; a disk that fails ends no drill.
        let kept = history.as_ref().map_or(Ok(()), |history| history.add(&attempt));
        if let (Err(err), true) = (&kept, unkept.is_none()) {
            sitting.aloud.say("", &format!("Not kept in the history: {err:#}. The drill goes on."))?;
        }
        if kept.is_ok() && history.is_some() {
            interrupt::will_say(&["What you judged so far is in your history.".to_owned()]);
        }
        unkept = kept.err();
        attempts.push(attempt);
    }
    let judged: Vec<&Exercise> = chosen.iter().map(|at| &exercises[*at]).collect();
    sitting.score(&attempts, &judged, history.is_some() && unkept.is_none())?;
    if unkept.is_some() {
        return Ok(ExitCode::from(2));
    }
    let failed = match args.pass {
        None => attempts.iter().any(|attempt| attempt.call == LevelCall::Under || !attempt.missed.is_empty()),
        Some(mark) => {
            let passed = drill::score(&attempts).passes(mark);
            let word = if passed { "Passed" } else { "Not passed" };
            sitting.aloud.say("", &format!("{word}: the mark is {mark} in 100 on the level, and none below it."))?;
            !passed
        }
    };
    Ok(ExitCode::from(u8::from(failed || attempts.len() < chosen.len())))
}

/// The packs whose people are judged: the one that was named, else every check, else every check of the day.
fn packs<'b>(rules: &Rules, base: &'b RuleBase, args: &Drill) -> anyhow::Result<Vec<&'b Pack>> {
    let is_of_day = |pack: &&Pack| !args.day || base.header.day.lists.contains(&pack.id);
    let checks = || base.packs.iter().filter(|pack| pack.kind == Kind::Check).filter(is_of_day);
    let Some(id) = &args.pack else { return Ok(checks().collect()) };
    let pack = with_people(rules, rules.find(base, id)?)?;
    if !is_of_day(&pack) {
        let lists: Vec<String> = base.header.day.lists.iter().map(|list| format!("`{list}`")).collect();
        bail!("`{id}` is no list of the day; these are: {}", lists.join(", "));
    }
    Ok(vec![pack])
}

/// The pack, if there is somebody in it to judge.
fn with_people<'a>(rules: &Rules, pack: &'a Pack) -> anyhow::Result<&'a Pack> {
    if pack.kind != Kind::Topics {
        return Ok(pack);
    }
    let base = rules.to_choose()?;
    let others = base.packs.iter().filter(|other| other.kind != Kind::Topics);
    let others: Vec<String> = others.map(|other| format!("`{}`", other.id)).collect();
    bail!("`{}` is to be read, and has nobody to judge; these have: {}", pack.id, others.join(", "))
}
