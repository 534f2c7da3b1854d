//! Rules about something else: nothing of the first subject is said with them.

use crate::program::{run, text};

const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/peels");

/// Words of the first subject, and of its packs.
const FIRST_SUBJECT: [&str; 5] = ["needl", "roller", "skin", "blood", "prick"];

fn said(args: &[&str], input: &str) -> String {
    let output = run(&[&["--rules", RULES], args].concat(), input);
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

/// Nothing of the first subject, but for the name of the program and what the second one says itself.
fn is_free(said: &str, own: &[&str]) {
    let mut plain = said.to_lowercase().replace("needlewise", "").replace("needless", "");
    for words in own {
        plain = plain.replace(&words.to_lowercase(), "");
    }
    for word in FIRST_SUBJECT {
        assert!(!plain.contains(word), "{word}: {said}");
    }
}

#[test]
fn it_is_well_formed_and_its_cases_and_promises_hold() {
    for command in ["lint", "test", "verify"] {
        let output = run(&["--rules", RULES, "pack", command], "");
        assert_eq!(output.status.code(), Some(0), "{command}: {}", text(&output.stdout));
    }
}

#[test]
fn the_welcome_is_its_own() {
    let welcome = said(&[], "");
    assert!(welcome.contains("before an acid goes on your face"), "{welcome}");
    assert!(welcome.contains("Before you peel"), "{welcome}");
    is_free(&welcome, &["before an acid", "before you peel", "nobody who knows skin"]);
}

#[test]
fn the_pack_it_puts_first_is_asked() {
    let asked = said(&["check", "--plain", "--ephemeral"], "");
    assert!(asked.contains("Is there acid in your eye now?"), "{asked}");
    is_free(&asked, &["before you peel"]);
}

#[test]
fn its_own_card_is_in_reach() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().to_string_lossy().into_owned();
    let args = ["run", "bench", "--trainer", "ab", "--trainee", "cd", "--dir", &folder];
    let run = said(&args, "i\nq\nq\n");
    assert!(run.contains("Card: acid where it should not be"), "{run}");
    is_free(&run, &["before any bottle", "ask before"]);
}

#[test]
fn help_speaks_of_no_subject() {
    let help = text(&run(&["--help"], "").stdout).to_lowercase().replace("needlewise", "");
    for word in ["needl", "roller", "skin", "blood", "prick"] {
        assert!(!help.contains(word), "{word}: {help}");
    }
}

#[test]
fn a_second_folder_of_rules_is_laid_over_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("own");
    let made = run(&["pack", "new", &own.to_string_lossy()], "");
    assert_eq!(made.status.code(), Some(0));
    std::fs::remove_file(own.join("library.ron")).expect("gone");
    let own = own.to_string_lossy();
    let list = text(&run(&["--rules", RULES, "--rules", &own, "pack", "list"], "").stdout);
    assert!(list.contains("Before you peel") && list.contains("A first pack"), "{list}");
    // A pack of the same name stands for the whole of the other one.
    let other = folder.path().join("other");
    std::fs::create_dir_all(other.join("acid")).expect("a folder");
    let header = std::fs::read_to_string(format!("{RULES}/reading/pack.ron")).expect("a header");
    std::fs::write(other.join("acid/pack.ron"), header.replace("id: reading", "id: acid")).expect("written");
    let page = std::fs::read_to_string(format!("{RULES}/reading/page.ron")).expect("a page");
    std::fs::write(other.join("acid/page.ron"), page).expect("written");
    let list = text(&run(&["--rules", RULES, "--rules", &other.to_string_lossy(), "pack", "list"], "").stdout);
    assert!(!list.contains("Before you peel"), "{list}");
}
