//! Which question, which rule, which option: each a type of its own, so that no list is asked with the number of another.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$words:meta])* $name:ident,)*) => {$(
        $(#[$words])*
        #[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[serde(transparent)]
        pub struct $name(usize);

        impl $name {
            /// The one that stands at this place, counted from 0.
            pub const fn new(place: usize) -> $name {
                $name(place)
            }

            /// Where it stands, counted from 0.
            pub const fn place(self) -> usize {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<usize> for $name {
            fn from(place: usize) -> $name {
                $name(place)
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> usize {
                id.0
            }
        }
    )*};
}

ids! {
    /// A question of a pack.
    QuestionId,
    /// An option of a question.
    OptionId,
    /// A rule of a pack.
    RuleId,
    /// A risk of a pack.
    RiskId,
    /// A section of a pack; the number of sections stands for none of them.
    SectionId,
    /// A closing part of a pack.
    ClosingId,
    /// A promise of a pack.
    PromiseId,
    /// A condition with a name.
    DefinitionId,
    /// A statement of what cannot be.
    ImpossibleId,
    /// A source of the library.
    SourceId,
}
