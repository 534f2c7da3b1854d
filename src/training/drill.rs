//! Exercises for a class: a person in words, a guess, and how far it is from what the rules say.

use crate::engine::assess;
use crate::model::{Case, Level, Pack, RiskId};
use crate::record::{self, Fault, checksum};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

/// The number of this form of an attempt.
const SCHEMA: u32 = 1;

/// What tells a line from those of other programs.
const KIND: &str = "drill";

/// Days until an exercise comes back: what was missed the next day, then after ever longer times.
const BOXES: [i32; 6] = [1, 2, 4, 8, 16, 32];

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
#[serde(deny_unknown_fields)]
pub struct Attempt {
    pub schema: u32,
    pub kind: String,
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
    /// SHA-256 over all of the above: tells that the line was not edited since, not who wrote it.
    pub checksum: String,
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
    /// What is kept of one call.
    pub fn new(exercise: &Exercise, guess: &Judgement, trainee: &str, today: Date) -> Attempt {
        let truth = exercise.truth();
        let mark = mark(guess, &truth);
        let pack = exercise.pack;
        let names = |risks: &[RiskId]| risks.iter().map(|risk| pack.risks[*risk].id.clone()).collect();
        let mut attempt = Attempt {
            schema: SCHEMA,
            kind: KIND.to_owned(),
            date: today.to_string(),
            trainee: trainee.to_owned(),
            pack: pack.id.clone(),
            fingerprint: pack.fingerprint.clone(),
            exercise: exercise.key(),
            guess: guess.level,
            truth: truth.level,
            call: mark.level.into(),
            missed: names(&mark.missed),
            extra: names(&mark.extra),
            checksum: String::new(),
        };
        attempt.checksum = attempt.sum();
        attempt
    }

    /// The checksum that belongs to what the line says.
    pub fn sum(&self) -> String {
        checksum(&Attempt { checksum: String::new(), ..self.clone() })
    }

    /// Reads a line.
    ///
    /// # Errors
    /// When it is from a newer program, is no attempt, or was altered since.
    pub fn read(line: &str) -> Result<Attempt, Fault> {
        let attempt: Attempt = record::read_kind(line, KIND, SCHEMA)?;
        if attempt.checksum == attempt.sum() { Ok(attempt) } else { Err(Fault::Altered) }
    }

    /// Whether the exercise ought to come back soon.
    pub fn is_missed(&self) -> bool {
        self.call != Call::Right || !self.missed.is_empty()
    }
}

/// The attempts of a file, and the lines that are none: those of another version are never lost.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attempts {
    /// The oldest first.
    pub attempts: Vec<Attempt>,
    /// The numbers of the lines that were altered since they were written, from 1.
    pub altered: Vec<usize>,
    /// How many lines are something else.
    pub unread: usize,
}

impl Attempts {
    /// Reads one attempt a line.
    pub fn read(bytes: &[u8]) -> Attempts {
        let mut all = Attempts::default();
        for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match std::str::from_utf8(line).map(Attempt::read) {
                Ok(Ok(attempt)) => all.attempts.push(attempt),
                Ok(Err(Fault::Altered)) => all.altered.push(number),
                _ => all.unread += 1,
            }
        }
        all
    }
}

/// How far an exercise is learned, and when it is due again (Leitner 1972): a miss sends it back to the first box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Learned {
    /// From 0, the number of right calls since the last miss; at most that of the last box.
    pub level: usize,
    pub due: Date,
}

/// How far each exercise of one trainee is learned, by the name it is remembered by.
pub fn learned<'a>(history: impl IntoIterator<Item = &'a Attempt>) -> BTreeMap<&'a str, Learned> {
    let mut all: BTreeMap<&str, Learned> = BTreeMap::new();
    for attempt in history {
        let Ok(day) = attempt.date.parse::<Date>() else { continue };
        let before = all.get(attempt.exercise.as_str());
        let level = match before {
            _ if attempt.is_missed() => 0,
            // Right twice on one day is learned once.
            Some(before) if day < before.due => before.level,
            Some(before) => (before.level + 1).min(BOXES.len() - 1),
            None => 1,
        };
        let due = day.saturating_add(Span::new().days(BOXES[level]));
        all.insert(&attempt.exercise, Learned { level, due });
    }
    all
}

