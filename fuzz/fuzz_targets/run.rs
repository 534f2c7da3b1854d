//! Any text as the record of a checklist: told again by its list, it says nothing that does not follow from its items.

#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::run(text));
