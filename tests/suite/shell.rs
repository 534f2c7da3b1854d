//! Manners in a shell: completions, manual pages, colour, files and broken pipes.

use crate::program::{feed, program, run, small_rules, text};
use crate::tools::tool;
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn completions_are_read_by_their_shells() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let out = run(&["completions", shell], "");
        assert!(out.status.success() && text(&out.stdout).contains("needlewise"), "{shell}");
        // PowerShell cannot be asked only to read.
        let Some(program) = (shell != "powershell").then(|| tool(shell)).flatten() else { continue };
        let child = Command::new(program).arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("the shell starts");
        child.stdin.take().expect("piped").write_all(&out.stdout).expect("it is read");
        let done = child.wait_with_output().expect("it ends");
        assert!(done.status.success(), "{shell}: {}", text(&done.stderr));
    }
}

#[test]
fn bash_completes_a_command() {
    let Some(bash) = tool("bash") else { return };
    let script = text(&run(&["completions", "bash"], "").stdout);
    let ask =
        "COMP_WORDS=(needlewise rec); COMP_CWORD=1; _needlewise needlewise rec needlewise; echo \"${COMPREPLY[@]}\"";
    let out = Command::new(bash).args(["-c", &format!("{script}\n{ask}")]).output().expect("bash runs");
    assert_eq!(text(&out.stdout).trim(), "record", "{}", text(&out.stderr));
}