/// So many exercises: those that are due again first, up to half; then those never seen; then the rest, soonest due
/// first. Every other one is somebody in their own words, as long as there are such.
pub fn choose(exercises: &[Exercise], history: &[Attempt], count: usize, seed: u64, today: Date) -> Vec<usize> {
    let learned = learned(history);
    let mut order: Vec<usize> = (0..exercises.len()).collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut order);
    let keys: Vec<String> = exercises.iter().map(Exercise::key).collect();
    let due = |at: usize| learned.get(keys[at].as_str()).map(|learned| learned.due);
    let (mut again, mut rest): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|at| due(*at).is_some_and(|day| day <= today));
    again.sort_by_key(|at| due(*at));
    let mut ranks = [0, 1];
    rest.sort_by_cached_key(|at| {
        let rank = &mut ranks[usize::from(exercises[*at].case.words.is_none())];
        *rank += 2;
        (due(*at), *rank)
    });
    let back = again.len().min(count.div_ceil(2).max(count.saturating_sub(rest.len())));
    let mut chosen: Vec<usize> = again[..back].to_vec();
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

/// The score of some attempts. What concerns the level and what concerns the risks are never added up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Score {
    pub people: usize,
    /// On the level.
    pub right: usize,
    /// Below the level: a danger missed.
    pub under: usize,
    /// Above the level: crying wolf.
    pub over: usize,
    /// People of whom a risk was missed, whatever level was given.
    pub with_risk_missed: usize,
    pub risks_missed: usize,
    pub risks_extra: usize,
}

impl Score {
    /// The share of people on the level, in percent.
    pub fn percent(&self) -> u32 {
        u32::try_from(100 * self.right / self.people.max(1)).unwrap_or(0)
    }

    /// Whether so many in a hundred were on the level, and none below it.
    pub fn passes(&self, mark: u32) -> bool {
        self.people > 0 && self.percent() >= mark && self.under == 0
    }
}

/// Adds up some attempts.
pub fn score<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> Score {
    let mut score = Score::default();
    for attempt in attempts {
        score.people += 1;
        score.right += usize::from(attempt.call == Call::Right);
        score.under += usize::from(attempt.call == Call::Under);
        score.over += usize::from(attempt.call == Call::Over);
        score.with_risk_missed += usize::from(!attempt.missed.is_empty());
        score.risks_missed += attempt.missed.len();
        score.risks_extra += attempt.extra.len();
    }
    score
}

#[cfg(test)]
mod tests {
    use super::{Attempt, Call, Judgement, learned, mark};
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

    #[test]
    fn what_is_right_comes_back_after_ever_longer_times_and_what_is_missed_the_next_day() {
        let attempt = |date: &str, call: Call| Attempt {
            schema: super::SCHEMA,
            kind: super::KIND.to_owned(),
            date: date.to_owned(),
            trainee: "CD".to_owned(),
            pack: "p".to_owned(),
            fingerprint: String::new(),
            exercise: "p: x".to_owned(),
            guess: Level::Note,
            truth: Level::Note,
            call,
            missed: Vec::new(),
            extra: Vec::new(),
            checksum: String::new(),
        };
        let mut history = Vec::new();
        for (day, call, due) in [
            ("2027-01-01", Call::Right, "2027-01-03"),
            ("2027-01-03", Call::Right, "2027-01-07"),
            ("2027-01-07", Call::Under, "2027-01-08"),
            ("2027-01-08", Call::Right, "2027-01-10"),
        ] {
            history.push(attempt(day, call));
            assert_eq!(learned(&history)["p: x"].due.to_string(), due, "{day}");
        }
    }
}
