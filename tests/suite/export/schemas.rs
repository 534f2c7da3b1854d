//! What the program writes is what `docs/schemas` says.

use crate::laws::SHIPPED;
use crate::program::{feed, program, run, text};
use crate::random_people::people;
use crate::tools::python;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every file of this folder against a schema. Writes what does not fit, a line each.
const CHECK: &str = r"
import json, pathlib, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1], encoding='utf-8'))
Draft202012Validator.check_schema(schema)
count = 0
for path in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    count += 1
    for error in Draft202012Validator(schema).iter_errors(json.loads(path.read_text(encoding='utf-8'))):
        print(path.name, error.json_path, error.message[:300])
print(count, 'checked')
";

fn fits(python: &Path, schema: &str, folder: &Path, count: usize) {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas").join(schema);
    let seen = Command::new(python).args(["-c", CHECK]).args([&schema, folder]).output().expect("it runs");
    assert_eq!(text(&seen.stdout).trim(), format!("{count} checked"), "{}", text(&seen.stderr));
}

#[test]
fn packs_are_written_as_their_schema_says() {
    let Some(python) = python("jsonschema/__init__.py") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for pack in &SHIPPED.packs {
        let written = run(&["pack", "show", &pack.id, "--format", "json"], "").stdout;
        fs::write(folder.path().join(&pack.id), written).expect("written");
    }
    fits(&python, "pack.json", folder.path(), SHIPPED.packs.len());
}

#[test]
fn answers_reports_and_records_are_written_as_their_schemas_say() {
    let Some(python) = python("jsonschema/__init__.py") else { return };
    let [answers, reports, records] = [(); 3].map(|()| tempfile::tempdir().expect("a folder"));
    let mut count = 0;
    for pack in SHIPPED.packs.iter().filter(|pack| ["before", "after", "learn"].contains(&pack.id.as_str())) {
        for person in people(pack, 4, 19) {
            count += 1;
            let name = count.to_string();
            let given = super::back::lines(pack, std::slice::from_ref(&person));
            fs::write(answers.path().join(&name), &given).expect("written");
            let mut command = program();
            command.args(["check", &pack.id, "--format", "json", "--answers", "-", "--save"]);
            command.arg(records.path().join(&name));
            let report = feed(command, given.as_bytes()).stdout;
            fs::write(reports.path().join(&name), report).expect("written");
        }
    }
    fits(&python, "answers.json", answers.path(), count);
    fits(&python, "report.json", reports.path(), count);
    fits(&python, "record.json", records.path(), count);
}

#[test]
fn records_of_checklists_and_drills_are_written_as_their_schemas_say() {
    let Some(python) = python("jsonschema/__init__.py") else { return };
    let [runs, drills] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    // One gone through to its end, one with every item open and a decision, and one that is left.
    let open = format!("n a note\nr 1\n{}h\nlater\n", "2\nnot now\n".repeat(12));
    for pack in ["ready", "sign_in", "time_out", "station"] {
        for typed in [&"1\n".repeat(40), &open, "1\nq\n"] {
            let mut command = program();
            command
                .args(["run", pack, "--trainer", "AB", "--trainee", "CD", "--client", "07", "--dir"])
                .arg(runs.path());
            feed(command, typed.as_bytes());
        }
    }
    let written = fs::read_dir(runs.path()).expect("it lists").count();
    assert!(written >= 4, "{written}");
    fits(&python, "run.json", runs.path(), written);

    let history = runs.path().join("drills.jsonl");
    let mut command = program();
    command.args(["drill", "before", "--n", "5", "--seed", "3", "--trainee", "CD", "--history"]).arg(&history);
    feed(command, "4\n1\n".repeat(5).as_bytes());
    let mut command = program();
    let peels = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peels");
    command.args(["--rules", peels, "drill", "acid", "--n", "1", "--trainee", "CD", "--history"]).arg(&history);
    feed(command, b"1\n0\n");
    let history = fs::read_to_string(history).expect("a history");
    for (number, line) in history.lines().enumerate() {
        fs::write(drills.path().join(number.to_string()), line).expect("written");
    }
    assert_eq!(history.lines().count(), 6);
    fits(&python, "drill.json", drills.path(), history.lines().count());
}

#[test]
fn a_report_that_is_not_one_is_told_from_one() {
    let Some(python) = python("jsonschema/__init__.py") else { return };
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/report.json");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("odd"), r#"{ "schema": 2, "level": "severe" }"#).expect("written");
    let seen = Command::new(python).args(["-c", CHECK]).arg(schema).arg(folder.path()).output().expect("it runs");
    assert!(text(&seen.stdout).contains("severe"), "{}", text(&seen.stdout));
}
