//! What was said to a list.

use super::id::OptionId;
use super::option_set::OptionSet;
use serde::{Deserialize, Serialize};

/// The options that are so, and those somebody is not sure of. No option is both, and the others are not so.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Ticks {
    ticked: OptionSet,
    unsure: OptionSet,
}

impl Ticks {
    /// "None of these".
    pub const NONE: Ticks = Ticks { ticked: OptionSet::EMPTY, unsure: OptionSet::EMPTY };

    /// These ticks, and "not sure" to those; what is ticked is sure.
    #[must_use]
    pub const fn new(ticked: OptionSet, unsure: OptionSet) -> Ticks {
        Ticks { ticked, unsure: unsure.difference(ticked) }
    }

    /// The options that are so.
    pub const fn ticked(self) -> OptionSet {
        self.ticked
    }

    /// The options that may be so.
    pub const fn unsure(self) -> OptionSet {
        self.unsure
    }

    /// Whether there is an option that may be so.
    pub const fn is_sure(self) -> bool {
        self.unsure.is_empty()
    }

    /// The same about these options; the others are not so.
    #[must_use]
    pub const fn among(self, options: OptionSet) -> Ticks {
        Ticks { ticked: self.ticked.intersection(options), unsure: self.unsure.intersection(options) }
    }

    /// The same about the other options; these are not so.
    #[must_use]
    pub const fn without(self, options: OptionSet) -> Ticks {
        Ticks { ticked: self.ticked.difference(options), unsure: self.unsure.difference(options) }
    }

    /// With this option so, or no longer so.
    #[must_use]
    pub const fn toggled(self, option: OptionId) -> Ticks {
        let only = OptionSet::only(option);
        if self.ticked.contains(option) { self.without(only) } else { Ticks::new(self.ticked.union(only), self.unsure) }
    }

    /// Both put together; what one of them is sure of is ticked.
    #[must_use]
    pub const fn and(self, other: Ticks) -> Ticks {
        Ticks::new(self.ticked.union(other.ticked), self.unsure.union(other.unsure))
    }
}

impl From<OptionSet> for Ticks {
    /// Every tick is sure.
    fn from(ticked: OptionSet) -> Ticks {
        Ticks::new(ticked, OptionSet::EMPTY)
    }
}
