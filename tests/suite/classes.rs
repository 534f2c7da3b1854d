//! A class in every form, and records that are not what they seem.

use crate::program::text;
use crate::trainers::{bench, records, rules, summed_anew, typed};
use needlewise::training::drill::Attempt;
use std::path::Path;
use std::process::Output;

fn class(home: &Path, more: &[&str]) -> Output {
    let (rules, records) = (rules(home), home.join("records").to_string_lossy().into_owned());
    typed(home, &[&["--rules", &rules, "class", &records], more].concat(), "")
}

/// The only record there is.
fn record(home: &Path) -> (std::path::PathBuf, String) {
    let folder = home.join("records");
    let file = folder.join(&records(&folder)[0].0);
    let text = std::fs::read_to_string(&file).expect("a record");
    (file, text)
}

#[test]
fn what_a_record_says_is_open_must_follow_from_its_items() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    assert_eq!(class(home.path(), &[]).status.code(), Some(0));
    let (file, record) = record(home.path());
    let told_of = |text_of_it: &str| {
        std::fs::write(&file, text_of_it).expect("written");
        let output = class(home.path(), &[]);
        assert!(text(&output.stdout).contains("no checklist has been run yet"), "{}", text(&output.stdout));
        text(&output.stderr)
    };
    for (from, to) in [("\"done\"", "\"open\""), ("\"lamp\"", "\"lump\""), ("\"notes\": []", "\"notes\": [\"fine\"]")] {
        let told = told_of(&record.replacen(from, to, 1));
        assert!(told.contains("-CD-bench.json: passed over: it was altered after it was written"), "{told}");
    }
    // Whoever gives it a new checksum still cannot make it say what does not follow.
    let mut forged: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    forged["items"][0]["answer"] = "open".into();
    let told = told_of(&summed_anew(&forged));
    assert!(told.contains("passed over: altered: what it says does not follow from its items"), "{told}");
    // Without its list there is nothing to hold it against.
    let folder = home.path().join("records").to_string_lossy().into_owned();
    assert_eq!(text(&typed(home.path(), &["class", &folder], "").stderr), "");
}

#[test]
fn a_copy_of_a_record_is_no_second_run() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    let (file, record) = record(home.path());
    std::fs::write(file.with_file_name("0 copy.json"), &record).expect("written");
    let output = class(home.path(), &[]);
    assert!(text(&output.stdout).contains("CD       bench  1     1     "), "{}", text(&output.stdout));
    let told = text(&output.stderr);
    assert!(told.contains("-CD-bench.json: passed over: the same run as `0 copy.json`"), "{told}");
}

#[test]
fn every_file_that_is_not_counted_is_named_with_the_reason() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    let (file, record) = record(home.path());
    let write = |name: &str, text: &str| std::fs::write(file.with_file_name(name), text).expect("written");
    write("cut.json", &record[..record.len() / 2]);
    write("part.json", "{\"kind\": \"run\", \"schema\": 1}");
    write("newer.json", &record.replacen("\"schema\": 1", "\"schema\": 99", 1));
    write("other.json", "{\"schema\": 1, \"kind\": \"check\", \"checksum\": \"\"}");
    write("notes.txt", "bring a lamp");
    write(".hidden", "");
    write("drills.jsonl", "what?\n\n{\"schema\": 1}\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", file.with_file_name("gone.json")).expect("a link");
    let output = class(home.path(), &[]);
    let told = text(&output.stderr);
    for (name, why) in [
        ("cut.json", "passed over: this is not a record of needlewise: EOF while parsing"),
        ("part.json", "passed over: this is not a record of needlewise: missing field"),
        ("newer.json", "passed over: this file has schema 99"),
        ("other.json", "passed over: this is not a record of needlewise: it is a `check`"),
        ("notes.txt", "passed over: a record is called *.json"),
        ("drills.jsonl", "2 lines passed over: not written by `drill`"),
        #[cfg(unix)]
        ("gone.json", "passed over: a link to nothing"),
    ] {
        assert!(told.lines().any(|it| it.contains(name) && it.contains(why)), "{name}: {told}");
    }
    assert!(told.contains("at line ") && !told.contains(".hidden"), "{told}");
    assert!(text(&output.stdout).contains("CD       bench  1     1     "), "{}", text(&output.stdout));
}

#[test]
fn somebody_who_is_not_there_is_told_with_those_who_are() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    let output = class(home.path(), &["--trainee", "ZZ"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("there is nobody `ZZ` in ") && told.contains("there is `CD`"), "{told}");
    assert_eq!(class(home.path(), &["--trainee", "cd"]).status.code(), Some(0));
}

