//! Any bytes as lines of JSON for `batch`: each is a person or a fault, and `check` says the same of each person.

#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::lines(bytes));
