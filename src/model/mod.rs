//! What rules, packs and answers are. No input, no output, and nothing that can fail.

mod answer;
pub mod codec;
pub mod contact;
pub mod day;
mod header;
mod id;
pub mod kept;
mod layers;
mod level;
pub mod logic;
mod option_set;
mod pack;
mod question;
mod rule;
mod source;
mod ticks;

pub use answer::{Answer, Answers};
pub use contact::{Contact, Line};
pub use header::{Day, Header};
pub use id::{
    ClosingId, DefinitionId, ImpossibleId, OptionId, PromiseId, QuestionId, RiskId, RuleId, SectionId, SourceId,
};
pub use layers::{Layer, Layers};
pub use level::Level;
pub use option_set::{Members, OptionSet};
pub use pack::{Case, Closing, Definition, Impossible, Kind, Pack, Promise, Risk, RuleBase, Section};
pub use question::{Change, Choice, Direction, Domain, Entry, Question, Scale};
pub use rule::{Fact, Reviewed, Rule, Test, Wait, When};
pub use source::{Grade, OneSide, Place, Reading, Side, Source, Term};
pub use ticks::Ticks;
