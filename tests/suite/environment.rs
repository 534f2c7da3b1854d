//! Odd surroundings: zones, homes, threads, links, pipes and folders of others.

use crate::program::{feed, program, small_rules, text};
use std::path::Path;
use std::process::{Command, Output};

/// One answered pack as JSON, for which the day of today is needed.
fn answered(change: impl FnOnce(&mut Command) -> &mut Command) -> Output {
    let rules = small_rules();
    let mut command = program();
    command.args(["check", "tea", "--answers", "-", "--format", "json", "--rules"]).arg(rules.path());
    change(&mut command);
    feed(command, b"{ fire: no }")
}

#[test]
fn the_day_is_that_of_the_zone_that_is_named() {
    let record = |zone: &str| {
        let home = tempfile::tempdir().expect("a folder");
        let file = home.path().join("me.json");
        let output = answered(|it| it.env("TZ", zone).arg("--save").arg(&file));
        assert!(!text(&output.stderr).contains("not known"), "{zone}: {}", text(&output.stderr));
        let record: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(file).expect("it reads")).expect("JSON");
        record["date"].as_str().expect("a day").to_owned()
    };
    // Twenty-six hours lie between these two.
    assert!(record("Pacific/Kiritimati") > record("Etc/GMT+12"));
    assert!(record(":Pacific/Kiritimati") > record("/usr/share/zoneinfo/Etc/GMT+12"));
}

#[cfg(unix)]
#[test]
fn a_zone_that_is_a_pipe_or_a_device_is_not_read() {
    let home = tempfile::tempdir().expect("a folder");
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("it starts").success());
    for zone in [format!(":{}", pipe.display()), "/dev/zero".to_owned(), "Nowhere/City".to_owned()] {
        let output = answered(|it| it.env("TZ", &zone));
        assert!(text(&output.stderr).contains("time zone in TZ is not known"), "{zone}: {}", text(&output.stderr));
        assert!(text(&output.stdout).contains("\"level\""), "{zone}");
    }
}

#[test]
fn a_million_threads_are_not_started() {
    let rules = small_rules();
    for name in ["RAYON_NUM_THREADS", "RAYON_RS_NUM_CPUS"] {
        let mut command = program();
        command.args(["pack", "test", "--rules"]).arg(rules.path()).env(name, "1000000");
        let output = feed(command, b"");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
}

#[test]
fn a_home_that_is_no_full_path_is_not_written_into() {
    let place = tempfile::tempdir().expect("a folder");
    let output =
        answered(|it| it.current_dir(place.path()).env("HOME", "rel").env_remove("XDG_DATA_HOME").arg("--save"));
    let said = text(&output.stderr);
    assert!(said.contains("is no full path") && output.status.code() == Some(2), "{said}");
    assert_eq!(std::fs::read_dir(place.path()).expect("it lists").count(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_could_not_be_written_is_no_success() {
    for args in [&["--help"][..], &["check", "--help"], &["--version"], &["pack", "list"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("it is there");
        let output = program().args(args).stdout(full).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).starts_with("error: "), "{args:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_dash_is_standard_output_and_no_file() {
    let place = tempfile::tempdir().expect("a folder");
    let output = answered(|it| it.current_dir(place.path()).arg("--out=-"));
    assert!(text(&output.stdout).contains("\"level\""), "{}", text(&output.stderr));
    for args in [&["check", "tea", "--save=-"][..], &["drill", "--history", "-"]] {
        let refused = program().args(args).current_dir(place.path()).output().expect("it runs");
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains("a file is wanted here"), "{}", text(&refused.stderr));
    }
    assert_eq!(std::fs::read_dir(place.path()).expect("it lists").count(), 0);
}

#[test]
fn a_file_that_cannot_be_made_is_laid_to_its_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let nowhere = home.path().join("nowhere/me.txt");
    let output = answered(|it| it.arg("--out").arg(&nowhere));
    assert!(text(&output.stderr).contains("there is no folder `"), "{}", text(&output.stderr));
    // A folder in which nobody can make a file, whoever they are.
    if Path::new("/proc/self").exists() {
        let output = answered(|it| it.arg("--out").arg("/proc/me.txt"));
        assert!(text(&output.stderr).contains("into the folder `/proc`"), "{}", text(&output.stderr));
        let output = answered(|it| it.env("XDG_DATA_HOME", "/proc").arg("--save"));
        assert!(
            text(&output.stderr).contains("the folder `/proc/needlewise` cannot be made"),
            "{}",
            text(&output.stderr)
        );
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_or_waited_for_at_a_pipe() {
    use std::os::unix::fs::symlink;
    let place = tempfile::tempdir().expect("a folder");
    let at = |name: &str| place.path().join(name);
    std::fs::write(at("precious"), "precious").expect("written");
    for name in ["needlewise.1", "history"] {
        symlink(at("precious"), at(name)).expect("a link");
    }
    assert!(Command::new("mkfifo").arg(at("pipe")).status().expect("it starts").success());
    let manual = program().args(["man", "--out"]).arg(place.path()).output().expect("it runs");
    assert_eq!(manual.status.code(), Some(2));
    assert!(text(&manual.stderr).contains("is a link"), "{}", text(&manual.stderr));
    for (name, why) in [("history", "is a link"), ("pipe", "is no plain file")] {
        let mut command = program();
        command.args(["drill", "before", "--n", "1", "--history"]).arg(at(name));
        let output = feed(command, b"1\n0\n");
        let said = text(&output.stdout) + &text(&output.stderr);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(output.status.code() == Some(2) && said.contains(why), "{name}: {said}");
    }
    assert_eq!(std::fs::read_to_string(at("precious")).expect("it reads"), "precious");
}

#[cfg(unix)]
#[test]
fn a_data_folder_that_others_may_write_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("needlewise");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).expect("open to all");
    let output = answered(|it| it.env("XDG_DATA_HOME", home.path()).arg("--save"));
    let said = text(&output.stderr);
    assert!(said.contains("others may write into the folder") && said.contains("chmod go-w"), "{said}");
    assert_eq!(std::fs::read_dir(&folder).expect("it lists").count(), 0);
    // A folder that a class shares is named by the trainer, and only spoken of.
    let mut run = program();
    run.args(["run", "ready", "--trainer", "ab", "--trainee", "cd", "--dir"]).arg(&folder);
    let shared = feed(run, b"q\n");
    assert!(text(&shared.stderr).contains("may not be yours"), "{}", text(&shared.stderr));
    assert!(text(&shared.stdout).contains("The record is in"), "{}", text(&shared.stdout));
}
