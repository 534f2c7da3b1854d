//! A day of training: lists in their order, what gates what, two clients, signatures.

use crate::program::text;
use crate::trainers::{records, typed};
use std::path::Path;
use std::process::Output;

/// What was said, wherever its lines break.
fn unwrapped(output: &Output) -> String {
    text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn day(home: &Path, more: &[&str], input: &str) -> Output {
    let records = home.join("records").to_string_lossy().into_owned();
    let args = ["day", "--trainer", "AB", "--trainee", "CD", "--dir", &records];
    typed(home, &[&args, more].concat(), input)
}

#[test]
fn the_day_shows_its_lists_and_what_comes_next() {
    let home = tempfile::tempdir().expect("a folder");
    let output = day(home.path(), &["--client", "07"], "q\n");
    let said = text(&output.stdout);
    assert!(said.contains("trainer AB") && said.contains("trainee CD") && said.contains("client 07"), "{said}");
    assert!(said.contains(">  1  next"), "{said}");
    assert_eq!(output.status.code(), Some(1), "the day is not done");
    // A run without a name is the day.
    let records = home.path().join("records").to_string_lossy().into_owned();
    let run = typed(home.path(), &["run", "--trainer", "AB", "--trainee", "CD", "--dir", &records], "q\n");
    assert!(text(&run.stdout).contains(">  1  next"), "{}", text(&run.stdout));
}

#[test]
fn a_list_that_must_come_first_is_named_and_going_on_takes_a_reason() {
    let home = tempfile::tempdir().expect("a folder");
    // Time out before sign in: back; then a digit, which is no reason; then a reason.
    let said = text(&day(home.path(), &[], "6\n\n6\n1\nshown on practice skin\nq\nq\n").stdout);
    assert!(said.contains("Not done yet, and must come first: Before you needle; Sign in"), "{said}");
    assert!(said.contains("write the reason in words"), "{said}");
    let kept = records(&home.path().join("records"));
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].1["despite"]["lists"], serde_json::json!(["before", "sign_in"]));
    assert_eq!(kept[0].1["despite"]["reason"], "shown on practice skin");
}

#[test]
fn two_clients_on_one_day_are_two_clients() {
    let home = tempfile::tempdir().expect("a folder");
    day(home.path(), &["--client", "07"], "2\n1\nq\nn 08\n2\n1\nq\nq\n");
    let kept = records(&home.path().join("records"));
    let clients: Vec<&str> = kept.iter().filter_map(|(_, run)| run["client"].as_str()).collect();
    assert_eq!(kept.len(), 2, "the second client's list is begun anew");
    assert!(clients.contains(&"07") && clients.contains(&"08"), "{clients:?}");
}

#[test]
fn the_client_is_checked_for_the_room_and_not_for_home() {
    let home = tempfile::tempdir().expect("a folder");
    let said = unwrapped(&day(home.path(), &["--client", "07"], "3\nq\nq\n"));
    assert!(said.contains("Taken as given"), "{said}");
    // The tool was not asked about yet.
    assert!(said.contains("not in the hands of a trainee") && !said.contains("Bumps that cannot pierce"), "{said}");
    let run = &records(&home.path().join("records"))[0].1;
    let answer = |id: &str| {
        let items = run["items"].as_array().expect("items");
        items.iter().find(|item| item["question"] == id).expect("an item")["answer"].clone()
    };
    assert_eq!((answer("training"), answer("setting")), ("supervised".into(), "room".into()));
}

#[test]
fn nobody_trains_themselves() {
    let home = tempfile::tempdir().expect("a folder");
    let output = typed(home.path(), &["day", "--trainer", "AB", "--trainee", "ab"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("trainer and trainee are both `AB`"), "{}", text(&output.stderr));
}

#[test]
fn both_sign_with_their_own_code_and_what_is_written_down_is_kept_as_it_was_typed() {
    let home = tempfile::tempdir().expect("a folder");
    let records_of = home.path().join("records").to_string_lossy().into_owned();
    let args = ["run", "time_out", "--trainer", "AB", "--trainee", "CD", "--dir", &records_of];
    // An expiry date that is past, then the whole list from there.
    let said = text(&typed(home.path(), &args, "1\n1\n1\n1\ny\n\u{1b}[2JACME 24-117\n2020-01-01\n\n").stdout);
    assert!(!said.contains('\u{1b}'), "{said:?}");
    let (_, run) = records(&home.path().join("records")).remove(0);
    let item = |id: &str| {
        let items = run["items"].as_array().expect("items");
        items.iter().find(|item| item["question"] == id).expect("an item").clone()
    };
    assert_eq!(item("head_lot")["answer"], "given");
    assert!(item("head_lot")["words"].as_str().expect("words").contains("ACME 24-117"));
    assert_eq!(item("head_expiry")["words"], "2020-01-01");
    assert!(run["open"].as_array().expect("open").iter().any(|open| open["rule"] == "head_expired"), "{}", run["open"]);
    let bench_home = tempfile::tempdir().expect("a folder");
    let output = crate::trainers::bench(bench_home.path(), "1\n1\n1\n1\nCD\nab\ncd\n");
    let said = text(&output.stdout);
    assert!(said.contains("the trainer types `AB`") && said.contains("Signed."), "{said}");
    let (_, run) = records(&bench_home.path().join("records")).remove(0);
    assert_eq!((&run["signed"]["trainer"], &run["signed"]["trainee"]), (&"AB".into(), &"CD".into()));
}

#[test]
fn opening_a_list_again_and_leaving_changes_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    // Gone through, something open, nobody decided: it is offered again.
    crate::trainers::bench(home.path(), "2\n\n1\ny\n1\nq\n");
    let folder = home.path().join("records");
    let before = records(&folder);
    crate::trainers::bench(home.path(), "1\nq\n");
    crate::trainers::bench(home.path(), "1\n");
    assert_eq!(records(&folder), before);
}

