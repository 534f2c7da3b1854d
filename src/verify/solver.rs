//! The solver behind the proofs. Nothing outside this file knows which one it is.

use batsat::{Callbacks, Lit as Raw, Solver as Engine, SolverInterface, lbool};
use std::sync::Arc;

/// Says when there is no more time. It is asked often, from several threads.
pub type Spent = Arc<dyn Fn() -> bool + Send + Sync>;

/// Something that is true or not, or its opposite.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Lit(Raw);

impl std::ops::Not for Lit {
    type Output = Lit;

    fn not(self) -> Lit {
        Lit(!self.0)
    }
}

/// What came of a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existence {
    /// There is such an assignment; `Solver::value` tells it.
    Somebody,
    /// There is none.
    Nobody,
    /// The time was up.
    Unknown,
}

/// Clauses, and the search for an assignment that fits them all.
pub struct Solver {
    engine: Engine<Clock>,
    spent: Spent,
    late: bool,
}

struct Clock(Spent);

impl Callbacks for Clock {
    fn stop(&self) -> bool {
        (self.0)()
    }
}

impl Solver {
    /// No clauses yet.
    pub fn new(spent: &Spent) -> Solver {
        let engine = Engine::new(batsat::SolverOpts::default(), Clock(spent.clone()));
        Solver { engine, spent: spent.clone(), late: false }
    }

    /// Asks whether the time is up. Once it was, nothing is found any more: clauses may be missing.
    pub fn look_at_the_clock(&mut self) {
        self.late = self.late || (self.spent)();
    }

    /// Whether the time was up when somebody last looked.
    pub fn is_late(&self) -> bool {
        self.late
    }

    /// A new variable, and the value to try first.
    pub fn fresh(&mut self, first: Option<bool>) -> Lit {
        let first = first.map_or(lbool::UNDEF, lbool::new);
        Lit(Raw::new(self.engine.new_var(first, true), true))
    }

    /// At least one of these holds.
    pub fn clause(&mut self, lits: &[Lit]) {
        self.engine.add_clause_reuse(&mut lits.iter().map(|lit| lit.0).collect());
    }

    /// Looks for an assignment in which all of these hold.
    pub fn solve(&mut self, all: &[Lit]) -> Existence {
        self.look_at_the_clock();
        if self.late {
            return Existence::Unknown;
        }
        let all: Vec<Raw> = all.iter().map(|one| one.0).collect();
        match self.engine.solve_limited(&all) {
            it if it == lbool::TRUE => Existence::Somebody,
            it if it == lbool::FALSE => Existence::Nobody,
            _ => Existence::Unknown,
        }
    }

    /// The value in the assignment found last.
    pub fn value(&self, lit: Lit) -> bool {
        self.engine.value_lit(lit.0) == lbool::TRUE
    }
}

#[cfg(test)]
mod tests {
    use super::{Existence, Solver};
    use std::sync::Arc;

    #[test]
    fn it_finds_an_assignment_or_none_or_gives_up() {
        let mut solver = Solver::new(&(Arc::new(|| false) as super::Spent));
        let (a, b) = (solver.fresh(None), solver.fresh(Some(true)));
        solver.clause(&[a, b]);
        assert_eq!(solver.solve(&[!a]), Existence::Somebody);
        assert!(solver.value(b) && !solver.value(a));
        solver.clause(&[!a, b]);
        assert_eq!(solver.solve(&[!b]), Existence::Nobody);
        assert_eq!(solver.solve(&[]), Existence::Somebody);
        let mut late = Solver::new(&(Arc::new(|| true) as super::Spent));
        assert_eq!(late.solve(&[]), Existence::Unknown);
    }
}
