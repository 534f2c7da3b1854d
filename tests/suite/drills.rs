//! Drills with people as they come on a day of training.

use crate::program::{run, text};
use crate::trainers::typed;

/// A drill of many people, each called a note without a risk; its lines are joined.
fn on_the_day(pack: &[&str], count: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let args = [&["drill"], pack, &["--day", "--no-history", "--seed", "3", "--n", count]].concat();
    let said = text(&typed(home.path(), &args, &"1\n0\n".repeat(60)).stdout);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn on_a_day_of_training_everybody_is_in_the_room_and_in_trained_hands() {
    let said = on_the_day(&["before"], "60");
    let (given, people) = said.split_once("Person 1 of").unwrap_or_else(|| panic!("nobody: {said}"));
    assert!(given.contains("In a treatment room, a trainer watching") && given.contains("Taught hands-on"), "{given}");
    assert!(given.contains("not in the hands of a trainee"), "{given}");
    assert!(people.contains("I faint at needles"), "people in their own words: {people}");
    for home in ["The dead layer on top of the skin is so thin", "This depth is work for a treatment room"] {
        assert!(!people.contains(home), "{home} is said of people at home: {people}");
    }
    assert!(!people.contains("{emergency}"), "{people}");
}

#[test]
fn without_a_pack_the_checks_of_the_day_are_drilled_and_no_other() {
    let said = on_the_day(&[], "5");
    assert!(said.contains("Person 5 of 5 (Before you needle)"), "{said}");
    let home = tempfile::tempdir().expect("a folder");
    let refused = typed(home.path(), &["drill", "after", "--day"], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("`after` is no list of the day"), "{}", text(&refused.stderr));
}

#[test]
fn a_drill_by_other_rules_says_so_for_good_wherever_it_is_shown() {
    const PEELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peels");
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("drills.jsonl").to_string_lossy().into_owned();
    let judged = |rules: &[&str], pack: &str| {
        let args = [rules, &["drill", pack, "--n", "2", "--seed", "3", "--trainee", "CD", "--history", &file]].concat();
        text(&typed(home.path(), &args, "1\n0\n1\n0\n").stdout)
    };
    judged(&[], "before");
    let said = |args: &[&str]| {
        let output = run(args, "");
        let all = text(&output.stdout) + &text(&output.stderr);
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let folder = home.path().to_string_lossy();
    for args in [&["record", "show", &file][..], &["record", "verify", &file], &["record", "list", &folder]] {
        assert!(!said(args).contains("shipped rules"), "{args:?}: {}", said(args));
    }
    assert!(judged(&["--rules", PEELS], "acid").contains("These are not the shipped rules"));
    for (args, part) in [
        (&["record", "show", &file][..], "These are not the shipped rules. They are from `peels`"),
        (&["record", "show", &file], "(not the shipped rules)"),
        (&["record", "verify", &file], "They are from `peels`"),
        (&["record", "list", &folder], "4 drills of CD (not all by the shipped rules)"),
        (&["class", &folder], "2 not by the shipped rules; next on"),
        (&["class", &folder, "--format", "csv"], "drill,CD,,not by the shipped rules,2,4,"),
        (&["class", &folder, "--format", "html"], "2 not by the shipped rules; next on"),
    ] {
        assert!(said(args).contains(part), "{args:?}: {}", said(args));
    }
    let kept = std::fs::read_to_string(&file).expect("a history");
    let from = kept.find("\"notice\":").expect("a notice");
    let to = from + kept[from..].find("\"exercise\"").expect("what follows");
    std::fs::write(&file, format!("{}{}", &kept[..from], &kept[to..])).expect("written");
    assert!(said(&["record", "verify", &file]).contains("altered: line 3"), "{}", said(&["record", "verify", &file]));
}
