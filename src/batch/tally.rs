//! Counts over a list: by level, by risk and by rule.

use crate::batch::bit_slice::LaneVerdict;
use crate::engine::Certainty;
use crate::model::{Level, Pack, RiskId, RuleId};
use typed_index_collections::{TiVec, ti_vec};

/// How many people stand where. Sums of parts are the same as of the whole, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Lines that could be read, a person each.
    pub people: u64,
    /// Lines that could not be read.
    pub bad: u64,
    /// By level, in rising order.
    pub levels: [u64; 7],
    /// The same by what is certain alone, and not because something is not known.
    pub certain_levels: [u64; 7],
    /// For each risk of the pack the same.
    pub risks: TiVec<RiskId, [u64; 7]>,
    /// For each rule of the pack: how often it was certain, and how often possible.
    pub rules: TiVec<RuleId, (u64, u64)>,
    rule_levels: TiVec<RuleId, Level>,
}

impl Tally {
    /// Nobody yet, with a place for each risk and rule of the pack.
    pub fn new(pack: &Pack) -> Tally {
        Tally {
            risks: ti_vec![[0; 7]; pack.risks.len()],
            rules: ti_vec![(0, 0); pack.rules.len()],
            rule_levels: pack.rules.iter().map(|rule| rule.level).collect(),
            ..Tally::default()
        }
    }

    /// Counts one person more.
    pub fn add(&mut self, verdict: &LaneVerdict) {
        self.people += 1;
        self.levels[verdict.level as usize] += 1;
        for (counts, level) in self.risks.iter_mut().zip(verdict.risks) {
            counts[*level as usize] += 1;
        }
        let mut certain = Level::Note;
        for (rule, certainty) in verdict.rules() {
            match certainty {
                Certainty::Certain => {
                    self.rules[rule].0 += 1;
                    certain = certain.max(self.rule_levels[rule]);
                }
                Certainty::Possible => self.rules[rule].1 += 1,
            }
        }
        self.certain_levels[certain as usize] += 1;
    }

    /// Adds the counts of another part of the list, of the same pack.
    pub fn join(&mut self, other: &Tally) {
        self.people += other.people;
        self.bad += other.bad;
        add(&mut self.levels, &other.levels);
        add(&mut self.certain_levels, &other.certain_levels);
        for (counts, more) in self.risks.iter_mut().zip(&other.risks) {
            add(counts, more);
        }
        for (counts, more) in self.rules.iter_mut().zip(&other.rules) {
            counts.0 += more.0;
            counts.1 += more.1;
        }
    }
}

fn add(counts: &mut [u64; 7], more: &[u64; 7]) {
    for (count, more) in counts.iter_mut().zip(more) {
        *count += more;
    }
}
