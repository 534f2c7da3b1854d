//! `drill`: a person in words, the trainee's call, and what the rules say.

use crate::cli::clock;
use crate::cli::data_dir::{self, History};
use crate::cli::error::Refusal;
use crate::cli::interrupt;
use crate::cli::output;
use crate::cli::prompt::line::{self, Aloud};
use crate::cli::rules::Rules;
use crate::engine::{Certainty, assess};
use crate::model::{Kind, Level, Pack, RiskId, RuleBase, SourceId};
use crate::report::words::{person, strangers};
use crate::text;
use crate::training::drill::{self, Attempt, Call, Exercise, Judgement, Mark};
use anyhow::{Context, bail};
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise drill
  needlewise drill after --n 5 --trainee AB
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
    let packs: Vec<&Pack> = match &args.pack {
        Some(id) => vec![with_people(rules, rules.find(&base, id)?)?],
        None => base.packs.iter().filter(|pack| pack.kind == Kind::Check).collect(),
    };
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
    let exercises = drill::exercises(packs);
    let chosen = drill::choose(&exercises, &mine, usize::from(args.count), seed, now.date());
    anyhow::ensure!(!chosen.is_empty(), "there is nobody to practise on: these rules have no cases");
    let mut sitting = Sitting { aloud: line::here(), base: &base, explained: String::new() };
    let again = if mine.is_empty() { format!(" --seed {seed} shows the same again.") } else { String::new() };
    sitting.aloud.say("", &format!("{}.{again} `q` ends.", people(chosen.len())))?;
    if let Some(line) = base.packs.first().and_then(strangers) {
        sitting.aloud.say("", &line)?;
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
        None => attempts.iter().any(|attempt| attempt.call == Call::Under || !attempt.missed.is_empty()),
        Some(mark) => {
            let passed = drill::score(&attempts).passes(mark);
            let word = if passed { "Passed" } else { "Not passed" };
            sitting.aloud.say("", &format!("{word}: the mark is {mark} in 100 on the level, and none below it."))?;
            !passed
        }
    };
    Ok(ExitCode::from(u8::from(failed || attempts.len() < chosen.len())))
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

fn people(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// The beginning of what somebody says, to know them by.
fn beginning(words: &str) -> String {
    const ENOUGH: usize = 60;
    let Some((end, _)) = words.char_indices().nth(ENOUGH) else { return words.to_owned() };
    let begun = &words[..end];
    format!("{} ...", begun.rsplit_once(' ').map_or(begun, |(whole, _)| whole))
}

/// One drill, from its first person to its score.
struct Sitting<'a, R, W> {
    aloud: Aloud<R, W>,
    base: &'a RuleBase,
    /// The pack whose levels were explained last.
    explained: String,
}

/// What is typed to end a drill early.
fn is_end(line: &str) -> bool {
    line.eq_ignore_ascii_case("q") || line.eq_ignore_ascii_case("quit")
}

