//! Claims as literals: the only place that knows how a pack becomes clauses.

use super::claim::{Atom, Claim, Link, Pair, Who};
use super::gates::Gates;
use super::person::{Person, Rails, Slot};
use super::solver::{Lit, Spent, Verdict};
use crate::answers::Answers;
use crate::cells::Cells;
use crate::logic::Condition;
use crate::model::{Direction, Domain, Level, Pack};
use std::collections::HashMap;

pub struct Encoding<'a> {
    pack: &'a Pack,
    cells: &'a Cells,
    gates: Gates,
    one: Person,
    other: Option<Person>,
    /// Each rule of each person, once it has been looked at.
    rules: HashMap<(Who, usize), Rails>,
}

/// Two people found, or one who is their own other.
pub struct Model {
    pub one: Answers,
    pub other: Answers,
}

impl<'a> Encoding<'a> {
    pub fn new(pack: &'a Pack, cells: &'a Cells, pair: Pair, spent: &Spent) -> Encoding<'a> {
        let mut gates = Gates::new(spent);
        let count = pack.questions.len();
        let slots = (0..count).map(|it| Slot::free(&mut gates, pack, cells, it)).collect();
        let one = Person::new(&mut gates, pack, cells, slots);
        let other = (pair != Pair::Alone).then(|| {
            let slots = (0..count).map(|it| match pair.at(pack, it) {
                Link::Same => one.slots[it].clone(),
                _ => Slot::free(&mut gates, pack, cells, it),
            });
            let slots: Vec<Slot> = slots.collect();
            for (question, slot) in slots.iter().enumerate() {
                let asked = one.asked[question].possible;
                tie(&mut gates, pack, question, pair.at(pack, question), asked, &one.slots[question], slot);
            }
            Person::new(&mut gates, pack, cells, slots)
        });
        Encoding { pack, cells, gates, one, other, rules: HashMap::new() }
    }

    /// Is there a person, or a pair, for whom the claim holds?
    pub fn solve(&mut self, claim: &Claim) -> (Verdict, Option<Model>) {
        let all = match claim {
            Condition::All(parts) => parts.iter().map(|it| self.claim(it)).collect(),
            _ => vec![self.claim(claim)],
        };
        let verdict = self.gates.solver.solve(&all);
        let model = (verdict == Verdict::Somebody).then(|| {
            let one = self.one.answers(&self.gates, self.pack, self.cells);
            let other =
                self.other.as_ref().map_or_else(|| one.clone(), |it| it.answers(&self.gates, self.pack, self.cells));
            Model { one, other }
        });
        (verdict, model)
    }

    fn claim(&mut self, claim: &Claim) -> Lit {
        let mut parts = |parts: &[Claim]| -> Vec<Lit> { parts.iter().map(|it| self.claim(it)).collect() };
        match claim {
            Condition::Fact(atom) => self.atom(*atom),
            Condition::Not(part) => !self.claim(part),
            Condition::All(all) => {
                let all = parts(all);
                self.gates.all(all)
            }
            Condition::Any(any) => {
                let any = parts(any);
                self.gates.any(any)
            }
            Condition::AtLeast(n, of) => {
                let of = parts(of);
                self.gates.at_least(*n, &of)
            }
        }
    }

    fn atom(&mut self, atom: Atom) -> Lit {
        match atom {
            Atom::Found(who, rule) => self.rule(who, rule).possible,
            Atom::Certain(who, rule) => self.rule(who, rule).certain,
            Atom::Closing(who, it) => {
                let pack = self.pack;
                self.when(who, &pack.closings[it].when).possible
            }
            Atom::Promised(who, it) => {
                let pack = self.pack;
                self.when(who, &pack.promises[it].when).certain
            }
            Atom::Asked(who, question) => self.person(who).asked[question].possible,
            Atom::Known(who, question) => self.person(who).slots[question].known,
            Atom::Says(who, fact) => {
                let slot = self.person(who).slots[fact.question].clone();
                slot.says(&mut self.gates, self.cells.of(fact.question), fact.test)
            }
            Atom::Level(who, level) => self.reaches(who, level, None),
            Atom::Risk(who, risk, level) => self.reaches(who, level, Some(risk)),
        }
    }

    fn reaches(&mut self, who: Who, level: Level, risk: Option<usize>) -> Lit {
        if level == Level::Note {
            return self.gates.yes();
        }
        let rules = self.pack.rules.iter().enumerate();
        let rules = rules.filter(|(_, it)| it.level >= level && risk.is_none_or(|risk| it.risks.contains(&risk)));
        let rules: Vec<usize> = rules.map(|(at, _)| at).collect();
        let found: Vec<Lit> = rules.iter().map(|it| self.rule(who, *it).possible).collect();
        self.gates.any(found)
    }

    fn rule(&mut self, who: Who, rule: usize) -> Rails {
        if let Some(it) = self.rules.get(&(who, rule)) {
            return *it;
        }
        let pack = self.pack;
        let rails = self.when(who, &pack.rules[rule].when);
        self.rules.insert((who, rule), rails);
        rails
    }

    fn person(&self, who: Who) -> &Person {
        match who {
            Who::One => &self.one,
            Who::Other => self.other.as_ref().unwrap_or(&self.one),
        }
    }

    fn when(&mut self, who: Who, when: &crate::model::When) -> Rails {
        let person = match who {
            Who::One => &self.one,
            Who::Other => self.other.as_ref().unwrap_or(&self.one),
        };
        person.rails(&mut self.gates, self.cells, when)
    }
}

/// Makes the answers of two people to one question relate as they must.
fn tie(gates: &mut Gates, pack: &Pack, question: usize, link: Link, asked: Lit, a: &Slot, b: &Slot) {
    let equal = |gates: &mut Gates, unless: Lit| {
        for (x, y) in std::iter::once((a.known, b.known)).chain(a.steps.iter().copied().zip(b.steps.iter().copied())) {
            gates.solver.clause(&[unless, !x, y]);
            gates.solver.clause(&[unless, x, !y]);
        }
    };
    match link {
        Link::Free | Link::Same => (),
        Link::SameOrUnsure => equal(gates, !b.known),
        Link::SameIfAsked => equal(gates, !asked),
        Link::NoBetter => {
            gates.solver.clause(&[!a.known, b.known]);
            gates.solver.clause(&[a.known, !b.known]);
            let lower = matches!(&pack.questions[question].domain, Domain::Number(it) if it.worse == Direction::Lower);
            for (x, y) in a.steps.iter().zip(&b.steps) {
                gates.solver.clause(&if lower { [!*y, *x] } else { [!*x, *y] });
            }
        }
    }
}
