//! Disks that fail and programs that are killed, at every single step of what is written.

use crate::program::{feed, program, small_rules, text};
use crate::trainers::{records, rules};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A list with a note, a reason, something opened again, the incident card and a decision in it.
const RUN: &str = "n left hand\n2\nno bulb\ni\n1\n1\nr 1\n2\nnone yet\n1\ny\n1\ng\nthe bulb comes today\n";

/// As many steps as nobody takes.
const ENDLESS: usize = 2_000;

fn run(home: &Path, fault: &str, input: &str) -> Output {
    let (rules, folder) = (rules(home), home.join("records"));
    let mut command = program();
    command.args(["--rules", &rules, "run", "bench", "--trainer", "ab", "--trainee", "cd", "--dir"]).arg(&folder);
    command.env("NEEDLEWISE_FAULT", fault);
    feed(command, input.as_bytes())
}

fn asked(home: &Path, fault: &str, more: &[&str]) -> Output {
    let rules = small_rules();
    let mut command = program();
    command.args(["--plain", "check", "tea", "--rules"]).arg(rules.path()).args(more);
    command.env("XDG_DATA_HOME", home).env("NEEDLEWISE_FAULT", fault);
    feed(command, b"no\n95\n1 3\n1\n\n\n\n\n")
}

fn killed(output: &Output) -> bool {
    output.status.code().is_none()
}

/// The files in a folder and those under it.
fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => names.extend(files(&path)),
            path => names.push(path.to_string_lossy().into_owned()),
        }
    }
    names
}

/// The class of a folder, in which no record was altered.
fn sums_up(home: &Path) {
    let mut command: Command = program();
    command.args(["--rules", &rules(home), "class"]).arg(home.join("records"));
    let said = feed(command, b"");
    assert!(!text(&said.stderr).contains("altered"), "{}", text(&said.stderr));
}

#[test]
fn a_list_killed_at_any_step_leaves_whole_records_that_can_be_gone_on_with() {
    let mut steps = 0;
    for step in 1..ENDLESS {
        let home = tempfile::tempdir().expect("a folder");
        if !killed(&run(home.path(), &format!("kill@{step}"), RUN)) {
            steps = step;
            break;
        }
        let again = run(home.path(), "", "q\n3\nq\n");
        assert!(!killed(&again), "{step}: {}", text(&again.stderr));
        let left = files(&home.path().join("records"));
        assert!(left.iter().all(|it| !it.contains(".needlewise-")), "step {step} left {left:?}");
        // Each is JSON, and what it says follows from its items.
        records(&home.path().join("records"));
        sums_up(home.path());
    }
    assert!(steps > 50, "only {steps} steps");
}

#[test]
fn a_disk_that_fails_at_any_step_stops_no_list_and_hides_no_card() {
    let whole = tempfile::tempdir().expect("a folder");
    let fine = text(&run(whole.path(), "", RUN).stdout);
    assert!(fine.contains("The record is in"), "{fine}");
    for step in (1..ENDLESS).step_by(3) {
        let home = tempfile::tempdir().expect("a folder");
        let output = run(home.path(), &format!("full@{step}"), RUN);
        let said = text(&output.stdout);
        for words in ["Do the lamp.", "Incident card", "Do the call.", "Back to: The bench", "Do the door."] {
            assert!(said.contains(words), "{words}, step {step}: {said}{}", text(&output.stderr));
        }
        if output.status.code() == Some(0) {
            assert!(step > 50, "only {step} steps");
            break;
        }
        assert_eq!(output.status.code(), Some(2), "step {step}: {said}");
        assert!(said.contains("Not written down") || said.contains("is not in a record"), "step {step}: {said}");
        // The card stands before the trouble with its file.
        let (card, trouble) = (said.find("Do the call."), said.rfind("Not written down"));
        assert!(trouble.is_none_or(|it| it < said.find("Incident card").unwrap_or(0) || card < Some(it)), "{said}");
        records(&home.path().join("records"));
    }
}

