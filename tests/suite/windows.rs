//! Two windows on one thing: neither writes over the other, and each is told.

use crate::program::{feed, program, small_rules, text};
use crate::trainers::{records, rules};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

/// A window that has shown this, and waits for more to be typed.
struct Window {
    child: Child,
    keys: ChildStdin,
    shown: Box<dyn BufRead>,
}

impl Window {
    fn open(mut command: Command, asks_on_stderr: bool, typed: &str, wanted: &str) -> Window {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("it starts");
        let mut keys = child.stdin.take().expect("piped");
        keys.write_all(typed.as_bytes()).expect("typed");
        let (stdout, stderr) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
        let mut shown: Box<dyn BufRead> =
            if asks_on_stderr { Box::new(BufReader::new(stderr)) } else { Box::new(BufReader::new(stdout)) };
        let mut line = String::new();
        while !line.contains(wanted) {
            line.clear();
            assert!(shown.read_line(&mut line).expect("it reads") > 0, "{wanted:?} never came");
        }
        Window { child, keys, shown }
    }

    /// Types the rest, and gives what is shown until its end, and the exit code.
    fn end(mut self, typed: &str) -> (String, Option<i32>) {
        self.keys.write_all(typed.as_bytes()).expect("typed");
        drop(self.keys);
        let mut rest = String::new();
        self.shown.read_to_string(&mut rest).expect("text");
        (rest, self.child.wait().expect("it ends").code())
    }
}

#[test]
fn two_windows_on_one_interview_keep_out_of_each_others_answers() {
    let (home, rules) = (tempfile::tempdir().expect("a folder"), small_rules());
    let check = || {
        let mut command = program();
        command.args(["--plain", "check", "tea", "--rules"]).arg(rules.path()).env("XDG_DATA_HOME", home.path());
        command
    };
    let first = Window::open(check(), true, "no\n", "How hot is the water?");
    let progress = home.path().join("needlewise/progress/tea.other.json");
    let kept = std::fs::read_to_string(&progress).expect("the first answer is kept");
    let second = feed(check(), b"yes\n");
    let said = text(&second.stderr);
    let who = format!("is open in another window, process {}", first.child.id());
    assert!(said.split_whitespace().collect::<Vec<_>>().join(" ").contains(&who), "{said}");
    assert!(text(&second.stdout).contains("Call the fire service now"), "the second one answers all the same");
    assert_eq!(std::fs::read_to_string(&progress).expect("it is there"), kept);
    // The first one is closed, and what it said is offered.
    drop(first.keys);
    let mut child = first.child;
    child.wait().expect("it ends");
    let mut again = check();
    again.arg("--resume");
    let third = feed(again, b"q\n");
    assert!(text(&third.stderr).contains("Answers kept from the last time: 1."), "{}", text(&third.stderr));
}

#[test]
fn two_windows_on_one_list_write_a_record_each() {
    let home = tempfile::tempdir().expect("a folder");
    let (rules, folder) = (rules(home.path()), home.path().join("records"));
    let run = || {
        let mut command = program();
        command.args(["--rules", &rules, "run", "bench", "--trainer", "ab", "--trainee", "cd", "--dir"]).arg(&folder);
        command
    };
    let first = Window::open(run(), false, "1\n", "Do the table.");
    let second = feed(run(), b"2\nbroken\n1\ny\n1\nh\nlater\n");
    let said = text(&second.stdout);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(&format!("process {}", first.child.id())) && said.contains("one of your own"), "{said}");
    assert!(!said.contains("Go on with it"), "{said}");
    assert_eq!(records(&folder).len(), 2);
    // A record that is being written is not deleted either.
    let open =
        records(&folder).into_iter().find(|(_, it)| it["items"][0]["answer"] == "done").expect("the first one").0;
    let mut delete = program();
    delete.args(["record", "delete"]).arg(folder.join(&open));
    let refused = feed(delete, b"");
    assert!(text(&refused.stderr).contains("open in another window"), "{}", text(&refused.stderr));
    let (rest, code) = first.end("1\ny\n1\n");
    assert_eq!(code, Some(0), "{rest}");
    let records = records(&folder);
    assert_eq!(records.iter().filter(|(_, it)| it["complete"] == true).count(), 1);
    assert_eq!(records.iter().filter(|(_, it)| it["decision"]["reason"] == "later").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_window_that_died_holds_nothing() {
    let (home, rules) = (tempfile::tempdir().expect("a folder"), small_rules());
    let check = || {
        let mut command = program();
        command.args(["--plain", "check", "tea", "--rules"]).arg(rules.path()).env("XDG_DATA_HOME", home.path());
        command
    };
    let mut first = Window::open(check(), true, "no\n", "How hot is the water?");
    first.child.kill().expect("killed");
    first.child.wait().expect("gone");
    let mut again = check();
    again.arg("--resume");
    let said = text(&feed(again, b"q\n").stderr);
    assert!(said.contains("Answers kept from the last time: 1.") && !said.contains("another window"), "{said}");
}

#[test]
fn two_drills_at_once_lose_no_line() {
    let home = tempfile::tempdir().expect("a folder");
    let history = home.path().join("drills.jsonl");
    let drill = || {
        let mut command = program();
        command.args(["drill", "before", "--n", "20", "--trainee", "ab", "--history"]).arg(&history);
        feed(command, "1\n0\n".repeat(20).as_bytes())
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(drill)).collect();
        all.into_iter().for_each(|it| drop(it.join().expect("a drill")));
    });
    let kept = std::fs::read_to_string(&history).expect("it reads");
    assert_eq!(kept.lines().count(), 80);
    assert!(kept.lines().all(|it| serde_json::from_str::<serde_json::Value>(it).is_ok()), "{kept}");
}

#[test]
fn records_made_at_once_have_a_name_each() {
    let (home, rules) = (tempfile::tempdir().expect("a folder"), small_rules());
    let save = || {
        let mut command = program();
        command.args(["check", "tea", "--answers", "-", "--save", "--rules"]).arg(rules.path());
        command.env("XDG_DATA_HOME", home.path());
        feed(command, b"{ fire: no }")
    };
    std::thread::scope(|scope| (0..8).for_each(|_| drop(scope.spawn(save))));
    assert_eq!(std::fs::read_dir(home.path().join("needlewise/records")).expect("it lists").count(), 8);
}

#[test]
fn answers_of_questions_that_were_left_are_named_in_the_list() {
    let (home, rules) = (tempfile::tempdir().expect("a folder"), small_rules());
    let mut check = program();
    check.args(["--plain", "check", "tea", "--rules"]).arg(rules.path()).env("XDG_DATA_HOME", home.path());
    feed(check, b"no\nq\n");
    let mut list = program();
    list.args(["record", "list"]).env("XDG_DATA_HOME", home.path());
    let said = text(&feed(list, b"").stdout);
    assert!(said.starts_with("not finished: the answers to `tea`"), "{said}");
    assert!(said.ends_with('\n') && said.contains("no records in"), "{said}");
}
