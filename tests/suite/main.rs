//! Everything the program promises, one file a topic.

mod answers;
mod batch;
mod chance;
mod compiled;
mod knowledge;
mod laws;
mod oracle;
mod pages;
mod people;
mod plain;
mod problems;
mod program;
mod report;
mod sampling;
mod shared;
mod small;
mod terminal;
mod tidy;
