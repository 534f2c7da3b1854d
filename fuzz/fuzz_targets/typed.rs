//! Any bytes as what somebody types: whole lines or none, bounded, and nothing in them that steers a screen.

#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::typed(bytes));
