//! A class from its records: who has done what, what is open, what is missed most, and how it goes over time.

use crate::model::{Header, Kind, Level};
use crate::training::drill::{self, Attempt, LevelCall, Score};
use crate::training::run::ChecklistRun;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that was kept about a class.
#[derive(Clone, PartialEq, Debug)]
pub struct Class {
    /// In the order of their start.
    pub runs: Vec<ChecklistRun>,
    /// What was judged in drills, in the order it was read.
    pub attempts: Vec<Attempt>,
    /// The ids of the lists in the order of the day, as far as that has them.
    pub order: Vec<String>,
    /// The ids of the lists that are done once, for however many clients a day has.
    pub once: Vec<String>,
    /// The id of the card that is within reach, which nobody signs and nobody is timed at.
    pub card: Option<String>,
    /// The day on which it is looked at.
    pub today: Date,
    /// The pass mark of drills, in percent, if the trainer set one.
    pub mark: Option<u32>,
}

/// How one trainee stands with one list.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    /// The code of the trainee.
    pub trainee: String,
    /// The id of the list.
    pub pack: String,
    /// How many runs there are of it.
    pub runs: usize,
    /// How many came to the end with nothing open.
    pub complete: usize,
    /// How many went faster than they can have been done.
    pub hurried: usize,
    /// How many broke off before the last item.
    pub stopped: usize,
    /// The day of the last run.
    pub last: String,
    /// The client of the last run; empty where there was none.
    pub client: String,
    /// What is open, worst first, each with its client: at the end of the last run, and of the last with each other
    /// client of that day; of the card, also of each that broke off.
    pub open: Vec<(String, String)>,
    /// How many items were never reached in the same runs.
    pub unreached: usize,
    /// Whether the trainer went on in one of these all the same.
    pub went_on: bool,
    /// Whether the trainer halted in one of these.
    pub halted: bool,
    /// The worst level of these, as far as they went; none where nothing that was reached is open, and not all was.
    pub level: Option<Level>,
    /// Who trained in the last run.
    pub trainer: String,
    /// Whether both signed these; none for the card.
    pub signed: Option<bool>,
    /// Whether the last run was by the rules that come with the program.
    pub shipped: bool,
    /// The day of each run and its open items, in order.
    pub course: Vec<(String, usize)>,
}

/// How one trainee does in drills.
#[derive(Clone, PartialEq, Debug)]
pub struct Practice {
    /// The code of the trainee.
    pub trainee: String,
    /// What all their attempts add up to.
    pub score: Score,
    /// How many of the people were judged by rules that did not come with the program.
    pub by_others: usize,
    /// Whether the pass mark is reached, where there is one.
    pub passed: Option<bool>,
    /// How many exercises are to come again today.
    pub due: usize,
    /// The next day after today on which one comes again.
    pub next: Option<Date>,
    /// For each day the share of people on the level, in percent.
    pub course: Vec<(String, u32)>,
}

/// Something that is missed, how often, and out of how many times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missed {
    /// The id of the pack it belongs to.
    pub pack: String,
    /// The item as it is asked, or the name of the exercise.
    pub what: String,
    /// How often it was missed.
    pub times: usize,
    /// How often it could have been.
    pub of: usize,
}

impl Class {
    /// Puts runs in the order of their start. Runs of a check of a client are left out: what they find is nobody's
    /// miss.
    pub fn new(
        mut runs: Vec<ChecklistRun>,
        attempts: Vec<Attempt>,
        header: &Header,
        today: Date,
        mark: Option<u32>,
    ) -> Class {
        // What a check of a client finds is nobody's miss.
        runs.retain(|run| run.of == Kind::Checklist);
        runs.sort_by(|a, b| (&a.started, &a.pack).cmp(&(&b.started, &b.pack)));
        let (order, once) = (header.day.lists.clone(), header.day.once.clone());
        Class { runs, attempts, order, once, card: header.incident.clone(), today, mark }
    }

    /// Each trainee with each list they ran.
    pub fn standings(&self) -> Vec<Standing> {
        let mut groups: BTreeMap<(&str, &str), Vec<&ChecklistRun>> = BTreeMap::new();
        for run in &self.runs {
            groups.entry((&run.trainee, &run.pack)).or_default().push(run);
        }
        let standing = |((trainee, pack), runs): ((&str, &str), Vec<&ChecklistRun>)| {
            let last = runs.last().copied();
            let is_card = self.card.as_deref() == Some(pack);
            let standing = self.standing(pack, &runs);
            let decided = |go_on| {
                let mut decisions = standing.iter().filter_map(|run| run.decision.as_ref());
                decisions.any(|decision| decision.go_on == go_on)
            };
            let open = standing.iter().flat_map(|run| run.open_reached().map(|open| (run.client.clone(), open)));
            Standing {
                trainee: trainee.to_owned(),
                pack: pack.to_owned(),
                runs: runs.len(),
                complete: runs.iter().filter(|run| run.complete).count(),
                hurried: runs.iter().filter(|run| run.hurried && !is_card).count(),
                stopped: runs.iter().filter(|run| !run.finished).count(),
                last: last.map_or_else(String::new, day),
                client: last.map_or_else(String::new, |run| run.client.clone()),
                open: open.map(|(client, open)| (client, open.title.clone())).collect(),
                unreached: standing.iter().map(|run| run.unreached().count()).sum(),
                went_on: decided(true),
                halted: decided(false),
                level: standing.iter().filter_map(|run| run.level_so_far()).max(),
                trainer: last.map_or_else(String::new, |run| run.trainer.clone()),
                signed: last.filter(|_| !is_card).map(|_| standing.iter().all(|run| run.signed.is_some())),
                shipped: last.is_some_and(|run| run.shipped),
                course: runs.iter().map(|run| (day(run), run.open_reached().count())).collect(),
            }
        };
        let mut standings: Vec<Standing> = groups.into_iter().map(standing).collect();
        standings.sort_by_key(|standing| (standing.trainee.clone(), self.place(&standing.pack)));
        standings
    }

