//! One file or folder a command, named as it is typed.

pub mod batch;
pub mod check;
pub mod class;
pub mod compare;
pub mod day;
pub mod drill;
pub mod export;
pub mod learn;
pub mod more;
pub mod pack;
pub mod page;
pub mod print;
pub mod record;
pub mod run;
pub mod shell;
pub mod start;
pub mod why_not;
