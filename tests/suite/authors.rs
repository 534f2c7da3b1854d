//! The commands for those who write the rules, as typed.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn pack(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_needlewise"))
        .arg("pack")
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("it runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn fresh() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = pack(&["new", &folder.path().join("rules").to_string_lossy()]);
    assert!(made.status.success(), "{made:?}");
    folder
}

/// A new pack, and the folder of its rules, with a promise that one of them breaks.
fn broken() -> (tempfile::TempDir, String) {
    let folder = fresh();
    let rules = folder.path().join("rules");
    edit(
        &rules.join("first/start.ron"),
        "when: is(tired, yes)",
        "when: all([is(tired, yes), over(days_since_rest, 1)])",
    );
    let rules = rules.to_string_lossy().into_owned();
    (folder, rules)
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).expect("it can be read");
    assert!(text.contains(from), "{from} is not in {}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).expect("it can be written");
}

#[test]
fn a_new_pack_lints_tests_verifies_and_guards_itself() {
    let folder = fresh();
    let rules = folder.path().join("rules");
    let rules = rules.to_string_lossy();
    for command in [&["lint"][..], &["test", "--mutate", "--coverage"], &["verify"], &["list"], &["show", "first"]] {
        let output = pack(&[&["--rules", &*rules], command].concat());
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", text(&output));
    }
    let again = pack(&["new", &rules]);
    assert_eq!(again.status.code(), Some(2));
}

