//! The program run as a person runs it, and small packs to run it on.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program, with nothing of this machine in its environment that could change what it says.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needlewise"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ACCESSIBLE", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    // A person of its own for each run, so that no answers are left from another one.
    let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder").keep();
    command.env("HOME", &home).env("XDG_DATA_HOME", &home);
    command
}

/// Runs to the end with this input, and gives what came out.
pub fn run(args: &[&str], input: &str) -> Output {
    let mut command = program();
    command.args(args);
    feed(command, input.as_bytes())
}

/// The same, for a command with more to it than its arguments.
pub fn feed(mut command: Command, input: &[u8]) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    std::thread::scope(|scope| {
        // A long input and a long output wait for each other; and the program may end before it has read everything.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the program ends")
    })
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder of rules with one small pack, in which everything the interview does can be seen.
pub fn small_rules() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "sources.ron", LIBRARY);
    std::fs::create_dir(folder.path().join("tea")).expect("a folder");
    write(folder.path(), "tea/pack.ron", HEADER);
    write(folder.path(), "tea/kettle.ron", KETTLE);
    write(folder.path(), "tea/cup.ron", CUP);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("written");
}

const LIBRARY: &str = r#"[
    Source(id: book, title: "The book of tea", publisher: "Press", year: 2020, grade: Review, url: "https://example.org/tea", read: direct, review_by: "2099-01-01"),
    Term(word: "kettle", also: ["kettles"], means: "a pot to boil water in"),
]"#;

const HEADER: &str = r#"[
    Pack(
        id: tea,
        title: "Before you make tea",
        intro: "Four questions about your tea.",
        version: "1.0.0",
        reviewed: "2026-01-01",
        review_by: "2099-01-01",
        sections: { kettle: "The kettle", cup: "The cup" },
        risks: { burns: "Burns", stains: "Stains" },
        wording: {
            note: "Nothing you told us stands in the way.",
            precaution: "Go on, with care.",
            deferral: "Not yet.",
            contraindication: "Do not make tea.",
            emergency: "Call the fire service now.",
        },
    ),
    Promise(name: "a burning kettle is always an emergency", when: is(fire, yes), at_least: emergency),
]"#;

const KETTLE: &str = r#"[
    Question(id: fire, ask: "Is the kettle on fire?", because: "A fire must be put out first.", answer: YesNo),
    Question(id: heat, ask: "How hot is the water?", help: "A guess will do.", because: "Hot water burns.", answer: Number(unit: "degrees", range: 0..=100, worse: higher), change: setting),
    Rule(id: burning, level: emergency, risks: [burns], title: "The kettle is on fire", when: is(fire, yes), why: "Fire spreads.", advice: "Leave the house.", sources: [book]),
    Rule(id: scalding, level: contraindication, risks: [burns], title: "The water is very hot", when: over(heat, 90), why: "It burns at once.", advice: "Let it cool.", sources: [book]),
]"#;

const CUP: &str = r#"[
    Question(
        id: faults,
        ask: "Which of these does the cup have, as far as you can see when you hold it up to the light?",
        because: "Tea finds every hole.",
        answer: Many({ crack: "A crack that runs from the rim down to the handle or further", hole: "A hole", dirt: "Dirt" }),
    ),
    Question(id: washed, ask: "How many days ago was it washed?", because: "Old dirt stains.", answer: Number(unit: "days", range: 0..=30, worse: lower, usual: 30), ask_if: has(faults, dirt)),
    Rule(id: leaking, level: precaution, risks: [stains], title: "The cup leaks", when: any([has(faults, crack), has(faults, hole)]), why: "Tea runs out.", advice: "Use a saucer.", sources: [book]),
    Rule(id: soaking, level: deferral, risks: [stains], title: "The cup is still soaking", when: all([has(faults, dirt), under(washed, 3)]), why: "Soap needs time.", advice: "Wait.", sources: [book], wait: until(washed, 3)),
]"#;