/// Ready for the day, item by item, up to the two codes.
const READY: &str = "1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n";

#[test]
fn a_list_that_was_done_is_signed_later_and_not_begun_anew() {
    let home = tempfile::tempdir().expect("a folder");
    let said = unwrapped(&day(home.path(), &[], &format!("1\n{READY}q\nq\n")));
    assert!(said.contains("all met, not signed"), "{said}");
    let said = unwrapped(&day(home.path(), &[], "1\n1\nAB\nCD\nq\n"));
    assert!(said.contains("that was not signed") && said.contains("1 Look at it and sign it"), "{said}");
    assert!(said.contains("a number starts that list, or signs it"), "{said}");
    let date = jiff::Zoned::now().date().strftime("Begun %-d %B %Y at ").to_string();
    assert!(said.contains(&date), "{said}");
    assert!(said.contains("all met, signed"), "{said}");
    assert_eq!(records(&home.path().join("records")).len(), 1);
    // Once signed it is offered no more.
    let said = unwrapped(&day(home.path(), &[], "1\nq\nq\n"));
    assert!(!said.contains("you two have a record"), "{said}");
}

#[test]
fn what_is_done_ahead_counts_on_the_day_and_what_is_not_does_not() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("records");
    day(home.path(), &[], &format!("1\n{READY}AB\nCD\nq\n"));
    let (name, mut record) = records(&folder).remove(0);
    record["started"] = "2026-01-05T09:00:00.000".into();
    std::fs::write(folder.join(&name), crate::trainers::summed_anew(&record)).expect("written");
    let said = unwrapped(&day(home.path(), &[], "q\n"));
    assert!(said.contains("1 done") && said.contains("5 January 2026 all met, signed"), "{said}");
    record["pack"] = "station".into();
    std::fs::write(folder.join(&name), crate::trainers::summed_anew(&record)).expect("written");
    let said = unwrapped(&day(home.path(), &[], "q\n"));
    assert!(said.contains("> 1 next") && !said.contains("all met"), "{said}");
}

#[test]
fn an_incident_stands_in_the_day_and_nobody_is_asked_to_sign_or_told_of_haste() {
    let home = tempfile::tempdir().expect("a folder");
    let said = text(&day(home.path(), &["--client", "07"], "i\n0\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\nq\nq\n").stdout);
    assert!(!said.contains("too quick"), "{said}");
    let line = said.lines().rev().find(|line| line.starts_with("   i  ")).unwrap_or_else(|| panic!("no card: {said}"));
    assert!(!line.contains("signed"), "{line}");
}

#[test]
fn what_stops_a_list_is_said_at_once_and_no_g_gets_past_it() {
    let home = tempfile::tempdir().expect("a folder");
    let records_of = home.path().join("records").to_string_lossy().into_owned();
    let args = ["run", "time_out", "--trainer", "AB", "--trainee", "CD", "--dir", &records_of];
    let said = unwrapped(&typed(home.path(), &args, "1\n1\n1\n1\ny\nACME 24-117\n1 January 2020\n\n"));
    assert!(said.contains("> 1 January 2020 2020-01-01 Stop: The head is past its date."), "{said}");
}

#[test]
fn a_number_or_a_yes_typed_ahead_is_no_reason_to_pass_a_gate() {
    let home = tempfile::tempdir().expect("a folder");
    let said = text(&day(home.path(), &[], "6\n1\ny\nno\n\nq\n").stdout);
    assert_eq!(said.matches("write the reason in words").count(), 3, "{said}");
    assert!(records(&home.path().join("records")).is_empty());
}

#[test]
fn whoever_needs_help_at_once_waits_for_no_reason_and_no_signature() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("records");
    let list = ["run", "during", "--trainer", "AB", "--trainee", "CD", "--dir", folder.to_str().expect("a name")];
    // The eighth sign is a wheeze.
    let said = text(&typed(home.path(), &list, "1\n1\n1\n1\n1\ny\n8\nh\n").stdout);
    assert!(said.contains("Call for help now") && said.contains("Signing can wait"), "{said}");
    assert!(!said.contains("too quick") && !said.contains("Why?") && !said.contains("own code"), "{said}");
    let (_, run) = records(&folder).remove(0);
    assert_eq!((&run["signed"], &run["decision"]["go_on"]), (&serde_json::Value::Null, &false.into()));
    let said = unwrapped(&typed(home.path(), &list, "1\nAB\nCD\n"));
    assert!(said.contains("AB halts here. Open: Call for help now.") && said.contains("Signed."), "{said}");
}