#[test]
fn one_failure_on_the_way_leaves_nothing_out_of_the_record() {
    let whole = tempfile::tempdir().expect("a folder");
    run(whole.path(), "", RUN);
    let items = |home: &Path| {
        let all = records(&home.join("records"));
        let bench = all.into_iter().find(|(name, _)| name.contains("bench")).expect("a record").1;
        let mut items = bench["items"].clone();
        for item in items.as_array_mut().expect("items") {
            item["took"] = 0.into();
            item["at"] = 0.into();
        }
        (items, bench["decision"]["reason"].clone(), bench["incidents"].as_array().map(Vec::len))
    };
    let wanted = items(whole.path());
    for step in (1..60).step_by(2) {
        let home = tempfile::tempdir().expect("a folder");
        let output = run(home.path(), &format!("once@{step}"), RUN);
        assert_eq!(output.status.code(), Some(0), "step {step}: {}", text(&output.stdout));
        assert_eq!(items(home.path()), wanted, "step {step}");
    }
}

#[test]
fn a_disk_that_fails_at_any_step_of_the_questions_keeps_no_answer_back() {
    let mut failed = 0;
    for step in 1..ENDLESS {
        let home = tempfile::tempdir().expect("a folder");
        let output = asked(home.path(), &format!("full@{step}"), &["--save"]);
        let said = text(&output.stderr);
        assert!(text(&output.stdout).contains("Do not make tea"), "step {step}: {said}");
        let left = files(home.path());
        if output.status.code() == Some(1) {
            failed = step - 1;
            break;
        }
        assert!(
            ["not kept", "cannot be kept", "could not be deleted"].iter().any(|words| said.contains(words)),
            "step {step}: {said}"
        );
        let kept = left.iter().any(|it| it.ends_with("json"));
        // What stays is told of, or could not be deleted, which is told of too.
        let told = said.contains("answers are kept on this computer") || said.contains("could not be deleted");
        assert!(!kept || told, "step {step}: {left:?} {said}");
    }
    assert!(failed > 20, "only {failed} steps failed");
}

#[test]
fn questions_killed_at_any_step_leave_whole_answers_and_no_scraps() {
    let mut steps = 0;
    for step in 1..ENDLESS {
        let home = tempfile::tempdir().expect("a folder");
        if !killed(&asked(home.path(), &format!("kill@{step}"), &["--save"])) {
            steps = step;
            break;
        }
        // Goes on, or begins, and keeps its record this time.
        let rules = small_rules();
        let mut command = program();
        command.args(["--plain", "check", "tea", "--resume", "--save", "--rules"]).arg(rules.path());
        command.env("XDG_DATA_HOME", home.path());
        let again = feed(command, b"no\n95\n1 3\n1\n\n\n\n\n");
        assert!(!killed(&again), "{step}");
        let left = files(home.path());
        assert!(left.iter().all(|it| !it.contains(".needlewise-")), "step {step} left {left:?}");
        assert!(!text(&again.stderr).contains("cannot be read"), "step {step}: {}", text(&again.stderr));
    }
    assert!(steps > 20, "only {steps} steps");
}

#[test]
fn a_history_is_added_to_whole_or_not_at_all() {
    for step in 1..10 {
        for how in ["full", "once", "kill"] {
            let home = tempfile::tempdir().expect("a folder");
            let history = home.path().join("drills.jsonl");
            std::fs::write(&history, "").expect("written");
            let drill = |fault: &str| {
                let mut command = program();
                command.args(["drill", "before", "--n", "2", "--seed", "1", "--history"]).arg(&history);
                command.env("NEEDLEWISE_FAULT", fault);
                feed(command, b"1\n0\n1\n0\n")
            };
            let said = text(&drill(&format!("{how}@{step}")).stdout);
            assert!(how == "kill" || said.contains("2 people"), "{how}@{step}: {said}");
            let kept = std::fs::read_to_string(&history).expect("it reads");
            if how != "kill" {
                let whole = |line: &str| serde_json::from_str::<serde_json::Value>(line).is_ok();
                assert!(kept.lines().all(whole) && (kept.is_empty() || kept.ends_with('\n')), "{how}@{step}: {kept}");
            }
            // A line that was cut short takes nothing of the next one with it.
            drill("");
            let after = std::fs::read_to_string(&history).expect("it reads");
            let whole = after.lines().filter(|it| serde_json::from_str::<serde_json::Value>(it).is_ok()).count();
            assert!(whole >= 2 && after.starts_with(&kept), "{how}@{step}: {after}");
        }
    }
}

