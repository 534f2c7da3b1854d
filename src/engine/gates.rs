//! Conditions as Boolean gates, whatever gates are made of. The one walk over a condition that is not plain truth.
//!
//! Kleene's three values are two plain ones: that a statement is certain, and that it is not ruled out.

use crate::model::logic::Condition;
use std::ops::Not;

/// Something that builds gates, and gives each a wire.
pub trait Gates {
    /// What a gate puts out, or a fact; it can be negated for nothing.
    type Wire: Copy + Not<Output = Self::Wire>;

    /// The wire that is always true.
    fn yes(&self) -> Self::Wire;

    /// True where all of these are.
    fn all(&mut self, parts: Vec<Self::Wire>) -> Self::Wire;

    /// True where one of these is.
    fn any(&mut self, parts: Vec<Self::Wire>) -> Self::Wire {
        !self.all(parts.into_iter().map(Self::Wire::not).collect())
    }

    /// True where at least so many of these are. Takes some `m log² n` gates for `n` of `m`.
    fn at_least(&mut self, n: usize, parts: Vec<Self::Wire>) -> Self::Wire {
        if n == 0 {
            return self.yes();
        }
        if n > parts.len() {
            return !self.yes();
        }
        // So many hold just when fewer than the others do not: the smaller number is counted.
        let rest = parts.len() - n + 1;
        if rest < n {
            return !self.at_least(rest, parts.into_iter().map(Self::Wire::not).collect());
        }
        if n == 1 { self.any(parts) } else { sorted(self, n, &parts)[n - 1] }
    }
}

/// The first `n` of the parts, those that hold first.
fn sorted<G: Gates + ?Sized>(gates: &mut G, n: usize, parts: &[G::Wire]) -> Vec<G::Wire> {
    if parts.len() < 2 {
        return parts.to_vec();
    }
    let (left, right) = parts.split_at(parts.len() / 2);
    let (left, right) = (sorted(gates, n, left), sorted(gates, n, right));
    merged(gates, n, &left, &right)
}

/// The first `n` of two sorted lists together: Batcher's odd-even merge, without what is not looked at.
fn merged<G: Gates + ?Sized>(gates: &mut G, n: usize, a: &[G::Wire], b: &[G::Wire]) -> Vec<G::Wire> {
    match (n, a, b) {
        (0, ..) => return Vec::new(),
        (_, [], list) | (_, list, []) => return list[..n.min(list.len())].to_vec(),
        (1, [a], [b]) => return vec![gates.any(vec![*a, *b])],
        (_, [a], [b]) => return vec![gates.any(vec![*a, *b]), gates.all(vec![*a, *b])],
        _ => (),
    }
    let every_other = |list: &[G::Wire], from| list.iter().copied().skip(from).step_by(2).collect::<Vec<_>>();
    let even = merged(gates, n / 2 + 1, &every_other(a, 0), &every_other(b, 0));
    let odd = merged(gates, n / 2, &every_other(a, 1), &every_other(b, 1));
    let mut list = vec![even[0]];
    for at in 0..n / 2 {
        match (odd.get(at), even.get(at + 1)) {
            (Some(a), Some(b)) => {
                list.push(gates.any(vec![*a, *b]));
                if list.len() < n {
                    list.push(gates.all(vec![*a, *b]));
                }
            }
            (Some(only), None) | (None, Some(only)) => list.push(*only),
            (None, None) => break,
        }
    }
    list
}

/// One of the two plain values of a three-valued truth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rail {
    /// It is so.
    Certain,
    /// It may be so.
    Possible,
}

/// A three-valued truth as two wires.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rails<W> {
    /// That it is so.
    pub certain: W,
    /// That it may be so.
    pub possible: W,
}

impl<W: Copy> Rails<W> {
    /// One of the two.
    pub fn of(self, rail: Rail) -> W {
        match rail {
            Rail::Certain => self.certain,
            Rail::Possible => self.possible,
        }
    }
}

