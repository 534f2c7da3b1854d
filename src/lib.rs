//! needlewise: rule packs in, triage out.
//!
//! The rooms stand in one order: each uses only itself and those above it. A test reads every `use` line against it.

#![deny(missing_docs)]

// Text of strangers, and the word that was meant.
pub mod text;
// What rules, packs and answers are.
pub mod model;
// What follows from answers.
pub mod engine;
// Rules as files, and back again; then the rules that come with the program.
pub mod pack;
pub mod shipped;
// JSON as files have it, and rules on their way into a page.
pub mod notation;
pub mod packed;
// Many people at once.
#[cfg(feature = "cli")]
pub mod batch;
// What holds for every possible person.
pub mod verify;
// How it is told: text, Markdown, HTML, JSON, paper.
pub mod report;
// What is kept of it, and how it is taught.
pub mod record;
pub mod training;
// The commands.
#[cfg(feature = "cli")]
pub mod cli;
