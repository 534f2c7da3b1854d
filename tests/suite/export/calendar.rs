//! The day to look again, as a calendar reads it.

use crate::program::{feed, program, text};
use crate::tools::python;
use std::process::Command;

fn check(answers: &str, file: &std::path::Path) -> std::process::Output {
    let mut command = program();
    command.args(["check", "before", "--format", "json", "--answers", "-", "--calendar"]).arg(file);
    feed(command, answers.as_bytes())
}

#[test]
fn a_wait_becomes_a_day_in_a_calendar_that_says_nothing_of_the_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("again.ics");
    let output = check(r#"{ "days_since_needling": 3 }"#, &file);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let day = report["reassessment"]["date"].as_str().expect("a day");
    let written = std::fs::read_to_string(&file).expect("it was written");
    assert!(written.contains(&format!("DTSTART;VALUE=DATE:{}", day.replace('-', ""))), "{written}");
    // Folded after 75 signs, and a space put before what goes on.
    assert!(written.lines().all(|line| line.len() <= 76), "{written}");
    for rule in report["findings"].as_array().expect("findings") {
        let title = rule["title"].as_str().expect("a title");
        assert!(!written.replace("\r\n ", "").contains(title), "{title}");
    }
    let Some(python) = python("icalendar/__init__.py") else { return };
    let read = "import sys, icalendar; c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()); \
                e = [e for e in c.walk('VEVENT')]; print(len(e), e[0]['dtstart'].dt, e[0]['class'], len(e[0].errors))";
    let seen = Command::new(python).args(["-c", read]).arg(&file).output().expect("it runs");
    assert_eq!(text(&seen.stdout).trim(), format!("1 {day} PRIVATE 0"), "{}", text(&seen.stderr));
}

#[test]
fn where_no_day_is_known_no_file_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("again.ics");
    let case = include_str!("../../readme/half_a_millimetre.ron");
    let output = check(case, &file);
    assert!(text(&output.stderr).contains("nothing for a calendar"), "{}", text(&output.stderr));
    assert!(!file.exists());
}
