//! A folder with only what differs, laid over other rules: what results, what is said of it, and what it does when the
//! rules beneath move on.

use crate::program::{program, run, text};
use std::path::Path;

const PEELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peels");
const ACADEMY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/academy");

fn over(folder: &Path, args: &[&str]) -> std::process::Output {
    let folder = folder.to_string_lossy();
    run(&[&["--rules", PEELS, "--rules", &folder], args].concat(), "")
}

/// One file laid over the pack of acids.
fn laid(statement: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("acid")).expect("a folder");
    std::fs::write(folder.path().join("acid/bottle.ron"), format!("[\n{statement}\n]")).expect("written");
    let output = over(folder.path(), &["pack", "test", "acid"]);
    text(&output.stdout) + &text(&output.stderr)
}

/// The sum that the program names for a statement without one.
fn seen(statement: &str) -> String {
    let said = laid(statement);
    let from = said.find("write `seen: \"").unwrap_or_else(|| panic!("no sum: {said}")) + 13;
    said[from..from + 10].to_owned()
}

#[test]
fn what_an_academy_lays_over_the_peels_is_proved_as_a_whole() {
    for args in [&["pack", "lint"][..], &["pack", "test"], &["pack", "verify", "acid", "--seconds", "60"]] {
        let output = over(Path::new(ACADEMY), args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    }
    let both = format!("{PEELS}:{ACADEMY}");
    let diff = text(&run(&["pack", "diff", PEELS, &both, "--pack", "acid", "--seconds", "60"], "").stdout);
    for part in ["questions added: ours", "questions removed: again", "rules added: not_ours", "the loud clock"] {
        assert!(diff.contains(part), "{part}: {diff}");
    }
}

#[test]
fn every_answer_says_whose_rules_it_is_by_and_what_is_off() {
    let given = "{ eye: no, face: [], label: weak, minutes: 11, ours: own }";
    let output = run(&["--rules", PEELS, "--rules", ACADEMY, "check", "acid", "--answers", "-"], given);
    let answer = text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["from `academy`, laid over `peels`", "the rule `too_soon` (our teachers look", "the loud clock"] {
        assert!(answer.contains(part), "{part}: {answer}");
    }
    let proved = over(Path::new(ACADEMY), &["pack", "verify", "acid", "--seconds", "60"]);
    let proved = text(&proved.stdout);
    assert!(proved.contains("switched off: the rule `too_soon`, because our teachers look"), "{proved}");
}

#[test]
fn a_record_says_for_good_whose_rules_it_was_made_by_and_what_was_off() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("me.json").to_string_lossy().into_owned();
    let given = "{ eye: no, face: [], label: weak, minutes: 11, ours: own }";
    run(&["--rules", PEELS, "--rules", ACADEMY, "check", "acid", "--answers", "-", "--save", &file], given);
    let shown = |rules: &[&str]| {
        let output = run(&[rules, &["record", "show", &file]].concat(), "");
        text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // By the academy's rules, by those beneath alone, and by a copy of the academy under another name.
    let other = home.path().join("school");
    copy(Path::new(ACADEMY), &other);
    let other = other.to_string_lossy();
    for rules in
        [&["--rules", PEELS, "--rules", ACADEMY][..], &["--rules", PEELS], &["--rules", PEELS, "--rules", &other]]
    {
        let said = shown(rules);
        assert!(said.contains("Switched off: the rule `too_soon` (our teachers look"), "{rules:?}: {said}");
    }
    let verified = run(&["--rules", PEELS, "--rules", &other, "record", "verify", &file], "");
    assert!(
        text(&verified.stdout).starts_with("the same"),
        "another name is no other rule: {}",
        text(&verified.stdout)
    );
}

#[test]
fn a_rule_beneath_can_rest_on_a_manual_of_ones_own_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(Path::new(ACADEMY), folder.path());
    let bottle = folder.path().join("acid/bottle.ron");
    let before = std::fs::read_to_string(&bottle).expect("it reads");
    let cites = before.replace("seen: \"d0e18532\",", "seen: \"d0e18532\", sources: [manual, house],");
    assert_ne!(cites, before);
    std::fs::write(&bottle, cites).expect("written");
    let given = "{ eye: no, face: [], label: weak, minutes: 11, ours: own }";
    let folder = folder.path().to_string_lossy();
    let output =
        run(&["--rules", PEELS, "--rules", &folder, "check", "acid", "--answers", "-", "--format", "json"], given);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let found = answer["findings"].as_array().expect("findings").iter().find(|found| found["rule"] == "too_long");
    assert_eq!(found.expect("the rule")["sources"], serde_json::json!(["house", "manual"]), "{answer}");
}

