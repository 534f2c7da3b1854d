//! Claims as literals: the only place that knows how a pack becomes clauses.

use super::claim::{Atom, Claim, ClaimLink, Pair, Whose};
use super::clauses::Clauses;
use super::person::{Person, RailBits, Slot};
use super::solver::{Existence, Lit, Spent};
use crate::engine::Partition;
use crate::engine::gates::{Gates, Rail, wire};
use crate::model::logic::Condition;
use crate::model::{Answers, Direction, Domain, ImpossibleId, Level, Pack, QuestionId, RiskId, RuleId, When};
use std::collections::{HashMap, HashSet};

/// The people a claim is about, as far as it is about them: only the questions looked at are in here.
pub struct Encoding<'a> {
    pack: &'a Pack,
    partition: &'a Partition,
    pair: Pair,
    gates: Clauses,
    one: Person,
    other: Option<Person>,
    /// None where whoever is looked for need not be possible.
    stated: Option<&'a Stated>,
    /// What cannot be, of questions that somebody has met.
    due: Vec<ImpossibleId>,
    /// Each rule of each person, once it has been looked at.
    rules: HashMap<(Whose, RuleId), RailBits>,
}

/// What cannot be, for each question that it looks at.
pub type Stated = HashMap<QuestionId, Vec<ImpossibleId>>;

/// What a pack says cannot be.
pub fn stated(pack: &Pack) -> Stated {
    let mut stated = Stated::new();
    for (at, it) in pack.impossible.iter_enumerated() {
        for question in pack.cone(&it.when) {
            stated.entry(question).or_default().push(at);
        }
    }
    stated
}

/// Two people found, or one who is their own other.
pub struct Model {
    pub one: Answers,
    pub other: Answers,
}

impl<'a> Encoding<'a> {
    /// Nobody has been looked at yet.
    pub fn new(
        pack: &'a Pack,
        partition: &'a Partition,
        stated: &'a Stated,
        pair: Pair,
        spent: &Spent,
    ) -> Encoding<'a> {
        Encoding {
            pack,
            partition,
            pair,
            gates: Clauses::new(spent),
            one: Person::default(),
            other: pair.is_two().then(Person::default),
            stated: (pair != Pair::Anybody).then_some(stated),
            due: Vec::new(),
            rules: HashMap::new(),
        }
    }

    /// Leaves out everybody for whom the claim holds, once it is known that there is nobody.
    pub fn rule_out(&mut self, claim: &Claim) {
        let it = self.claim(claim);
        self.gates.clause(&[!it]);
    }

    /// Is there a person, or a pair, for whom the claim holds?
    pub fn solve(&mut self, claim: &Claim) -> (Existence, Option<Model>) {
        let all = match claim {
            Condition::All(parts) => parts.iter().map(|part| self.claim(part)).collect(),
            _ => vec![self.claim(claim)],
        };
        self.rule_out_impossible();
        let verdict = self.gates.solve(&all);
        let model = (verdict == Existence::Somebody).then(|| {
            let one = self.one.answers(&self.gates, self.pack, self.partition);
            let other = self
                .other
                .as_ref()
                .map_or_else(|| one.clone(), |other| other.answers(&self.gates, self.pack, self.partition));
            Model { one, other }
        });
        (verdict, model)
    }

    /// The questions on which a claim may hang.
    pub fn looked_at(&mut self, claim: &Claim) -> Vec<QuestionId> {
        self.claim(claim);
        self.rule_out_impossible();
        self.pack.questions.keys().filter(|question| self.one.has_met(*question)).collect()
    }

    /// Leaves out everybody who cannot be, as far as anything was asked of them.
    fn rule_out_impossible(&mut self) {
        let mut stated = HashSet::new();
        while let Some(at) = self.due.pop() {
            if stated.insert(at) {
                for who in [Whose::One, Whose::Other] {
                    let it = self.when(who, &self.pack.impossible[at].when).certain;
                    self.gates.clause(&[!it]);
                }
            }
        }
    }

    /// What is claimed is true or not, so it is all the same on which rail.
    fn claim(&mut self, claim: &Claim) -> Lit {
        wire(self, claim, Rail::Certain, &mut |encoding, atom, _| encoding.atom(*atom))
    }

    fn atom(&mut self, atom: Atom) -> Lit {
        match atom {
            Atom::Found(who, rule) => self.rule(who, rule).possible,
            Atom::FoundApart(rule) => {
                let (a, b) = (self.rule(Whose::One, rule).possible, self.rule(Whose::Other, rule).possible);
                self.gates.differ(a, b)
            }
            Atom::Certain(who, rule) => self.rule(who, rule).certain,
            Atom::Closing(who, it) => self.when(who, &self.pack.closings[it].when).possible,
            Atom::ShownApart(it) => {
                let [a, b] =
                    [Whose::One, Whose::Other].map(|who| self.when(who, &self.pack.closings[it].when).possible);
                self.gates.differ(a, b)
            }
            Atom::Promised(who, it) => self.when(who, &self.pack.promises[it].when).certain,
            Atom::Impossible(who, it) => self.when(who, &self.pack.impossible[it].when).certain,
            Atom::Asked(who, question) => self.meet(who, question).1.possible,
            Atom::Known(who, question) => {
                let (slot, _) = self.meet(who, question);
                slot.is_sure(&mut self.gates)
            }
            Atom::Says(who, fact) => {
                let (slot, _) = self.meet(who, fact.question);
                slot.says(&mut self.gates, self.partition.of(fact.question), fact.test)
            }
            Atom::Odd(who, question) => {
                let (slot, _) = self.meet(who, question);
                !slot.is_clear(&mut self.gates, self.pack, self.partition, question)
            }
            Atom::Level(who, level) => self.reaches(who, level, None),
            Atom::Risk(who, risk, level) => self.reaches(who, level, Some(risk)),
        }
    }

    fn reaches(&mut self, who: Whose, level: Level, risk: Option<RiskId>) -> Lit {
        if level == Level::Note {
            return self.gates.yes();
        }
        let rules = self.pack.rules.iter_enumerated();
        let rules = rules.filter(|(_, rule)| rule.level >= level && risk.is_none_or(|risk| rule.risks.contains(&risk)));
        let rules: Vec<RuleId> = rules.map(|(at, _)| at).collect();
        let found: Vec<Lit> = rules.iter().map(|rule| self.rule(who, *rule).possible).collect();
        self.gates.any(found)
    }

    fn rule(&mut self, who: Whose, rule: RuleId) -> RailBits {
        if let Some(it) = self.rules.get(&(who, rule)) {
            return *it;
        }
        let rails = self.when(who, &self.pack.rules[rule].when);
        self.rules.insert((who, rule), rails);
        rails
    }

    fn when(&mut self, who: Whose, when: &When) -> RailBits {
        for question in self.pack.cone(when) {
            self.meet_next(question);
        }
        let partition = self.partition;
        let (person, gates) = self.person(who);
        person.rails(gates, partition, when)
    }

    /// A question with all that open it: the answer, and whether it is asked.
    fn meet(&mut self, who: Whose, question: QuestionId) -> (Slot, RailBits) {
        for opener in self.pack.cone(&self.pack.questions[question].ask_if) {
            self.meet_next(opener);
        }
        self.meet_next(question);
        let (person, gates) = self.person(who);
        let nothing = || {
            (
                Slot { known: vec![!gates.yes()], steps: Vec::new() },
                RailBits { certain: !gates.yes(), possible: gates.yes() },
            )
        };
        person.get(question).cloned().unwrap_or_else(nothing)
    }

    fn person(&mut self, who: Whose) -> (&Person, &mut Clauses) {
        match who {
            Whose::One => (&self.one, &mut self.gates),
            Whose::Other => (self.other.as_ref().unwrap_or(&self.one), &mut self.gates),
        }
    }

    /// Adds a question when those that open it are there.
    fn meet_next(&mut self, question: QuestionId) {
        if self.one.has_met(question) {
            return;
        }
        let (pack, partition, gates) = (self.pack, self.partition, &mut self.gates);
        let slot = Slot::free(gates, pack, partition, question);
        let asked = self.one.meet(gates, pack, partition, question, slot.clone());
        if let Some(other) = &mut self.other {
            let link = self.pair.at(pack, question);
            let its = if link == ClaimLink::Same { slot.clone() } else { Slot::free(gates, pack, partition, question) };
            tie(gates, pack, question, link, asked.possible, &slot, &its);
            other.meet(gates, pack, partition, question, its);
        }
        self.due.extend(self.stated.and_then(|stated| stated.get(&question)).into_iter().flatten());
    }
}

