//! What some attempts add up to.

use super::attempt::{Attempt, LevelCall};

/// The score of some attempts. What concerns the level and what concerns the risks are never added up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Score {
    /// How many people were judged.
    pub people: usize,
    /// On the level.
    pub right: usize,
    /// Below the level: a danger missed.
    pub under: usize,
    /// Above the level: crying wolf.
    pub over: usize,
    /// People of whom a risk was missed, whatever level was given.
    pub with_risk_missed: usize,
    /// Risks missed, over all people.
    pub risks_missed: usize,
    /// Risks named that the rules do not raise, over all people.
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
        score.right += usize::from(attempt.call == LevelCall::Right);
        score.under += usize::from(attempt.call == LevelCall::Under);
        score.over += usize::from(attempt.call == LevelCall::Over);
        score.with_risk_missed += usize::from(!attempt.missed.is_empty());
        score.risks_missed += attempt.missed.len();
        score.risks_extra += attempt.extra.len();
    }
    score
}
