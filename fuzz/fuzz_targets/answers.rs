//! Any text as a file of answers to the first shipped pack: read or refused, and never a crash.

#![no_main]

use libfuzzer_sys::fuzz_target;
use needlewise::engine::assess;
use needlewise::model::RuleBase;
use needlewise::pack::{File, Load, answers, load};
use std::sync::OnceLock;

static RULES: OnceLock<RuleBase> = OnceLock::new();

fuzz_target!(|text: &str| {
    let base = RULES.get_or_init(|| {
        load(&needlewise::shipped::files(), Load { only: Some("before"), cases: false, shipped: true }).expect("the rules load")
    });
    let pack = &base.packs[0];
    let file = File { path: "answers".to_owned(), text: text.to_owned().into() };
    match answers(&file, pack) {
        Ok(answers) => {
            assess(pack, &answers);
            assert!(answers.given().all(|(question, it)| pack.questions[question].domain.takes(it)));
        }
        Err(problems) => problems.iter().for_each(|it| {
            let _ = (it.line(), it.to_string());
        }),
    }
});
