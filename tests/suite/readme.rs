//! What the README shows is what the program does.

use crate::program::{run, text};

const README: &str = include_str!("../../README.md");

/// Each block that begins with `$ needlewise ..`: the arguments, and the lines shown under it.
fn examples() -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
    let blocks = README.split("```console\n").skip(1).filter_map(|it| it.split("```").next());
    blocks
        .filter_map(|block| {
            let (command, shown) = block.split_once('\n')?;
            let words = command.strip_prefix("$ needlewise ")?.split_whitespace().collect();
            Some((words, shown.lines().filter(|it| !it.trim().is_empty() && *it != "...").collect()))
        })
        .collect()
}

#[test]
fn every_example_shows_what_comes_out() {
    let examples = examples();
    assert!(examples.len() >= 2);
    for (words, shown) in examples {
        let output = run(&words, "");
        let said = format!("{}{}", text(&output.stderr), text(&output.stdout));
        let mut rest = said.lines();
        for line in shown {
            assert!(rest.any(|it| it.trim() == line.trim()), "{words:?} does not show {line:?} in its place:\n{said}");
        }
    }
}

#[test]
fn every_command_it_names_is_there() {
    for line in README.lines().filter_map(|it| it.trim().strip_prefix("needlewise ")) {
        let words: Vec<&str> =
            line.split_whitespace().take_while(|it| it.chars().all(|it| it.is_alphabetic() || it == '_')).collect();
        let known = words.first().is_none_or(|it| run(&[*it, "--help"], "").status.success());
        assert!(known, "there is no command in {line:?}");
    }
}

/// A day of another year is the same text.
fn undated(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect()
}

#[test]
fn the_rules_it_shows_are_what_a_new_folder_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("my-rules").display().to_string();
    assert!(run(&["pack", "new", &into, "--kind", "checklist"], "").status.success());
    let shown: Vec<_> = README.split("```ron\n// ").skip(1).filter_map(|block| block.split_once('\n')).collect();
    assert_eq!(shown.len(), 2);
    for (path, block) in shown {
        let written = std::fs::read_to_string(folder.path().join(path)).expect("a file that it writes");
        let text = block.split("```").next().expect("the text of the block");
        assert!(undated(&written).contains(&undated(text)), "{path} does not hold:\n{text}");
    }
}