#[test]
fn a_promise_is_switched_off_by_its_name_alone() {
    let promise = "nobody peels over raw skin";
    let off = |seen: &str, because: &str| format!("Off(promise: \"{promise}\", seen: {seen}, because: \"{because}\"),");
    let sum = seen(&off("\"\"", "a test"));
    assert!(laid(&off(&sum, "a test")).contains("0 not met"));
    assert!(laid(&off(&sum, "")).contains("the reason is empty"));
    let near = laid("Off(promise: \"nobody peels over raw skins\", because: \"a test\"),");
    assert!(near.contains("nothing-beneath") && near.contains("did you mean `nobody peels over raw skin`"), "{near}");
    // What a promise names cannot be taken from under it.
    let rule = |seen: &str| format!("Off(rule: acid_in_eye, seen: {seen}, because: \"a test\"),");
    let broken = laid(&rule(&seen(&rule("\"\""))));
    assert!(broken.contains("unknown-rule") && broken.contains("acid/pack.ron"), "{broken}");
    assert!(
        broken.contains("the rule `acid_in_eye` is switched off in") && broken.contains("bottle.ron:2"),
        "{broken}"
    );
    assert!(broken.contains("`Off(promise: \"acid in an eye is an emergency\", because: \"..\")`"), "{broken}");
}

#[test]
fn every_conflict_is_said_with_its_place() {
    for (statement, code, column) in [
        ("Change(rule: nowhere, advice: \"x\"),", "nothing-beneath", 14),
        ("Change(rule: too_long, advice: \"x\"),", "stale-change", 14),
        ("Change(rule: too_long, seen: \"12345678\", advice: \"x\"),", "stale-change", 14),
        ("Change(rule: too_long, ask: \"x\"),", "empty-change", 14),
        ("Change(rule: too_long, answer: { yes: \"x\" }),", "empty-change", 14),
        ("Change(question: label, sources: [house]),", "empty-change", 18),
        ("Change(rule: too_long, seen: \"d0e18532\", sources: [our_card]),", "unknown-source", 52),
        ("Change(rule: too_long),", "empty-change", 14),
        ("Change(rule: too_long, question: label, ask: \"x\"),", "empty-change", 1),
        ("Off(because: \"x\"),", "empty-change", 1),
        ("Off(rule: too_long),", "missing-field", 1),
        ("Off(rule: too_long, because: \"x\"), Change(rule: too_long, title: \"x\"),", "changed-twice", 49),
    ] {
        let said = laid(statement);
        assert!(said.contains(&format!("error[{code}]")), "{statement}: {said}");
        assert!(said.contains(&format!("acid/bottle.ron:2:{column}\n")), "{statement}: {said}");
    }
}

#[test]
fn an_academy_hears_of_it_when_the_rules_beneath_move_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let moved = folder.path().join("peels");
    copy(Path::new(PEELS), &moved);
    let bottle = moved.join("acid/bottle.ron");
    let before = std::fs::read_to_string(&bottle).expect("it reads");
    let lint = || {
        let rules = moved.to_string_lossy();
        let output = run(&["--rules", &rules, "--rules", ACADEMY, "pack", "lint"], "");
        text(&output.stdout) + &text(&output.stderr)
    };
    // A change elsewhere in the file is none of its business.
    std::fs::write(&bottle, before.replace("eleven minutes are long", "11 minutes are long")).expect("written");
    assert_eq!(lint(), "0 warnings\n");
    std::fs::write(&bottle, before.replace("Set a clock for less.", "Set two clocks.")).expect("written");
    let said = lint();
    assert!(said.contains("stale-change") && said.contains("`too_long` beneath"), "{said}");
    assert!(said.contains("bottle.ron:30") && said.contains("write `seen: ") && !said.contains("//"), "{said}");
    // What it switched off is gone by itself.
    std::fs::write(&bottle, before.replace("id: too_soon", "id: too_early").replace("[too_soon]", "[too_early]"))
        .expect("written");
    let said = lint();
    assert!(said.contains("nothing-beneath") && said.contains("no rule `too_soon`"), "{said}");
}

