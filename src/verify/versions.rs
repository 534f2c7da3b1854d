//! Is there a person whom two versions of a pack tell different things?

use super::clauses::Clauses;
use super::person::{Person, Slot};
use super::solver::{Existence, Lit, Spent};
use crate::engine::gates::Gates;
use crate::engine::{Partition, assess, impossible, thresholds};
use crate::model::{Answer, AnswerTest, Answers, Domain, Level, OptionId, Pack, QuestionId, Ticks};
use typed_index_collections::TiVec;

/// People whose level goes from one to another, with one of them.
#[derive(Clone, PartialEq, Debug)]
pub struct Changed {
    /// The level that the old pack tells them.
    pub from: Level,
    /// The level that the new pack tells them.
    pub to: Level,
    /// Their answers to the old pack.
    pub old: Answers,
    /// The same answers to the new pack.
    pub new: Answers,
}

/// What became of every change of level there could be.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Compared {
    /// The changes there are, each with a person, in rising order of the old level, then of the new.
    pub changes: Vec<Changed>,
    /// The changes, from one level to another, that the time was too short for, or of which the evaluator does
    /// not know whom the solver showed.
    pub open: Vec<(Level, Level)>,
}

/// Every change of level between two versions, each with a person.
///
/// A person gives the same answer to a question that is in both. An answer that only one version has may go with
/// any answer to the other. Where a number runs further in one version, only the common part is compared.
pub fn versions(old: &Pack, new: &Pack, spent: &Spent) -> Compared {
    let (old, new, links) = linked(old, new);
    let mut both = Both::new(&old, &new, &links, spent);
    let mut compared = Compared::default();
    for (from, to) in moves() {
        match both.solve(from, to) {
            (Existence::Somebody, Some((a, b))) if told(&old, &new, &a, &b) == (from, to) => {
                let (a, b) = shrink(&old, &new, &links, (from, to), a, b);
                compared.changes.push(Changed { from, to, old: a, new: b });
            }
            (Existence::Nobody, _) => (),
            _ => compared.open.push((from, to)),
        }
    }
    compared
}

/// For each question of the new pack the same one in the old, where there is one.
pub type Links = TiVec<QuestionId, Option<QuestionId>>;

/// From every level to every other.
pub fn moves() -> impl Iterator<Item = (Level, Level)> {
    Level::ALL.into_iter().flat_map(|from| Level::ALL.map(|to| (from, to))).filter(|(from, to)| from != to)
}

/// Both packs as they are compared, and for each question of the new one the same one in the old.
pub fn linked(old: &Pack, new: &Pack) -> (Pack, Pack, Links) {
    let (mut old, mut new) = (old.clone(), new.clone());
    let links = link(&mut old, &mut new);
    (old, new, links)
}

/// For each question of the new pack the same one in the old, where both take the same kind of answer.
/// The ranges of their numbers are cut down to the common part, with one usual number for both.
fn link(old: &mut Pack, new: &mut Pack) -> Links {
    let mut links = Links::new();
    for (to, question) in new.questions.iter_mut_enumerated() {
        let at = old.questions.position(|other| other.id == question.id);
        links.push(at.filter(|at| match (&mut old.questions[*at].domain, &mut question.domain) {
            (Domain::One(_), Domain::One(_)) | (Domain::Many(_), Domain::Many(_)) => true,
            (Domain::Number(a), Domain::Number(b)) if a.unit == b.unit && a.whole == b.whole => {
                let (low, high) = (a.low.max(b.low), a.high.min(b.high));
                if low <= high {
                    (a.low, b.low, a.high, b.high) = (low, low, high, high);
                    let usual = a.usual.clamp(low, high);
                    (a.usual, b.usual) = (usual, usual);
                    old.baseline.set(*at, Answer::Number(usual));
                    new.baseline.set(to, Answer::Number(usual));
                }
                low <= high
            }
            _ => false,
        }));
    }
    links
}

struct Both<'a> {
    packs: [&'a Pack; 2],
    partitions: [Partition; 2],
    people: [Person; 2],
    gates: Clauses,
}

