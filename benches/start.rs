//! How long a whole `check --answers` takes beside a program that only says hello, and how much longer a whole
//! interview takes when every answer is kept: `cargo bench --bench start`.
//!
//! What is compared is started in turn, so that a busy machine slows both alike.

use needlewise::engine::next_question;
use needlewise::model::Answer;
use needlewise::shipped;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 300;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let hello = hello(folder.path());
    let scarce = folder.path().join("scarce.json");
    std::fs::write(&scarce, r#"{ "age": 30, "training": "none", "length": 0.5 }"#).expect("written");
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readme/half_a_millimetre.ron");
    let check = |answers: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_needlewise"));
        command.args(["check", "before", "--format", "json", "--answers"]).arg(answers);
        command
    };
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        times[0].push(time(&mut Command::new(&hello)));
        times[1].push(time(&mut check(&whole)));
        times[2].push(time(&mut check(&scarce)));
    }
    let [theirs, whole, scarce] = times.map(median);
    println!("hello world: {theirs:.2?}");
    for (what, ours) in [("every question answered", whole), ("three questions answered, all else possible", scarce)] {
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("check --answers, {what}: {ours:.2?}, ratio {ratio:.2} (at most 2 is wanted)");
    }
    interviews(folder.path());
}

/// Asks every question of a healthy person, from start to end, with each answer kept on disk and without.
fn interviews(folder: &Path) {
    let base = shipped::base(Some("before")).expect("the rules are there");
    let (pack, mut answers, mut typed) = (&base.packs[0], base.packs[0].silent(), String::new());
    while let Some(question) = next_question(pack, &answers) {
        let baseline = pack.questions[question].domain.baseline();
        answers.set(question, baseline);
        typed += &match baseline {
            Answer::One(option) => format!("{}\n", option.place() + 1),
            Answer::Number(n) => format!("{n}\n"),
            Answer::Many(_) | Answer::Unsure => "0\n".to_owned(),
        };
    }
    let questions = u32::try_from(typed.lines().count()).expect("a few questions");
    let script = folder.join("script");
    std::fs::write(&script, typed).expect("written");
    let ask = |more: &[&str]| {
        // A folder of its own: nothing is there to go on with.
        let home = tempfile::tempdir_in(folder).expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_needlewise"));
        command.args(["check", "before", "--plain", "--ask-all"]).args(more).env("XDG_DATA_HOME", home.path());
        let start = Instant::now();
        let input = std::fs::File::open(&script).expect("it opens");
        command.stdin(input).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it starts");
        start.elapsed()
    };
    let (mut kept, mut forgotten) = (Vec::new(), Vec::new());
    for _ in 0..RUNS / 10 {
        kept.push(ask(&[]));
        forgotten.push(ask(&["--ephemeral"]));
    }
    let (kept, forgotten) = (median(kept), median(forgotten));
    let each = kept.saturating_sub(forgotten) / questions;
    println!("an interview of {questions} questions: {kept:.2?} with every answer kept, {forgotten:.2?} without");
    println!("keeping adds {each:.2?} a question (under 2 ms is wanted)");
}

/// A program that prints one line, built here with the same settings, and as large as ours.
fn hello(folder: &Path) -> PathBuf {
    let (source, binary) = (folder.join("hello.rs"), folder.join("hello"));
    let ours = std::fs::metadata(env!("CARGO_BIN_EXE_needlewise")).expect("it is there").len();
    let ballast = usize::try_from(ours).expect("it fits");
    std::fs::write(folder.join("ballast"), vec![1; ballast]).expect("written");
    let code = format!(
        "#[used] static BALLAST: [u8; {ballast}] = *include_bytes!(\"ballast\"); fn main() {{ println!(\"hello\"); }}"
    );
    std::fs::write(&source, code).expect("written");
    let rustc = Command::new("rustc")
        .args(["-O", "-C", "panic=abort", "-C", "strip=symbols", "-o"])
        .arg(&binary)
        .arg(&source)
        .status();
    assert!(rustc.is_ok_and(|it| it.success()), "rustc is needed to build the program that says hello");
    binary
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it starts");
    let taken = start.elapsed();
    assert!(status.code().is_some_and(|it| it < 2));
    taken
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
