//! A class from its records: who has done what, what is open, what is missed most, and how it goes over time.

use crate::training::drill::{self, Attempt, Score};
use crate::training::run::Session;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that was kept about a class.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Class {
    /// In the order of their start.
    pub sessions: Vec<Session>,
    pub attempts: Vec<Attempt>,
}

/// How one trainee stands with one list.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    pub trainee: String,
    pub pack: String,
    pub runs: usize,
    pub complete: usize,
    pub hurried: usize,
    /// How many broke off before the last item.
    pub stopped: usize,
    /// The day of the last run.
    pub last: String,
    /// What was open at the end of the last run, worst first.
    pub open: Vec<String>,
    /// How many items the last run never reached.
    pub unreached: usize,
    /// Whether the trainer went on all the same.
    pub went_on: bool,
    /// The day of each run and its open items, in order.
    pub course: Vec<(String, usize)>,
}

/// How one trainee does in drills.
#[derive(Clone, PartialEq, Debug)]
pub struct Practice {
    pub trainee: String,
    pub score: Score,
    /// For each day the share of people on the level, in percent.
    pub course: Vec<(String, u32)>,
}

/// Something that is missed, how often, and out of how many times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missed {
    pub pack: String,
    pub what: String,
    pub times: usize,
    pub of: usize,
}

impl Class {
    pub fn new(mut sessions: Vec<Session>, attempts: Vec<Attempt>) -> Class {
        sessions.sort_by(|a, b| (&a.started, &a.pack).cmp(&(&b.started, &b.pack)));
        Class { sessions, attempts }
    }

    /// Each trainee with each list they ran.
    pub fn standings(&self) -> Vec<Standing> {
        let mut groups: BTreeMap<(&str, &str), Vec<&Session>> = BTreeMap::new();
        for it in &self.sessions {
            groups.entry((&it.trainee, &it.pack)).or_default().push(it);
        }
        let standing = |((trainee, pack), runs): ((&str, &str), Vec<&Session>)| {
            let last = runs.last().copied();
            Standing {
                trainee: trainee.to_owned(),
                pack: pack.to_owned(),
                runs: runs.len(),
                complete: runs.iter().filter(|it| it.complete).count(),
                hurried: runs.iter().filter(|it| it.hurried).count(),
                stopped: runs.iter().filter(|it| !it.finished).count(),
                last: last.map_or_else(String::new, day),
                open: last.map_or_else(Vec::new, |it| it.open_reached().map(|it| it.title.clone()).collect()),
                unreached: last.map_or(0, |it| it.unreached().count()),
                went_on: last.and_then(|it| it.decision.as_ref()).is_some_and(|it| it.go_on),
                course: runs.iter().map(|it| (day(it), it.open_reached().count())).collect(),
            }
        };
        groups.into_iter().map(standing).collect()
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
            let day = |(day, attempts): (&str, Vec<&Attempt>)| {
                let score = drill::score(attempts);
                let percent = u32::try_from(100 * score.right / score.people.max(1)).unwrap_or(0);
                (day.to_owned(), percent)
            };
            Practice {
                trainee: trainee.to_owned(),
                score: drill::score(mine.iter().copied()),
                course: days.into_iter().map(day).collect(),
            }
        };
        trainees.into_iter().map(practice).collect()
    }

    /// The items most often left open or gone through again, most first. One that was never reached is not missed.
    pub fn missed_items(&self) -> Vec<Missed> {
        let mut counts = Counts::new();
        for session in &self.sessions {
            let open: BTreeSet<&str> = session.open_reached().flat_map(|it| &it.items).map(String::as_str).collect();
            for item in session.items.iter().filter(|it| it.is_reached()) {
                let again = item.reopened > 0 || item.read_back == Some(false);
                count(&mut counts, &session.pack, &item.ask, again || open.contains(item.question.as_str()));
            }
        }
        most_first(counts)
    }

    /// The items most often not reached because a run broke off, most first.
    pub fn unreached_items(&self) -> Vec<Missed> {
        let mut counts = Counts::new();
        for session in &self.sessions {
            for item in session.items.iter().filter(|it| it.asked) {
                count(&mut counts, &session.pack, &item.ask, !item.is_reached());
            }
        }
        most_first(counts)
    }

    /// The exercises most often under-called or with a risk missed, most first.
    pub fn missed_exercises(&self) -> Vec<Missed> {
        let mut counts = Counts::new();
        for it in &self.attempts {
            let missed = it.call == drill::Call::Under || !it.missed.is_empty();
            // An exercise is kept under the name of its pack and its own.
            let own = it.exercise.strip_prefix(it.pack.as_str()).and_then(|it| it.strip_prefix(": "));
            count(&mut counts, &it.pack, own.unwrap_or(&it.exercise), missed);
        }
        most_first(counts)
    }
}

/// The day a run began.
fn day(session: &Session) -> String {
    session.started.chars().take(10).collect()
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
    let mut all: Vec<Missed> = counts.into_iter().map(missed).filter(|it| it.times > 0).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.times));
    all
}
