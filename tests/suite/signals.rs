//! Every signal at every kind of prompt: the program ends or goes on, and the terminal is as it was.

use crate::program::small_rules;
use crate::terminal::Session;
use crate::trainers;

/// What is typed, and what is on the screen before it is.
type Way = &'static [(&'static str, &'static str)];

/// To each kind of prompt: its name, the command after the rules, the keys that lead there, and what it shows.
#[rustfmt::skip]
const PROMPTS: &[(&str, &[&str], Way, &str)] = &[
    ("one", &["check", "tea"], &[], "> 1  No"),
    ("number", &["check", "tea"], &[("> 1  No", "\r")], "0 to 100 degrees"),
    ("many", &["check", "tea"], &[("> 1  No", "\r"), ("0 to 100 degrees", "20\r")], "> [x] 0  None"),
    ("review", &["check", "tea"], &[("> 1  No", "\r"), ("0 to 100 degrees", "20\r"), ("> [x] 0  None", "\r")], "Is every answer right?"),
    ("plain one", &["--plain", "check", "tea"], &[], "Is the kettle on fire?"),
    ("plain number", &["--plain", "check", "tea"], &[("Is the kettle", "no\r")], "How hot is the water?"),
    ("plain many", &["--plain", "check", "tea"], &[("Is the kettle", "no\r"), ("How hot", "20\r")], "Which of these"),
    ("item", RUN, &[], "Do the lamp."),
    ("reason", RUN, &[("Do the lamp.", "2\r")], "Why?"),
    ("read-back", RUN, &[("Do the lamp.", "1\r"), ("Do the table.", "1\r")], "Read it back"),
    ("card", RUN, &[("Do the lamp.", "i\r")], "Do the call."),
    ("decision", RUN, &[("Do the lamp.", "2\r"), ("Why?", "\r"), ("Do the table.", "1\r"), ("Read it back", "1\r"), ("Do the door.", "1\r")], "go on"),
];

const RUN: &[&str] = &["run", "bench", "--trainer", "ab", "--trainee", "cd"];

/// A session at a prompt, and the settings its terminal had at the start.
fn at(command: &[&str], way: Way, shown: &str) -> Session {
    let is_list = command.contains(&"run");
    let home = if is_list { tempfile::tempdir().expect("a folder") } else { small_rules() };
    let rules = if is_list { trainers::rules(home.path()) } else { home.path().to_str().expect("a name").to_owned() };
    let command: Vec<&str> =
        [env!("CARGO_BIN_EXE_needlewise"), "--rules", &rules].into_iter().chain(command.iter().copied()).collect();
    let mut session = Session::of((40, 90), &[("TERM", "xterm-256color")], home, &command);
    for (before, keys) in way {
        session.until(before);
        session.press(keys);
    }
    session.until(shown);
    session
}

/// How a terminal is before anybody touches it.
fn untouched() -> String {
    let home = tempfile::tempdir().expect("a folder");
    let mut session = Session::of((40, 90), &[], home, &["/bin/true"]);
    session.end();
    session.settings()
}

#[test]
fn every_signal_at_every_prompt_ends_the_program_and_gives_the_terminal_back() {
    let untouched = untouched();
    for signal in ["INT", "TERM", "HUP", "QUIT"] {
        for (name, command, way, shown) in PROMPTS {
            let mut session = at(command, way, shown);
            session.signal(signal);
            assert_eq!(session.end().exit_code(), 130, "{signal} at {name}: {}", session.contents());
            assert_eq!(session.settings(), untouched, "{signal} at {name}");
            assert!(!session.hides_cursor(), "{signal} at {name}");
        }
    }
}

#[test]
fn a_window_that_changes_and_a_program_that_is_held_up_go_on() {
    for (name, command, way, shown) in PROMPTS {
        let mut session = at(command, way, shown);
        for signal in ["WINCH", "STOP", "CONT"] {
            session.signal(signal);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        session.until(shown);
        assert!(session.is_running(), "{name}: {}", session.contents());
        // It still listens to keys.
        session.press("\u{3}");
        assert_eq!(session.end().exit_code(), 130, "{name}: {}", session.contents());
    }
}
