//! Exercises for a class: a person in words, a guess, and how far it is from what the rules say.

use crate::engine::assess;
use crate::model::{Case, Level, Pack, RiskId};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

/// The number of this form of an attempt.
pub const SCHEMA: u32 = 1;

/// A person to be judged.
#[derive(Clone, Debug)]
pub struct Exercise<'a> {
    pub pack: &'a Pack,
    pub case: &'a Case,
}

impl Exercise<'_> {
    /// The name it is remembered by, whatever else changes in the pack.
    pub fn key(&self) -> String {
        format!("{}: {}", self.pack.id, self.case.name)
    }

    /// What the rules say: the level, and the risks raised.
    pub fn truth(&self) -> Judgement {
        let assessment = assess(self.pack, &self.case.given);
        let raised = assessment.risks.iter_enumerated().filter(|(_, level)| **level > Level::Note);
        Judgement { level: assessment.level, risks: raised.map(|(risk, _)| risk).collect() }
    }
}

/// A level and the risks raised, in the order of the pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    pub level: Level,
    pub risks: Vec<RiskId>,
}

/// How a guess compares with the rules. Too low a level misses a danger; too high a one only cries wolf.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// `Less` is under-calling, `Greater` is over-calling.
    pub level: Ordering,
    pub missed: Vec<RiskId>,
    pub extra: Vec<RiskId>,
}

pub fn mark(guess: &Judgement, truth: &Judgement) -> Mark {
    let without = |a: &Judgement, b: &Judgement| a.risks.iter().filter(|it| !b.risks.contains(it)).copied().collect();
    Mark { level: guess.level.cmp(&truth.level), missed: without(truth, guess), extra: without(guess, truth) }
}

/// One guess as it is kept: words only, so that it outlives the pack it was about.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Attempt {
    pub schema: u32,
    /// The day, as `2027-01-05`.
    pub date: String,
    pub trainee: String,
    pub pack: String,
    pub fingerprint: String,
    pub exercise: String,
    pub guess: Level,
    pub truth: Level,
    /// Whether the guess was below, above or on the level of the rules.
    pub call: Call,
    pub missed: Vec<String>,
    pub extra: Vec<String>,
}

#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Call {
    Under,
    Right,
    Over,
}

impl From<Ordering> for Call {
    fn from(order: Ordering) -> Call {
        match order {
            Ordering::Less => Call::Under,
            Ordering::Equal => Call::Right,
            Ordering::Greater => Call::Over,
        }
    }
}

impl Attempt {
    /// Whether the exercise ought to come back.
    pub fn is_missed(&self) -> bool {
        self.call != Call::Right || !self.missed.is_empty()
    }
}

/// So many exercises: those missed the last time first, up to half; then those never seen; then the rest.
/// Every other one is somebody in their own words, as long as there are such.
pub fn choose(exercises: &[Exercise], history: &[Attempt], count: usize, seed: u64) -> Vec<usize> {
    let mut last: BTreeMap<&str, bool> = BTreeMap::new();
    for attempt in history {
        last.insert(&attempt.exercise, attempt.is_missed());
    }
    let mut order: Vec<usize> = (0..exercises.len()).collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut order);
    let keys: Vec<String> = exercises.iter().map(Exercise::key).collect();
    let (missed, mut rest): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|it| last.get(keys[*it].as_str()) == Some(&true));
    let mut ranks = [0, 1];
    rest.sort_by_cached_key(|it| {
        let rank = &mut ranks[usize::from(exercises[*it].case.words.is_none())];
        *rank += 2;
        (last.contains_key(keys[*it].as_str()), *rank)
    });
    let back = missed.len().min(count.div_ceil(2).max(count.saturating_sub(rest.len())));
    let mut chosen: Vec<usize> = missed[..back].to_vec();
    chosen.extend(rest.into_iter().take(count - back));
    chosen
}

/// The cases of these packs that make an exercise: each person once, and in their own words where there are some.
pub fn exercises<'a>(packs: impl IntoIterator<Item = &'a Pack>) -> Vec<Exercise<'a>> {
    let mut exercises: Vec<Exercise> = Vec::new();
    for pack in packs {
        let mut seen = HashSet::new();
        let (told, composed): (Vec<&Case>, Vec<&Case>) = pack.cases.iter().partition(|it| it.words.is_some());
        let all = told.into_iter().chain(composed);
        let once = all.filter(|it| seen.insert(crate::pack::unparse::given(pack, &it.given)));
        exercises.extend(once.map(|case| Exercise { pack, case }));
    }
    exercises
}

/// The score of some attempts. The two kinds of error are never added up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Score {
    pub people: usize,
    pub right: usize,
    pub under: usize,
    pub over: usize,
    pub risks_missed: usize,
    pub risks_extra: usize,
}

pub fn score<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> Score {
    let mut score = Score::default();
    for it in attempts {
        score.people += 1;
        score.right += usize::from(it.call == Call::Right);
        score.under += usize::from(it.call == Call::Under);
        score.over += usize::from(it.call == Call::Over);
        score.risks_missed += it.missed.len();
        score.risks_extra += it.extra.len();
    }
    score
}

#[cfg(test)]
mod tests {
    use super::{Judgement, mark};
    use crate::model::{Level, RiskId};
    use std::cmp::Ordering;

    #[test]
    fn too_low_a_level_and_a_forgotten_risk_are_told_from_crying_wolf() {
        let truth = Judgement { level: Level::Deferral, risks: [0, 2].map(RiskId::new).to_vec() };
        let guess = Judgement { level: Level::Note, risks: [1, 2].map(RiskId::new).to_vec() };
        let it = mark(&guess, &truth);
        assert_eq!((it.level, it.missed, it.extra), (Ordering::Less, vec![RiskId::new(0)], vec![RiskId::new(1)]));
        assert_eq!(mark(&truth, &guess).level, Ordering::Greater);
    }
}
