//! A day of training: which lists are done, which are open, and what comes next, for one trainee and one client.

use super::run::{ChecklistRun, People};
use crate::model::{Pack, RuleBase};

/// Where one list stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stand {
    /// There is no run of it today.
    NotBegun,
    /// It was left before its end, or before anybody decided.
    BrokenOff,
    /// Something was open, and the trainer halted.
    Halted,
    /// Something was open, and the trainer decided to go on.
    WentOn,
    /// It came to its end, and nothing was open.
    Done,
}

/// One list of the day, with its last run.
pub struct Listed<'a> {
    /// The list itself.
    pub pack: &'a Pack,
    /// Its last run of the day; none where it was not begun.
    pub last: Option<&'a ChecklistRun>,
}

impl Listed<'_> {
    /// Where it stands by its last run alone.
    pub fn stand(&self) -> Stand {
        match self.last {
            None => Stand::NotBegun,
            Some(run) if run.complete => Stand::Done,
            Some(run) => match &run.decision {
                None => Stand::BrokenOff,
                Some(decision) if decision.go_on => Stand::WentOn,
                Some(_) => Stand::Halted,
            },
        }
    }

    /// Whether what waits for it may begin.
    pub fn is_past(&self) -> bool {
        matches!(self.stand(), Stand::Done | Stand::WentOn)
    }
}

/// The lists of one day for one trainee and one client.
pub struct Day<'a> {
    /// In the order of the day.
    pub lists: Vec<Listed<'a>>,
}

impl<'a> Day<'a> {
    /// The day of these people. A list that is done once a day counts for every client.
    pub fn new(base: &'a RuleBase, runs: &'a [ChecklistRun], people: &People, day: &str) -> Day<'a> {
        let header = &base.header.day;
        let packs = header.lists.iter().filter_map(|id| base.packs.iter().find(|pack| pack.id == *id));
        let listed = packs.map(|pack| {
            let is_once = header.once.contains(&pack.id);
            let mine = runs.iter().filter(|run| {
                let same_people = run.trainee == people.trainee && (is_once || run.client == people.client);
                run.pack == pack.id && run.day() == day && same_people && !run.set_aside
            });
            Listed { pack, last: mine.max_by(|one, other| one.started.cmp(&other.started)) }
        });
        Day { lists: listed.collect() }
    }

    /// The first list that nobody is past.
    pub fn next(&self) -> Option<usize> {
        self.lists.iter().position(|listed| !listed.is_past())
    }

    /// The lists that must come first before this one, and are open.
    pub fn gates(&self, base: &RuleBase, list: &Pack) -> Vec<&'a Pack> {
        let gates = base.header.day.before(&list.id);
        let waiting = self.lists.iter().filter(|listed| gates.contains(&listed.pack.id) && !listed.is_past());
        waiting.map(|listed| listed.pack).collect()
    }
}
