//! One integration crate, one file a topic.

mod chance;
mod compiled;
mod report;
mod oracle;
mod small;
