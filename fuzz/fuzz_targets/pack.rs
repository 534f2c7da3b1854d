//! Any text as a pack: read or refused with its problems, and never a crash. What is read can be asked and answered.

#![no_main]

use libfuzzer_sys::fuzz_target;
use needlewise::model::Answers;
use needlewise::engine::assess;
use needlewise::pack::{File, Load, load};
use needlewise::report::{html, markdown, text};
use needlewise::report;

fuzz_target!(|text: &str| {
    // The parts of a pack, apart by a line of its own: header, section, library.
    let mut parts = text.splitn(3, "\n#\n");
    let mut file = |path: &str| File { path: path.to_owned(), text: parts.next().unwrap_or("[]").to_owned().into() };
    let files = [file("a/pack.ron"), file("a/b.ron"), file("sources.ron")];
    match load(&files, Load { only: None, cases: true, shipped: false }) {
        Err(problems) => problems.iter().for_each(|it| {
            let _ = (it.line(), it.to_string());
        }),
        Ok(base) => {
            for pack in &base.packs {
                for answers in [&pack.baseline, &pack.silent()] {
                    let found = assess(pack, answers);
                    let today = pack.reviewed;
                    let document = report::document(&base, pack, answers, &found, today);
                    let _ = (text::write(&document, 40), markdown::write(&document), html::write(&document));
                }
            }
        }
    }
});
