//! needlewise: rule packs in, triage out.
//!
//! Read the modules in this order: each group uses only itself and those above it.

// Truth, the word that was meant, and text that may be shown.
pub mod logic;
pub mod near;
pub mod shown;

// A pack, and one person's answers to it.
pub mod answers;
pub mod model;

// What is asked, what follows, and for how long.
pub mod assess;
pub mod interview;
pub mod wait;

// Rules and answers as files.
pub mod cases;
pub mod given;
pub mod pack;
pub mod shipped;

// A look into the rules: what an answer hangs on, and what holds for everybody.
pub mod cells;
pub mod insight;
pub mod portrait;
pub mod verify;

// Two of a kind held side by side: versions, mutants, sheets.
pub mod agreement;
pub mod diff;
pub mod mutate;

// Long lists of people.
pub mod compiled;

pub mod cohort;

// What is told, and what is kept of it.
pub mod report;

pub mod drill;
pub mod record;
pub mod session;
pub mod store;

// How it is written: text, Markdown, HTML, JSON.
pub mod class;
pub mod render;

// The commands.
pub mod cli;
