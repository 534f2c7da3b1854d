//! A checklist read aloud, a drill, a class and a comparison, as typed line by line.

use crate::program::{feed, program, text};
use needlewise::model::QuestionId;
use needlewise::training::run::ChecklistRun;
use serde_json::Value;
use std::path::Path;
use std::process::Output;

/// Runs the program with this typed in, with a home folder of its own.
pub fn typed(home: &Path, args: &[&str], input: &str) -> Output {
    let mut command = program();
    command.args(args).env("HOME", home).env("XDG_DATA_HOME", home);
    feed(command, input.as_bytes())
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let file = folder.join(name);
    std::fs::write(&file, text).expect("written");
    file.to_string_lossy().into_owned()
}

/// The records in a folder, if it is there.
pub fn records(folder: &Path) -> Vec<(String, Value)> {
    let mut records: Vec<(String, Value)> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|it| it.expect("an entry"))
        // A record that is just being written is not one yet.
        .filter(|it| !it.file_name().to_string_lossy().starts_with(".needlewise-"))
        .map(|it| {
            let json = std::fs::read_to_string(it.path()).expect("a record");
            (it.file_name().to_string_lossy().into_owned(), serde_json::from_str(&json).expect("JSON"))
        })
        .collect();
    records.sort_by(|a, b| a.0.cmp(&b.0));
    records
}

/// A checklist of our own, so that the wording of the shipped ones is free.
pub fn rules(home: &Path) -> String {
    let rules = home.join("rules");
    std::fs::create_dir_all(rules.join("bench")).expect("a folder");
    std::fs::create_dir_all(rules.join("incident")).expect("a folder");
    let header = |id: &str, title: &str| {
        format!(
            r#"[Pack(id: {id}, kind: checklist, title: "{title}", intro: "Read each line aloud.", version: "1.0.0",
                reviewed: "2026-01-01", review_by: "2036-01-01", sections: {{ items: "Items" }}, risks: {{}},
                wording: {{ note: "Nothing is open.", deferral: "Not ready. Only the trainer may decide to go on." }})]"#
        )
    };
    let item = |id: &str, more: &str| {
        format!(
            r#"Question(id: {id}, ask: "Do the {id}.", because: "It is done first.", answer: One({{ done: "Done", open: "Not done" }}){more}),
               Rule(id: no_{id}, level: deferral, title: "The {id} is not done", when: is({id}, open), why: "It comes first.",
                    advice: "Do it now.", wait: after("it is done", 0), sources: [us]),
               Case(name: "open {id}", given: {{ {id}: open }}, expect: deferral, finds: [no_{id}]),
               Case(name: "done {id}", given: {{ {id}: done }}, expect: note, finds: []),"#
        )
    };
    let source = r#"[Library(name: "Ours", about: "Our lists.", welcome: "Welcome.", first: bench, incident: incident),
        Source(id: us, title: "Our way", publisher: "The school", year: 2026, grade: Expert, url: "https://example.org",
        read: direct, review_by: "2036-01-01")]"#;
    std::fs::write(rules.join("sources.ron"), source).expect("written");
    std::fs::write(rules.join("bench/pack.ron"), header("bench", "The bench")).expect("written");
    let items = format!("[{}{}{}]", item("lamp", ""), item("table", ", read_back: true"), item("door", ""));
    std::fs::write(rules.join("bench/items.ron"), items).expect("written");
    std::fs::write(rules.join("incident/pack.ron"), header("incident", "Incident card")).expect("written");
    std::fs::write(rules.join("incident/items.ron"), format!("[{}]", item("call", ""))).expect("written");
    rules.to_string_lossy().into_owned()
}

/// A record that somebody edited and gave a checksum of its own: only what does not follow from it can give it away.
pub fn summed_anew(record: &Value) -> String {
    let mut run: ChecklistRun = serde_json::from_value(record.clone()).expect("a run");
    run.write()
}

pub fn bench(home: &Path, input: &str) -> Output {
    let (rules, records) = (rules(home), home.join("records"));
    let records = records.to_string_lossy().into_owned();
    typed(home, &["--rules", &rules, "run", "bench", "--trainer", "ab", "--trainee", "cd", "--dir", &records], input)
}

