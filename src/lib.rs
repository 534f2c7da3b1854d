//! needlewise: rule packs in, triage out.
//!
//! Read the modules in this order: each uses only those before it, but for `pack`, which fills the model.

pub mod agreement;
pub mod answers;
pub mod assess;
pub mod cases;
pub mod cells;
pub mod class;
pub mod cli;
pub mod cohort;
pub mod compiled;
pub mod diff;
pub mod drill;
pub mod insight;
pub mod interview;
pub mod logic;
pub mod model;
pub mod mutate;
pub mod pack;
pub mod portrait;
pub mod record;
pub mod render;
pub mod report;
pub mod session;
pub mod shipped;
pub mod shown;
pub mod store;
pub mod verify;
pub mod wait;