#[test]
fn the_three_forms_say_the_same() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "1\n1\ny\n1\n");
    bench(home.path(), "2\n2\nno bulb\nq\n");
    bench(home.path(), "2\n2\nno bulb\n1\ny\n1\ng\nthe window is enough\n");
    // Twelve items of other lists that nobody came to.
    let (_, record) = records(&home.path().join("records")).remove(0);
    for number in 10..22 {
        let mut other = record.clone();
        let item = serde_json::json!({ "question": "a", "ask": format!("Item {number}."), "asked": true,
            "answer": null, "words": "", "notes": [], "read_back": null, "at": 0, "took": 0, "reopened": 0 });
        (other["pack"], other["trainee"], other["items"]) = ("other".into(), "XY".into(), vec![item].into());
        (other["open"], other["started"]) = (Vec::<u8>::new().into(), format!("2026-01-{number}T10:00").into());
        std::fs::write(home.path().join(format!("records/x{number}.json")), summed_anew(&other)).expect("written");
    }
    let attempt = r#"{"schema":1,"kind":"drill","date":"2026-01-02","trainee":"CD","pack":"bench","fingerprint":"",
        "exercise":"bench: open lamp","guess":"note","truth":"deferral","call":"under","missed":["x"],"extra":[],
        "checksum":""}"#;
    let mut attempt: Attempt = serde_json::from_str(attempt).expect("an attempt");
    attempt.checksum = attempt.sum();
    let line = serde_json::to_string(&attempt).expect("JSON");
    std::fs::write(home.path().join("records/drills.jsonl"), line + "\n").expect("written");
    let form = |format: &str| text(&class(home.path(), &["--format", format, "--pass", "80"]).stdout);
    let (plain, page, table) = (form("text"), form("html"), form("csv"));
    let all = |said: &str, parts: &[&str]| parts.iter().for_each(|it| assert!(said.contains(it), "{it} in {said}"));
    let words =
        ["went on", "open run by run: 0, 1, 1", "not passed", "2026-01-02", "and 4 more", "open lamp", "1 item"];
    all(&plain, &words);
    all(&page, &words);
    all(&page, &["<td class=\"word\">Item 10.</td>", "<h2 id=\"table1\">Trainee by list</h2>"]);
    let grid = form("md");
    all(&grid, &["| trainee | bench | other |", "went on", " 2026-01-21 AB, not finished"]);
    all(&table, &["run,CD,bench,went on,1,1,", "run,CD,bench,open at the end of run 2,1,,", "drill,CD,,passed,0,1,"]);
    all(&table, &["drill,CD,,level under-called,1,1,", "drill,CD,,with a risk missed,1,1,", "drill,CD,,due again,1,"]);
    all(&table, &["run,XY,other,not reached,1,,2026-01-21", ",Item 21.,", "bench,open lamp,1,1,"]);
    assert!(!page.contains(": [") && !plain.contains("bench: open lamp"), "{plain}");
}

#[test]
fn every_kind_of_record_is_listed_shown_checked_and_deleted_alike() {
    let home = tempfile::tempdir().expect("a folder");
    let run = ["run", "time_out", "--trainer", "AB", "--trainee", "CD", "--client", "07"];
    typed(home.path(), &run, "1\nq\n");
    typed(home.path(), &["drill", "before", "--n", "1", "--trainee", "CD"], "1\n0\n");
    let record = |words: &[&str]| typed(home.path(), &[&["record"], words].concat(), "");
    let listed = text(&record(&["list"]).stdout);
    let folder = home.path().join("needlewise/class").to_string_lossy().into_owned();
    assert_eq!(text(&record(&["list", &folder]).stdout), listed, "by the folder that is named");
    assert_eq!(record(&["list", "no such folder"]).status.code(), Some(2));
    let run =
        listed.lines().find(|line| line.contains("-CD-time_out")).expect("a run").split(' ').next().expect("a name");
    assert!(listed.contains("client 07") && listed.contains("drills  1 drill of CD"), "{listed}");
    for name in [run, "drills"] {
        let shown = record(&["show", name]);
        assert_eq!(shown.status.code(), Some(0), "{}", text(&shown.stderr));
        let verified = record(&["verify", name]);
        assert!(text(&verified.stdout).starts_with("the same"), "{}{}", text(&verified.stdout), text(&verified.stderr));
    }
    // One letter of a note or of an answer is enough.
    for (file, from, to) in
        [(format!("{run}.json"), "\"note\"", "\"deferral\""), ("drills.jsonl".into(), "\"CD\"", "\"XY\"")]
    {
        let path = home.path().join("needlewise/class").join(&file);
        let whole = std::fs::read_to_string(&path).expect("a record");
        let edited = whole.replacen(from, to, 1);
        std::fs::write(&path, if edited == whole { whole.replacen("\"AB\"", "\"XY\"", 1) } else { edited })
            .expect("written");
        let verified = record(&["verify", &file]);
        assert_eq!(verified.status.code(), Some(1), "{}", text(&verified.stdout));
        assert!(text(&verified.stdout).starts_with("altered: "), "{}", text(&verified.stdout));
        assert_eq!(record(&["delete", &file]).status.code(), Some(0));
    }
    assert!(text(&record(&["list"]).stdout).starts_with("no records in "));
}

