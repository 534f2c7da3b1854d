//! And-gates with inverters, each built once, run over 64 lanes at a time.

use crate::engine::gates::Gates;
use std::collections::HashMap;
use std::ops::Not;

/// How many planes a line can tell apart.
const MOST: usize = 1 << 31;

/// A gate's output, or its opposite.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Signal(u32);

impl Signal {
    pub const FALSE: Signal = Signal(0);
    pub const TRUE: Signal = Signal(1);

    fn plane(at: usize) -> Signal {
        // The reader takes at most 64 MiB of text, and no condition needs more than 16 gates a byte: a fact is at
        // least 8 bytes long, and to count at most 64 parts takes fewer than 50 gates a part and rail. All together
        // that is half of what there is room for. A wrong line would be a wrong answer, so there must be none.
        assert!(at < MOST, "too many gates for an answer that can be trusted");
        #[expect(clippy::cast_possible_truncation, reason = "it is below 2^31")]
        Signal(at as u32 * 2)
    }

    /// The 64 lanes of this line.
    pub fn of(self, planes: &[u64]) -> u64 {
        planes[(self.0 >> 1) as usize] ^ u64::from(self.0 & 1).wrapping_neg()
    }
}

impl Not for Signal {
    type Output = Signal;

    fn not(self) -> Signal {
        Signal(self.0 ^ 1)
    }
}

/// Planes given from outside first, then one plane a gate.
pub struct Circuit {
    given: usize,
    gates: Vec<(Signal, Signal)>,
    known: HashMap<(Signal, Signal), Signal>,
}

impl Circuit {
    /// A circuit that is given so many planes, besides the constant one.
    pub fn new(planes: usize) -> Circuit {
        Circuit { given: 1 + planes, gates: Vec::new(), known: HashMap::new() }
    }

    /// The line of a plane given from outside, counted from 0.
    pub fn given(at: usize) -> Signal {
        Signal::plane(1 + at)
    }

    fn and(&mut self, a: Signal, b: Signal) -> Signal {
        let (a, b) = (a.min(b), a.max(b));
        if a == Signal::FALSE || a == !b {
            return Signal::FALSE;
        }
        if a == Signal::TRUE || a == b {
            return b;
        }
        let (given, gates) = (self.given, &mut self.gates);
        *self.known.entry((a, b)).or_insert_with(|| {
            gates.push((a, b));
            Signal::plane(given + gates.len() - 1)
        })
    }

    /// Empties the planes for the next 64 people.
    pub fn clear(&self, planes: &mut Vec<u64>) {
        planes.clear();
        planes.resize(self.given + self.gates.len(), 0);
    }

    /// Fills the planes of the gates.
    pub fn run(&self, planes: &mut [u64]) {
        for (at, (a, b)) in self.gates.iter().enumerate() {
            planes[self.given + at] = a.of(planes) & b.of(planes);
        }
    }
}

impl Gates for Circuit {
    type Wire = Signal;

    fn yes(&self) -> Signal {
        Signal::TRUE
    }

    fn all(&mut self, parts: Vec<Signal>) -> Signal {
        parts.into_iter().fold(Signal::TRUE, |whole, part| self.and(whole, part))
    }
}