#[test]
fn a_list_that_is_done_leaves_a_record_with_times() {
    let home = tempfile::tempdir().expect("a folder");
    let output = bench(home.path(), "1\n1\ny\n1\n");
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
    let records = records(&home.path().join("records"));
    let (name, record) = &records[0];
    assert!(name.ends_with("-CD-bench.json"), "{name}");
    assert_eq!(record["complete"], true);
    assert_eq!(record["level"], "note");
    assert_eq!(record["items"][1]["read_back"], true);
    assert_eq!(record["items"][2]["answer"], "done");
    assert_eq!(record["hurried"], true, "three items in no time are seen in the record");
    assert!(text(&output.stdout).contains("too quick to have been done"));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_a_record() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    let folder = home.path().join("records");
    assert_eq!(std::fs::metadata(&folder).expect("there").permissions().mode() & 0o777, 0o700);
    for entry in std::fs::read_dir(folder).expect("there") {
        assert_eq!(entry.expect("there").metadata().expect("there").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_list_that_is_not_complete_says_so_and_who_may_decide() {
    let home = tempfile::tempdir().expect("a folder");
    let output = bench(home.path(), "n lamp flickers\n2\nno bulb\n1\nn\n1\ny\n1\ng\n\ng\nthe window is enough\n");
    let said = text(&output.stdout);
    assert!(said.contains("Open: The lamp is not done"), "{said}");
    assert!(said.contains("Only the trainer may decide to go on."), "{said}");
    assert!(said.contains("to go on with something open needs a reason"), "{said}");
    assert_eq!(output.status.code(), Some(0), "the trainer decided");
    let record = &records(&home.path().join("records"))[0].1;
    assert_eq!(record["complete"], false);
    assert_eq!(record["finished"], true);
    assert_eq!(record["open"][0]["rule"], "no_lamp");
    assert_eq!(record["items"][0]["notes"], serde_json::json!(["lamp flickers", "no bulb"]));
    assert_eq!(record["items"][1]["reopened"], 1, "what was said back wrongly was gone through again");
    assert_eq!(record["decision"]["go_on"], true);
    assert_eq!(record["decision"]["by"], "AB");
    assert_eq!(record["decision"]["reason"], "the window is enough");
}

#[test]
fn an_item_can_be_opened_again_and_the_incident_card_is_always_there() {
    let home = tempfile::tempdir().expect("a folder");
    let output = bench(home.path(), "2\n\ni\n1\nr 1\n1\n1\ny\n1\n");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let records = records(&home.path().join("records"));
    assert_eq!(records.len(), 2);
    let find = |pack: &str| records.iter().find(|(_, it)| it["pack"] == pack).expect("a record");
    let (card, incident) = find("incident");
    assert_eq!(incident["complete"], true);
    let (_, bench) = find("bench");
    assert_eq!(bench["incidents"], serde_json::json!([card]));
    assert_eq!(bench["items"][0]["reopened"], 1);
    assert_eq!(bench["complete"], true);
}

#[test]
fn the_keys_of_an_item_work_wherever_something_is_asked_about_it() {
    let home = tempfile::tempdir().expect("a folder");
    // At the read-back: the incident card, why, a note, the list, then another item again.
    let read_back = "1\n1\ni\n1\nw\nn loud enough\nl\n?\nr 1\n1\n1\n";
    // Not sure instead, and the incident card where a reason is asked for and at the end.
    let reason = "u\ni\n1\nno light\n1\ni\n1\nh\ni\n1\nlater\n";
    let output = bench(home.path(), &(read_back.to_owned() + reason));
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let records = records(&home.path().join("records"));
    let (_, bench) = records.iter().find(|(_, it)| it["pack"] == "bench").expect("a record");
    let cards: Vec<&str> =
        records.iter().filter(|(_, it)| it["pack"] == "incident").map(|(name, _)| name.as_str()).collect();
    assert_eq!(cards.len(), 4, "{said}");
    assert!(cards.iter().all(|it| bench["incidents"].as_array().expect("a list").contains(&Value::from(*it))));
    assert_eq!(bench["items"][0]["reopened"], 1);
    assert_eq!(bench["items"][1]["answer"], "unsure");
    assert_eq!(bench["items"][1]["notes"], serde_json::json!(["loud enough", "no light"]));
    assert_eq!(bench["decision"]["reason"], "later");
    assert!(said.contains("It is done first.") && said.contains("i         the incident card"), "{said}");
}

#[test]
fn leaving_early_keeps_what_was_said_and_is_not_complete() {
    let home = tempfile::tempdir().expect("a folder");
    for input in ["1\nq\n", "2\n1\n"] {
        // The second time the first record is left as it is.
        let output = bench(home.path(), input);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stdout).contains("not complete"));
    }
    for (_, record) in records(&home.path().join("records")) {
        assert_eq!(record["finished"], false);
        assert_eq!(record["items"][0]["answer"], "done");
        assert_eq!(record["open"][0]["certain"], false);
    }
}

#[test]
fn a_name_is_refused_where_initials_are_wanted() {
    let home = tempfile::tempdir().expect("a folder");
    let output = typed(home.path(), &["run", "ready", "--trainer", "Anna Berg", "--trainee", "CD"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("initials or a code only"), "{}", text(&output.stderr));
}

#[test]
fn a_check_is_not_a_checklist() {
    let home = tempfile::tempdir().expect("a folder");
    let output = typed(home.path(), &["run", "before", "--trainer", "AB", "--trainee", "CD"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("`before` is not a checklist; these are:"), "{}", text(&output.stderr));
}

#[test]
fn under_calling_and_over_calling_are_counted_apart_and_what_was_missed_comes_back() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let drill =
        |input: &str| typed(home.path(), &["--rules", &rules, "drill", "bench", "--n", "4", "--trainee", "CD"], input);
    // Note for everybody: the people with something open are under-called.
    let output = drill("1\n1\n1\n1\n");
    let said = text(&output.stdout);
    assert!(text(&output.stdout).contains("Over-called (crying wolf): 0"), "{said}");
    let history = std::fs::read_to_string(home.path().join("needlewise/class/drills.jsonl")).expect("a history");
    let missed: Vec<String> = history
        .lines()
        .map(|it| serde_json::from_str::<Value>(it).expect("JSON"))
        .filter(|it| it["call"] == "under")
        .map(|it| it["exercise"].as_str().expect("a name").to_owned())
        .collect();
    assert!(!missed.is_empty(), "{said}");
    assert_eq!(output.status.code(), Some(1), "a danger was missed");
    let again = drill("2\n2\n2\n2\n");
    let history = std::fs::read_to_string(home.path().join("needlewise/class/drills.jsonl")).expect("a history");
    let back: Vec<String> = history
        .lines()
        .skip(4)
        .map(|it| serde_json::from_str::<Value>(it).expect("JSON")["exercise"].as_str().expect("a name").to_owned())
        .collect();
    assert!(back[..missed.len().min(2)].iter().all(|it| missed.contains(it)), "{missed:?} then {back:?}");
    assert!(text(&again.stdout).contains("Under-called (a danger missed): 0"), "{}", text(&again.stdout));
}

#[test]
fn a_drill_with_the_same_seed_shows_the_same_people() {
    let home = tempfile::tempdir().expect("a folder");
    let drill = || typed(home.path(), &["drill", "--seed", "5", "--n", "3", "--no-history"], "1\n0\n1\n0\n1\n0\n");
    let first = drill();
    assert_eq!(first.stdout, drill().stdout);
    assert!(text(&first.stdout).contains("The rules say"), "{}", text(&first.stderr));
    assert!(!home.path().join("needlewise").exists(), "no history was kept");
}

#[test]
fn a_seed_shows_the_same_people_whatever_was_seen_before() {
    let home = tempfile::tempdir().expect("a folder");
    let drill = |more: &[&str]| {
        let args = [&["drill", "--n", "3"], more].concat();
        let output = typed(home.path(), &args, "1\n0\n1\n0\n1\n0\n");
        assert!(text(&output.stderr).is_empty(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let people = |said: &str| said.split("\nPerson ").skip(1).take(3).collect::<String>();
    let first = drill(&[]);
    let seed = first.split("--seed ").nth(1).and_then(|it| it.split(' ').next()).expect("a seed").to_owned();
    for _ in 0..3 {
        assert_eq!(people(&drill(&["--seed", &seed])), people(&first));
    }
    let history = std::fs::read_to_string(home.path().join("needlewise/class/drills.jsonl")).expect("a history");
    assert_eq!(history.lines().count(), 12, "it is still added to");
    assert!(!drill(&[]).contains("--seed"), "no number shows again what the history chose");
}

#[test]
fn the_end_of_a_drill_does_not_tell_the_answers_of_the_next() {
    let home = tempfile::tempdir().expect("a folder");
    let said = text(&typed(home.path(), &["drill", "after", "--n", "8", "--seed", "4"], &"1\n0\n".repeat(8)).stdout);
    let back = said.split("These come back tomorrow:\n").nth(1).expect("some are missed");
    assert!(back.contains("  - person ") && !back.contains("after:"), "{back}");
    let base = crate::people::rules();
    let flat = back.split_whitespace().collect::<Vec<_>>().join(" ");
    for case in base.packs.iter().flat_map(|it| &it.cases) {
        assert!(!flat.contains(&case.name), "{}: {back}", case.name);
    }
    let none =
        text(&typed(home.path(), &["drill", "after", "--n", "1", "--seed", "4", "--no-history"], "1\n0\n").stdout);
    assert!(none.starts_with("1 person. ") && none.contains("\nMissed:\n"), "{none}");
}

#[test]
fn what_is_only_read_is_no_drill() {
    let home = tempfile::tempdir().expect("a folder");
    let output = typed(home.path(), &["drill", "learn"], "");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("`learn` is to be read, and has nobody to judge; these have: "), "{said}");
    assert!(said.contains("`before`") && !said.contains(", `learn`"), "{said}");
}

#[test]
fn people_are_shown_in_their_own_words_before_the_level_is_asked() {
    let home = tempfile::tempdir().expect("a folder");
    for pack in ["before", "after"] {
        let args = ["drill", pack, "--n", "6", "--seed", "11", "--no-history"];
        let said = text(&typed(home.path(), &args, &"1\n0\n".repeat(6)).stdout);
        let people: Vec<&str> = said.split("\nPerson ").skip(1).collect();
        assert_eq!(people.len(), 6, "{said}");
        let told = people.iter().filter(|it| it.contains("    \"")).count();
        assert_eq!(told, 3, "every other one speaks: {said}");
        for person in people {
            let (shown, _) = person.split_once("Which level?").expect("a question");
            assert!(shown.contains('"') || shown.contains("the baseline."), "{person}");
        }
    }
}

#[test]
fn a_person_is_composed_of_what_sets_them_apart_and_of_what_opens_it() {
    let base = crate::people::rules();
    for pack in &base.packs {
        for case in &pack.cases {
            let shown = needlewise::report::words::person(pack, &case.given);
            let sheet = needlewise::engine::Evaluation::new(pack, &case.given);
            let line = |question: QuestionId| {
                let asked = &pack.questions[question];
                let answer = case.given.get(question).expect("a case answers everything");
                format!("{} {}", asked.ask, needlewise::report::words::answer(asked, answer))
            };
            for question in pack.questions.keys() {
                let baseline = case.given.get(question) == pack.baseline.get(question);
                let asked = sheet.asked(question) != needlewise::model::logic::Truth::False;
                assert_eq!(shown.contains(&line(question)), !baseline && asked, "{}: {}", case.name, line(question));
                // What opens a question that is shown is shown too, unless it is open for the baseline.
                if baseline
                    || !asked
                    || needlewise::engine::Evaluation::new(pack, &pack.baseline).asked(question)
                        == sheet.asked(question)
                {
                    continue;
                }
                let openers = pack.cone(&pack.questions[question].ask_if);
                assert!(openers.iter().any(|it| shown.contains(&line(*it))), "{}: {}", case.name, line(question));
            }
        }
    }
}

#[test]
fn a_drill_that_ends_early_is_no_success_and_nobody_is_no_drill() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let drill = |more: &[&str], input: &str| {
        typed(
            home.path(),
            &[&["--rules", &rules, "drill", "bench", "--no-history", "--seed", "1"], more].concat(),
            input,
        )
    };
    for input in ["", "2\n", "2\nq\n", "q\n"] {
        assert_eq!(drill(&["--n", "3"], input).status.code(), Some(1), "{input:?}");
    }
    assert_eq!(drill(&["--n", "2"], "2\n2\n").status.code(), Some(0));
    let none = drill(&["--n", "0"], "");
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("0 is not in 1.."), "{}", text(&none.stderr));
}

#[test]
fn a_class_shows_who_did_what_what_is_open_and_what_is_missed() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "2\nno bulb\n1\ny\n1\nh\nno light\n");
    bench(home.path(), "1\n1\nn\n1\ny\n1\n");
    let (rules, records) = (rules(home.path()), home.path().join("records").to_string_lossy().into_owned());
    let history = format!("{records}/drills.jsonl");
    let drill =
        ["--rules", &rules, "drill", "bench", "--n", "4", "--seed", "1", "--trainee", "EF", "--history", &history];
    typed(home.path(), &drill, "1\n1\n1\n1\n");
    std::fs::write(format!("{records}/notes.json"), "{\"schema\": 99}").expect("written");
    let class = |format: &str| typed(home.path(), &["class", &records, "--format", format], "");
    let output = class("text");
    let said = text(&output.stdout);
    assert!(said.contains("CD       bench  2     1     "), "{said}");
    assert!(said.contains("open run by run: 1, 0"), "{said}");
    assert!(said.contains("1      2   Do the lamp.   bench"), "{said}");
    assert!(said.contains("1      2   Do the table.  bench"), "what was said back wrongly counts: {said}");
    assert!(said.contains("EF       4       1             3             0 "), "{said}");
    assert!(text(&output.stderr).contains("notes.json: passed over"), "{}", text(&output.stderr));
    let table = text(&class("csv").stdout);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().expect("a heading").len(), 10);
    assert!(reader.records().all(|it| it.is_ok()), "{table}");
    let page = text(&class("html").stdout);
    assert!(page.contains("<th scope=\"col\">trainee</th>") && page.contains("default-src 'none'"), "{page}");
    assert!(!page.contains("<script"), "{page}");
    let other = text(&typed(home.path(), &["class", &records, "--trainee", "ef"], "").stdout);
    assert!(other.contains("no checklist has been run yet"), "{other}");
}

