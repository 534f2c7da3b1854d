//! A class in every form, and records that are not what they seem.

use crate::program::text;
use crate::trainers::{bench, records, rules, typed};
use std::path::Path;
use std::process::Output;

fn class(home: &Path, more: &[&str]) -> Output {
    let (rules, records) = (rules(home), home.join("records").to_string_lossy().into_owned());
    typed(home, &[&["--rules", &rules, "class", &records], more].concat(), "")
}

/// The only record there is.
fn record(home: &Path) -> (std::path::PathBuf, String) {
    let folder = home.join("records");
    let file = folder.join(&records(&folder)[0].0);
    let text = std::fs::read_to_string(&file).expect("a record");
    (file, text)
}

#[test]
fn what_a_record_says_is_open_must_follow_from_its_items() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    assert_eq!(class(home.path(), &[]).status.code(), Some(0));
    let (file, record) = record(home.path());
    std::fs::write(&file, record.replacen("\"done\"", "\"open\"", 1)).expect("written");
    let output = class(home.path(), &[]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("  0 complete") && said.contains("open: The lamp is not done"), "{said}");
    let told = text(&output.stderr);
    assert!(told.contains("-CD-bench.json: altered: what it says is open does not follow"), "{told}");
    // Without its list there is nothing to hold it against.
    let folder = home.path().join("records").to_string_lossy().into_owned();
    assert_eq!(text(&typed(home.path(), &["class", &folder], "").stderr), "");
    // An item that the list does not have.
    std::fs::write(&file, record.replace("\"lamp\"", "\"lump\"")).expect("written");
    let output = class(home.path(), &[]);
    assert!(text(&output.stderr).contains("passed over: altered: its items are not those"), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("no checklist has been run yet"), "{}", text(&output.stdout));
}

#[test]
fn a_copy_of_a_record_is_no_second_run() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    let (file, record) = record(home.path());
    std::fs::write(file.with_file_name("0 copy.json"), &record).expect("written");
    let output = class(home.path(), &[]);
    assert!(text(&output.stdout).contains("  1 run,    1 complete"), "{}", text(&output.stdout));
    let told = text(&output.stderr);
    assert!(told.contains("-CD-bench.json: passed over: the same run as `0 copy.json`"), "{told}");
}

#[test]
fn every_file_that_is_not_counted_is_named_with_the_reason() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    let (file, record) = record(home.path());
    let write = |name: &str, text: &str| std::fs::write(file.with_file_name(name), text).expect("written");
    write("cut.json", &record[..record.len() / 2]);
    write("part.json", "{\"kind\": \"session\", \"schema\": 1}");
    write("newer.json", &record.replacen("\"schema\": 1", "\"schema\": 99", 1));
    write("other.json", "{\"schema\": 1, \"kind\": \"check\", \"checksum\": \"\"}");
    write("notes.txt", "bring a lamp");
    write(".hidden", "");
    write("drills.jsonl", "what?\n\n{\"schema\": 1}\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", file.with_file_name("gone.json")).expect("a link");
    let output = class(home.path(), &[]);
    let told = text(&output.stderr);
    for (name, why) in [
        ("cut.json", "passed over: it cannot be read as JSON: EOF while parsing"),
        ("part.json", "passed over: a part of this record is missing"),
        ("newer.json", "passed over: this is from a newer version"),
        ("other.json", "passed over: this is not the record of a checklist"),
        ("notes.txt", "passed over: a record is called *.json"),
        ("drills.jsonl", "2 lines passed over: not written by `drill`"),
        #[cfg(unix)]
        ("gone.json", "passed over: a link to nothing"),
    ] {
        assert!(told.lines().any(|it| it.contains(name) && it.contains(why)), "{name}: {told}");
    }
    assert!(told.contains("at line ") && !told.contains(".hidden"), "{told}");
    assert!(text(&output.stdout).contains("  1 run,    1 complete"), "{}", text(&output.stdout));
}

#[test]
fn somebody_who_is_not_there_is_told_with_those_who_are() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    let output = class(home.path(), &["--trainee", "ZZ"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("there is nobody `ZZ` in ") && told.contains("there is `CD`"), "{told}");
    assert_eq!(class(home.path(), &["--trainee", "cd"]).status.code(), Some(0));
}

#[test]
fn the_three_forms_say_the_same() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    bench(home.path(), "2\nno bulb\nq\n");
    bench(home.path(), "2\n2\nno bulb\n1\ny\n1\ng\nthe window is enough\n");
    // Twelve items of other lists that nobody came to.
    let (_, record) = records(&home.path().join("records")).remove(0);
    for number in 10..22 {
        let mut other = record.clone();
        let item = serde_json::json!({ "question": "a", "ask": format!("Item {number}."), "asked": true,
            "answer": null, "words": "", "notes": [], "read_back": null, "at": 0, "took": 0, "reopened": 0 });
        (other["pack"], other["trainee"], other["items"]) = ("other".into(), "XY".into(), vec![item].into());
        (other["open"], other["started"]) = (Vec::<u8>::new().into(), format!("2026-01-{number}T10:00").into());
        std::fs::write(home.path().join(format!("records/x{number}.json")), other.to_string()).expect("written");
    }
    let attempt = r#"{"schema":1,"date":"2026-01-02","trainee":"CD","pack":"bench","fingerprint":"","exercise":
        "bench: open lamp","guess":"note","truth":"deferral","call":"under","missed":["x"],"extra":[]}"#;
    std::fs::write(home.path().join("records/drills.jsonl"), attempt.replace('\n', " ") + "\n").expect("written");
    let form = |format: &str| text(&class(home.path(), &["--format", format]).stdout);
    let (plain, page, table) = (form("text"), form("html"), form("csv"));
    let all = |said: &str, parts: &[&str]| parts.iter().for_each(|it| assert!(said.contains(it), "{it} in {said}"));
    all(&plain, &["  3 runs,", "went on", "open at the end of each run: 0, 1, 1\n", "  1 person,", "  1 risk missed"]);
    all(&plain, &["2026-01-02: 0 in 100 right", "  and 4 more\n", "open lamp (bench)", "last run: 1 item\n"]);
    all(&page, &["3 runs, ", "went on with this open:", "Open at the end of each run: 0, 1, 1.", "1 person: 0 right"]);
    all(&page, &["2026-01-02: 0 in 100 right.", "<p>and 4 more</p>", "open lamp (bench)", "1 risk missed."]);
    all(&page, &[". Not reached in the last run: 1 item.", "aria-label=\"open items run by run: 0, 1, 1\""]);
    all(
        &table,
        &["run,CD,bench,went on,1,1,", "run,CD,bench,open at the end of run 2,1,,", "drill,CD,,risks missed,1,,"],
    );
    all(&table, &["run,XY,other,not reached in the last run,1,,2026-01-21", ",Item 21.,", "bench,open lamp,1,1,"]);
    assert!(!page.contains(": [") && !plain.contains("bench: open lamp"), "{plain}");
}