#[test]
fn a_broken_promise_is_shown_with_a_person_and_exit_code_one() {
    let (_folder, rules) = broken();
    let output = pack(&["verify", "first", "--rules", &rules]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output);
    assert!(shown.contains("failed[promise-broken]") && shown.contains("{ tired: yes }"), "{shown}");

    let output = pack(&["verify", "first", "--rules", &rules, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["schema"], 1);
    assert_eq!(json["packs"][0]["failed"][0]["person"]["answers"]["tired"], "yes");

    let output = pack(&["verify", "first", "--rules", &rules, "--seconds", "0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("not proven["));
}

#[test]
fn the_witnesses_can_be_pasted_and_are_met() {
    let folder = fresh();
    let rules = folder.path().join("rules");
    let run = |args: &[&str]| pack(&[args, &["--rules", &rules.to_string_lossy()]].concat());
    let count = |it: &Output| text(it).split(' ').next().and_then(|it| it.parse::<usize>().ok()).expect("a count");
    let before = count(&run(&["test"]));
    let cases = text(&run(&["verify", "--witnesses"]));
    let cases: String = cases.lines().filter(|it| it.starts_with("Case(")).collect();
    assert_eq!(cases.matches("Case(").count(), 4, "{cases}");
    edit(&rules.join("first/start.ron"), "    Case(", &format!("{cases}\n    Case("));
    let tested = run(&["test"]);
    assert!(tested.status.success(), "{tested:?}");
    assert_eq!(count(&tested), before + 4);
}

#[test]
fn when_there_is_no_time_nothing_is_success() {
    for format in ["text", "json"] {
        let output = pack(&["verify", "--seconds", "0", "--format", format]);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output).contains(if format == "json" { "not_proven" } else { "not proven" }));
        assert!(format != "json" || serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    }
}

#[test]
fn a_level_that_falls_between_versions_is_refused_unless_allowed() {
    let (old, new) = (fresh(), fresh());
    let (old, new) = (old.path().join("rules"), new.path().join("rules"));
    edit(&new.join("first/start.ron"), "over(days_since_rest, 6)", "over(days_since_rest, 9)");
    let (before, after) = (old.to_string_lossy(), new.to_string_lossy());
    assert_eq!(pack(&["diff", &before, &before]).status.code(), Some(0));
    let falls = pack(&["diff", &before, &after]);
    assert_eq!(falls.status.code(), Some(1));
    assert!(text(&falls).contains("falls from precaution to note"), "{}", text(&falls));
    assert_eq!(pack(&["diff", &before, &after, "--allow-lower"]).status.code(), Some(0));
    let rises = pack(&["diff", &after, &before]);
    assert_eq!(rises.status.code(), Some(0));
    assert!(text(&rises).contains("rises from note to precaution"));
    let one = new.join("first");
    assert_eq!(pack(&["diff", &old.join("first").to_string_lossy(), &one.to_string_lossy()]).status.code(), Some(1));
}

#[test]
fn changed_words_stand_side_by_side_after_what_they_mean_and_against_the_shipped_rules_too() {
    let (old, new) = (fresh(), fresh());
    let (old, new) = (old.path().join("rules"), new.path().join("rules"));
    edit(&new.join("first/start.ron"), "over(days_since_rest, 6)", "over(days_since_rest, 5)");
    edit(&new.join("first/start.ron"), "advice: \"", "advice: \"Hear this. ");
    let (before, after) = (old.to_string_lossy(), new.to_string_lossy());
    let shown = text(&pack(&["diff", &before, &after]));
    let (level, words) = (shown.find("the level rises"), shown.find("Hear this."));
    assert!(level.is_some() && level < words, "{shown}");
    assert!(shown.lines().any(|line| line.contains(" | Hear this.")), "{shown}");

    let json = pack(&["diff", &before, &after, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(json["packs"][0]["wording"][0]["part"], "advice");

    let against = text(&pack(&["diff", "shipped", &after, "--allow-lower"]));
    assert!(against.contains("first: the pack is new") && against.contains("before: the pack is gone"), "{against}");
    assert_eq!(text(&pack(&["diff", &after, "--allow-lower"])), against);
    let same = pack(&["diff", "shipped", "shipped", "--pack", "station"]);
    assert_eq!(same.status.code(), Some(0), "{same:?}");
    assert_eq!(pack(&["diff"]).status.code(), Some(2), "the shipped rules with themselves");
}

#[test]
fn what_failed_stands_before_what_was_proved() {
    let (_folder, rules) = broken();
    let shown = text(&pack(&["verify", "first", "--rules", &rules]));
    assert!(shown.starts_with("first: 2 failed, 0 not proven, "), "{shown}");
    assert!(shown.find("failed[").is_some_and(|failed| Some(failed) < shown.find("  proved: ")), "{shown}");
    assert!(shown.contains("`tired`: ") && shown.contains("(as the baseline)"), "{shown}");
}

#[test]
fn a_sheet_for_review_is_written_filled_in_and_read_back() {
    let folder = fresh();
    let (rules, file) = (folder.path().join("rules"), folder.path().join("sheet.md"));
    let (rules, file) = (rules.to_string_lossy(), file.to_string_lossy());
    let written = pack(&["review", "first", "--rules", &rules, "--out", &file]);
    assert!(written.status.success(), "{written:?}");
    let open = pack(&["review", "first", "--rules", &rules, "--read", &file]);
    assert_eq!(open.status.code(), Some(1));
    assert!(text(&open).contains(" 0 right, 0 not right, "), "{}", text(&open));
    let sheet = std::fs::read_to_string(&*file).expect("it is there");
    std::fs::write(&*file, sheet.replace("- [ ] Yes", "- [x] Yes")).expect("written");
    let right = pack(&["review", "first", "--rules", &rules, "--read", &file]);
    assert_eq!(right.status.code(), Some(0), "{}", text(&right));
    assert!(
        text(&right).contains("reviewed_by: ") && text(&right).contains("  rest_first: seen: \""),
        "{}",
        text(&right)
    );
    let page = text(&pack(&["review", "first", "--rules", &rules, "--format", "html"]));
    assert!(page.starts_with("<!DOCTYPE html>") || page.starts_with("<!doctype html>"), "{page}");
}

#[test]
fn a_breakage_no_case_notices_is_listed_with_a_case_that_would() {
    let folder = fresh();
    let rules = folder.path().join("rules");
    edit(&rules.join("first/start.ron"), "given: { days_since_rest: 6 }", "given: { days_since_rest: 2 }");
    let output = pack(&["test", "--mutate", "--rules", &rules.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("given: { days_since_rest: 6 }"), "{}", text(&output));
    assert!(text(&output).contains("record what the rules already do"), "{}", text(&output));
}

#[test]
fn rules_that_cannot_be_read_give_exit_code_two() {
    let folder = fresh();
    let rules = folder.path().join("rules");
    edit(&rules.join("first/start.ron"), "id: tired", "id: tyred");
    let rules = rules.to_string_lossy();
    for command in ["list", "lint", "test", "verify"] {
        assert_eq!(pack(&[command, "--rules", &rules]).status.code(), Some(2), "{command}");
    }
    let json = pack(&["lint", "--format", "json", "--rules", &rules]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(json["problems"][0]["code"], "unknown-question");
    assert_eq!(pack(&["verify", "nowhere"]).status.code(), Some(2));
}

#[test]
fn every_code_every_rule_and_every_question_has_a_page() {
    for code in needlewise::verify::LawCode::ALL.iter().map(|it| it.word()).chain([
        "unknown-question",
        "no_training",
        "training",
    ]) {
        let output = pack(&["explain", code]);
        assert!(output.status.success() && text(&output).starts_with(code), "{code}");
    }
    let unknown = pack(&["explain", "rule-newer"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `rule-never`?"));
}

#[test]
fn the_codes_of_the_proofs_stay_what_they_are() {
    let words: Vec<&str> = needlewise::verify::LawCode::ALL.iter().map(|it| it.word()).collect();
    insta::assert_snapshot!(words.join(" "), @"rule-never rule-always rule-covered question-never question-idle option-idle level-never closing-never unsure-milder worse-milder worse-hides unasked-counts asking-ends promise-broken promise-idle promise-emptied impossible-idle wait-too-short wait-too-long baseline disagreement");
}

#[test]
fn graphs_and_pages_of_a_pack_name_its_questions() {
    let dot = text(&pack(&["graph", "before", "--format", "dot"]));
    assert!(dot.starts_with("digraph") && dot.contains("label=\"training\"") && dot.ends_with("}\n"));
    assert!(text(&pack(&["graph", "before"])).starts_with("flowchart"));
    let json: serde_json::Value =
        serde_json::from_slice(&pack(&["show", "before", "--format", "json"]).stdout).expect("it is JSON");
    assert!(json["questions"].as_array().is_some_and(|it| it.iter().any(|it| it["id"] == "training")));
    assert!(
        json["rules"]
            .as_array()
            .is_some_and(|it| it.iter().all(|it| it["sources"].as_array().is_some_and(|it| !it.is_empty())))
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_needlewise"))
        .args(["pack", "show", "before"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