#[test]
fn an_item_that_was_never_reached_is_not_missed() {
    let home = tempfile::tempdir().expect("a folder");
    // The lamp is done, the table said back wrongly, and nobody came to the door.
    bench(home.path(), "1\n1\nn\nq\n");
    let records = home.path().join("records").to_string_lossy().into_owned();
    let output = typed(home.path(), &["class", &records], "");
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "not everything was reached");
    assert!(said.contains("1 open, not signed, not the shipped rules, broke off"), "{said}");
    assert!(said.contains("not reached: 1 item"), "{said}");
    assert!(!said.contains("The door is not done"), "{said}");
    let part =
        |from: &str, to: &str| said.split(from).nth(1).and_then(|it| it.split(to).next()).expect("a part").to_owned();
    let missed = part("Items missed most\n", "\n\n");
    assert!(missed.contains("1      1   Do the table.") && !missed.contains("Do the door."), "{said}");
    let unreached = part("Items not reached before a run broke off\n", "\n\n");
    assert!(unreached.contains("1      1   Do the door.") && !unreached.contains("Do the table."), "{said}");
    let table = text(&typed(home.path(), &["class", &records, "--format", "csv"], "").stdout);
    assert!(table.contains("item not reached,,bench,Do the door.,1,1,,,,"), "{table}");
    // Not sure is something that was said.
    bench(home.path(), "2\nu\n\n1\ny\nq\n");
    let said = text(&typed(home.path(), &["class", &records], "").stdout);
    assert!(said.contains("The lamp is not done"), "{said}");
    assert!(said.contains("1      2   Do the lamp."), "{said}");
}

