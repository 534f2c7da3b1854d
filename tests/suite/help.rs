//! The help: commands in groups, and nothing in it of one subject.

use crate::program::{run, text};

#[test]
fn the_commands_stand_in_their_groups() {
    let help = text(&run(&["--help"], "").stdout);
    let completions = text(&run(&["completions", "bash"], "").stdout);
    for name in ["check", "learn", "print", "record", "run", "drill", "class", "compare", "batch", "pack", "man"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{name} in {help}");
        assert!(completions.contains(name));
    }
    let groups = ["For you:", "For trainers:", "For those who write rules:"];
    assert!(groups.iter().all(|group| help.contains(group)), "{help}");
}

#[test]
fn the_help_speaks_of_no_subject() {
    let help = text(&run(&["--help"], "").stdout).to_lowercase().replace("needlewise", "");
    assert!(!help.contains("needl") && !help.contains("skin"), "{help}");
}
