//! One integration crate, one file a topic.

mod answers;
mod authors;
mod batch;
mod chance;
mod compiled;
mod insight;
mod knowledge;
mod laws;
mod oracle;
mod pages;
mod people;
mod plain;
mod planted;
mod problems;
mod program;
mod records;
mod report;
mod sampling;
mod shared;
mod small;
mod smt;
mod spread;
mod terminal;
mod tidy;
mod trainers;
