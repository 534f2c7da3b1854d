//! An answered line of a list, kept as a record.

use crate::batch::lines;
use crate::chance::rules;
use crate::program::{run, text};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, text: &str) -> String {
        let file = self.path(name);
        std::fs::write(&file, text).expect("written");
        file.to_string_lossy().into_owned()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Keeps a line in a new file, and gives that too.
    fn keep(&self, answered: &str, line: &str) -> (Output, PathBuf) {
        let out = self.path(&format!("{line}-kept.json"));
        let _ = std::fs::remove_file(&out);
        (run(&["record", "from-batch", answered, "--line", line, "--out", &out.to_string_lossy()], ""), out)
    }
}

fn answered(pack: &str, format: &str) -> String {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == pack).expect("a pack");
    let input = String::from_utf8(lines(pack, 12, 4)).expect("UTF-8");
    text(&run(&["batch", &pack.id, "--format", format], &input).stdout)
}

fn verified(record: &Path) {
    let output = run(&["record", "verify", &record.to_string_lossy()], "");
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn every_answered_line_becomes_a_record_that_verifies() {
    let place = Place::new();
    for pack in ["before", "after"] {
        let lines = answered(pack, "jsonl");
        let (jsonl, csv) = (place.file("a.jsonl", &lines), place.file("a.csv", &answered(pack, "csv")));
        for (at, line) in lines.lines().enumerate() {
            let (output, record) = place.keep(&jsonl, &(at + 1).to_string());
            assert_eq!(output.status.code(), Some(0), "{line}: {}", text(&output.stderr));
            verified(&record);
            let kept = std::fs::read_to_string(&record).expect("a record");
            let (kept_json, line): (Value, Value) =
                (serde_json::from_str(&kept).expect("JSON"), serde_json::from_str(line).expect("JSON"));
            assert_eq!(kept_json["result"]["level"], line["level"]);
            assert_eq!(kept_json["pack"]["fingerprint"], line["fingerprint"]);
            // The same person as a row of a table, below its heading.
            let (output, record) = place.keep(&csv, &(at + 2).to_string());
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            assert_eq!(std::fs::read_to_string(&record).expect("a record"), kept);
        }
    }
}

#[test]
fn a_table_has_no_two_columns_of_one_name() {
    for pack in ["before", "after"] {
        let table = answered(pack, "csv");
        let mut names: Vec<&str> = table.lines().next().expect("a heading").split(',').collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{table}");
    }
}

#[test]
fn one_person_needs_no_number_and_goes_among_the_records() {
    let place = Place::new();
    let one = text(&run(&["batch", "before"], "{\"age\": 16}").stdout);
    let output = run(&["record", "from-batch", "-"], &one);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    verified(Path::new(said.split('`').nth(1).expect("a file")));
    let table = text(&run(&["batch", "before", "--format", "csv"], "{\"age\": 16}").stdout);
    assert_eq!(run(&["record", "from-batch", &place.file("one.csv", &table)], "").status.code(), Some(0));
}

#[test]
fn other_rules_and_a_changed_line_are_told_and_nothing_is_kept() {
    let place = Place::new();
    let line = text(&run(&["batch", "before"], "{\"age\": 16}").stdout);
    let json: Value = serde_json::from_str(&line).expect("JSON");
    let fingerprint = json["fingerprint"].as_str().expect("a fingerprint");
    let old = format!("00{}", &fingerprint[2..]);
    let (output, kept) = place.keep(&place.file("old.jsonl", &line.replace(fingerprint, &old)), "1");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("answered by other rules") && said.contains(&old) && said.contains(fingerprint), "{said}");
    assert!(!kept.exists());
    // A level, a finding or an answer that is no longer the one it was.
    let level = format!("\"level\":{}", json["level"]);
    for (from, to) in
        [(level.as_str(), "\"level\":\"note\""), ("\"under_18\"", "\"over_18\""), ("\"age\":16", "\"age\":36")]
    {
        assert!(line.contains(from), "{from} in {line}");
        let (output, kept) = place.keep(&place.file("new.jsonl", &line.replacen(from, to, 1)), "1");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{from}: {said}");
        assert!(said.contains("altered"), "{said}");
        assert!(!kept.exists());
    }
}

#[test]
fn what_is_no_answered_line_is_told_with_what_to_do() {
    let place = Place::new();
    let two = answered("before", "jsonl");
    let faulty = text(&run(&["batch", "before"], "{\"agee\": 16}").stdout);
    let few = text(&run(&["batch", "before", "--fields", "level"], "{}").stdout);
    let misfit = text(&run(&["batch", "before"], "{\"age\": 16}").stdout).replace("\"age\":16", "\"agee\":16");
    let table = answered("before", "csv");
    let one = text(&run(&["batch", "before"], "{\"age\": 16}").stdout);
    let severe = one.replace("\"level\":\"emergency\"", "\"level\":\"Emergency\"");
    let one = text(&run(&["batch", "before", "--format", "csv"], "{\"age\": 16}").stdout);
    let column = one.replacen(",emergency,", ",severe,", 1);
    for (name, lines, number, why) in [
        ("two", two.as_str(), None, "more than one person"),
        ("two", two.as_str(), Some("99"), "has no person in line 99"),
        ("two", two.as_str(), Some("0"), "0 is not in 1.."),
        ("table", table.as_str(), Some("1"), "is the heading"),
        ("none", "\n", None, "holds nobody"),
        ("faulty", faulty.as_str(), None, "`agee` is not a question"),
        ("few", few.as_str(), None, "name them in `--fields`"),
        ("misfit", misfit.as_str(), None, "the question is gone"),
        ("person", "{\"age\": 16}", None, "name them in `--fields`"),
        ("level", severe.as_str(), None, "the level cannot be read"),
        ("row", column.as_str(), Some("2"), "the level cannot be read"),
    ] {
        let file = place.file(name, lines);
        let mut args = vec!["record", "from-batch", &file];
        args.extend(number.iter().flat_map(|it| ["--line", it]));
        let output = run(&args, "");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(why), "{name}: {said}");
    }
}
