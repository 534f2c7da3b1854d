//! Any text as a record: read or refused, and never a crash; what is read can be checked and shown.

#![no_main]

use libfuzzer_sys::fuzz_target;
use needlewise::model::RuleBase;
use needlewise::pack::{Load, load};
use needlewise::record::{document, read, verify};
use needlewise::report::{html, markdown, text};
use needlewise::text::is_invisible;
use std::sync::OnceLock;

static RULES: OnceLock<RuleBase> = OnceLock::new();

fuzz_target!(|text: &str| {
    let base = RULES.get_or_init(|| {
        load(&needlewise::shipped::files(), Load { only: Some("before"), cases: false, shipped: true }).expect("the rules load")
    });
    if let Ok(mut record) = read(text) {
        verify(&record, base.packs.first());
        record.checksum = record.sum();
        verify(&record, base.packs.first());
        let document = document(&record);
        assert!(!text::write(&document, 40).contains(|it| it != '\n' && is_invisible(it)));
        let _ = (markdown::write(&document), html::write(&document));
    }
});
