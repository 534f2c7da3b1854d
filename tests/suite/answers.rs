//! Answers from a file: RON or JSON, whole or in part, right or wrong.

use crate::program::{run, small_rules, text};

fn check(answers: &str, format: &str) -> (i32, String, String) {
    let rules = small_rules();
    let folder = rules.path().to_str().expect("a name");
    let output = run(&["--rules", folder, "check", "tea", "--answers", "-", "--format", format], answers);
    // What is said of the rules names their folder, which has another name each time.
    let name = rules.path().file_name().expect("a name").to_string_lossy();
    let said = |bytes: &[u8]| text(bytes).replace(&*name, "rules");
    (output.status.code().expect("a code"), said(&output.stdout), said(&output.stderr))
}

#[test]
fn ron_and_json_say_the_same() {
    let ron = check("{ fire: no, heat: 95, faults: [crack, dirt], washed: 1 } // a remark", "json");
    let json = check(r#"{ "fire": "no", "heat": 95.0, "faults": ["crack", "dirt"], "washed": 1 }"#, "json");
    assert_eq!(ron, json);
    let report: serde_json::Value = serde_json::from_str(&ron.1).expect("JSON");
    assert_eq!(report["level"], "contraindication");
    assert_eq!(report["risks"]["stains"], "deferral");
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["unanswered"].as_array().map(Vec::len), Some(0));
    assert!(report["schema"].is_number() && report["fingerprint"].is_string() && report["pack"] == "tea", "{report}");
}

#[test]
fn letters_that_json_spells_by_number_are_read() {
    let plain = check(r#"{ "fire": "no", "heat": 95 }"#, "json");
    assert_eq!(check(r#"{ "\u0066ire": "n\u006F", "heat": 95 }"#, "json"), plain);
    for strange in [r#"{ "fi\u202ere": "no" }"#, r#"{ "\u": "no" }"#, r#"{ "\u00": "no" }"#, r#"{ "\uzzé": "no" }"#] {
        assert_eq!(check(strange, "json").0, 2, "{strange}");
    }
}

#[test]
fn yes_is_yes_and_not_true_here_as_in_a_list_of_people() {
    for (word, text) in
        [("true", r#"{ "fire": true }"#), ("false", "{ fire: false }"), ("true", r#"{ "fire": "true" }"#)]
    {
        let (code, _, errors) = check(text, "text");
        assert_eq!(code, 2, "{text}");
        assert!(errors.contains(&format!("`fire` has no answer `{word}`")), "{errors}");
        assert!(errors.contains("it takes `no`, `yes` or `unsure`"), "{errors}");
    }
    let rules = small_rules();
    let folder = rules.path().to_str().expect("a name");
    let said = run(&["--rules", folder, "batch", "tea"], "{\"fire\": true}\n{\"fire\": \"true\"}\n");
    let said = text(&said.stdout);
    let wanted = "`true` is not an answer to `fire`; it takes `no`, `yes` or `unsure`";
    assert_eq!(said.matches(wanted).count(), 2, "{said}");
}

#[test]
fn what_is_not_answered_counts_as_not_sure_and_is_listed() {
    let (code, report, _) = check("{ fire: no }", "json");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(code, 1);
    assert_eq!(report["level"], "contraindication");
    assert_eq!(report["unanswered"], serde_json::json!(["heat", "faults", "washed"]));
    assert!(report["findings"].as_array().is_some_and(|it| it.iter().all(|it| it["certainty"] == "possible")));
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_does_not_count() {
    let (code, report, _) = check("{ fire: no, heat: 10, faults: [], washed: 0 }", "json");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!((code, &report["level"]), (0, &serde_json::json!("note")));
}

#[test]
fn every_wrong_answer_is_named_at_once() {
    let (code, report, errors) =
        check("{ fyre: no, heat: 400, faults: [crak], washed: yes, fire: yes, fire: no }", "text");
    assert_eq!((code, report.as_str()), (2, ""));
    for part in [
        "unknown-question",
        "did you mean `fire`?",
        "number-out-of-range",
        "unknown-option",
        "did you mean `crack`?",
        "wrong-kind",
        "duplicate-key",
    ] {
        assert!(errors.contains(part), "{part} is missing in {errors}");
    }
}

#[test]
fn broken_files_are_refused_without_a_panic() {
    let deep = "[".repeat(100_000);
    for answers in
        ["", "[]", "{", "{ fire: }", "{ fire no }", "null", "{ heat: 1e999 }", "{ fire: yes } x", deep.as_str(), "\0"]
    {
        let (code, report, errors) = check(answers, "text");
        assert_eq!((code, report.as_str()), (2, ""), "{answers:.40}");
        assert!(errors.starts_with("error") && !errors.contains("panicked"), "{errors}");
    }
}

#[test]
fn a_missing_file_and_a_missing_pack_are_named() {
    let output = run(&["check", "before", "--answers", "no-such-file.ron"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no-such-file.ron"));
    let output = run(&["check", "befor"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean `before`?"));
}

#[test]
fn a_name_nobody_meant_is_not_guessed_at() {
    for (rule, meant) in [("zzzzzzzzzzzzzz", None), ("keloid_scar", Some("keloid_scars")), ("a", None)] {
        let output = run(&["check", "before", "--answers", "-", "--why-not", rule], "{}");
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{errors}");
        match meant {
            Some(meant) => assert!(errors.contains(&format!("did you mean `{meant}`?")), "{errors}"),
            None => assert!(!errors.contains("did you mean"), "{errors}"),
        }
    }
    let long = "x".repeat(500_000);
    let output = run(&["batch", "before"], &format!("{{\"{long}\": true}}\n").repeat(20));
    assert!(text(&output.stderr).contains("is not a question"), "{}", text(&output.stderr));
}