impl<'a> Both<'a> {
    fn new(old: &'a Pack, new: &'a Pack, links: &Links, spent: &Spent) -> Both<'a> {
        let linked = || links.iter_enumerated().filter_map(|(new, old)| Some((new, (*old)?)));
        let (cuts_old, cuts_new) = (thresholds(old), thresholds(new));
        let to_old =
            linked().flat_map(|(b, a)| cuts_new.iter().filter(move |cut| cut.0 == b).map(move |cut| (a, cut.1)));
        let to_new =
            linked().flat_map(|(b, a)| cuts_old.iter().filter(move |cut| cut.0 == a).map(move |cut| (b, cut.1)));
        let partitions =
            [Partition::with(old, &to_old.collect::<Vec<_>>()), Partition::with(new, &to_new.collect::<Vec<_>>())];
        let mut gates = Clauses::new(spent);
        let slots: TiVec<QuestionId, Slot> =
            old.questions.keys().map(|question| Slot::free(&mut gates, old, &partitions[0], question)).collect();
        let others = links.iter_enumerated().map(|(at, link)| match link {
            Some(from) => carried(&mut gates, old, new, &partitions[1], &slots[*from], *from, at),
            None => Slot::free(&mut gates, new, &partitions[1], at),
        });
        let others: TiVec<QuestionId, Slot> = others.collect();
        let people = [
            Person::whole(&mut gates, old, &partitions[0], slots),
            Person::whole(&mut gates, new, &partitions[1], others),
        ];
        // Whoever is compared must be possible in both.
        for (at, pack) in [old, new].into_iter().enumerate() {
            for stated in &pack.impossible {
                let certain = people[at].rails(&mut gates, &partitions[at], &stated.when).certain;
                gates.clause(&[!certain]);
            }
        }
        Both { packs: [old, new], partitions, people, gates }
    }

    fn solve(&mut self, from: Level, to: Level) -> (Existence, Option<(Answers, Answers)>) {
        let mut all = Vec::new();
        for (at, level) in [from, to].into_iter().enumerate() {
            all.push(self.reaches(at, level));
            if let Some(above) = Level::ALL.into_iter().find(|above| *above > level) {
                all.push(!self.reaches(at, above));
            }
        }
        let verdict = self.gates.solve(&all);
        let people = (verdict == Existence::Somebody).then(|| {
            let [a, b] = [0, 1].map(|at| self.people[at].answers(&self.gates, self.packs[at], &self.partitions[at]));
            (a, b)
        });
        (verdict, people)
    }

    fn reaches(&mut self, at: usize, level: Level) -> Lit {
        if level == Level::Note {
            return self.gates.yes();
        }
        let rules = self.packs[at].rules.iter().filter(|rule| rule.level >= level);
        let found: Vec<Lit> = rules
            .map(|rule| self.people[at].rails(&mut self.gates, &self.partitions[at], &rule.when).possible)
            .collect();
        self.gates.any(found)
    }
}

/// The answer to the new question that goes with an answer to the old one.
fn carried(
    gates: &mut Clauses,
    old: &Pack,
    new: &Pack,
    partition: &Partition,
    slot: &Slot,
    from: QuestionId,
    to: QuestionId,
) -> Slot {
    let (before, after) = (old.questions[from].domain.choices(), new.questions[to].domain.choices());
    let same = before.len() == after.len() && before.iter().zip(after).all(|(a, b)| a.id == b.id);
    if same {
        return slot.clone();
    }
    let place = |id: &str| before.position(|choice| choice.id == id);
    let fresh = Slot::free(gates, new, partition, to);
    if let Domain::Many(_) = &new.questions[to].domain {
        // A tick that both have is the same in both; a new one may be anything.
        let shared = |fresh: &[Lit], old: &[Lit]| {
            let ticks = after.iter().zip(fresh);
            ticks.map(|(choice, lit)| place(&choice.id).map_or(*lit, |option| old[option.place()])).collect()
        };
        return Slot { known: shared(&fresh.known, &slot.known), steps: shared(&fresh.steps, &slot.steps) };
    }
    for (was, is) in slot.known.iter().zip(&fresh.known) {
        gates.clause(&[!*was, *is]);
        gates.clause(&[*was, !*is]);
    }
    let gone: Vec<Lit> = before
        .keys()
        .filter(|option| !after.iter().any(|choice| choice.id == before[*option].id))
        .map(|option| slot.says(gates, &[], AnswerTest::Is(option)))
        .collect();
    for (at, choice) in after.iter_enumerated() {
        if let Some(was) = place(&choice.id) {
            let (a, b) = (slot.says(gates, &[], AnswerTest::Is(was)), fresh.says(gates, &[], AnswerTest::Is(at)));
            gates.clause(&[!a, b]);
            let or_gone: Vec<Lit> = gone.iter().copied().chain([!b, a]).collect();
            gates.clause(&or_gone);
        }
    }
    fresh
}

/// The level that each version tells a person.
fn told(old: &Pack, new: &Pack, a: &Answers, b: &Answers) -> (Level, Level) {
    (assess(old, a).level, assess(new, b).level)
}

/// The same change of level in a person as plain as can be.
fn shrink(old: &Pack, new: &Pack, links: &Links, levels: (Level, Level), a: Answers, b: Answers) -> (Answers, Answers) {
    let (mut a, mut b) = (a, b);
    let possible = |a: &Answers, b: &Answers| impossible(old, a).is_empty() && impossible(new, b).is_empty();
    let fits = |a: &Answers, b: &Answers| told(old, new, a, b) == levels && possible(a, b);
    for from in old.questions.keys() {
        let to = links.position(|link| *link == Some(from));
        let baseline = old.baseline.get(from);
        let other = b.clone();
        let other = match to {
            Some(to) => carry(old, new, from, to, baseline).map(|answer| other.with(to, answer)),
            None => Some(other),
        };
        let one = a.with(from, baseline);
        if let Some(other) = other.filter(|other| fits(&one, other)) {
            (a, b) = (one, other);
        }
    }
    for to in new.questions.keys().filter(|question| links[*question].is_none()) {
        let other = b.with(to, new.baseline.get(to));
        if fits(&a, &other) {
            b = other;
        }
    }
    (a, b)
}

/// The same answer to the other version of a question, where it takes it.
fn carry(old: &Pack, new: &Pack, from: QuestionId, to: QuestionId, answer: Option<Answer>) -> Option<Answer> {
    let (before, after) = (old.questions[from].domain.choices(), new.questions[to].domain.choices());
    let place = |option: OptionId| after.position(|choice| choice.id == before[option].id);
    let same = match answer? {
        Answer::One(option) => place(option).map(Answer::One),
        Answer::Many(Ticks::NONE) => Some(Answer::Many(Ticks::NONE)),
        Answer::Many(_) => None,
        answer => Some(answer),
    };
    same.filter(|answer| new.questions[to].domain.takes(*answer))
}
