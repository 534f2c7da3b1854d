//! The facts a pack looks at, and how answers become planes of bits.

use super::Rail;
use super::circuit::{Circuit, Line};
use crate::answers::{Answer, Answers};
use crate::logic::Condition;
use crate::model::{Fact, Pack, Test};

/// The facts of each question, each with its plane.
pub struct Facts(Vec<Column>);

struct Column {
    /// The plane of those who did not say, or were not sure.
    unknown: usize,
    /// The plane of each option of a single answer; `IGNORED` where no rule looks at it.
    one: Vec<usize>,
    /// The plane of each option of several, and the options some rule looks at.
    many: Vec<usize>,
    looked_at: u64,
    under: Vec<(f64, usize)>,
    over: Vec<(f64, usize)>,
    rails: Vec<(Test, Rail)>,
}

/// A plane nobody reads.
const IGNORED: usize = 0;

impl Facts {
    pub fn of(pack: &Pack) -> Facts {
        let column = || Column {
            unknown: IGNORED,
            one: Vec::new(),
            many: Vec::new(),
            looked_at: 0,
            under: Vec::new(),
            over: Vec::new(),
            rails: Vec::new(),
        };
        let mut facts = Facts(pack.questions.iter().map(|_| column()).collect());
        let mut planes = IGNORED;
        let conditions = pack.questions.iter().map(|it| &it.ask_if).chain(pack.rules.iter().map(|it| &it.when));
        for fact in conditions.flat_map(Condition::facts) {
            facts.0[fact.question].look_at(fact.test, &mut planes);
        }
        facts
    }

    /// How many planes [`pack`](Facts::pack) fills.
    pub fn planes(&self) -> usize {
        1 + self.0.iter().map(Column::highest).max().unwrap_or(IGNORED)
    }

    /// Whether a question is asked; its facts can be looked at from now on.
    pub fn ask(&mut self, circuit: &mut Circuit, question: usize, asked: Rail) {
        let column = &mut self.0[question];
        let unknown = Circuit::given(column.unknown);
        let rails = column.matches().into_iter().map(|(test, plane)| {
            let said = Circuit::given(plane);
            let maybe = circuit.or(said, unknown);
            let rail = Rail { certain: circuit.and(said, asked.certain), found: circuit.and(maybe, asked.found) };
            (test, rail)
        });
        column.rails = rails.collect();
    }

    pub fn rail(&self, fact: Fact) -> Rail {
        let column = &self.0[fact.question];
        let unsaid = Rail { certain: Line::FALSE, found: Line::FALSE };
        column.rails.iter().find(|(test, _)| *test == fact.test).map_or(unsaid, |(_, rail)| *rail)
    }

    /// Writes the answers of up to 64 people, each into a lane. Question by question: a question takes one kind of
    /// answer, so its planes stay at hand and its branches are foreseen.
    pub fn pack(&self, sheets: &[Answers], planes: &mut [u64]) {
        // The first plane of a circuit is its constant.
        let planes = &mut planes[1..];
        for (question, column) in self.0.iter().enumerate().filter(|(_, it)| it.unknown != IGNORED) {
            for (lane, sheet) in sheets.iter().enumerate() {
                column.write(sheet.get(question), lane, planes);
            }
        }
    }
}

impl Column {
    fn write(&self, answer: Option<Answer>, lane: usize, planes: &mut [u64]) {
        let bit = 1 << lane;
        match answer {
            None | Some(Answer::Unsure) => planes[self.unknown] |= bit,
            Some(Answer::One(option)) => {
                if let Some(plane) = self.one.get(option).filter(|it| **it != IGNORED) {
                    planes[*plane] |= bit;
                }
            }
            Some(Answer::Many(set)) => {
                // Ticks are few.
                let mut ticks = set & self.looked_at;
                while ticks != 0 {
                    planes[self.many[ticks.trailing_zeros() as usize]] |= bit;
                    ticks &= ticks - 1;
                }
            }
            Some(Answer::Number(n)) => {
                for (limit, plane) in &self.under {
                    planes[*plane] |= u64::from(n < *limit) << lane;
                }
                for (limit, plane) in &self.over {
                    planes[*plane] |= u64::from(n > *limit) << lane;
                }
            }
        }
    }

    /// Gives a fact its plane, the first time it is met.
    fn look_at(&mut self, test: Test, planes: &mut usize) {
        if self.matches().iter().any(|(it, _)| *it == test) {
            return;
        }
        let mut next = || {
            *planes += 1;
            *planes
        };
        if self.unknown == IGNORED {
            self.unknown = next();
        }
        match test {
            Test::Is(option) => {
                if self.one.len() <= option {
                    self.one.resize(option + 1, IGNORED);
                }
                self.one[option] = next();
            }
            // A set of ticks has no option beyond these.
            Test::Has(option) if option < 64 => {
                if self.many.len() <= option {
                    self.many.resize(option + 1, IGNORED);
                }
                self.many[option] = next();
                self.looked_at |= 1 << option;
            }
            Test::Has(_) => {}
            Test::Under(limit) => self.under.push((limit, next())),
            Test::Over(limit) => self.over.push((limit, next())),
        }
    }

    /// Every fact about this question with its plane.
    fn matches(&self) -> Vec<(Test, usize)> {
        let used = |planes: &Vec<usize>| -> Vec<(usize, usize)> {
            planes.iter().copied().enumerate().filter(|(_, plane)| *plane != IGNORED).collect()
        };
        let one = used(&self.one).into_iter().map(|(option, plane)| (Test::Is(option), plane));
        one.chain(used(&self.many).into_iter().map(|(option, plane)| (Test::Has(option), plane)))
            .chain(self.under.iter().map(|(limit, plane)| (Test::Under(*limit), *plane)))
            .chain(self.over.iter().map(|(limit, plane)| (Test::Over(*limit), *plane)))
            .collect()
    }

    fn highest(&self) -> usize {
        self.matches().into_iter().map(|(_, plane)| plane).max().unwrap_or(IGNORED).max(self.unknown)
    }
}
