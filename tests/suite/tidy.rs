//! The shape of the house, held by reading its own files.

use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut files, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).expect("text")));
            }
        }
    }
    files.sort();
    files
}

/// The code of a file without its unit tests and comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    text.lines().filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn only_in(needle: &str, places: &[&str]) {
    for (name, text) in sources() {
        if code(&text).contains(needle) {
            assert!(places.iter().any(|it| name.starts_with(it)), "`{needle}` does not belong in src/{name}");
        }
    }
}

#[test]
fn no_file_is_long_and_most_are_short() {
    let mut lengths: Vec<(usize, String)> =
        sources().into_iter().map(|(name, text)| (text.lines().count(), name)).collect();
    lengths.sort();
    let (longest, name) = lengths.last().expect("a file");
    assert!(*longest <= 400, "src/{name} has {longest} lines");
    let (median, _) = lengths[lengths.len() / 2];
    assert!(median <= 160, "the median file has {median} lines");
}

#[test]
fn every_crate_has_its_place() {
    only_in("dialoguer::", &["cli/prompt/terminal.rs"]);
    only_in("clap::", &["cli/"]);
    only_in("clap_complete", &["cli/"]);
    only_in("colored::", &["report/text.rs", "cli/terminal.rs"]);
    only_in("strsim::", &["text/suggest.rs"]);
    only_in("ron::", &["pack/"]);
    only_in("batsat::", &["verify/solver.rs"]);
    only_in("anyhow::", &["cli/"]);
}

#[test]
fn only_the_edge_touches_files_terminal_environment_and_clock() {
    for needle in [
        "std::env::",
        "std::fs::",
        "fs_err::",
        "std::process::Command",
        "Zoned::now",
        "Timestamp::now",
        "SystemTime",
        "io::stdin",
        "io::stdout",
        "println!",
        "print!",
        "eprintln!",
    ] {
        only_in(needle, &["cli/", "main.rs", "build.rs", "pack/folder.rs", "record/store/"]);
    }
}

#[test]
fn there_is_one_clock_and_one_way_to_a_disk() {
    for needle in ["Zoned::now", "Timestamp::now", "SystemTime::now"] {
        only_in(needle, &["cli/clock.rs"]);
    }
    for needle in ["tempfile::", "File::create", "remove_file", "set_len", "try_lock"] {
        only_in(needle, &["record/store/"]);
    }
    for needle in ["fs::write(", "fs_err::write("] {
        only_in(needle, &["record/store/", "build.rs", "cli/commands/pack/new.rs"]);
    }
}

/// The modules by group, in the reading order of `lib.rs`.
fn groups() -> Vec<Vec<&'static str>> {
    let module = |it: &'static str| it.strip_prefix("pub mod ")?.strip_suffix(';');
    let groups = include_str!("../../src/lib.rs").split("\n\n").map(|it| it.lines().filter_map(module).collect());
    groups.filter(|it: &Vec<_>| !it.is_empty()).collect()
}

#[test]
fn the_modules_look_one_way() {
    let groups = groups();
    let place = |module: &str| groups.iter().position(|it| it.contains(&module));
    let mut looks = 0;
    for (name, text) in sources() {
        let module = name.split(['/', '.']).next().unwrap_or_default();
        let Some(here) = place(module) else { continue };
        let code = code(&text);
        assert!(!code.contains("crate::{"), "src/{name} names several modules at once");
        for used in code.split("crate::").skip(1) {
            let used = used.split(|it: char| !it.is_alphanumeric() && it != '_').next().unwrap_or_default();
            let there = place(used).unwrap_or_else(|| panic!("src/{name} uses `{used}`, which `lib.rs` does not have"));
            assert!(there <= here, "src/{name} uses `{used}`, which comes after `{module}` in `lib.rs`");
            looks += 1;
        }
    }
    assert!(looks > 200, "only {looks} uses were seen");
}

#[test]
fn the_model_knows_no_format() {
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("model/")) {
        for format in ["ron", "json", "postcard", "csv", "html"] {
            assert!(!code(&text).contains(&format!("{format}::")), "src/{name} uses `{format}`");
        }
    }
}

#[test]
fn the_engine_speaks_no_medicine() {
    const MEDICAL: &[&str] = &[
        "skin", "blood", "bruis", "infect", "inflam", "scar", "medicine", "doctor", "wound", "keloid", "needling",
        "patient",
    ];
    for (name, text) in sources() {
        let text = code(&text).to_lowercase();
        for spoken in text.split(|it: char| !it.is_alphabetic()) {
            assert!(!MEDICAL.iter().any(|it| spoken.starts_with(it)), "src/{name} says \"{spoken}\"");
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = include_str!("../../Cargo.toml");
    let lines: Vec<&str> = manifest.lines().collect();
    let start = lines.iter().position(|it| *it == "[dependencies]").expect("dependencies");
    for (at, line) in lines.iter().enumerate().skip(start) {
        let is_dependency = line.contains(" = ")
            && !line.starts_with('#')
            && !lines[..at]
                .iter()
                .rev()
                .find(|it| it.starts_with('['))
                .is_some_and(|it| it.starts_with("[profile") || it.starts_with("[[") || it.starts_with("[lints"));
        if is_dependency {
            assert!(lines[at - 1].starts_with("# "), "{line} has no reason above it");
        }
    }
}
