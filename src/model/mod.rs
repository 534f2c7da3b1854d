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
pub use contact::{Contact, HelpLine};
pub use header::{Day, Header};
pub use id::{
    ClosingId, DefinitionId, ImpossibleId, OptionId, PromiseId, QuestionId, RiskId, RuleId, SectionId, SourceId,
};
pub use layers::{Layer, Layers};
pub use level::Level;
pub use option_set::{Members, OptionSet};
pub use pack::{Case, Closing, Definition, Impossible, Kind, Off, Pack, Promise, Risk, RuleBase, Section};
pub use question::{Changeable, Choice, Direction, Domain, Entry, Question, Scale};
pub use rule::{AnswerTest, Fact, Reviewed, Rule, Wait, When};
pub use source::{Grade, OneSide, Reading, Side, Source, SourcePlace, Term};
pub use ticks::Ticks;
