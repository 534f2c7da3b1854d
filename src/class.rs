//! A class from its records: who has done what, what is open, what is missed most, and how it goes over time.

use crate::drill::{self, Attempt, Score};
use crate::session::Session;
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
    /// The day of the last run.
    pub last: String,
    /// What was open at the end of the last run, worst first.
    pub open: Vec<String>,
    /// Whether the trainer went on all the same.
    pub went_on: bool,
    /// Open items of each run, in order.
    pub course: Vec<usize>,
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
                last: last.map_or_else(String::new, |it| it.started.chars().take(10).collect()),
                open: last.map_or_else(Vec::new, |it| it.open.iter().map(|it| it.title.clone()).collect()),
                went_on: last.and_then(|it| it.decision.as_ref()).is_some_and(|it| it.go_on),
                course: runs.iter().map(|it| it.open.len()).collect(),
            }
        };
        groups.into_iter().map(standing).collect()
    }

    /// Each trainee's drills.
    pub fn practice(&self) -> Vec<Practice> {
        let trainees: BTreeSet<&str> = self.attempts.iter().map(|it| it.trainee.as_str()).collect();
        let practice = |trainee: &str| {
            let mine: Vec<&Attempt> = self.attempts.iter().filter(|it| it.trainee == trainee).collect();
            let days: BTreeSet<&str> = mine.iter().map(|it| it.date.as_str()).collect();
            let day = |day: &str| {
                let score = drill::score(mine.iter().copied().filter(|it| it.date == day));
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

    /// The items most often left open or gone through again, most first.
    pub fn missed_items(&self) -> Vec<Missed> {
        let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
        for session in &self.sessions {
            for item in session.items.iter().filter(|it| it.answer.is_some() || is_open(session, &it.question)) {
                let count = counts.entry((&session.pack, &item.ask)).or_default();
                count.1 += 1;
                let missed = is_open(session, &item.question) || item.reopened > 0 || item.read_back == Some(false);
                count.0 += usize::from(missed);
            }
        }
        most_first(counts)
    }

    /// The exercises most often under-called or with a risk missed, most first.
    pub fn missed_exercises(&self) -> Vec<Missed> {
        let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
        for it in &self.attempts {
            let count = counts.entry((&it.pack, &it.exercise)).or_default();
            count.1 += 1;
            count.0 += usize::from(it.call == drill::Call::Under || !it.missed.is_empty());
        }
        most_first(counts)
    }
}

fn is_open(session: &Session, question: &str) -> bool {
    session.open.iter().any(|it| it.items.iter().any(|it| it == question))
}

fn most_first(counts: BTreeMap<(&str, &str), (usize, usize)>) -> Vec<Missed> {
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
