//! A checklist that broke off, and what the next run of it offers.

use crate::program::{program, text};
use crate::trainers::{bench, records, rules, typed};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

fn only(home: &Path) -> Value {
    let mut records = records(&home.join("records"));
    assert_eq!(records.len(), 1, "{records:?}");
    records.remove(0).1
}

fn started(home: &Path, input: &str) {
    assert_eq!(bench(home, input).status.code(), Some(1));
}

#[test]
fn the_record_is_gone_on_with_where_it_stopped() {
    let home = tempfile::tempdir().expect("a folder");
    started(home.path(), "1\n");
    let output = bench(home.path(), "1\n1\ny\n1\n");
    let said = text(&output.stdout);
    assert!(said.contains("not finished") && said.contains("items said: 1."), "{said}");
    assert!(!said.contains("Do the lamp."), "what was said is not asked again: {said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
    let record = only(home.path());
    assert_eq!(record["complete"], true);
    assert_eq!(record["items"][0]["answer"], "done");
    assert_eq!(record["resumed"].as_array().map(Vec::len), Some(1), "the break is in the record");
    // A finished record is not offered again.
    let again = text(&bench(home.path(), "1\nq\n").stdout);
    assert!(!again.contains("not finished"), "{again}");
}

#[test]
fn starting_afresh_leaves_the_old_record_as_it_is_and_asks_no_more() {
    let home = tempfile::tempdir().expect("a folder");
    started(home.path(), "2\nno bulb\n");
    let output = bench(home.path(), "2\n1\n1\ny\n1\n");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let records = records(&home.path().join("records"));
    assert_eq!(records.len(), 2);
    let old = &records.iter().find(|(_, it)| it["set_aside"] == true).expect("the old one").1;
    assert_eq!((&old["items"][0]["answer"], &old["finished"]), (&Value::from("open"), &Value::from(false)));
    let again = text(&bench(home.path(), "").stdout);
    assert!(!again.contains("not finished"), "{again}");
}

#[test]
fn leaving_it_changes_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    started(home.path(), "1\n");
    let before = only(home.path());
    for input in ["3\n", "q\n", ""] {
        let output = bench(home.path(), input);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(only(home.path()), before);
    }
}

#[test]
fn it_is_offered_to_the_same_two_people_and_the_same_list_only() {
    let home = tempfile::tempdir().expect("a folder");
    started(home.path(), "1\n");
    let (rules, folder) = (rules(home.path()), home.path().join("records").to_string_lossy().into_owned());
    let run = |pack: &str, trainer: &str, trainee: &str| -> Output {
        let args = ["--rules", &rules, "run", pack, "--trainer", trainer, "--trainee", trainee, "--dir", &folder];
        typed(home.path(), &args, "")
    };
    for (pack, trainer, trainee) in [("bench", "AB", "XY"), ("bench", "XY", "CD"), ("incident", "AB", "CD")] {
        let said = text(&run(pack, trainer, trainee).stdout);
        assert!(!said.contains("not finished"), "{pack} {trainer} {trainee}: {said}");
    }
    assert!(text(&run("bench", "ab", "cd").stdout).contains("not finished"));
}

