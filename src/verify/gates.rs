//! Conditions as clauses: each combination of literals is written once and gets a literal of its own.

use super::solver::{Lit, Solver, Spent};
use std::collections::HashMap;

pub struct Gates {
    pub solver: Solver,
    yes: Lit,
    known: HashMap<Vec<Lit>, Lit>,
}

impl Gates {
    pub fn new(spent: &Spent) -> Gates {
        let mut solver = Solver::new(spent);
        let yes = solver.fresh(None);
        solver.clause(&[yes]);
        Gates { solver, yes, known: HashMap::new() }
    }

    pub fn yes(&self) -> Lit {
        self.yes
    }

    pub fn fresh(&mut self, first: bool) -> Lit {
        self.solver.fresh(Some(first))
    }

    pub fn all(&mut self, parts: impl IntoIterator<Item = Lit>) -> Lit {
        let mut parts: Vec<Lit> = parts.into_iter().filter(|it| *it != self.yes).collect();
        parts.sort_unstable();
        parts.dedup();
        if parts.iter().any(|it| *it == !self.yes || parts.binary_search(&!*it).is_ok()) {
            return !self.yes;
        }
        match parts.as_slice() {
            [] => return self.yes,
            [only] => return *only,
            _ => (),
        }
        if let Some(it) = self.known.get(&parts) {
            return *it;
        }
        let gate = self.solver.fresh(None);
        for part in &parts {
            self.solver.clause(&[!gate, *part]);
        }
        let mut whole: Vec<Lit> = parts.iter().map(|it| !*it).collect();
        whole.push(gate);
        self.solver.clause(&whole);
        self.known.insert(parts, gate);
        gate
    }

    pub fn any(&mut self, parts: impl IntoIterator<Item = Lit>) -> Lit {
        let none: Vec<Lit> = parts.into_iter().map(|it| !it).collect();
        !self.all(none)
    }

    /// One holds and the other does not.
    pub fn differ(&mut self, a: Lit, b: Lit) -> Lit {
        let (first, second) = (self.all([a, !b]), self.all([!a, b]));
        self.any([first, second])
    }

    /// At least `n` of the parts, by counting from left to right.
    pub fn at_least(&mut self, n: usize, parts: &[Lit]) -> Lit {
        // After each part, `counts[k]` says that more than k of the parts so far hold.
        let mut counts = vec![!self.yes; n];
        for part in parts {
            for k in (0..n).rev() {
                let before = if k == 0 { self.yes } else { counts[k - 1] };
                let one_more = self.all([before, *part]);
                counts[k] = self.any([counts[k], one_more]);
            }
        }
        counts.last().copied().unwrap_or(self.yes)
    }
}
