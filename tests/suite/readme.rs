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

#[test]
fn the_example_of_the_language_can_be_read() {
    let header = r#"[Pack(id: arrival, kind: checklist, title: "T", intro: "I.", version: "1", reviewed: "2026-01-01", review_by: "2027-01-01",
        sections: { skin: "Skin" }, risks: { inflammation: "I" }, wording: { note: "N.", contraindication: "C." })]"#;
    let file = |path: &str, text: &str| needlewise::pack::File { path: path.to_owned(), text: text.to_owned().into() };
    let shown = README.split("```ron\n// my-rules/").skip(1).filter_map(|block| {
        let (path, text) = block.split_once('\n')?;
        Some(file(path, text.split("```").next()?))
    });
    let files: Vec<_> = shown.chain([file("arrival/pack.ron", header)]).collect();
    assert_eq!(files.len(), 3);
    let loaded = needlewise::pack::load(&files, needlewise::pack::Load { only: None, cases: true, shipped: false });
    let base = loaded.unwrap_or_else(|problems| panic!("{problems:#?}"));
    let pack = &base.packs[0];
    let met = |case| needlewise::pack::cases::run(pack, case).outcome == needlewise::pack::cases::CaseOutcome::Met;
    assert!(pack.questions.iter().any(|question| question.read_back));
    assert!(!pack.cases.is_empty() && pack.cases.iter().all(met));
}