/// So many random moments; more with `NEEDLEWISE_KILLS=1000`.
fn kills() -> usize {
    std::env::var("NEEDLEWISE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(100)
}

#[test]
fn whatever_writes_is_killed_at_a_random_moment_and_leaves_only_whole_files() {
    use std::io::Write;
    let mut chance = fastrand::Rng::with_seed(9);
    let rules = small_rules();
    let answers = rules.path().join("answers.ron");
    std::fs::write(&answers, "{ fire: no }").expect("written");
    let mut written = 0;
    for kill in 0..kills() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        let mut command = program();
        command.env("XDG_DATA_HOME", home.path());
        let typed = match kill % 4 {
            0 => {
                command.args(["--rules", &crate::trainers::rules(home.path()), "run", "bench", "--trainer", "ab"]);
                command.args(["--trainee", "cd", "--dir"]).arg(at("records"));
                RUN
            }
            1 => {
                command.args(["drill", "before", "--n", "9", "--history"]).arg(at("drills.jsonl"));
                "1\n0\n1\n0\n1\n0\n1\n0\n1\n0\n"
            }
            2 => {
                command.args(["--plain", "check", "tea", "--save", "--rules"]).arg(rules.path());
                "no\n95\n1 3\n1\n\n\n\n\n"
            }
            _ => {
                command.args(["check", "tea", "--format", "json", "--rules"]).arg(rules.path());
                command.arg("--answers").arg(&answers).arg("--out").arg(at("answer.json"));
                ""
            }
        };
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut keys = child.stdin.take().expect("piped");
        let _ = keys.write_all(typed.as_bytes());
        std::thread::sleep(std::time::Duration::from_millis(chance.u64(0..250)));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let is_whole = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
        for file in files(home.path()).iter().filter(|file| !file.contains(".needlewise-")) {
            let text = std::fs::read_to_string(file).expect("text");
            let ending = Path::new(file).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if ending == "jsonl" {
                let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
                assert!(lines.into_iter().all(is_whole), "kill {kill}: {text}");
            } else if ending == "json" {
                assert!(is_whole(&text), "kill {kill}: {file}: {text}");
                written += 1;
            }
        }
    }
    assert!(written > kills() / 20, "only {written} files in {} kills", kills());
}

#[cfg(target_os = "linux")]
#[test]
fn a_list_that_could_not_be_written_whole_is_no_success() {
    let folder = tempfile::tempdir().expect("a folder");
    let people = folder.path().join("people.jsonl");
    std::fs::write(&people, "{\"age\": 30}\n".repeat(2_000)).expect("written");
    let shell = |script: &str| {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_needlewise")]).arg(&people);
        command.env("HOME", folder.path()).current_dir(folder.path()).output().expect("it runs")
    };
    for more in ["", "--format csv", "--summary", "--template"] {
        let people = if more == "--template" { "" } else { "\"$1\"" };
        let full = shell(&format!("exec \"$0\" batch before {people} {more} > /dev/full"));
        assert_eq!(full.status.code(), Some(2), "{more}");
        assert!(
            text(&full.stderr).contains("could not be written") || text(&full.stderr).contains("cannot be written")
        );
    }
    // A disk that is full in the middle: what stands there is the beginning, and the exit code says that it is no more.
    let half = shell("trap '' XFSZ; ulimit -f 100; exec \"$0\" batch before \"$1\" > half.jsonl");
    assert_eq!(half.status.code(), Some(2), "{}", text(&half.stderr));
    let said = text(&half.stderr);
    assert!(said.contains("the answers cannot be written"), "{said}");
    let kept = std::fs::read_to_string(folder.path().join("half.jsonl")).expect("it reads");
    assert!(!kept.is_empty() && kept.lines().count() < 2_000, "{}", kept.lines().count());
}
