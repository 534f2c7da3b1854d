//! One integration crate, one file a topic.

mod batch;
mod chance;
mod compiled;
mod knowledge;
mod oracle;
mod people;
mod report;
mod sampling;
mod small;
