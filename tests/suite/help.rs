//! The help: commands in groups, and nothing in it of one subject.

use crate::program::{run, text};

#[test]
fn every_command_stands_in_a_group() {
    let help = text(&run(&["--help"], "").stdout);
    let completions = text(&run(&["completions", "bash"], "").stdout);
    for name in ["check", "learn", "print", "record", "run", "drill", "class", "compare", "batch", "pack", "man"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{name} in {help}");
        assert!(completions.contains(name));
    }
    let groups = ["For you:", "For trainers:", "For those who write rules:"];
    assert!(groups.iter().all(|group| help.contains(group)), "{help}");
    // A command that is in no group would not be found.
    let known = |name: &str| help.contains(&format!("  {name} "));
    let typed = completions.split_whitespace().filter_map(|word| word.strip_prefix("needlewise,"));
    let commands: Vec<&str> = typed.filter_map(|rest| rest.split([')', ',']).next()).collect();
    assert!(!commands.is_empty());
    for name in commands.into_iter().filter(|name| !name.is_empty() && *name != "help") {
        assert!(known(name), "{name} is in no group");
    }
}

#[test]
fn the_help_speaks_of_no_subject() {
    let help = text(&run(&["--help"], "").stdout).to_lowercase().replace("needlewise", "");
    assert!(!help.contains("needl") && !help.contains("skin"), "{help}");
}
