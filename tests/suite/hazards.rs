//! The hazard log names rules, promises and tests that are there, and says that no clinician has reviewed it.

use crate::shared::{document, shipped};
use needlewise::model::Level;
use needlewise::report::markdown;
use std::collections::BTreeSet;
use std::path::Path;

const LOG: &str = include_str!("../../docs/hazards.md");

/// The hazards with nothing that holds them but what the page says in words.
const OPEN: [&str; 1] = ["P15"];

#[test]
fn every_hazard_names_rules_promises_and_tests_that_are_there() {
    let base = shipped();
    let rules: BTreeSet<&str> = base.packs.iter().flat_map(|pack| &pack.rules).map(|rule| rule.id.as_str()).collect();
    let promises: BTreeSet<&str> =
        base.packs.iter().flat_map(|pack| &pack.promises).map(|promise| promise.name.as_str()).collect();
    let code = rust(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut hazards = 0;
    for line in LOG.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [id, _hazard, cause, effect, held, left] = cells.as_slice() else { continue };
        if !id.starts_with(['M', 'S', 'P']) {
            continue;
        }
        assert!([cause, effect, held, left].iter().all(|cell| !cell.is_empty()), "{line}");
        let (named, quoted, starred) = (between(held, '`'), between(held, '"'), between(held, '*'));
        for rule in &named {
            assert!(rules.contains(rule), "{id}: there is no rule `{rule}`");
        }
        for promise in &quoted {
            assert!(promises.contains(promise), "{id}: there is no promise \"{promise}\"");
        }
        for test in &starred {
            assert!(code.contains(&format!("fn {test}(")), "{id}: there is no test `{test}`");
        }
        let holds = named.len() + quoted.len() + starred.len();
        assert_eq!(holds == 0, OPEN.contains(id), "{id} is held by {holds}");
        hazards += 1;
    }
    assert!(hazards > 50, "only {hazards}");
}

#[test]
fn the_log_says_that_no_clinician_has_reviewed_it() {
    assert!(LOG.contains("**No clinician has reviewed this log, or the rules.**"));
}

#[test]
fn every_answer_names_its_rules_and_says_that_no_clinician_has_reviewed_them() {
    let base = shipped();
    for pack in base.packs.iter().filter(|pack| ["before", "after"].contains(&pack.id.as_str())) {
        for level in Level::ALL {
            let Some(case) = pack.cases.iter().find(|case| case.expect == level) else { continue };
            let text = markdown::write(&document(&base, pack, &case.given));
            assert!(text.contains("No clinician has reviewed"), "{}: {text}", case.name);
            assert!(text.contains(&format!("version {}", pack.version)), "{}: {text}", case.name);
        }
    }
}

/// What stands between two signs of a kind.
fn between(text: &str, sign: char) -> Vec<&str> {
    text.split(sign).skip(1).step_by(2).collect()
}

/// Every Rust file beneath a folder, one behind the other, without what was built.
fn rust(folder: &Path) -> String {
    let mut text = String::new();
    for at in ["src", "tests", "web/src"].map(|name| folder.join(name)) {
        for entry in files(&at) {
            text += &std::fs::read_to_string(&entry).unwrap_or_default();
        }
    }
    text
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let inside = |path: std::path::PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flat_map(inside).filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}
