//! A trainer's day: its lists, the records of checklist runs, drills, a class, and sheets compared.

pub mod class;
#[cfg(feature = "cli")]
pub mod class_csv;
pub mod class_report;
pub mod compare;
pub mod day;
pub mod drill;
pub mod run;
pub mod saved;
