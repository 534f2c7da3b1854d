//! Any text as a pack: refused with its problems, or asked and answered.

#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::rule_files(text));
