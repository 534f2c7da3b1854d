//! Texts of strangers in records, lists and sheets: no formula in a table, nothing that steers a screen.

use crate::program::{program, run, text};
use crate::trainers::summed_anew;
use needlewise::text::is_invisible;
use needlewise::training::drill::Attempt;
use serde_json::{Value, json};
use std::path::Path;

const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"https://example.org\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\u{ff1d}1+1",
    "\u{1b}[2J\u{1b}[32mall well",
    "<script>alert(1)</script>",
];

fn is_tame(text: &str) {
    assert_eq!(text.chars().find(|it| !matches!(it, '\n' | '\r') && is_invisible(*it)), None, "{text:?}");
}

/// No cell is a formula. Plain numbers may be below nothing.
fn has_no_formula(table: &str) {
    is_tame(table);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    for row in reader.records() {
        for cell in &row.expect("a row") {
            let first = cell.trim_start().chars().next().unwrap_or(' ');
            let formula = "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first);
            assert!(!formula || cell.parse::<f64>().is_ok(), "{cell:?} is a formula");
        }
    }
}

/// A record and a drill in which every word is this, but for the levels.
fn write(folder: &Path, number: usize, word: &str) {
    let item = json!({ "question": word, "ask": word, "asked": true, "answer": word, "words": word, "notes": [word],
        "read_back": false, "at": 1, "took": 1, "reopened": 1 });
    let unreached = json!({ "question": "b", "ask": format!("{word} b"), "asked": true, "answer": null, "words": "",
        "notes": [], "read_back": null, "at": 0, "took": 0, "reopened": 0 });
    let run = json!({ "schema": 1, "kind": "run", "tool": word, "pack": word, "of": "checklist", "title": word,
        "version": word, "fingerprint": word, "shipped": false, "notice": word, "country": word, "trainer": word, "trainee": word, "client": word,
        "started": word, "seconds": 1, "finished": false, "complete": false, "hurried": true, "level": "deferral",
        "headline": word, "items": [item, unreached], "open": [{ "rule": word, "title": word, "advice": word,
        "level": "deferral", "certain": true, "items": [word] }], "despite": { "lists": [word], "reason": word },
        "decision": { "go_on": true, "by": word, "reason": word, "at": 1 },
        "signed": { "trainer": word, "trainee": word, "at": word }, "incidents": [word], "resumed": [word],
        "set_aside": false, "checksum": "" });
    std::fs::write(folder.join(format!("{number}.json")), summed_anew(&run)).expect("written");
    let attempt = json!({ "schema": 1, "kind": "drill", "date": word, "trainee": word, "pack": word, "fingerprint": word,
        "exercise": word, "guess": "note", "truth": "deferral", "call": "under", "missed": [word], "extra": [word],
        "checksum": "" });
    let mut attempt: Attempt = serde_json::from_value(attempt).expect("an attempt");
    attempt.checksum = attempt.sum();
    let line = serde_json::to_string(&attempt).expect("JSON");
    std::fs::write(folder.join(format!("{number}.jsonl")), line + "\n").expect("written");
}

#[test]
fn a_class_of_hostile_records_is_tame_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, word) in HOSTILE.iter().enumerate() {
        write(folder.path(), number, word);
    }
    let class = |format: &str| {
        let output = program().arg("class").arg(folder.path()).args(["--format", format]).output().expect("it runs");
        let told = text(&output.stderr);
        assert!(told.lines().all(|line| line.contains("is taken on its word")), "{told}");
        is_tame(&told);
        text(&output.stdout)
    };
    let table = class("csv");
    for sign in ["'=HYPERLINK", "'+1+1", "'-2+3", "'@SUM", "item not reached", "level under-called", "risk missed"] {
        assert!(table.contains(sign), "{sign} in {table}");
    }
    has_no_formula(&table);
    is_tame(&class("text"));
    let page = class("html");
    is_tame(&page);
    assert!(!page.contains("<script") && page.contains("&#60;script"), "{page}");
}

#[test]
fn a_list_of_hostile_columns_is_tame_in_a_table() {
    let mut input = csv::Writer::from_writer(Vec::new());
    input.write_record(["age", "=cmd", "note"]).expect("a heading");
    for word in HOSTILE {
        input.write_record(["30", word, word]).expect("a row");
        input.write_record([word, "", ""]).expect("a row");
    }
    let input = String::from_utf8(input.into_inner().expect("memory")).expect("UTF-8");
    let output = run(&["batch", "before", "--from", "csv", "--keep", "=cmd,note"], &input);
    let table = text(&output.stdout);
    assert!(table.starts_with("'=cmd,note,pack"), "{table}");
    assert!(table.contains("'@SUM(A1)"), "{table}");
    has_no_formula(&table);
    is_tame(&text(&output.stderr));
    // From JSON lines into a table.
    let lines: String = HOSTILE.iter().map(|it| json!({ "age": 30, "note": it }).to_string() + "\n").collect();
    has_no_formula(&text(&run(&["batch", "before", "--keep", "note", "--format", "csv"], &lines).stdout));
}

#[test]
fn hostile_sheets_do_not_steer_the_screen_that_compares_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let steering = HOSTILE[6];
    let sheets = [
        json!({ steering: "yes" }),
        json!({ "age": steering }),
        json!({ "pack": steering, "answers": {} }),
        json!({ "answers": steering }),
        Value::from(steering),
    ];
    let (one, two) = (folder.path().join("one.json"), folder.path().join("two.json"));
    std::fs::write(&two, "{}").expect("written");
    for sheet in sheets {
        std::fs::write(&one, sheet.to_string()).expect("written");
        let output = program().arg("compare").args([&one, &two]).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{sheet}: {}", text(&output.stdout));
        is_tame(&text(&output.stderr));
    }
}
