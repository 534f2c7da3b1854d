//! The interview at a real terminal: what a person sees there, and what is left when they leave.

use crate::program::small_rules;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const DOWN: &str = "\u{1b}[B";
const UP: &str = "\u{1b}[A";
const ENTER: &str = "\r";

fn nonzero(n: u16) -> NonZero<u16> {
    NonZero::new(n).expect("a size")
}

pub struct Session {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    _home: TempDir,
}

impl Session {
    fn start(rows: u16, cols: u16) -> Session {
        Session::with(rows, cols, &[("TERM", "xterm-256color")])
    }

    fn with(rows: u16, cols: u16, env: &[(&str, &str)]) -> Session {
        let home = small_rules();
        let rules = home.path().to_str().expect("a name").to_owned();
        let command = [env!("CARGO_BIN_EXE_needlewise"), "--rules", &rules, "check", "tea"];
        // What is kept goes into a hidden folder beside the rules, which is none of theirs.
        Session::of((rows, cols), env, home, &command)
    }

    /// A program and its arguments, in a folder that is gone when it ends.
    pub fn of((rows, cols): (u16, u16), env: &[(&str, &str)], home: TempDir, command: &[&str]) -> Session {
        let pair =
            native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a terminal");
        let (program, args) = command.split_first().expect("a program");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("HOME", home.path());
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(nonzero(rows), nonzero(cols), 200)));
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let seen = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4_096];
            while let Ok(n @ 1..) = output.read(&mut bytes) {
                seen.lock().expect("the screen").process(&bytes[..n]);
            }
        });
        let keys = Some(pair.master.take_writer().expect("a keyboard"));
        Session { screen, keys, master: Some(pair.master), child, _home: home }
    }

    pub fn contents(&self) -> String {
        self.screen.lock().expect("the screen").screen().contents().replace('❯', ">")
    }

    /// The lines that ran into the edge, where the terminal breaks them in the middle of a word; addresses and
    /// paths may.
    pub fn overlong(&self) -> Vec<String> {
        let screen = self.screen.lock().expect("the screen");
        let screen = screen.screen();
        let mut address = false;
        let rows = screen.rows(0, screen.size().1.get()).enumerate().filter_map(|(at, row)| {
            let before = at > 0 && screen.row_wrapped(u16::try_from(at).expect("a row") - 1);
            address = ["http", "/"].iter().any(|it| row.trim_start().starts_with(it)) || (before && address);
            (screen.row_wrapped(u16::try_from(at).expect("a row")) && !address).then_some(row)
        });
        rows.collect()
    }

    fn hides_cursor(&self) -> bool {
        self.screen.lock().expect("the screen").screen().hide_cursor()
    }

    /// Waits until the screen shows this, and gives the screen.
    pub fn until(&self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let contents = self.contents();
            if contents.contains(text) {
                return contents;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{text:?} never came:\n{contents}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn press(&mut self, keys: &str) {
        let keyboard = self.keys.as_mut().expect("a keyboard");
        keyboard.write_all(keys.as_bytes()).expect("pressed");
        keyboard.flush().expect("pressed");
    }

    pub fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                std::thread::sleep(Duration::from_millis(50));
                return status;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "it never ended:\n{}", self.contents());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn arrows_and_enter_lead_to_the_answer() {
    for (rows, cols) in [(24, 80), (24, 40), (40, 100)] {
        let mut session = Session::start(rows, cols);
        session.until("Is the kettle on fire?");
        session.until("Stop for now");
        session.press(DOWN);
        session.until("> No");
        session.press(ENTER);
        session.until("How hot is the water?");
        session.until("Your answer");
        session.press("20\r");
        session.until("Tick what fits");
        session.press(ENTER);
        session.until("Is every answer right?");
        session.press(ENTER);
        session.until("No, keep nothing");
        session.press(ENTER);
        assert_eq!(session.end().exit_code(), 0, "{}", session.contents());
        assert!(session.contents().contains("rules") || session.contents().contains("Rules"), "{}", session.contents());
        assert!(!session.hides_cursor());
    }
}

#[test]
fn nothing_is_drawn_twice_on_a_narrow_screen() {
    let mut session = Session::start(24, 40);
    session.until("Stop for now");
    for key in [DOWN, DOWN, UP, DOWN] {
        session.press(key);
        std::thread::sleep(Duration::from_millis(60));
    }
    let contents = session.contents();
    assert_eq!(contents.matches("Is the kettle on fire?").count(), 1, "{contents}");
    assert_eq!(contents.matches("Stop for now").count(), 1, "{contents}");
    session.press("\u{3}");
    session.end();
}

#[test]
fn a_list_longer_than_the_screen_says_how_to_see_the_rest() {
    let mut session = Session::start(14, 40);
    session.until("Your answer");
    session.press(DOWN);
    session.until("> No");
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("20\r");
    session.until("The list goes on below");
    session.until("> None of these");
    assert!(!session.contents().contains("Dirt"), "{}", session.contents());
    for _ in 0..3 {
        session.press(DOWN);
        std::thread::sleep(Duration::from_millis(60));
    }
    session.until("> [ ] Dirt");
    session.press("\u{3}");
    session.until("Your answers are kept");
    session.end();
    assert!(session.overlong().is_empty(), "{:?}", session.overlong());
}

/// At the question with ticks, the second row ticked.
fn ticking() -> Session {
    let mut session = Session::start(30, 60);
    session.until("Stop for now");
    session.press(DOWN);
    session.until("> No");
    session.press(ENTER);
    session.until("Your answer");
    session.press("20\r");
    session.until("None of these");
    session.press(DOWN);
    session.press(DOWN);
    session.until("> [ ] A hole");
    session.press(ENTER);
    session.until("[x] A hole");
    session.until("> Done: the one ticked above");
    session
}

#[test]
fn ticks_stay_while_the_extras_are_in_reach() {
    let mut session = ticking();
    session.press(ENTER);
    session.until("Is every answer right?");
    session.press(ENTER);
    session.until("No, keep nothing");
    session.press(ENTER);
    assert_eq!(session.end().exit_code(), 0);
}

#[test]
fn why_and_back_and_not_sure_work_by_arrows() {
    let mut session = Session::start(30, 80);
    session.until("Stop for now");
    session.press(&DOWN.repeat(3));
    session.until("> Why do you ask?");
    session.press(ENTER);
    session.until("A fire must be put out first.");
    session.until("> Yes");
    session.press(&DOWN.repeat(2));
    session.until("> Not sure");
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("b\r");
    session.until("Go back");
    session.until("question 1 of 2");
    session.press("\u{3}");
    assert_eq!(session.end().exit_code(), 130);
}

#[test]
fn ctrl_c_gives_the_cursor_back_and_130() {
    for keys in ["", "\u{1b}[B\r", "\u{1b}[B\r20\r"] {
        let mut session = Session::start(24, 80);
        session.until("Stop for now");
        session.press(keys);
        std::thread::sleep(Duration::from_millis(300));
        session.press("\u{3}");
        assert_eq!(session.end().exit_code(), 130, "{}", session.contents());
        assert!(!session.hides_cursor(), "{}", session.contents());
    }
}

#[test]
fn a_resize_in_the_middle_is_no_harm() {
    let mut session = Session::start(30, 80);
    session.until("Stop for now");
    session
        .master
        .as_ref()
        .expect("a terminal")
        .resize(PtySize { rows: 24, cols: 40, pixel_width: 0, pixel_height: 0 })
        .expect("resized");
    session.screen.lock().expect("the screen").screen_mut().set_size(nonzero(24), nonzero(40));
    session.press(DOWN);
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("20\r");
    session.until("Tick what fits");
    session.press("\u{3}");
    assert_eq!(session.end().exit_code(), 130);
}

#[test]
fn a_split_arrow_key_never_leaves_the_question() {
    let mut session = Session::start(24, 80);
    session.until("Stop for now");
    session.press("\u{1b}");
    std::thread::sleep(Duration::from_millis(40));
    session.press("[B");
    std::thread::sleep(Duration::from_millis(200));
    assert!(session.contents().contains("Is the kettle on fire?"));
    assert!(session.child.try_wait().expect("a child").is_none(), "it is still asking");
    session.press("\u{3}");
    session.end();
}

#[test]
fn a_closed_window_ends_the_program() {
    // A terminal that closes sends its programs this signal.
    let mut session = Session::start(24, 80);
    session.until("Stop for now");
    let process = session.child.process_id().expect("a process").to_string();
    let told = std::process::Command::new("kill").args(["-HUP", &process]).status();
    assert!(told.is_ok_and(|it| it.success()));
    let start = Instant::now();
    while session.child.try_wait().expect("a child").is_none() {
        assert!(start.elapsed() < Duration::from_secs(10), "it never ended");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_dumb_terminal_gets_plain_lines_without_escape_codes() {
    for env in [("TERM", "dumb"), ("ACCESSIBLE", "1")] {
        let mut session = Session::with(24, 80, &[env]);
        session.until("Type one number.");
        session.press("no\r");
        session.until("How hot is the water?");
        session.press("\u{3}");
        assert_eq!(session.end().exit_code(), 130);
    }
}

#[test]
fn no_color_paints_nothing() {
    let mut session = Session::with(24, 80, &[("TERM", "xterm"), ("NO_COLOR", "1")]);
    session.until("Stop for now");
    let formatted = session.screen.lock().expect("the screen").screen().contents_formatted();
    assert!(!formatted.contains("\u{1b}[3"), "colour was used");
    session.press("\u{3}");
    session.end();
}

#[test]
fn a_page_for_a_browser_is_not_poured_over_a_screen() {
    let command = [env!("CARGO_BIN_EXE_needlewise"), "print", "before"];
    let mut session = Session::of((24, 80), &[("TERM", "xterm-256color")], small_rules(), &command);
    session.until("--out FILE");
    assert_eq!(session.end().exit_code(), 2);
    assert!(!session.contents().contains("<html"));
}

#[test]
fn ticks_stay_while_help_is_read() {
    let mut session = ticking();
    for _ in 0..2 {
        session.press(DOWN);
    }
    session.until("> Why do you ask?");
    session.press(ENTER);
    session.until("Tea finds every hole.");
    session.until("> Done: the one ticked below");
    assert!(session.contents().contains("[x] A hole"), "{}", session.contents());
    session.press("\u{3}");
    session.end();
}

#[test]
fn not_sure_takes_no_ticks_away_by_accident() {
    let mut session = ticking();
    session.press(DOWN);
    session.until("> Not sure");
    session.press(ENTER);
    session.until("> Keep my ticks");
    session.press(ENTER);
    session.until("[x] A hole");
    session.press(ENTER);
    session.until("Is every answer right?");
    assert!(session.contents().contains("-> A hole"), "{}", session.contents());
    session.press("\u{3}");
    session.end();
}

#[test]
fn a_window_too_low_for_a_menu_says_so() {
    let mut session = Session::start(3, 60);
    session.until("Make this window higher");
    session.press("\u{3}");
    assert_eq!(session.end().exit_code(), 130);
}