/// A fact as a wire: it holds if its question is asked and the answer matches, and may hold if the answer is not known.
///
/// `says` is that the answer is known and matches.
pub fn fact<G: Gates>(gates: &mut G, asked: Rails<G::Wire>, known: G::Wire, says: G::Wire, rail: Rail) -> G::Wire {
    let matches = match rail {
        Rail::Certain => says,
        Rail::Possible => gates.any(vec![!known, says]),
    };
    gates.all(vec![asked.of(rail), matches])
}

/// One rail of a condition as a wire, given the same rail of each fact.
pub fn wire<G: Gates, F>(
    gates: &mut G,
    condition: &Condition<F>,
    rail: Rail,
    fact: &mut impl FnMut(&mut G, &F, Rail) -> G::Wire,
) -> G::Wire {
    let mut wires = |gates: &mut G, parts: &[Condition<F>]| -> Vec<G::Wire> {
        parts.iter().map(|part| wire(gates, part, rail, fact)).collect()
    };
    match condition {
        Condition::All(parts) => {
            let parts = wires(gates, parts);
            gates.all(parts)
        }
        Condition::Any(parts) => {
            let parts = wires(gates, parts);
            gates.any(parts)
        }
        Condition::AtLeast(n, parts) => {
            let parts = wires(gates, parts);
            gates.at_least(*n, parts)
        }
        // What is certain rules out its opposite.
        Condition::Not(part) => {
            let other = if rail == Rail::Certain { Rail::Possible } else { Rail::Certain };
            !wire(gates, part, other, fact)
        }
        Condition::Fact(it) => fact(gates, it, rail),
    }
}

/// Both rails of a condition.
pub fn rails<G: Gates, F>(
    gates: &mut G,
    condition: &Condition<F>,
    fact: &mut impl FnMut(&mut G, &F, Rail) -> G::Wire,
) -> Rails<G::Wire> {
    let certain = wire(gates, condition, Rail::Certain, fact);
    Rails { certain, possible: wire(gates, condition, Rail::Possible, fact) }
}

#[cfg(test)]
mod tests {
    use super::{Gates, Rail, wire};
    use crate::model::logic::{Condition, Truth};

    /// Gates that only compute, and count what they were asked for.
    struct Counted(usize);

    impl Gates for Counted {
        type Wire = bool;

        fn yes(&self) -> bool {
            true
        }

        fn all(&mut self, parts: Vec<bool>) -> bool {
            self.0 += 1;
            parts.into_iter().all(|part| part)
        }
    }

    #[test]
    fn so_many_hold_just_when_so_many_hold() {
        for m in 0..=9 {
            for holds in 0..1_u32 << m {
                let parts: Vec<bool> = (0..m).map(|at| holds >> at & 1 == 1).collect();
                for n in 0..=m + 1 {
                    assert_eq!(
                        Counted(0).at_least(n, parts.clone()),
                        holds.count_ones() as usize >= n,
                        "{n} of {parts:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn counting_takes_few_gates() {
        let mut gates = Counted(0);
        gates.at_least(32, vec![true; 64]);
        assert!(gates.0 < 1_100, "{}", gates.0);
        let mut gates = Counted(0);
        gates.at_least(63, vec![true; 64]);
        assert!(gates.0 < 300, "{}", gates.0);
    }

    #[test]
    fn the_two_rails_say_what_three_values_say() {
        const ALL: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];
        let part = |truth| Condition::Fact(truth);
        for (a, b, c) in ALL.into_iter().flat_map(|a| ALL.into_iter().flat_map(move |b| ALL.map(|c| (a, b, c)))) {
            let none_or_two = Condition::Not(Box::new(Condition::AtLeast(2, vec![part(a), part(b), part(c)])));
            let whole = Condition::Any(vec![Condition::All(vec![part(a), part(b)]), none_or_two]);
            let rail = |rail| {
                let mut fact = |_: &mut Counted, truth: &Truth, rail| match rail {
                    Rail::Certain => *truth == Truth::True,
                    Rail::Possible => *truth != Truth::False,
                };
                wire(&mut Counted(0), &whole, rail, &mut fact)
            };
            let truth = whole.truth(&|truth| *truth);
            assert_eq!((rail(Rail::Certain), rail(Rail::Possible)), (truth == Truth::True, truth != Truth::False));
        }
    }
}
