//! `batch` as a plain line filter in the pipelines of other programs: the same output as one process.
//!
//! Spark runs in the Python that `python3` or the variable `PYSPARK_PYTHON` names.

use crate::batch::lines;
use crate::random_people::rules;
use crate::tools::tool;
use std::path::Path;
use std::process::Command;

const SPARK: &str = r#"
import sys
from pyspark.sql import SparkSession

program, source, target = sys.argv[1:]
builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
spark = builder.getOrCreate()
people = spark.sparkContext.textFile(source, 4)
answered = people.pipe(program + " batch before", checkCode=True).collect()
with open(target, "w") as file:
    file.writelines(line + "\n" for line in answered)
spark.stop()
"#;

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlewise");

/// A list on disk, and what one process says to it.
fn list(folder: &Path) -> (String, String) {
    let base = rules();
    let pack = base.packs.iter().find(|it| it.id == "before").expect("a pack");
    let file = folder.join("people.jsonl").to_string_lossy().into_owned();
    std::fs::write(&file, lines(pack, 5_000, 21)).expect("written");
    let output = Command::new(PROGRAM).args(["batch", "before", &file]).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (file, String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn gnu_parallel_gives_the_same_lines() {
    if tool("parallel").is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (file, alone) = list(folder.path());
    let command = format!("parallel --will-cite --pipe --keep-order --block 200k '{PROGRAM}' batch before < '{file}'");
    let output = Command::new("sh").args(["-c", &command]).env("HOME", folder.path()).output().expect("a shell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stdout).expect("UTF-8") == alone, "the lines differ");
}

#[test]
#[ignore = "needs Java 17 and half a gigabyte of PySpark: `pip install pyspark`, then `cargo test spark -- --ignored`"]
fn spark_gives_the_same_lines() {
    let python = std::env::var("PYSPARK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let folder = tempfile::tempdir().expect("a folder");
    let (file, alone) = list(folder.path());
    let target = folder.path().join("answered.jsonl").to_string_lossy().into_owned();
    let script = folder.path().join("filter.py");
    std::fs::write(&script, SPARK).expect("written");
    let output = Command::new(&python).arg(&script).args([PROGRAM, &file, &target]).output().expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(std::fs::read_to_string(&target).expect("an answer") == alone, "the lines differ");
}
