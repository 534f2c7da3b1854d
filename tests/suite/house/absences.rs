//! What is not where: each crate in the rooms that own it, and nothing but the edge touches the world.

use super::source::{LIBRARY, PAGE, parse};
use std::collections::BTreeSet;

/// Each crate, and where it may be used.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["pack/problem.rs"]),
    ("anyhow", &["cli/"]),
    (
        "askama",
        &[
            "report/export/anki.rs",
            "report/home.rs",
            "report/html.rs",
            "report/question.rs",
            "training/class_report.rs",
        ],
    ),
    ("base64", &["cli/commands/page.rs"]),
    ("batsat", &["verify/solver.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/"]),
    ("colored", &["cli/paint.rs", "cli/terminal.rs"]),
    ("console", &["cli/prompt/", "cli/interrupt.rs", "cli/screen.rs", "cli/terminal.rs"]),
    ("csv", &["batch/"]),
    ("ctrlc", &["cli/interrupt.rs"]),
    ("dialoguer", &["cli/prompt/"]),
    ("dlmalloc", &["main.rs"]),
    ("etcetera", &["record/store/file.rs"]),
    ("fastrand", &["training/drill/repetition.rs"]),
    ("flate2", &["shipped.rs"]),
    ("fs_err", EDGE),
    ("ics", &["report/calendar.rs"]),
    ("interim", &["cli/interview/passed.rs"]),
    ("jiff", &["model/", "engine/", "pack/", "report/", "training/", "cli/"]),
    ("open", &["cli/browser.rs"]),
    ("postcard", &["shipped.rs", "packed/"]),
    ("ppmd_rust", &["packed/"]),
    ("rayon", &["verify/cores.rs", "cli/"]),
    ("ron", &["pack/"]),
    ("rustix", &["cli/interrupt.rs", "record/store/file.rs"]),
    ("rust_xlsxwriter", &["cli/commands/export/"]),
    (
        "serde",
        &[
            "notation/",
            "model/",
            "pack/syntax.rs",
            "pack/syntax/",
            "pack/word.rs",
            "batch/",
            "report/json/",
            "record/",
            "training/",
            "cli/",
        ],
    ),
    ("serde_json", &["notation/", "batch/", "report/export/", "record/", "cli/"]),
    ("sha2", &["pack/fingerprint.rs", "record/checksum.rs"]),
    ("signal_hook", &["cli/interrupt.rs"]),
    ("strsim", &["text/suggest.rs"]),
    ("tantivy_stemmers", &["report/search.rs"]),
    ("tempfile", &["record/store/file.rs"]),
    ("textwrap", &["report/", "cli/"]),
    ("thiserror", &["batch/", "record/", "cli/"]),
    ("typed_index_collections", &["model/", "engine/", "pack/", "batch/", "verify/", "report/", "training/"]),
    ("unicode_width", &["text/safe_text.rs"]),
];

/// The only places that touch files, the terminal, the environment, other programs or the clock.
const EDGE: &[&str] = &["cli/", "record/store/", "pack/folder.rs"];

/// What touches them, as paths or the beginnings of paths.
const WORLD: &[&str] = &[
    "std::env",
    "std::fs",
    "std::process",
    "std::net",
    "std::thread",
    "std::time::SystemTime",
    "std::time::Instant",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "jiff::Zoned",
    "jiff::Timestamp",
];

/// Macros that write to the terminal.
const SAYING: &[&str] = &["println!", "print!", "eprintln!", "eprint!", "dbg!"];

fn is_at(file: &str, places: &[&str]) -> bool {
    places.iter().any(|place| file == *place || place.ends_with('/') && file.starts_with(place))
}

