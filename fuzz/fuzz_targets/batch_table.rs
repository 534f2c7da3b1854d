//! Any bytes as a table for `batch`: nobody is swallowed without a word, and `check` says the same of each person.

#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::table(bytes));
