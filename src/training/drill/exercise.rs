//! A person to be judged, a guess, and how far it is from what the rules say.

use crate::engine::assess;
use crate::model::{Case, Day, Level, Pack, RiskId};
use crate::pack::unparse;
use std::cmp::Ordering;
use std::collections::HashSet;

/// A person to be judged.
#[derive(Clone, Debug)]
pub struct Exercise<'a> {
    /// The rules by which the person is judged.
    pub pack: &'a Pack,
    /// The person: a case of that pack.
    pub case: &'a Case,
}

impl Exercise<'_> {
    /// The name it is remembered by, whatever else changes in the pack.
    pub fn key(&self) -> String {
        format!("{}: {}", self.pack.id, self.case.name)
    }

    /// Whether what goes without asking on a day of work is so for this person.
    pub fn is_of(&self, day: &Day) -> bool {
        self.pack.granted(day).given().all(|(question, answer)| self.case.given.get(question) == Some(answer))
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
    /// The level, of the person as a whole.
    pub level: Level,
    /// The risks that are raised.
    pub risks: Vec<RiskId>,
}

/// How a guess compares with the rules. Too low a level misses a danger; too high a one only cries wolf.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GuessMark {
    /// `Less` is under-calling, `Greater` is over-calling.
    pub level: Ordering,
    /// Risks the rules raise that were not guessed.
    pub missed: Vec<RiskId>,
    /// Risks that were guessed and the rules do not raise.
    pub extra: Vec<RiskId>,
}

/// Compares a guess with what the rules say of the same person.
pub fn mark(guess: &Judgement, truth: &Judgement) -> GuessMark {
    let without =
        |a: &Judgement, b: &Judgement| a.risks.iter().filter(|risk| !b.risks.contains(risk)).copied().collect();
    GuessMark { level: guess.level.cmp(&truth.level), missed: without(truth, guess), extra: without(guess, truth) }
}

/// The cases of these packs that make an exercise: each person once, and in their own words where there are some.
pub fn exercises<'a>(packs: impl IntoIterator<Item = &'a Pack>) -> Vec<Exercise<'a>> {
    let mut exercises: Vec<Exercise> = Vec::new();
    for pack in packs {
        let mut seen = HashSet::new();
        let (told, composed): (Vec<&Case>, Vec<&Case>) = pack.cases.iter().partition(|case| case.words.is_some());
        let all = told.into_iter().chain(composed);
        let once = all.filter(|case| seen.insert(unparse::given(pack, &case.given)));
        exercises.extend(once.map(|case| Exercise { pack, case }));
    }
    exercises
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
        let marked = mark(&guess, &truth);
        assert_eq!(
            (marked.level, marked.missed, marked.extra),
            (Ordering::Less, vec![RiskId::new(0)], vec![RiskId::new(1)])
        );
        assert_eq!(mark(&truth, &guess).level, Ordering::Greater);
    }
}
