//! A set of ticks.

use super::id::OptionId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The options somebody ticked; at most [`MOST`](OptionSet::MOST) can be told apart.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[serde(transparent)]
pub struct OptionSet(u64);

impl OptionSet {
    /// The most options a question can have.
    pub const MOST: usize = 64;
    /// No tick at all.
    pub const EMPTY: OptionSet = OptionSet(0);

    /// One tick alone.
    #[must_use]
    pub const fn only(option: OptionId) -> OptionSet {
        OptionSet(OptionSet::bit(option))
    }

    /// The first so many options.
    #[must_use]
    pub const fn first(count: usize) -> OptionSet {
        if count == 0 { OptionSet::EMPTY } else { OptionSet(u64::MAX >> OptionSet::MOST.saturating_sub(count)) }
    }

    /// One bit an option, the first option lowest.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The set with these bits.
    #[must_use]
    pub const fn from_bits(bits: u64) -> OptionSet {
        OptionSet(bits)
    }

    /// Whether this option is in it.
    pub const fn contains(self, option: OptionId) -> bool {
        self.0 & OptionSet::bit(option) != 0
    }

    /// Puts an option in.
    pub const fn insert(&mut self, option: OptionId) {
        self.0 |= OptionSet::bit(option);
    }

    /// Takes an option out.
    pub const fn remove(&mut self, option: OptionId) {
        self.0 &= !OptionSet::bit(option);
    }

    /// The set with this tick.
    #[must_use]
    pub const fn with(self, option: OptionId) -> OptionSet {
        OptionSet(self.0 | OptionSet::bit(option))
    }

    /// The set without this tick.
    #[must_use]
    pub const fn without(self, option: OptionId) -> OptionSet {
        OptionSet(self.0 & !OptionSet::bit(option))
    }

    /// The set with this tick the other way round.
    #[must_use]
    pub const fn toggled(self, option: OptionId) -> OptionSet {
        OptionSet(self.0 ^ OptionSet::bit(option))
    }

    /// Whether no option is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many options are in it.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// What is in one or the other.
    #[must_use]
    pub const fn union(self, other: OptionSet) -> OptionSet {
        OptionSet(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn intersection(self, other: OptionSet) -> OptionSet {
        OptionSet(self.0 & other.0)
    }

    /// The ticks of this set that the other does not have.
    #[must_use]
    pub const fn difference(self, other: OptionSet) -> OptionSet {
        OptionSet(self.0 & !other.0)
    }

    /// The ticks that only one of the two has.
    #[must_use]
    pub const fn symmetric_difference(self, other: OptionSet) -> OptionSet {
        OptionSet(self.0 ^ other.0)
    }

    /// Whether all of it is in the other one.
    pub const fn is_subset(self, other: OptionSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// The ticks, in the order of the options.
    pub fn iter(self) -> Members {
        Members(self)
    }

    /// No bit for an option beyond the last that fits.
    const fn bit(option: OptionId) -> u64 {
        if option.place() < OptionSet::MOST { 1 << option.place() } else { 0 }
    }
}

/// The options of a set, in the order of the options.
#[derive(Clone, Debug)]
pub struct Members(OptionSet);

impl Iterator for Members {
    type Item = OptionId;

    fn next(&mut self) -> Option<OptionId> {
        let lowest = self.0.0.trailing_zeros();
        self.0.0 &= self.0.0.checked_sub(1)?;
        Some(OptionId::new(lowest as usize))
    }
}

impl IntoIterator for OptionSet {
    type Item = OptionId;
    type IntoIter = Members;

    fn into_iter(self) -> Members {
        self.iter()
    }
}

impl FromIterator<OptionId> for OptionSet {
    fn from_iter<I: IntoIterator<Item = OptionId>>(options: I) -> OptionSet {
        options.into_iter().fold(OptionSet::EMPTY, OptionSet::with)
    }
}

impl fmt::Debug for OptionSet {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_set().entries(self.iter().map(OptionId::place)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{OptionId, OptionSet};

    #[test]
    fn a_set_holds_what_was_put_in_and_not_taken_out() {
        let mut set: OptionSet = [63, 0, 5].map(OptionId::new).into_iter().collect();
        set.remove(OptionId::new(5));
        assert_eq!(set.iter().map(OptionId::place).collect::<Vec<_>>(), [0, 63]);
        assert_eq!((set.len(), set.contains(OptionId::new(5)), set.contains(OptionId::new(63))), (2, false, true));
        assert_eq!(set.with(OptionId::new(64)), set, "there is no place for a 65th option");
    }

    #[test]
    fn the_first_options_are_as_many_as_were_asked_for() {
        for count in [0, 1, 7, 63, 64] {
            let set = OptionSet::first(count);
            assert_eq!(set.len() as usize, count);
            assert!(count == 0 || set.contains(OptionId::new(count - 1)));
        }
    }
}