#[test]
fn two_sheets_are_compared_question_by_question() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let write = |name: &str, text: &str| write(home.path(), name, text);
    let one = write("one.json", r#"{"lamp": "done", "table": "open", "door": "done"}"#);
    let two = write("two.json", r#"{"pack": "bench", "answers": {"lamp": "done", "table": "done", "door": "done"}}"#);
    let output = typed(home.path(), &["--rules", &rules, "compare", &one, &two], "");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    let (whose, said) = said.split_once('\n').expect("two lines");
    assert!(whose.contains("not the shipped rules"), "{whose}");
    insta::assert_snapshot!(said, @r"
    Trainer: deferral.
    Trainee: note.
    2 of 3 questions answered the same.

    Do the table.
      trainer: Not done
      trainee: Done
      with the other's answer the trainer's level would be note, not deferral
      with the other's answer the trainee's level would be deferral, not note
    ");
    let same = typed(home.path(), &["--rules", &rules, "compare", &two, &two], "");
    assert_eq!(same.status.code(), Some(0));
}

#[test]
fn silence_is_no_agreement() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let write = |name: &str, text: &str| write(home.path(), name, text);
    let (none, lamp) = (write("a.trainer.json", "{}"), write("a.trainee.json", r#"{"lamp": "done"}"#));
    let compare = |args: &[&str]| {
        let args = [&["--rules", &rules, "compare", "--pack", "bench"], args].concat();
        text(&typed(home.path(), &args, "").stdout)
    };
    let said = compare(&[&none, &none]);
    assert!(said.contains("0 of 0 questions answered the same. 3 questions answered by neither.\n"), "{said}");
    assert!(said.contains("Nothing to compare."), "{said}");
    let said = compare(&[&lamp, &lamp]);
    assert!(said.contains("1 of 1 question answered the same. 2 questions answered by neither.\n"), "{said}");
    let said = compare(&[&lamp, &none]);
    assert!(said.contains("0 of 1 question answered the same. 2 questions answered by neither.\n"), "{said}");
    let said = compare(&[&home.path().to_string_lossy()]);
    assert!(said.contains("\n1 pair, those that differ most first\n"), "{said}");
    assert!(said.contains("Answers: 0 in 100 the same (0 of 1). 2 questions answered by neither.\n"), "{said}");
    assert!(said.contains("Of all that was asked: 0 in 100 (0 of 3).\n"), "{said}");
    // Sheets that are hardly filled in look neither like agreement nor like alarm.
    assert!(said.contains("open: trainer 3 of 3, trainee 2 of 3"), "{said}");
    assert!(said.contains("Level by what was answered alone: 100 in 100 the same (1 of 1)"), "{said}");
    let said = compare(&[&lamp, &none]);
    assert!(
        said.contains("note by what was answered alone (2 of 3 questions open, which counts as not known)"),
        "{said}"
    );
    let alone = home.path().join("alone");
    std::fs::create_dir(&alone).expect("a folder");
    for name in ["one.trainee.json", "two.trainer.json", "both.trainer.json", "both.trainee.json"] {
        std::fs::write(alone.join(name), "{}").expect("written");
    }
    let args = ["--rules", &rules, "compare", "--pack", "bench", &alone.to_string_lossy()];
    let warned = text(&typed(home.path(), &args, "").stderr);
    assert!(warned.contains("there is no `one.trainer.json`") && warned.contains("no `two.trainee.json`"), "{warned}");
}

#[test]
fn a_record_that_was_altered_is_not_compared() {
    let home = tempfile::tempdir().expect("a folder");
    let file = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    let (sheet, kept, other) = (file("sheet.json"), file("kept.json"), file("other.json"));
    std::fs::write(&sheet, r#"{"age": 30}"#).expect("written");
    typed(home.path(), &["check", "before", "--answers", &sheet, "--save", &kept], "");
    let output = typed(home.path(), &["compare", &sheet, &kept], "");
    assert!(text(&output.stdout).contains("No difference."), "{}", text(&output.stderr));
    let record = std::fs::read_to_string(&kept).expect("a record");
    for (from, to, why) in [
        ("\"answer\": 30", "\"answer\": 31", "was altered after it was written, so it is not compared"),
        ("\"checksum\"", "\"checksam\"", "this is not a record of needlewise"),
    ] {
        assert!(record.contains(from), "{record}");
        std::fs::write(&other, record.replace(from, to)).expect("written");
        let output = typed(home.path(), &["compare", &sheet, &other], "");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("other.json") && said.contains(why), "{said}");
    }
}

#[test]
fn a_sheet_may_be_ron_or_a_record_and_a_broken_one_is_shown_with_its_place() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let pairs = home.path().join("pairs");
    std::fs::create_dir(&pairs).expect("a folder");
    let write = |name: &str, text: &str| {
        let file = pairs.join(name);
        std::fs::write(&file, text).expect("written");
        file.to_string_lossy().into_owned()
    };
    let compare =
        |one: &str, two: &str| typed(home.path(), &["--rules", &rules, "compare", one, two, "--pack", "bench"], "");
    let ron = write("a.trainer.ron", "// the trainer\n{ lamp: done, table: done, door: open }");
    let json = write("a.trainee.json", r#"{"lamp": "done", "table": "done", "door": "open"}"#);
    let output = compare(&ron, &json);
    assert!(text(&output.stdout).contains("No difference."), "{}", text(&output.stderr));
    // A session of a checklist.
    bench(home.path(), "1\n1\ny\n2\n\nh\n\n");
    let record = home.path().join("records").join(&records(&home.path().join("records"))[0].0);
    assert!(text(&compare(&ron, &record.to_string_lossy()).stdout).contains("No difference."));
    let folder = typed(home.path(), &["--rules", &rules, "compare", &pairs.to_string_lossy(), "--pack", "bench"], "");
    assert!(
        text(&folder.stdout).contains("a: trainer deferral, trainee deferral: the same"),
        "{}",
        text(&folder.stderr)
    );
    for (broken, why) in [
        ("{ lamp: dona, table: done }", "did you mean `done`?"),
        ("{ lamb: done }", "there is no question `lamb`"),
        ("{ lamp: [done] }", "`lamp` takes one answer"),
        ("{ lamp: done", "broken.ron:1:"),
        ("what?", "broken.ron:1:"),
        ("{\"answers\": {\"lamp\": \"gone\"}}", "the answer to `lamp` does not fit `bench`: the option is gone"),
        ("{\"answers\": {\"lamp\": {}}}", "what stands for `lamp` is not an answer"),
    ] {
        let output = compare(&write("broken.ron", broken), &json);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{broken}: {said}");
        assert!(said.contains(why) && said.contains("broken.ron"), "{broken}: {said}");
    }
}

#[test]
fn a_folder_of_pairs_gives_agreement_and_kappa() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let pairs = home.path().join("pairs");
    std::fs::create_dir(&pairs).expect("a folder");
    let sheet = |lamp: &str| format!(r#"{{"lamp": "{lamp}", "table": "done", "door": "done"}}"#);
    for (name, trainer, trainee) in
        [("a", "done", "done"), ("b", "open", "open"), ("c", "open", "done"), ("d", "done", "done")]
    {
        std::fs::write(pairs.join(format!("{name}.trainer.json")), sheet(trainer)).expect("written");
        std::fs::write(pairs.join(format!("{name}.trainee.json")), sheet(trainee)).expect("written");
    }
    let output = typed(home.path(), &["--rules", &rules, "compare", &pairs.to_string_lossy(), "--pack", "bench"], "");
    let said = text(&output.stdout);
    // Seen 3 of 4; by chance (2*3 + 2*1) / 16 = 1/2; kappa 1/2.
    assert!(said.contains("Level: 75 in 100 the same (3 of 4), Cohen's kappa 0.50"), "{said}");
    assert!(said.contains("Under-called by the trainee: 1. Over-called: 0."), "{said}");
    assert!(said.contains("Answers: 92 in 100 the same (11 of 12).\n"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_pair_that_cannot_be_compared_keeps_no_other_from_it() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let pairs = home.path().join("pairs");
    std::fs::create_dir(&pairs).expect("a folder");
    let sheet = |name: &str, text: &str| std::fs::write(pairs.join(name), text).expect("written");
    sheet("a.trainer.json", r#"{"lamp": "lit"}"#);
    sheet("a.trainee.json", r#"{"lamp": "done"}"#);
    let compare =
        || typed(home.path(), &["--rules", &rules, "compare", &pairs.to_string_lossy(), "--pack", "bench"], "");
    assert!(text(&compare().stderr).contains("none of the pairs"), "{}", text(&compare().stderr));
    sheet("b.trainer.json", r#"{"lamp": "done"}"#);
    sheet("b.trainee.json", r#"{"lamp": "done"}"#);
    let output = compare();
    let said = text(&output.stderr);
    assert!(said.contains("a: passed over: ") && said.contains("`lamp` has no answer `lit`"), "{said}");
    assert!(text(&output.stdout).contains("1 pair"), "{}", text(&output.stdout));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_name_that_stands_twice_in_a_sheet_is_refused_with_its_line() {
    let home = tempfile::tempdir().expect("a folder");
    let rules = rules(home.path());
    let fine = write(home.path(), "fine.json", r#"{"lamp": "done"}"#);
    for twice in [
        "{\"lamp\": \"done\",\n\"lamp\": \"open\"}",
        "{\"answers\": {\"lamp\": null,\n\"lamp\": \"open\"}}",
        "{\"answers\": {},\n\"answers\": {\"lamp\": \"open\"}}",
    ] {
        let twice = write(home.path(), "twice.json", twice);
        let output = typed(home.path(), &["--rules", &rules, "compare", "--pack", "bench", &fine, &twice], "");
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("is there twice at line 2"), "{said}");
    }
}
