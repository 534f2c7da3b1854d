//! A day of training: which lists are done, which are open, and what comes next, for one trainee and one client.

use super::run::{ChecklistRun, People};
use crate::model::{Pack, RuleBase};

/// Where one list stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListStand {
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
    pub fn stand(&self) -> ListStand {
        match self.last {
            None => ListStand::NotBegun,
            Some(run) if run.complete => ListStand::Done,
            Some(run) => match &run.decision {
                None => ListStand::BrokenOff,
                Some(decision) if decision.go_on => ListStand::WentOn,
                Some(_) => ListStand::Halted,
            },
        }
    }

    /// Whether what waits for it may begin.
    pub fn is_past(&self) -> bool {
        matches!(self.stand(), ListStand::Done | ListStand::WentOn)
    }
}

/// The lists of one day for one trainee and one client.
pub struct DayState<'a> {
    /// In the order of the day.
    pub lists: Vec<Listed<'a>>,
    /// The runs of the card that is within reach, on this day and with these people.
    pub incidents: Vec<&'a ChecklistRun>,
}

impl<'a> DayState<'a> {
    /// The day of these people. A list that is done once a day counts for every client.
    pub fn new(base: &'a RuleBase, runs: &'a [ChecklistRun], people: &People, day: &str) -> DayState<'a> {
        let header = &base.header.day;
        let packs = header.lists.iter().filter_map(|id| base.packs.iter().find(|pack| pack.id == *id));
        let listed = packs.map(|pack| {
            let is_once = header.once.contains(&pack.id);
            let is_ahead = header.ahead.contains(&pack.id);
            let mine = runs.iter().filter(|run| {
                let same_people = run.trainee == people.trainee && (is_once || run.client == people.client);
                // Days are written so that an earlier one is the lesser text.
                let is_its_day = run.day() == day || (is_ahead && run.day() < day && run.lets_go_on());
                run.pack == pack.id && is_its_day && same_people && !run.set_aside
            });
            Listed { pack, last: mine.max_by(|one, other| one.started.cmp(&other.started)) }
        });
        let is_incident = |run: &&ChecklistRun| {
            base.header.incident.as_ref() == Some(&run.pack) && run.day() == day && run.people() == *people
        };
        DayState { lists: listed.collect(), incidents: runs.iter().filter(is_incident).collect() }
    }

    /// The first list that nobody is past.
    pub fn next(&self) -> Option<usize> {
        self.lists.iter().position(|listed| !listed.is_past())
    }

    /// The lists that must come first before this one and are open, with those that must come before these, in the order
    /// of the day.
    pub fn gates(&self, base: &RuleBase, list: &Pack) -> Vec<&'a Pack> {
        let mut needed: Vec<&str> = vec![&list.id];
        // A gate stands before what waits for it, so one way back finds all.
        let mut open: Vec<&Pack> = Vec::new();
        for listed in self.lists.iter().rev().filter(|listed| !listed.is_past()) {
            let waits = |waiting: &&str| base.header.day.before(waiting).contains(&listed.pack.id);
            if needed.iter().any(waits) {
                needed.push(&listed.pack.id);
                open.insert(0, listed.pack);
            }
        }
        open
    }
}
