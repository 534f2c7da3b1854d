//! One integration crate, one file a topic.

mod chance;
mod compiled;
mod knowledge;
mod oracle;
mod people;
mod report;
mod sampling;
mod small;