impl<R: BufRead, W: Write> Sitting<'_, R, W> {
    /// Shows the person and takes the call; none when the trainee ends.
    fn guess(&mut self, exercise: &Exercise) -> io::Result<Option<Judgement>> {
        let pack = exercise.pack;
        match &exercise.case.words {
            Some(words) => self.aloud.say("    ", &format!("\"{words}\""))?,
            None => {
                let words = person(pack, &exercise.case.given);
                for line in &words {
                    self.aloud.say("  - ", line)?;
                }
                let rest = if words.is_empty() { "answer" } else { "other answer" };
                self.aloud.say("    ", &format!("Every {rest} is the baseline."))?;
            }
        }
        let levels: Vec<Level> = Level::ALL.into_iter().filter(|level| !pack.headline(*level).is_empty()).collect();
        self.aloud.gap()?;
        // The headlines are the pack's, so they are shown in full whenever the pack changes.
        if self.explained == pack.id {
            let short: Vec<(usize, &str)> =
                levels.iter().enumerate().map(|(at, level)| (at + 1, level.word())).collect();
            self.aloud.choices("  ", &short)?;
        } else {
            for (number, level) in levels.iter().enumerate() {
                self.aloud
                    .say(&format!("  {} ", number + 1), &format!("{}: {}", level.word(), pack.headline(*level)))?;
            }
            self.explained.clone_from(&pack.id);
        }
        let level = self.aloud.until("Which level?", |line| match text::place(line, levels.len()) {
            _ if is_end(line) => Ok(None),
            Some(at) => Ok(Some(levels[at])),
            None => Err(format!("type a number from 1 to {}, or q to end", levels.len())),
        })?;
        let Some(Some(level)) = level else { return Ok(None) };
        if pack.risks.is_empty() {
            return Ok(Some(Judgement { level, risks: Vec::new() }));
        }
        let named = pack.risks.iter_enumerated().map(|(at, risk)| (at.place() + 1, risk.title.as_str()));
        let named: Vec<(usize, &str)> = named.chain([(0, "none of these")]).collect();
        self.aloud.choices("  ", &named)?;
        let risks = self.aloud.until("Which risks are raised? Several: 1, 2", |line| {
            if is_end(line) { Ok(None) } else { line::numbers(line, pack.risks.len()).map(Some) }
        })?;
        Ok(risks.flatten().map(|risks| Judgement { level, risks: risks.into_iter().map(RiskId::new).collect() }))
    }

    /// What the rules say, why, and on whose word.
    fn explain(&mut self, exercise: &Exercise, truth: &Judgement, mark: &Mark) -> io::Result<()> {
        let pack = exercise.pack;
        let names = |risks: &[RiskId]| {
            let titles: Vec<&str> = risks.iter().map(|risk| pack.risks[*risk].title.as_str()).collect();
            titles.join(", ")
        };
        self.aloud.gap()?;
        let call = match Call::from(mark.level) {
            Call::Right => "That is the level.",
            Call::Under => "Under-called: the rules are graver. This is the error that hurts people.",
            Call::Over => "Over-called: the rules are milder.",
        };
        self.aloud.say("", call)?;
        if !mark.missed.is_empty() {
            self.aloud.say("", &format!("Risks missed: {}.", names(&mark.missed)))?;
        }
        if !mark.extra.is_empty() {
            self.aloud.say("", &format!("Risks the rules do not raise here: {}.", names(&mark.extra)))?;
        }
        self.aloud.say("", &format!("The rules say {}: {}", truth.level.word(), pack.headline(truth.level)))?;
        // Each source is told once, with the number it is cited by.
        let mut cited: Vec<SourceId> = Vec::new();
        for finding in &assess(pack, &exercise.case.given).findings {
            let rule = &pack.rules[finding.rule];
            let maybe = if finding.certainty == Certainty::Possible { " (cannot be ruled out)" } else { "" };
            cited.extend(rule.sources.iter().filter(|source| !cited.contains(source)).copied().collect::<Vec<_>>());
            let places = rule.sources.iter().filter_map(|source| cited.iter().position(|other| other == source));
            let numbers = places.fold(String::new(), |all, at| format!("{all} [{}]", at + 1));
            self.aloud.say("  - ", &format!("{}{maybe}. {}{numbers}", rule.title, rule.why))?;
        }
        for (at, source) in cited.iter().filter_map(|source| self.base.sources.get(*source)).enumerate() {
            let year = source.year.map_or_else(String::new, |year| format!(", {year}"));
            let lead = format!("  [{}] ", at + 1);
            self.aloud.say(&lead, &format!("{}, {}{year}. {}", source.title, source.publisher, source.url))?;
        }
        Ok(())
    }

    /// The score, and who was missed: never by a title, which would give the answer away.
    fn score(&mut self, attempts: &[Attempt], judged: &[&Exercise], kept: bool) -> io::Result<()> {
        let score = drill::score(attempts);
        self.aloud.gap()?;
        self.aloud.say("", &format!("{}, {} on the level.", people(score.people), score.right))?;
        self.aloud.say(
            "",
            &format!("Under-called (a danger missed): {}. Over-called (crying wolf): {}.", score.under, score.over),
        )?;
        let (missed, who, extra) = (score.risks_missed, people(score.with_risk_missed), score.risks_extra);
        self.aloud.say("", &format!("Risks missed: {missed}, of {who}. Risks too many: {extra}."))?;
        let numbered = attempts.iter().zip(judged).zip(1..);
        let missed = numbered.filter(|((attempt, _), _)| attempt.is_missed());
        let missed: Vec<(&&Exercise, usize)> = missed.map(|((_, exercise), number)| (exercise, number)).collect();
        if !missed.is_empty() {
            self.aloud.say("", if kept { "These come back tomorrow:" } else { "Missed:" })?;
        }
        for (exercise, number) in missed {
            let words = exercise.case.words.as_ref();
            let words = words.map_or_else(String::new, |words| format!(": \"{}\"", beginning(words)));
            self.aloud.say("  - ", &format!("person {number}{words}"))?;
        }
        Ok(())
    }
}