/// A claim is built of the same gates as the conditions in it.
impl Gates for Encoding<'_> {
    type Wire = Lit;

    fn yes(&self) -> Lit {
        self.gates.yes()
    }

    fn all(&mut self, parts: Vec<Lit>) -> Lit {
        self.gates.all(parts)
    }
}

/// Makes the answers of two people to one question relate as they must.
fn tie(gates: &mut Clauses, pack: &Pack, question: QuestionId, link: ClaimLink, asked: Lit, a: &Slot, b: &Slot) {
    let equal = |gates: &mut Clauses, a: &[Lit], b: &[Lit], unless: Lit| {
        for (x, y) in a.iter().zip(b) {
            gates.clause(&[unless, !*x, *y]);
            gates.clause(&[unless, *x, !*y]);
        }
    };
    let no = !gates.yes();
    match link {
        ClaimLink::Free | ClaimLink::Same => (),
        // Each tick is known by itself; the steps of a choice or a number are known together.
        ClaimLink::SameOrUnsure if matches!(&pack.questions[question].domain, Domain::Many(_)) => {
            for (at, known) in b.known.iter().enumerate() {
                equal(gates, &a.known[at..=at], &b.known[at..=at], !*known);
                equal(gates, &a.steps[at..=at], &b.steps[at..=at], !*known);
            }
        }
        ClaimLink::SameOrUnsure => {
            equal(gates, &a.known, &b.known, !b.known[0]);
            equal(gates, &a.steps, &b.steps, !b.known[0]);
        }
        ClaimLink::SameIfAsked => {
            equal(gates, &a.known, &b.known, !asked);
            equal(gates, &a.steps, &b.steps, !asked);
        }
        ClaimLink::NoBetter => {
            equal(gates, &a.known, &b.known, no);
            let lower = matches!(&pack.questions[question].domain, Domain::Number(it) if it.worse == Direction::Lower);
            for (x, y) in a.steps.iter().zip(&b.steps) {
                gates.clause(&if lower { [!*y, *x] } else { [!*x, *y] });
            }
        }
    }
}