#[test]
fn a_list_that_has_changed_since_is_not_gone_on_with() {
    for (from, to) in
        [("\"fingerprint\": \"", "\"fingerprint\": \"0"), ("\"done\"", "\"gone\""), ("\"lamp\"", "\"lump\"")]
    {
        let home = tempfile::tempdir().expect("a folder");
        started(home.path(), "1\n");
        let file = home.path().join("records").join(&records(&home.path().join("records"))[0].0);
        let record = std::fs::read_to_string(&file).expect("a record");
        assert!(record.contains(from), "{from}");
        std::fs::write(&file, record.replace(from, to)).expect("written");
        let said = text(&bench(home.path(), "2\n").stdout);
        assert!(said.contains("Do the lamp.") && !said.contains("Go on with it"), "{from}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn an_interruption_keeps_what_was_said_and_the_next_run_offers_it() {
    use std::io::Write;
    let home = tempfile::tempdir().expect("a folder");
    let (rules, folder) = (rules(home.path()), home.path().join("records"));
    let args = ["--rules", &rules, "run", "bench", "--trainer", "ab", "--trainee", "cd", "--dir"];
    let mut child = program()
        .args(args)
        .arg(&folder)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("an input");
    input.write_all(b"1\n").expect("typed");
    let start = std::time::Instant::now();
    let said = || folder.exists() && records(&folder).iter().any(|(_, it)| it["items"][0]["answer"] == "done");
    while !said() {
        assert!(start.elapsed().as_secs() < 20, "the answer was never kept");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|it| it.success()));
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let output = bench(home.path(), "1\n1\ny\n1\n");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert_eq!(only(home.path())["complete"], true);
}

/// Types something at the list and kills it as soon as the record says what is looked for.
fn killed(home: &Path, input: &str, wanted: impl Fn(&Value) -> bool) {
    let (rules, folder) = (rules(home), home.join("records"));
    let mut command = program();
    command.args(["--rules", &rules, "run", "bench", "--trainer", "ab", "--trainee", "cd", "--dir"]).arg(&folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
    child.stdin.as_mut().expect("piped").write_all(input.as_bytes()).expect("typed");
    let kept = || folder.is_dir() && records(&folder).iter().any(|(_, it)| wanted(it));
    let deadline = Instant::now() + Duration::from_secs(30);
    while !kept() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
    }
    let found = kept();
    child.kill().expect("killed");
    child.wait().expect("gone");
    assert!(found, "{input:?} is not in the record");
}

#[test]
fn what_was_said_is_kept_before_anything_else_is_asked() {
    for (input, wanted) in [
        // The reason is still to be given, an item is noted, or opened again.
        ("2\n", (|it| it["items"][0]["answer"] == "open") as fn(&Value) -> bool),
        ("n left glove torn\n", |it| it["items"][0]["notes"][0] == "left glove torn"),
        ("1\nr 1\n", |it| it["items"][0]["reopened"] == 1 && it["items"][0]["answer"].is_null()),
    ] {
        let home = tempfile::tempdir().expect("a folder");
        killed(home.path(), input, wanted);
    }
}

#[test]
fn leaving_at_the_reason_keeps_the_answer() {
    let home = tempfile::tempdir().expect("a folder");
    started(home.path(), "2\nq\n");
    assert_eq!(only(home.path())["items"][0]["answer"], "open");
}

#[test]
fn what_nobody_came_to_is_no_alarm() {
    let home = tempfile::tempdir().expect("a folder");
    let said = text(&bench(home.path(), "").stdout);
    assert!(said.contains("Not reached: 3 items.") && !said.contains("Not ready."), "{said}");
    let home = tempfile::tempdir().expect("a folder");
    let said = text(&bench(home.path(), "2\n\nq\n").stdout);
    assert!(said.contains("Not reached: 2 items.") && said.contains("Not ready."), "{said}");
}

#[test]
fn a_key_is_no_reason_to_go_on() {
    let home = tempfile::tempdir().expect("a folder");
    let output = bench(home.path(), "2\n\n1\ny\n1\ng\n?\nthe bulb comes today\n");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert_eq!(only(home.path())["decision"]["reason"], "the bulb comes today");
}

#[test]
fn nothing_is_asked_before_urgent_advice() {
    let home = tempfile::tempdir().expect("a folder");
    let args = ["run", "incident", "--trainer", "ab", "--trainee", "cd"];
    let said = text(&typed(home.path(), &args, "1\n").stdout);
    assert!(!said.contains("Why?") && said.contains("Call your emergency number"), "{said}");
}

#[test]
fn rules_without_a_card_of_their_own_show_nobody_elses() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let library = home.path().join("rules/sources.ron");
    let text_of = std::fs::read_to_string(&library).expect("the library");
    std::fs::write(&library, text_of.replace(", incident: incident", "")).expect("written");
    let args = ["--rules", &rules, "run", "bench", "--trainer", "ab", "--trainee", "cd"];
    let said = text(&typed(home.path(), &args, "i\nq\nq\n").stdout);
    assert!(said.contains("there is no incident card here") && !said.contains("Back to"), "{said}");
}

#[test]
fn a_record_of_a_list_is_shown_with_its_notes() {
    let home = tempfile::tempdir().expect("a folder");
    started(home.path(), "2\nno bulb\nq\n");
    let (name, _) = records(&home.path().join("records")).remove(0);
    let file = home.path().join("records").join(name).to_string_lossy().into_owned();
    let rules = rules(home.path());
    let shown = text(&typed(home.path(), &["--rules", &rules, "record", "show", &file, "--full"], "").stdout);
    for words in ["left before its end", "The lamp is not done", "Not done / no bulb", "not reached", "AB", "CD"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    // What is open is no flag away.
    let short = text(&typed(home.path(), &["--rules", &rules, "record", "show", &file], "").stdout);
    assert!(short.contains("The lamp is not done") && !short.contains("no bulb"), "{short}");
}

#[test]
fn a_kill_before_the_first_answer_leaves_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let (rules, folder) = (rules(home.path()), home.path().join("records"));
    let mut command = program();
    command.args(["--rules", &rules, "run", "bench", "--trainer", "ab", "--trainee", "cd", "--dir"]).arg(&folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    // Held to the end: a closed input says that somebody left, and would be written down.
    let _input = child.stdin.take();
    let mut said = String::new();
    let mut output = child.stdout.take().expect("piped");
    while !said.contains("Do the lamp.") {
        let mut part = [0; 256];
        let count = std::io::Read::read(&mut output, &mut part).expect("it says something");
        assert!(count > 0, "{said}");
        said += &String::from_utf8_lossy(&part[..count]);
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    let left = std::fs::read_dir(home.path().join("records")).into_iter().flatten().flatten();
    assert_eq!(left.filter(|entry| entry.file_name().to_string_lossy().ends_with(".json")).count(), 0);
}
