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
        println!("check --answers, {what}: {ours:.2?}, ratio {ratio:.2} (at most 3 is wanted)");
    }
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