#[test]
fn a_check_says_who_answers_lists_what_was_said_and_tells_what_to_do() {
    let home = tempfile::tempdir().expect("a folder");
    let said = unwrapped(&day(home.path(), &["--client", "07"], "3\n30\nl\nq\nq\n"));
    assert!(said.contains("The trainer reads, whoever it is about answers.") && said.contains("or u where"), "{said}");
    let list = said.split("> l ").nth(1).expect("a list");
    assert!(list.contains("(30 years)") && list.contains("questions to come.") && !list.contains("not yet"), "{list}");
    // Whoever is about to hurt themselves is asked no more, and what to do then is no key away.
    let other = tempfile::tempdir().expect("a folder");
    let said = unwrapped(&day(other.path(), &["--client", "07"], "3\n30\n1\n0\n4\nh\nq\n"));
    let advice =
        |home: &Path| records(&home.join("records"))[0].1["open"][0]["advice"].as_str().expect("advice").to_owned();
    assert!(said.contains(&advice(other.path())) && said.contains("Signing can wait"), "{said}");
    assert!(!said.contains("not in the hands of a trainee"), "what can wait is not said: {said}");
}

#[test]
fn what_to_do_about_what_a_check_finds_is_a_key_away() {
    let home = tempfile::tempdir().expect("a folder");
    // A stamp of 1.5 mm, and whatever else is asked.
    let input = format!("3\n30\n1\n0\n1\n2\n2\n0\n1.5\n1\n{}w\n", "0\n1\n".repeat(60));
    let said = unwrapped(&day(home.path(), &["--client", "07"], &input));
    assert!(said.contains("w shows what to do about each."), "{said}");
    let advice = records(&home.path().join("records"))[0].1["open"][0]["advice"].as_str().expect("advice").to_owned();
    let (before, after) = said.rsplit_once("> w ").expect("the key");
    assert!(after.contains(&advice) && !before.contains(&advice), "{after}");
}

#[test]
fn a_card_that_broke_off_is_gone_on_with_by_key_and_stands_before_no_new_one() {
    let home = tempfile::tempdir().expect("a folder");
    let said = unwrapped(&day(home.path(), &["--client", "07"], "i\n0\n1\nq\ni\n0\nq\ng\n1\n1\n"));
    let cards: Vec<&str> = said.split("> i Incident card").collect();
    assert_eq!(cards.len(), 3, "a new card begins at once: {said}");
    assert!(said.contains("g go on with the card that broke off"), "{said}");
    let on = said.split("> g ").nth(1).expect("gone on");
    assert!(on.contains("a record that was not finished") && on.contains("> 1 Incident card"), "{on}");
    let kept = records(&home.path().join("records"));
    assert_eq!(kept.len(), 2, "the card that broke off is gone on with");
    // Without one there is no such key.
    let other = tempfile::tempdir().expect("a folder");
    let said = unwrapped(&day(other.path(), &["--client", "07"], "g\nq\n"));
    assert!(!said.contains("broke off") && said.contains("press Enter for the next list"), "{said}");
}

#[test]
fn a_number_typed_ahead_is_no_lot_and_a_date_of_numbers_is_no_date() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("records");
    let list = ["run", "time_out", "--trainer", "AB", "--trainee", "CD", "--dir", folder.to_str().expect("a name")];
    let said = unwrapped(&typed(home.path(), &list, "1\n1\n1\n1\ny\n1\nA7\n02/03/2027\n2027-13-01\n"));
    assert!(said.contains("`1` alone is too short"), "{said}");
    assert_eq!(said.matches("that can be read two ways round; type a date").count(), 1, "{said}");
    let (_, run) = records(&folder).remove(0);
    let lot = run["items"].as_array().expect("items").iter().find(|item| item["question"] == "head_lot");
    assert_eq!(lot.expect("the lot")["words"], "A7");
}

#[test]
fn the_trainer_is_no_client_of_the_day_either() {
    let home = tempfile::tempdir().expect("a folder");
    let said = unwrapped(&day(home.path(), &[], "n ab\n07\nq\n"));
    assert!(said.contains("trainer and client are both `AB`") && said.contains("client 07"), "{said}");
}

#[test]
fn rules_without_a_day_are_told_the_word_that_they_would_write() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = crate::trainers::rules(home.path());
    let output = typed(home.path(), &["--rules", &rules, "day", "--trainer", "AB", "--trainee", "CD"], "");
    assert!(text(&output.stderr).contains("no `Day(..)`"), "{}", text(&output.stderr));
}
