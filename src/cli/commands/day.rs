//! `day`: the lists of a day of training in their order, for one trainee and one client after another.

use super::run::runner::{Present, Ran, Runner};
use crate::cli::prompt::line::{self, Aloud};
use crate::cli::rules::Rules;
use crate::cli::{clock, data_dir};
use crate::model::{Kind, Pack};
use crate::record::store;
use crate::report::words::{self, count, date};
use crate::text::{self, initials};
use crate::training::day::{DayState, ListStand};
use crate::training::run::recording::is_reason;
use crate::training::run::{ChecklistRun, Despite, People};
use anyhow::bail;
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise day --trainer AB --trainee CD
  needlewise day --trainer AB --trainee CD --client 07 --dir records

It shows the lists of the day in their order: what is done, what is open, what comes next.
  Enter   start the next list, or go on with it    4   start list 4
  i       the incident card, at once               n   a new client: n 08
  g       go on with an incident card that broke off
  q       leave; the day is kept, and goes on where it stood

A list that must come first and is not done is named before the next one starts; to go on
all the same takes a reason, which is kept in the record. The order, what comes first and
which list is the incident card stand in the rules (`library.ron`).

Exit codes: 0 every list was done or gone on with, 1 something is open, 2 bad usage, or a
record could not be written to its end, 130 interrupted (what was said is kept).";

pub fn run(rules: &Rules, who: &Present) -> anyhow::Result<ExitCode> {
    let base = rules.to_choose()?;
    if base.header.day.lists.is_empty() {
        bail!("these rules have no `Day(..)`, so there is no order of lists; name one with `needlewise run LIST`");
    }
    let mut runner = Runner::new(rules, &base, who.people()?, who.dir.clone());
    let mut aloud = line::here();
    let mut unwritten = false;
    loop {
        let runs = runs(who.dir.as_deref());
        let today = clock::today();
        let day = DayState::new(&base, &runs, &runner.people, &today.to_string());
        show(&mut aloud, &day, &runner.people)?;
        let Some(line) = aloud.ask(">")? else { return Ok(code(&day, unwritten)) };
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let chosen = match (word.to_ascii_lowercase().as_str(), text::place(&line, day.lists.len())) {
            ("", _) => match day.next() {
                Some(next) => day.lists[next].pack,
                None => return Ok(code(&day, unwritten)),
            },
            ("q" | "quit", _) => return Ok(code(&day, unwritten)),
            ("i" | "incident", _) => {
                let Some(card) = runner.incident else { bail!("there is no incident card here") };
                unwritten |= matches!(runner.card(&mut aloud, card)?, Ran::Unwritten);
                continue;
            }
            ("g" | "go", _) if broken_off(&day) => {
                let Some(card) = runner.incident else { bail!("there is no incident card here") };
                unwritten |= matches!(runner.go_through(&mut aloud, card.pack, None)?, Ran::Unwritten);
                continue;
            }
            ("n" | "new", _) => {
                if let Some(client) = new_client(&mut aloud, rest.trim(), &runner.people)? {
                    runner.people.client = client;
                }
                continue;
            }
            (_, Some(at)) => day.lists[at].pack,
            (_, None) => {
                let most = day.lists.len();
                aloud
                    .say("", &format!("press Enter for the next list, or type 1 to {most}, i, n with a code, or q"))?;
                continue;
            }
        };
        let despite = match day.gates(&base, chosen).as_slice() {
            [] => None,
            gates => match reason(&mut aloud, gates)? {
                None => continue,
                despite => despite,
            },
        };
        unwritten |= matches!(runner.go_through(&mut aloud, chosen, despite)?, Ran::Unwritten);
    }
}

/// The runs of the folder; what cannot be read keeps nobody from working.
fn runs(folder: Option<&Path>) -> Vec<ChecklistRun> {
    let folder = data_dir::folder_or_usual(folder);
    let entries = folder.into_iter().filter_map(|folder| fs_err::read_dir(folder).ok()).flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "json"));
    files.filter_map(|path| ChecklistRun::read(&store::read(&path).ok()?).ok()).collect()
}

fn code(day: &DayState, unwritten: bool) -> ExitCode {
    ExitCode::from(if unwritten { 2 } else { u8::from(day.next().is_some()) })
}

