//! Gates as clauses: each combination of literals is written once and gets a literal of its own.

use super::solver::{Existence, Lit, Solver, Spent};
use crate::engine::gates::Gates;
use std::collections::HashMap;

/// After so many gates somebody looks at the clock.
const BREATH: u32 = 256;

/// A solver, and the gates it has been told of. When the time is up no more are added, and nothing is found any more.
pub struct Clauses {
    solver: Solver,
    yes: Lit,
    known: HashMap<Vec<Lit>, Lit>,
    built: u32,
}

impl Clauses {
    /// Nothing but what is always true.
    pub fn new(spent: &Spent) -> Clauses {
        let mut solver = Solver::new(spent);
        let yes = solver.fresh(None);
        solver.clause(&[yes]);
        Clauses { solver, yes, known: HashMap::new(), built: 0 }
    }

    /// A new literal, and the value to try first.
    pub fn fresh(&mut self, first: bool) -> Lit {
        self.breathe();
        self.solver.fresh(Some(first))
    }

    /// At least one of these holds.
    pub fn clause(&mut self, lits: &[Lit]) {
        self.solver.clause(lits);
    }

    /// One holds and the other does not.
    pub fn differ(&mut self, a: Lit, b: Lit) -> Lit {
        let (first, second) = (self.all(vec![a, !b]), self.all(vec![!a, b]));
        self.any(vec![first, second])
    }

    /// Looks for an assignment in which all of these hold.
    pub fn solve(&mut self, all: &[Lit]) -> Existence {
        self.solver.solve(all)
    }

    /// The value in the assignment found last.
    pub fn value(&self, lit: Lit) -> bool {
        self.solver.value(lit)
    }

    fn breathe(&mut self) {
        self.built += 1;
        if self.built.is_multiple_of(BREATH) {
            self.solver.look_at_the_clock();
        }
    }
}

impl Gates for Clauses {
    type Wire = Lit;

    fn yes(&self) -> Lit {
        self.yes
    }

    fn all(&mut self, mut parts: Vec<Lit>) -> Lit {
        parts.retain(|part| *part != self.yes);
        parts.sort_unstable();
        parts.dedup();
        if parts.iter().any(|part| *part == !self.yes || parts.binary_search(&!*part).is_ok()) {
            return !self.yes;
        }
        match parts.as_slice() {
            [] => return self.yes,
            [only] => return *only,
            _ => (),
        }
        if let Some(gate) = self.known.get(&parts) {
            return *gate;
        }
        self.breathe();
        if self.solver.is_late() {
            return self.yes;
        }
        let gate = self.solver.fresh(None);
        for part in &parts {
            self.solver.clause(&[!gate, *part]);
        }
        let whole: Vec<Lit> = parts.iter().map(|part| !*part).chain([gate]).collect();
        self.solver.clause(&whole);
        self.known.insert(parts, gate);
        gate
    }
}

#[cfg(test)]
mod tests {
    use super::{BREATH, Clauses, Existence, Gates, Lit};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn when_the_time_is_up_in_the_middle_of_a_condition_no_more_of_it_is_written() {
        let looks = AtomicUsize::new(0);
        let mut clauses = Clauses::new(&(Arc::new(move || looks.fetch_add(1, Ordering::Relaxed) >= 3) as super::Spent));
        let mut facts: Vec<Lit> = (0..64).map(|_| clauses.fresh(false)).collect();
        let mut all = Vec::new();
        for _ in 0..60 {
            facts.rotate_left(1);
            all.push(clauses.at_least(32, facts.clone()));
        }
        assert!(clauses.known.len() < 4 * BREATH as usize, "{} gates", clauses.known.len());
        assert_eq!(clauses.solve(&all), Existence::Unknown, "what is only half written proves nothing");
    }
}