#[test]
fn every_crate_has_its_place() {
    let mut strays = Vec::new();
    for (file, source) in LIBRARY.iter() {
        let crates: BTreeSet<&str> = source.outside.iter().filter_map(|path| path.split("::").next()).collect();
        for (name, places) in CRATES.iter().filter(|(name, _)| crates.contains(name)) {
            strays.extend((!is_at(file, places)).then(|| format!("`{name}` does not belong in src/{file}")));
        }
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn every_crate_is_in_the_list_and_every_place_is_used() {
    let manifest = include_str!("../../../Cargo.toml");
    let mut section = "";
    let mut crates = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && !section.contains("dev-") && !section.contains("build-") {
            crates.extend(line.split_once(" = ").map(|(name, _)| name.replace('-', "_")));
        }
    }
    let listed: BTreeSet<String> = CRATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, crates);
    for (name, places) in CRATES {
        let begins = format!("{name}::");
        for place in *places {
            let mut files = LIBRARY.iter().filter(|(file, _)| is_at(file, &[place]));
            // The program is no part of the library.
            let program = *place == "main.rs" && include_str!("../../../src/main.rs").contains(&begins);
            let used = program || files.any(|(_, source)| source.outside.iter().any(|path| path.starts_with(&begins)));
            assert!(used, "`{name}` is not used in src/{place}: take it out of the list");
        }
    }
}

#[test]
fn only_the_edge_touches_files_terminal_environment_and_clock() {
    let mut strays = Vec::new();
    for (file, source) in LIBRARY.iter().filter(|(file, _)| !is_at(file, EDGE)) {
        let begins = |path: &str, world: &str| path == world || path.starts_with(&format!("{world}::"));
        let touched = source.outside.iter().filter(|path| WORLD.iter().any(|world| begins(path, world)));
        strays.extend(touched.map(|path| format!("src/{file} uses `{path}`")));
        let said = SAYING.iter().filter(|sign| code(&source.text).contains(**sign));
        strays.extend(said.map(|sign| format!("src/{file} uses `{sign}`")));
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn there_is_one_clock_and_one_way_to_a_persons_files() {
    let places =
        [("Zoned::now", "cli/clock.rs"), ("Timestamp::now", "cli/clock.rs"), (".persist(", "record/store/file.rs")];
    for (file, source) in LIBRARY.iter() {
        for (sign, place) in places {
            assert!(file == place || !code(&source.text).contains(sign), "`{sign}` does not belong in src/{file}");
        }
    }
}

#[test]
fn the_model_and_the_engine_know_no_format() {
    let formats = ["ron", "serde_json", "postcard", "csv", "askama"];
    for (file, source) in LIBRARY.iter().filter(|(file, _)| is_at(file, &["text/", "model/", "engine/"])) {
        for path in &source.outside {
            let known = formats.iter().find(|name| path.split("::").next() == Some(**name));
            assert_eq!(known, None, "src/{file} uses `{path}`");
        }
    }
}

/// The words of a file that are no comment. Its unit tests are among them: they too speak of tea.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_program_speaks_no_medicine() {
    const MEDICAL: &[&str] = &[
        "skin", "blood", "bruis", "infect", "inflam", "scar", "medicine", "doctor", "wound", "keloid", "needling",
        "patient",
    ];
    let program = ["main.rs", "build.rs"].map(|file| (file.to_owned(), parse(file).0));
    let library = LIBRARY.iter().map(|(file, source)| (file.clone(), source.text.clone()));
    for (file, text) in library.chain(program) {
        let text = code(text.split("#[cfg(test)]").next().unwrap_or_default()).to_lowercase();
        for word in text.split(|sign: char| !sign.is_alphabetic()) {
            assert!(!MEDICAL.iter().any(|medical| word.starts_with(medical)), "src/{file} says \"{word}\"");
        }
    }
}

#[test]
fn no_file_is_long() {
    let mut lengths: Vec<(usize, &str)> =
        LIBRARY.iter().chain(&*PAGE).map(|(file, source)| (source.text.lines().count(), file.as_str())).collect();
    lengths.sort_unstable();
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > 300).collect();
    assert!(long.is_empty(), "files of more than 300 lines: {long:?}");
    let (median, _) = lengths[lengths.len() / 2];
    assert!(median <= 130, "the median file has {median} lines");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = include_str!("../../../Cargo.toml");
    let lines: Vec<&str> = manifest.lines().collect();
    let mut section = "";
    for pair in lines.windows(2) {
        let [above, line] = [pair[0], pair[1]];
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains(" = ") && !line.starts_with('#') {
            assert!(above.starts_with("# "), "{line} has no reason above it");
        }
    }
}