fn show<R: BufRead, W: Write>(aloud: &mut Aloud<R, W>, day: &DayState, people: &People) -> anyhow::Result<()> {
    aloud.gap()?;
    let People { trainer, trainee, client } = people;
    let client = if client.is_empty() { "no client yet".to_owned() } else { format!("client {client}") };
    let today = date(clock::today());
    aloud.say("", &format!("{today} \u{b7} trainer {trainer} \u{b7} trainee {trainee} \u{b7} {client}"))?;
    aloud.gap()?;
    let next = day.next();
    for (at, listed) in day.lists.iter().enumerate() {
        let mark = if next == Some(at) { ">" } else { " " };
        let title = &listed.pack.title;
        let lead = format!("{mark} {:>2}  {:<8} ", at + 1, word(listed.stand(), next == Some(at)));
        let detail = listed.last.map_or(String::new(), |run| detail(run, false));
        aloud.say(&lead, &format!("{title}{detail}"))?;
    }
    for run in &day.incidents {
        aloud.say("   i  ", &format!("{}{}", run.title, detail(run, true)))?;
    }
    aloud.gap()?;
    let enter = if next.is_some() { "Enter starts the next" } else { "All is done: Enter ends the day" };
    let on = clock::today().to_string();
    let start = if day.lists.iter().filter_map(|listed| listed.last).any(|run| run.waits_for_signatures(&on)) {
        "a number starts that list, or signs it"
    } else {
        "a number starts that list"
    };
    let card = if broken_off(day) { "i incident \u{b7} g go on with the card that broke off" } else { "i incident" };
    Ok(aloud.say("", &format!("{enter} \u{b7} {start} \u{b7} {card} \u{b7} n new client \u{b7} q leave"))?)
}

/// Whether a card of today was left before its end. A new one never waits for it.
fn broken_off(day: &DayState) -> bool {
    day.incidents.iter().any(|run| run.is_unfinished())
}

fn word(stand: ListStand, is_next: bool) -> &'static str {
    match stand {
        ListStand::NotBegun if is_next => "next",
        ListStand::NotBegun => "",
        ListStand::BrokenOff => "open",
        ListStand::Halted => "halted",
        ListStand::WentOn => "went on",
        ListStand::Done => "done",
    }
}

/// When it was begun, what is open, and whether it is signed, which nobody does on the card.
fn detail(run: &ChecklistRun, is_card: bool) -> String {
    let today = clock::today().to_string();
    let began = if run.day() == today { run.started.get(11..16).unwrap_or_default().to_owned() } else { day(run) };
    let open = run.open_reached().count();
    let is_left = !run.complete && run.decision.is_none();
    let mut said = match run.of {
        Kind::Checklist if run.complete => vec!["all met".to_owned()],
        Kind::Checklist if is_left && open == 0 => Vec::new(),
        Kind::Checklist => vec![format!("{open} open")],
        Kind::Check | Kind::Topics => {
            run.level_so_far().map(|level| words::level(level).to_owned()).into_iter().collect()
        }
    };
    let unreached = run.unreached().count();
    if !run.finished && unreached > 0 {
        said.push(format!("{} not reached", count(unreached, "item")));
    }
    if run.decision.as_ref().is_some_and(|decision| !decision.reason.is_empty()) {
        said.push("reason noted".to_owned());
    }
    if !is_left && !is_card {
        said.push(if run.signed.is_some() { "signed" } else { "not signed" }.to_owned());
    }
    format!("  {began}  {}", said.join(", "))
}

/// The day a run began, as people say it.
fn day(run: &ChecklistRun) -> String {
    run.day().parse().map_or_else(|_| run.day().to_owned(), date)
}

/// Why a list is begun although others should have come first. None where it is not begun after all.
fn reason<R: BufRead, W: Write>(aloud: &mut Aloud<R, W>, gates: &[&Pack]) -> anyhow::Result<Option<Despite>> {
    let names: Vec<&str> = gates.iter().map(|pack| pack.title.as_str()).collect();
    aloud.say("", &format!("Not done yet, and must come first: {}.", names.join("; ")))?;
    loop {
        let Some(line) = aloud.ask("To go on takes a reason. Enter goes back >")? else { return Ok(None) };
        if line.is_empty() || line.eq_ignore_ascii_case("q") {
            return Ok(None);
        }
        if is_reason(&line) {
            return Ok(Some(Despite { lists: gates.iter().map(|pack| pack.id.clone()).collect(), reason: line }));
        }
        aloud.say("  ", "write the reason in words")?;
    }
}

fn new_client<R: BufRead, W: Write>(
    aloud: &mut Aloud<R, W>,
    code: &str,
    people: &People,
) -> anyhow::Result<Option<String>> {
    let read = |line: &str| People { client: initials(line)?, ..people.clone() }.apart().map(|people| people.client);
    if !code.is_empty() {
        match read(code) {
            Ok(client) => return Ok(Some(client)),
            Err(why) => aloud.say("  ", &why)?,
        }
    }
    Ok(aloud.until("The code of the new client >", read)?)
}
