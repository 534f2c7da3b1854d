//! What is read aloud and typed line by line, on a narrow terminal.

use crate::terminal::Session;

/// The whole of it on one tall screen. What is typed comes from a file, so that nothing is typed ahead of a prompt.
fn at_forty_columns(args: &[&str], typed: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(home.path().join("typed"), typed).expect("written");
    let script = "exec \"$0\" \"$@\" < \"$HOME/typed\"";
    let command: Vec<&str> =
        ["/bin/sh", "-c", script, env!("CARGO_BIN_EXE_needlewise")].into_iter().chain(args.iter().copied()).collect();
    let mut session = Session::of((2_000, 40), &[("TERM", "xterm-256color")], home, &command);
    session.end();
    assert_eq!(session.overlong(), Vec::<String>::new(), "{}", session.contents());
    session.contents()
}

#[test]
fn no_line_of_a_checklist_breaks_in_the_middle_of_a_word() {
    // Every key, every item left open, and a decision at the end; then one that is read back.
    let open = format!("?\nw\nn a note\nl\nr 1\nx\n{}h\nlater\n", "2\nnot now\n".repeat(12));
    let run = |pack: &str, typed: &str| at_forty_columns(&["run", pack, "--trainer", "AB", "--trainee", "CD"], typed);
    for pack in ["ready", "time_out", "station"] {
        assert!(run(pack, &open).contains("Open: "), "{pack}");
    }
    let said = run("sign_in", &"1\nx\ny\n".repeat(12));
    assert!(said.contains("Read it back"), "{said}");
}

#[test]
fn no_line_of_a_drill_breaks_in_the_middle_of_a_word() {
    let said = at_forty_columns(&["drill", "--n", "6", "--seed", "3"], &"x\n1\n9\n0\n".repeat(6));
    assert!(said.contains("Under-called"), "{said}");
}

#[test]
fn the_lists_of_a_trainer_break_between_words_only() {
    let said = at_forty_columns(&["pack", "list"], "");
    assert!(said.contains("checklist:"), "{said}");
    at_forty_columns(&["class"], "");
}
