//! The programs that some tests need besides this one.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

/// Each with how to get it.
const TOOLS: [(&str, &str); 12] = [
    ("bash", "apt-get install bash"),
    ("zsh", "apt-get install zsh"),
    ("fish", "apt-get install fish"),
    ("man", "apt-get install man-db"),
    ("z3", "apt-get install z3"),
    ("cvc5", "apt-get install cvc5"),
    ("parallel", "apt-get install parallel"),
    ("chromium", "apt-get install chromium"),
    ("pdfinfo", "apt-get install poppler-utils"),
    ("node", "apt-get install nodejs"),
    ("axe-core", "npm install --no-save --prefix target/npm axe-core@4"),
    ("markdownlint-cli2", "npm install --no-save --prefix target/npm markdownlint-cli2"),
];

/// A program or a package of npm that a test needs. Where `NEEDLEWISE_REQUIRE_TOOLS` is 1 it has to be here; elsewhere
/// whoever runs the tests is told what is left out.
pub fn tool(name: &str) -> Option<PathBuf> {
    let (_, how) = TOOLS.iter().find(|(tool, _)| *tool == name).expect("every tool is in the list");
    let found = search(name);
    if found.is_none() {
        let missing = format!("`{name}` is not here; to get it: {how}");
        assert!(!required(), "{missing}");
        left_out(name, &missing);
    }
    found
}

fn required() -> bool {
    std::env::var("NEEDLEWISE_REQUIRE_TOOLS").is_ok_and(|it| it == "1")
}

/// In the folders of programs, then among the packages of npm: in `NEEDLEWISE_NPM`, or in `target/npm`.
fn search(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let npm = std::env::var_os("NEEDLEWISE_NPM").map_or_else(|| Path::new("target/npm").to_owned(), PathBuf::from);
    let program = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
    program.or_else(|| std::path::absolute(npm.join("node_modules").join(name)).ok().filter(|path| path.exists()))
}

/// Says it once, past the capture of what tests print: a test that checked nothing must not look like one that did.
fn left_out(name: &str, missing: &str) {
    static TOLD: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    if TOLD.lock().is_ok_and(|mut told| told.insert(name.to_owned())) {
        let _ = writeln!(std::io::stderr(), "left out: {missing}");
    }
}

// The one test whose words are shown even where each test runs in a process of its own; see `.config/nextest.toml`.
#[test]
fn what_is_left_out_is_said() {
    let missing: Vec<&str> = TOOLS.iter().map(|(name, _)| *name).filter(|name| search(name).is_none()).collect();
    assert!(!required() || missing.is_empty(), "not here: {}", missing.join(", "));
    for name in missing {
        tool(name);
    }
}
