//! The same rules, 64 people at a time: one bit a person, one word a fact. For long lists.
//!
//! It says what [`assess`](crate::engine::assess) says, without the reasons.

mod circuit;
mod facts;
mod lanes;

use crate::engine::Certainty;
use crate::engine::gates::{Gates, Rails};
use crate::model::{Answers, Level, Pack, RuleId};
use circuit::{Circuit, Signal};
use facts::Facts;
use lanes::{Bits, LANES, transpose};
use typed_index_collections::TiVec;

/// The rules of a pack as one circuit of and-gates.
pub struct BitSlice {
    facts: Facts,
    circuit: Circuit,
    /// For each rule: when it is certain, and when it is not ruled out.
    rules: TiVec<RuleId, Rails<Signal>>,
    /// For the whole and then for each risk: the levels that can be found, worst first, each with when it is.
    levels: Vec<Vec<(Level, Signal)>>,
}

/// What is found for one person.
#[derive(Clone, Copy, Debug)]
pub struct LaneVerdict<'a> {
    /// The highest level found.
    pub level: Level,
    /// The highest level found for each risk of the pack.
    pub risks: &'a [Level],
    certain: &'a [u64],
    found: &'a [u64],
}

impl LaneVerdict<'_> {
    /// The rules found, in the order of the pack.
    pub fn rules(&self) -> impl Iterator<Item = (RuleId, Certainty)> + '_ {
        self.found.iter().zip(self.certain).enumerate().flat_map(|(word, (found, certain))| {
            Bits(*found).map(move |bit| {
                let certainty = if certain >> bit & 1 == 1 { Certainty::Certain } else { Certainty::Possible };
                (RuleId::new(word * 64 + bit), certainty)
            })
        })
    }
}

impl BitSlice {
    /// Builds the circuit of a pack.
    pub fn new(pack: &Pack) -> BitSlice {
        let mut facts = Facts::of(pack);
        let mut circuit = Circuit::new(facts.planes());
        facts.meet(&mut circuit, pack);
        let rules: TiVec<RuleId, Rails<Signal>> =
            pack.rules.iter().map(|rule| facts.rails(&mut circuit, &rule.when)).collect();
        let mut worst = |counts: &dyn Fn(RuleId) -> bool| -> Vec<(Level, Signal)> {
            let levels = Level::ALL.into_iter().rev().filter(|level| *level > Level::Note);
            levels
                .filter_map(|level| {
                    let of_level = rules.keys().filter(|rule| pack.rules[*rule].level == level && counts(*rule));
                    let lines: Vec<Signal> = of_level.map(|rule| rules[rule].possible).collect();
                    (!lines.is_empty()).then(|| (level, circuit.any(lines)))
                })
                .collect()
        };
        let mut levels = vec![worst(&|_| true)];
        levels.extend(pack.risks.keys().map(|risk| worst(&|rule| pack.rules[rule].risks.contains(&risk))));
        BitSlice { facts, circuit, rules, levels }
    }

    /// Looks at every sheet in turn: its number from 0, and what is found.
    pub fn each(&self, sheets: &[Answers], mut see: impl FnMut(usize, LaneVerdict)) {
        let mut block = LaneBlock::new(self);
        for (number, sheets) in sheets.chunks(LANES).enumerate() {
            block.assess(self, sheets);
            for lane in 0..sheets.len() {
                see(number * LANES + lane, block.verdict(lane));
            }
        }
    }
}

/// Scratch space, and the verdicts of up to 64 people.
struct LaneBlock {
    planes: Vec<u64>,
    words: usize,
    certain: Vec<u64>,
    found: Vec<u64>,
    domains: usize,
    levels: Vec<Level>,
}

impl LaneBlock {
    fn new(rules: &BitSlice) -> LaneBlock {
        let (words, domains) = (rules.rules.len().div_ceil(64), rules.levels.len());
        LaneBlock {
            planes: Vec::new(),
            words,
            certain: vec![0; words * LANES],
            found: vec![0; words * LANES],
            domains,
            levels: vec![Level::Note; domains * LANES],
        }
    }

    fn assess(&mut self, rules: &BitSlice, sheets: &[Answers]) {
        rules.circuit.clear(&mut self.planes);
        rules.facts.pack(sheets, &mut self.planes);
        rules.circuit.run(&mut self.planes);
        for (word, rails) in rules.rules.raw.chunks(64).enumerate() {
            self.spread(word, rails);
        }
        self.levels.fill(Level::Note);
        for (domain, levels) in rules.levels.iter().enumerate() {
            let mut open = u64::MAX;
            for (level, line) in levels {
                for lane in Bits(line.of(&self.planes) & open) {
                    self.levels[lane * self.domains + domain] = *level;
                }
                open &= !line.of(&self.planes);
            }
        }
    }

    /// From one word a rule to one word a person.
    fn spread(&mut self, word: usize, rails: &[Rails<Signal>]) {
        let (mut certain, mut found) = ([0; 64], [0; 64]);
        for (bit, rail) in rails.iter().enumerate() {
            certain[bit] = rail.certain.of(&self.planes);
            found[bit] = rail.possible.of(&self.planes);
        }
        transpose(&mut certain);
        transpose(&mut found);
        for lane in 0..LANES {
            self.certain[lane * self.words + word] = certain[lane];
            self.found[lane * self.words + word] = found[lane];
        }
    }

    fn verdict(&self, lane: usize) -> LaneVerdict<'_> {
        let levels = &self.levels[lane * self.domains..][..self.domains];
        LaneVerdict {
            level: levels[0],
            risks: &levels[1..],
            certain: &self.certain[lane * self.words..][..self.words],
            found: &self.found[lane * self.words..][..self.words],
        }
    }
}