#[test]
fn a_card_that_broke_off_stays_open_and_what_is_open_names_the_client() {
    let home = tempfile::tempdir().expect("a folder");
    let records = home.path().join("records").to_string_lossy().into_owned();
    let day = ["day", "--trainer", "AB", "--trainee", "CD", "--client", "07", "--dir", &records];
    // One card breaks off after two items, the next one comes to an emergency and is halted.
    typed(home.path(), &day, "i\n0\n1\nq\ni\n2\nh\nq\n");
    let output = typed(home.path(), &["class", &records], "");
    let said = text(&output.stdout);
    assert!(said.contains("1 open, halted, broke off 1 of 2"), "{said}");
    assert!(said.contains("incident  07      Call for help now"), "{said}");
    // Seven of the first and eight of the second.
    assert!(said.contains("incident  07      not reached: 15 items"), "{said}");
    assert!(said.contains("get help now") && !said.contains("emergency"), "a level in words: {said}");
    let table = text(&typed(home.path(), &["class", &records, "--format", "csv"], "").stdout);
    assert!(table.contains("run,CD,incident,halted,1,1,") && table.contains(",emergency,AB,07\n"), "{table}");
    let page = text(&typed(home.path(), &["class", &records, "--format", "html"], "").stdout);
    assert!(
        page.contains("tabindex=\"0\"><table class=\"grid\">"),
        "a wide table is scrolled, also by keyboard: {page}"
    );
}

#[test]
fn what_is_open_with_one_client_is_not_closed_by_the_next() {
    let home = tempfile::tempdir().expect("a folder");
    let (rules, folder) = (rules(home.path()), home.path().join("records").to_string_lossy().into_owned());
    let with = |client: &str, input: &str| {
        let people = ["--trainer", "ab", "--trainee", "cd", "--client", client, "--dir", &folder];
        typed(home.path(), &[&["--rules", &rules, "run", "bench"][..], &people].concat(), input)
    };
    with("07", "2\nno bulb\n1\ny\n1\nh\nno light\n");
    with("08", "1\n1\ny\n1\nAB\nCD\n");
    let said = text(&class(home.path(), &[]).stdout);
    assert!(said.contains("1 open, halted") && said.contains("CD       bench  07"), "{said}");
    let table = text(&class(home.path(), &["--format", "csv"]).stdout);
    let open: Vec<&str> = table.lines().filter(|line| line.starts_with("open,")).collect();
    assert!(open.len() == 1 && open[0].ends_with(",AB,07"), "{table}");
    // The same client again, with nothing open, puts an end to it.
    with("07", "1\n1\ny\n1\nAB\nCD\n");
    let said = text(&class(home.path(), &[]).stdout);
    assert!(!said.contains("halted") && !said.contains("bench  07"), "{said}");
}

#[test]
fn whoever_moves_swaps_or_drops_something_in_a_record_is_found_out() {
    let home = tempfile::tempdir().expect("a folder");
    bench(home.path(), "n the left one\n1\nn the old one\n1\ny\n1\nAB\nCD\n");
    let (file, record) = record(home.path());
    let whole: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    bench(home.path(), "1\n1\ny\n1\nq\n");
    let folder = home.path().join("records");
    let other = records(&folder).into_iter().find(|(_, run)| run["checksum"] != whole["checksum"]).expect("another").1;
    let forge = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut forged = whole.clone();
        change(&mut forged);
        assert_ne!(forged, whole);
        std::fs::write(&file, forged.to_string()).expect("written");
        let name = file.to_string_lossy();
        let [verified, shown] = ["verify", "show"].map(|way| typed(home.path(), &["record", way, &name], ""));
        let told = text(&class(home.path(), &[]).stderr);
        assert!(told.contains("passed over"), "{told}");
        assert_eq!(shown.status.code(), Some(2), "{}", text(&shown.stdout));
        (verified.status.code(), text(&verified.stdout) + &text(&verified.stderr))
    };
    let altered = |change: &dyn Fn(&mut serde_json::Value)| {
        let (code, said) = forge(change);
        assert_eq!((code, said.starts_with("altered: ")), (Some(1), true), "{said}");
    };
    altered(&|run| {
        let left = run["items"][0]["notes"].take();
        run["items"][0]["notes"] = run["items"][1]["notes"].take();
        run["items"][1]["notes"] = left;
    });
    altered(&|run| run["signed"]["trainer"] = "XY".into());
    altered(&|run| drop(run["items"].as_array_mut().expect("items").remove(2)));
    altered(&|run| run["items"].as_array_mut().expect("items").reverse());
    altered(&|run| run["started"] = "2026-01-01T09:00:00.000".into());
    altered(&|run| run["checksum"] = other["checksum"].clone());
    altered(&|run| run["client"] = "09".into());
    altered(&|run| run["hurried"] = false.into());
    // What no run has, or every run has, is named.
    let (code, said) = forge(&|run| run["grade"] = "A".into());
    assert!(code == Some(2) && said.contains("unknown field `grade`"), "{said}");
    let (code, said) = forge(&|run| drop(run.as_object_mut().expect("a run").remove("checksum")));
    assert!(code == Some(2) && said.contains("missing field `checksum`"), "{said}");
}
