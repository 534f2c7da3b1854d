//! How long a whole `check --answers` takes beside a program that only says hello: `cargo bench --bench start`.
//!
//! Both are started in turn, so that a busy machine slows both alike. The ratio of the medians is what counts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 300;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let hello = hello(folder.path());
    let answers = folder.path().join("answers.json");
    std::fs::write(&answers, r#"{ "age": 30, "training": "none", "length": 0.5 }"#).expect("written");
    let check = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_needlewise"));
        command.args(["check", "before", "--format", "json", "--answers"]).arg(&answers);
        command
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        theirs.push(time(&mut Command::new(&hello)));
        ours.push(time(&mut check()));
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("hello world {theirs:.2?}, check --answers {ours:.2?}, ratio {ratio:.2} (at most 3 is wanted)");
}

/// A program that prints one line, built here with the same settings.
fn hello(folder: &Path) -> PathBuf {
    let (source, binary) = (folder.join("hello.rs"), folder.join("hello"));
    std::fs::write(&source, "fn main() { println!(\"hello\"); }").expect("written");
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
