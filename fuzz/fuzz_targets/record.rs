//! Any text as the record of a check: what is called the same is what its answers give anew.

#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::check_record(text));
