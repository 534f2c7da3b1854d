//! Any text as a file of answers: refused, or each is one that its question takes.

#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::answer_file(text));
