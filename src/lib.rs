//! needlewise: rule packs in, triage out.
//!
//! Read the modules in this order: each uses only those before it, but for `pack`, which fills the model.

pub mod shown;
pub mod logic;
pub mod model;
pub mod answers;
pub mod interview;
pub mod assess;
pub mod compiled;
pub mod wait;
pub mod cells;
pub mod insight;
pub mod cases;
pub mod portrait;
pub mod verify;
pub mod mutate;
pub mod diff;
pub mod pack;
pub mod report;
pub mod render;
pub mod record;
pub mod store;
pub mod cohort;
pub mod drill;
pub mod session;
pub mod class;
pub mod agreement;
pub mod cli;
