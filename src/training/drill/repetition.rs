//! Which exercises come back, and when: spaced repetition in boxes (Leitner 1972).

use super::attempt::Attempt;
use super::exercise::Exercise;
use jiff::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days until an exercise comes back: what was missed the next day, then after ever longer times.
const BOXES: [i32; 6] = [1, 2, 4, 8, 16, 32];

/// How far an exercise is learned, and when it is due again: a miss sends it back to the first box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Learned {
    /// From 0, the number of right calls since the last miss; at most that of the last box.
    pub level: usize,
    /// The day from which it is to come again.
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

#[cfg(test)]
mod tests {
    use super::learned;
    use crate::model::Level;
    use crate::training::drill::{Attempt, LevelCall};

    #[test]
    fn what_is_right_comes_back_after_ever_longer_times_and_what_is_missed_the_next_day() {
        let attempt = |date: &str, call: LevelCall| Attempt {
            schema: 1,
            kind: "drill".to_owned(),
            date: date.to_owned(),
            trainee: "CD".to_owned(),
            pack: "p".to_owned(),
            fingerprint: String::new(),
            notice: String::new(),
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
            ("2027-01-01", LevelCall::Right, "2027-01-03"),
            ("2027-01-03", LevelCall::Right, "2027-01-07"),
            ("2027-01-07", LevelCall::Under, "2027-01-08"),
            ("2027-01-08", LevelCall::Right, "2027-01-10"),
        ] {
            history.push(attempt(day, call));
            assert_eq!(learned(&history)["p: x"].due.to_string(), due, "{day}");
        }
    }
}
