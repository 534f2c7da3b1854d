//! Kleene's three-valued logic, and conditions over any kind of fact. Knows nothing of questions.

use serde::{Deserialize, Serialize};

/// How certain a statement is. The order makes "all" a minimum and "any" a maximum.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It cannot be told.
    Unknown,
    /// It holds.
    True,
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}

/// A condition over facts of type `F`.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub enum Condition<F> {
    /// One fact.
    Fact(F),
    /// Every part; always so where there is none.
    All(Vec<Condition<F>>),
    /// One part or more; never so where there is none.
    Any(Vec<Condition<F>>),
    /// At least so many of the parts.
    AtLeast(usize, Vec<Condition<F>>),
    /// The opposite of a part.
    Not(Box<Condition<F>>),
}

impl<F> Condition<F> {
    /// The condition that always holds.
    pub fn always() -> Self {
        Condition::All(Vec::new())
    }

    /// Whether it is written so that it always holds.
    pub fn is_always(&self) -> bool {
        matches!(self, Condition::All(parts) if parts.is_empty())
    }

    /// The truth of the condition, given the truth of each fact.
    pub fn truth(&self, fact: &impl Fn(&F) -> Truth) -> Truth {
        match self {
            Condition::Fact(it) => fact(it),
            Condition::All(parts) => parts.iter().map(|part| part.truth(fact)).min().unwrap_or(Truth::True),
            Condition::Any(parts) => parts.iter().map(|part| part.truth(fact)).max().unwrap_or(Truth::False),
            Condition::AtLeast(n, parts) => at_least(*n, parts.iter().map(|part| part.truth(fact))),
            Condition::Not(part) => !part.truth(fact),
        }
    }

    /// Every fact looked at, in the order written, doubles included.
    pub fn facts(&self) -> Vec<&F> {
        let mut facts = Vec::new();
        self.visit(&mut |fact| facts.push(fact));
        facts
    }

    /// How many conditions it is made of, itself included, and how deep they nest.
    pub fn extent(&self) -> (usize, usize) {
        match self {
            Condition::Fact(_) => (1, 1),
            Condition::Not(part) => {
                let (size, depth) = part.extent();
                (size.saturating_add(1), depth + 1)
            }
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                let inside = parts.iter().map(Condition::extent);
                let (size, depth) = inside.fold((0, 0), |(size, depth): (usize, usize), (more, deep)| {
                    (size.saturating_add(more), depth.max(deep))
                });
                (size.saturating_add(1), depth + 1)
            }
        }
    }

    /// The conditions it is made of, one level down.
    pub fn parts(&self) -> &[Condition<F>] {
        match self {
            Condition::Fact(_) => &[],
            Condition::Not(part) => std::slice::from_ref(part),
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => parts,
        }
    }

    fn visit<'a>(&'a self, see: &mut impl FnMut(&'a F)) {
        match self {
            Condition::Fact(it) => see(it),
            Condition::Not(part) => part.visit(see),
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                for part in parts {
                    part.visit(see);
                }
            }
        }
    }

    /// The facts that decide the truth: forget every other fact, and the truth stays the same.
    pub fn deciding<'a>(&'a self, fact: &impl Fn(&F) -> Truth, see: &mut impl FnMut(&'a F)) {
        match self {
            Condition::Fact(it) => see(it),
            Condition::Not(part) => part.deciding(fact, see),
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                let whole = self.truth(fact);
                for part in parts {
                    let found = part.truth(fact);
                    if found == whole || (whole == Truth::Unknown && found == Truth::True) {
                        part.deciding(fact, see);
                    }
                }
            }
        }
    }
}

fn at_least(n: usize, truths: impl Iterator<Item = Truth>) -> Truth {
    let (mut certain, mut possible) = (0, 0);
    for truth in truths {
        certain += usize::from(truth == Truth::True);
        possible += usize::from(truth != Truth::False);
    }
    if certain >= n {
        Truth::True
    } else if possible >= n {
        Truth::Unknown
    } else {
        Truth::False
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, Truth};

    const ALL: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];

    fn truth(condition: &Condition<Truth>) -> Truth {
        condition.truth(&|truth| *truth)
    }

    #[test]
    fn all_is_the_minimum_and_any_the_maximum() {
        for a in ALL {
            for b in ALL {
                let parts = || vec![Condition::Fact(a), Condition::Fact(b)];
                assert_eq!(truth(&Condition::All(parts())), a.min(b));
                assert_eq!(truth(&Condition::Any(parts())), a.max(b));
                assert_eq!(truth(&Condition::AtLeast(2, parts())), a.min(b));
                assert_eq!(truth(&Condition::AtLeast(1, parts())), a.max(b));
                assert_eq!(truth(&Condition::AtLeast(0, parts())), Truth::True);
                assert_eq!(truth(&Condition::AtLeast(3, parts())), Truth::False);
            }
        }
    }

    #[test]
    fn nothing_at_all_is_true_and_any_of_nothing_is_false() {
        assert_eq!(truth(&Condition::always()), Truth::True);
        assert_eq!(truth(&Condition::Any(Vec::new())), Truth::False);
    }
}