#[test]
fn a_folder_of_pieces_lies_over_the_shipped_rules_and_stays_set() {
    let home = tempfile::tempdir().expect("a folder");
    let own = home.path().join("own");
    let ejected = run(&["pack", "eject", &own.to_string_lossy(), "sign_in"], "");
    assert_eq!(ejected.status.code(), Some(0), "{}", text(&ejected.stderr));
    let list =
        |command: &mut std::process::Command| text(&command.args(["pack", "list"]).output().expect("it runs").stdout);
    let shipped = list(&mut program());
    assert_eq!(list(program().arg("--rules").arg(&own)), shipped, "nothing differs");
    std::fs::remove_file(own.join("checklists/sign_in/pack.ron")).expect("gone");
    assert!(list(program().env("NEEDLEWISE_RULES", PEELS)).contains("Before you peel"));
    assert_eq!(list(program().env("NEEDLEWISE_RULES", PEELS).args(["--rules", "shipped"])), shipped);
    let settings = home.path().join("needlewise");
    std::fs::create_dir(&settings).expect("a folder");
    std::fs::write(settings.join("rules"), format!("# those of the school\n{PEELS}\n")).expect("written");
    assert!(list(program().env("XDG_CONFIG_HOME", home.path())).contains("Before you peel"));
    std::fs::write(settings.join("rules"), "peels\n").expect("written");
    let refused = program().env("XDG_CONFIG_HOME", home.path()).args(["pack", "list"]).output().expect("it runs");
    assert!(text(&refused.stderr).contains("names `peels`, which is no full path"), "{}", text(&refused.stderr));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("it reads").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn the_folder_in_the_page_for_trainers_lies_over_the_shipped_rules() {
    let home = tempfile::tempdir().expect("a folder");
    let page = include_str!("../../docs/trainers.md");
    let (mut academy, mut files) = (None, Vec::new());
    for block in page.split("```ron\n// ").skip(1) {
        let (path, statements) = block.split_once('\n').expect("a path and statements");
        let file = home.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let statements = statements.split("```").next().expect("statements");
        std::fs::write(&file, statements).expect("written");
        academy.get_or_insert(home.path().join(path.split('/').next().expect("a folder")));
        files.push(file);
    }
    let academy = academy.expect("an example").to_string_lossy().into_owned();
    let said = |args: &[&str]| {
        let output = run(&[&["--rules", &academy], args].concat(), "");
        text(&output.stdout) + &text(&output.stderr)
    };
    // The program names the sum of each statement beneath, in the order of the file.
    let asked = said(&["pack", "lint"]);
    let file = files.last().expect("a file");
    let mut statements = std::fs::read_to_string(file).expect("it reads");
    let sums: Vec<&str> = asked.split("then write `").skip(1).filter_map(|rest| rest.split('`').next()).collect();
    assert_eq!(sums.len(), statements.matches("Change(").count() + statements.matches("Off(").count(), "{asked}");
    for (statement, sum) in ["Change(rule: depth_in_room", "Off(rule: depth_in_training"].iter().zip(sums) {
        statements = statements.replace(statement, &format!("{statement}, {sum}"));
    }
    std::fs::write(file, statements).expect("written");
    assert_eq!(said(&["pack", "lint"]), "0 warnings\n");
    assert!(said(&["pack", "test", "before"]).contains(" 0 not met"), "{}", said(&["pack", "test", "before"]));
}