#[test]
fn every_command_has_a_manual_page_and_an_example() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = run(&["man", "--out", folder.path().to_str().expect("a name")], "");
    assert!(out.status.success(), "{}", text(&out.stderr));
    let pages: Vec<_> = std::fs::read_dir(folder.path()).expect("it lists").flatten().map(|it| it.path()).collect();
    assert!(pages.len() > 10, "{pages:?}");
    if let Some(man) = tool("man") {
        for page in &pages {
            let read = Command::new(&man).args(["--warnings", "--encoding=UTF-8", "--local-file"]).arg(page).output();
            let read = read.expect("man runs");
            assert!(read.status.success() && read.stderr.is_empty(), "{page:?}: {}", text(&read.stderr));
        }
    }
    assert!(text(&run(&["man"], "").stdout).contains(".TH needlewise 1"));
    // Each page is named as the command is typed, with hyphens between.
    for page in &pages {
        let typed = page.file_stem().and_then(|name| name.to_str()).expect("a name");
        let words: Vec<&str> = typed.split('-').skip(1).chain(["--help"]).collect();
        assert!(text(&run(&words, "").stdout).contains("Example"), "{words:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    for args in [&["check", "--answers", "-"][..], &["pack", "show", "before"], &["pack", "list"], &["print", "before"]]
    {
        let mut child = program()
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let done = child.wait_with_output().expect("it ends");
        let said = text(&done.stderr);
        assert!(!said.contains("panicked") && !said.to_lowercase().contains("broken pipe"), "{args:?}: {said}");
    }
}

#[test]
fn colour_is_one_decision() {
    let painted = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = program();
        command.args(["check", "--answers", "-"]).args(args).envs(env.iter().copied());
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        child.stdin.take().expect("piped").write_all(b"{}").expect("it is read");
        let out = text(&child.wait_with_output().expect("it ends").stdout);
        assert!(out.contains("Call your emergency number"), "{out}");
        out.contains('\u{1b}')
    };
    assert!(!painted(&[], &[]), "a pipe gets no colour");
    assert!(painted(&["--color", "always"], &[]));
    assert!(painted(&["--color", "always"], &[("NO_COLOR", "1")]), "the flag is stronger");
    assert!(painted(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!painted(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!painted(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_file_is_not_replaced_unless_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("me.html");
    let file = file.to_str().expect("a name");
    let args = ["check", "--answers", "-", "--format", "html", "--out", file];
    assert_eq!(run(&args, "{}").status.code(), Some(1));
    let again = run(&args, "{}");
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("--force"), "{}", text(&again.stderr));
    let forced: Vec<&str> = args.iter().copied().chain(["--force"]).collect();
    assert_eq!(run(&forced, "{}").status.code(), Some(1));
}

#[test]
fn a_form_leads_through_the_questions_and_scores_nothing() {
    let form = text(&run(&["print", "before", "--format", "md", "--blank"], "").stdout);
    assert!(form.contains("**Only if**") && form.contains("(go to ") && form.contains("- [ ] Not sure"), "{form}");
    assert!(!form.contains("Why we ask") && !form.contains("trained hands only"));
    assert!(text(&run(&["print", "before"], "").stdout).contains("Why we ask"));
}

#[test]
fn a_file_or_folder_that_is_not_there_is_named_as_it_was_typed() {
    let out = run(&["print", "before", "--out", "/nowhere/form.html"], "");
    assert_eq!(out.status.code(), Some(2));
    let said = text(&out.stderr);
    assert_eq!(said.trim(), "error: `/nowhere/form.html` could not be written: there is no folder `/nowhere`");
    let said = text(&run(&["--rules", "/nowhere", "check", "before", "--answers", "-"], "{}").stderr);
    assert!(said.contains("/nowhere") && !said.contains(":1:1"), "{said}");
    let said = text(&run(&["--rules", "/nowhere", "pack", "lint"], "").stdout);
    assert!(said.contains("/nowhere") && !said.contains(":1:1"), "{said}");
}

#[test]
fn topics_are_there_to_be_read_and_nothing_is_found_in_anybody() {
    let said = text(&run(&["check", "learn", "--answers", "-", "--full"], "{}").stdout);
    assert!(said.contains("Other things worth knowing"), "{said}");
    for words in ["rule these out", "Because we do not know", "Questions with no clear answer", "Notes of the"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
}

fn clear_answers(folder: &std::path::Path) -> String {
    let file = folder.join("me.ron");
    std::fs::write(&file, "{ fire: no, heat: 20, faults: [] }").expect("written");
    file.to_string_lossy().into_owned()
}

#[test]
fn the_answer_is_shown_before_a_record_is_kept() {
    let rules = small_rules();
    let (folder, home) = (rules.path().to_str().expect("a name"), tempfile::tempdir().expect("a folder"));
    let (answers, nowhere) = (clear_answers(home.path()), home.path().join("none/me.json"));
    let save = nowhere.to_str().expect("a name");
    let output = run(&["--rules", folder, "check", "tea", "--answers", &answers, "--save", save], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("Nothing you told us stands in the way"));
    // A file that is there already is no reason to ask anything first.
    let output = run(&["--rules", folder, "check", "tea", "--save", &answers], "no\n");
    assert!(text(&output.stderr).contains("use --force") && !text(&output.stderr).contains("fire"));
}

#[test]
fn a_pack_is_no_file_for_a_record() {
    let output = run(&["check", "--save", "after"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("needlewise check after --save"), "{}", text(&output.stderr));
}

#[test]
fn the_headline_stays_on_the_screen_when_the_answer_goes_to_a_file() {
    let rules = small_rules();
    let (folder, home) = (rules.path().to_str().expect("a name"), tempfile::tempdir().expect("a folder"));
    let page = home.path().join("me.html");
    let page = page.to_str().expect("a name");
    let output = run(&["--rules", folder, "check", "tea", "--format", "html", "--out", page], "yes\n");
    let said = text(&output.stderr);
    assert!(said.contains("Call the fire service now.") && said.contains("written to"), "{said}");
    assert!(said.contains("not the shipped rules"), "{said}");
}

#[test]
fn what_was_typed_steers_no_screen() {
    for args in [["check", "\u{1b}]52;c;aGk=\u{7}"], ["drill", "--seed=\u{9b}31m\u{202e}"], ["nonsense\u{1b}[2J", "x"]]
    {
        let output = run(&args, "");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(!said.contains(|it| it != '\n' && needlewise::text::is_invisible(it)), "{said:?}");
    }
}

#[test]
fn only_what_is_a_record_is_deleted() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("app.json");
    std::fs::write(&file, r#"{"schema": 7, "my": "settings"}"#).expect("written");
    let output = run(&["record", "delete", file.to_str().expect("a name")], "");
    assert!(output.status.code() == Some(2) && file.exists(), "{}", text(&output.stderr));
}

#[test]
fn answers_that_cannot_be_read_are_not_written_over() {
    let rules = small_rules();
    let home = tempfile::tempdir().expect("a folder");
    let kept = home.path().join("needlewise/progress/tea.other.json");
    std::fs::create_dir_all(kept.parent().expect("a folder")).expect("made");
    let newer = r#"{"schema": 2, "answers": "in a new way"}"#;
    std::fs::write(&kept, newer).expect("written");
    let mut command = program();
    command.args(["--rules", rules.path().to_str().expect("a name"), "check", "tea"]);
    command.env("XDG_DATA_HOME", home.path());
    let output = feed(command, b"no\n20\nq\n");
    assert!(text(&output.stderr).contains("left as it is"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(&kept).expect("still there"), newer);
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_reading_complaints_ends_nothing() {
    let full = || std::fs::File::options().write(true).open("/dev/full").expect("a full disk");
    for args in [&["record", "show", "nothing"][..], &["check", "nothing"], &["batch", "before", "nothing"]] {
        let status = program().args(args).stderr(full()).status().expect("it starts");
        assert_eq!(status.code(), Some(2), "{args:?}");
    }
}
