//! One integration crate, one file a topic.

mod batch;
mod chance;
mod compiled;
mod knowledge;
mod oracle;
mod pages;
mod people;
mod report;
mod sampling;
mod shared;
mod small;
