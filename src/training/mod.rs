//! A trainer's day: checklist runs, drills, a class, and sheets compared.

pub mod class;
#[cfg(feature = "cli")]
pub mod class_report;
pub mod compare;
pub mod drill;
pub mod run;
pub mod run_page;