    /// The runs by which a trainee stands with a list, the last one first. Each card is an incident of its own, and
    /// each client of a day somebody of their own: the next one does not put an end to what is open.
    fn standing<'r>(&self, pack: &str, runs: &[&'r ChecklistRun]) -> Vec<&'r ChecklistRun> {
        let is_card = self.card.as_deref() == Some(pack);
        let is_once = self.once.iter().any(|once| once == pack);
        let mut standing: Vec<&ChecklistRun> = Vec::new();
        for run in runs.iter().rev() {
            let is_met = standing.iter().any(|later| later.client == run.client);
            let stands = match standing.first() {
                None => true,
                Some(_) if is_card => run.is_unfinished(),
                Some(last) => !is_once && !is_met && last.day() == run.day() && !run.set_aside,
            };
            if stands {
                standing.push(run);
            }
        }
        standing
    }

    /// Where a list stands in the order of the day; what is on no day comes last.
    pub fn place(&self, list: &str) -> usize {
        self.order.iter().position(|known| known == list).unwrap_or(self.order.len())
    }

    /// Each trainee's drills.
    pub fn practice(&self) -> Vec<Practice> {
        let mut trainees: BTreeMap<&str, Vec<&Attempt>> = BTreeMap::new();
        for attempt in &self.attempts {
            trainees.entry(&attempt.trainee).or_default().push(attempt);
        }
        let practice = |(trainee, mine): (&str, Vec<&Attempt>)| {
            let mut days: BTreeMap<&str, Vec<&Attempt>> = BTreeMap::new();
            for attempt in &mine {
                days.entry(&attempt.date).or_default().push(attempt);
            }
            let day = |(day, attempts): (&str, Vec<&Attempt>)| (day.to_owned(), drill::score(attempts).percent());
            let score = drill::score(mine.iter().copied());
            let due: Vec<Date> =
                drill::learned(mine.iter().copied()).into_values().map(|learned| learned.due).collect();
            Practice {
                trainee: trainee.to_owned(),
                score,
                by_others: mine.iter().filter(|attempt| !attempt.notice.is_empty()).count(),
                passed: self.mark.map(|mark| score.passes(mark)),
                due: due.iter().filter(|day| **day <= self.today).count(),
                next: due.into_iter().filter(|day| *day > self.today).min(),
                course: days.into_iter().map(day).collect(),
            }
        };
        trainees.into_iter().map(practice).collect()
    }

    /// The items most often left open or gone through again, most first. One that was never reached is not missed.
    pub fn missed_items(&self) -> Vec<Missed> {
        let mut counts = Counts::new();
        for run in &self.runs {
            let open: BTreeSet<&str> = run.open_reached().flat_map(|open| &open.items).map(String::as_str).collect();
            for item in run.items.iter().filter(|item| item.is_reached()) {
                let again = item.reopened > 0 || item.read_back == Some(false);
                count(&mut counts, &run.pack, &item.ask, again || open.contains(item.question.as_str()));
            }
        }
        most_first(counts)
    }

    /// The items most often not reached because a run broke off, most first.
    pub fn unreached_items(&self) -> Vec<Missed> {
        let mut counts = Counts::new();
        for run in &self.runs {
            for item in run.items.iter().filter(|item| item.asked) {
                count(&mut counts, &run.pack, &item.ask, !item.is_reached());
            }
        }
        most_first(counts)
    }

    /// The exercises whose level was most often called too low, most first.
    pub fn under_called(&self) -> Vec<Missed> {
        self.exercises(|attempt| attempt.call == LevelCall::Under)
    }

    /// The exercises of which a risk was most often missed, whatever level was given, most first.
    pub fn risks_missed(&self) -> Vec<Missed> {
        self.exercises(|attempt| !attempt.missed.is_empty())
    }

    fn exercises(&self, is_missed: impl Fn(&Attempt) -> bool) -> Vec<Missed> {
        let mut counts = Counts::new();
        for attempt in &self.attempts {
            // An exercise is kept under the name of its pack and its own.
            let own = attempt.exercise.strip_prefix(attempt.pack.as_str()).and_then(|own| own.strip_prefix(": "));
            count(&mut counts, &attempt.pack, own.unwrap_or(&attempt.exercise), is_missed(attempt));
        }
        most_first(counts)
    }
}

/// The day a run began.
fn day(run: &ChecklistRun) -> String {
    run.day().to_owned()
}

/// By pack and words: how often it was missed, and out of how many times.
type Counts<'a> = BTreeMap<(&'a str, &'a str), (usize, usize)>;

fn count<'a>(counts: &mut Counts<'a>, pack: &'a str, what: &'a str, missed: bool) {
    let (times, of) = counts.entry((pack, what)).or_default();
    *times += usize::from(missed);
    *of += 1;
}

fn most_first(counts: Counts) -> Vec<Missed> {
    let missed = |((pack, what), (times, of)): ((&str, &str), (usize, usize))| Missed {
        pack: pack.to_owned(),
        what: what.to_owned(),
        times,
        of,
    };
    let mut all: Vec<Missed> = counts.into_iter().map(missed).filter(|missed| missed.times > 0).collect();
    all.sort_by_key(|missed| std::cmp::Reverse(missed.times));
    all
}
