//! The interview at a real terminal: what a person sees there, and what is left when they leave.

use crate::program::small_rules;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const DOWN: &str = "\u{1b}[B";
const ENTER: &str = "\r";

fn nonzero(n: u16) -> NonZero<u16> {
    NonZero::new(n).expect("a size")
}

pub struct Session {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Draws what the program writes, until it is gone.
    reader: std::thread::JoinHandle<()>,
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
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4_096];
            while let Ok(n @ 1..) = output.read(&mut bytes) {
                seen.lock().expect("the screen").process(&bytes[..n]);
            }
        });
        let keys = Some(pair.master.take_writer().expect("a keyboard"));
        Session { screen, keys, master: Some(pair.master), child, reader, _home: home }
    }

    pub fn contents(&self) -> String {
        self.screen.lock().expect("the screen").screen().contents()
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

    pub fn hides_cursor(&self) -> bool {
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

    /// Every setting of the terminal, such as whether it echoes.
    #[cfg(unix)]
    pub fn settings(&self) -> String {
        format!("{:?}", self.master.as_ref().expect("a terminal").get_termios().expect("it has settings"))
    }

    /// Sends the program a signal, such as `INT`.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("a process").to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &process]).status();
        assert!(sent.is_ok_and(|status| status.success()), "{name}");
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    pub fn press(&mut self, keys: &str) {
        let keyboard = self.keys.as_mut().expect("a keyboard");
        keyboard.write_all(keys.as_bytes()).expect("pressed");
        keyboard.flush().expect("pressed");
    }

    /// Presses Enter, each time on a screen that is drawn to its end, until it shows one of these.
    pub fn enter_until(&mut self, texts: &[&str]) {
        let start = Instant::now();
        let mut before = self.settled();
        while !texts.iter().any(|text| before.contains(text)) {
            self.press(ENTER);
            let mut after = self.settled();
            while after == before {
                assert!(start.elapsed() < Duration::from_mins(1), "none of {texts:?} came:\n{before}");
                after = self.settled();
            }
            before = after;
        }
    }

    /// The screen, once nothing has been drawn for a while.
    fn settled(&self) -> String {
        let mut before = self.contents();
        loop {
            std::thread::sleep(Duration::from_millis(100));
            let contents = self.contents();
            if contents == before {
                return contents;
            }
            before = contents;
        }
    }

    pub fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            // What was written last is still to be read when the program is gone.
            if let Some(status) = self.child.try_wait().expect("a child").filter(|_| self.reader.is_finished()) {
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

/// What every question says of its keys.
const KEYS: &str = "? help";

/// The place where an interrupted interview says that it keeps the answers.
const KEPT: &str = "needlewise/progress/tea.other.json";

#[test]
fn arrows_digits_and_enter_lead_to_the_answer() {
    for (rows, cols) in [(24, 80), (24, 40), (40, 100), (6, 36)] {
        let mut session = Session::start(rows, cols);
        session.until("Is the kettle");
        session.press(DOWN);
        session.press("1");
        session.press(&ENTER.repeat(if rows < 10 { 2 } else { 1 }));
        session.until("How hot is the water?");
        session.until("0 to 100 degrees");
        session.press("20\r");
        session.until("Which of these");
        session.enter_until(&["Is every answer right?"]);
        session.enter_until(&["Enter done"]);
        session.press(ENTER);
        assert_eq!(session.end().exit_code(), 0, "{}", session.contents());
        assert!(!session.hides_cursor());
    }
}

#[test]
fn the_screen_shows_the_question_its_answers_and_one_line_of_keys() {
    let mut session = Session::start(24, 80);
    session.until(KEYS);
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("20\r");
    session.until("Which of these");
    insta::assert_snapshot!(session.contents());
    session.press("?");
    session.until("Tea finds every hole.");
    session.press("?");
    session.press("q");
    assert_eq!(session.end().exit_code(), 1);
}

#[test]
fn nothing_is_drawn_twice_on_a_narrow_screen() {
    for (rows, cols) in [(24, 40), (6, 36), (24, 20), (3, 60)] {
        let mut session = Session::start(rows, cols);
        session.until("Enter");
        for key in [DOWN, "?", "?", DOWN, "x", "2"] {
            session.press(key);
            std::thread::sleep(Duration::from_millis(60));
            let contents = session.contents();
            assert!(contents.matches("Is the kettle").count() <= 1, "{contents}");
            assert!(session.overlong().is_empty(), "{:?}", session.overlong());
        }
        session.press("\u{3}");
        assert_eq!(session.end().exit_code(), 130);
    }
}

#[test]
fn a_list_longer_than_the_screen_is_shown_to_its_end_before_enter_goes_on() {
    let mut session = Session::start(10, 40);
    session.until(KEYS);
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("20\r");
    session.until("Enter shows more");
    assert!(!session.contents().contains("None of these"), "{}", session.contents());
    session.press(ENTER);
    session.until("None of these");
    session.press("3");
    session.until("> [x] 3  Dirt");
    session.press("\u{3}");
    session.until("Your answers are kept");
    session.end();
}

/// At the question with ticks.
fn ticking() -> Session {
    let mut session = Session::start(30, 60);
    session.until(KEYS);
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("20\r");
    session.until("> [x] 0  None of these");
    session
}

#[test]
fn ticks_are_there_again_after_help_and_after_going_back() {
    let mut session = ticking();
    session.press("2");
    session.until("> [x] 2  A hole");
    session.press("?");
    session.until("Tea finds every hole.");
    session.press("?");
    session.until("> [x] 2  A hole");
    session.press(ENTER);
    session.until("Is every answer right?");
    session.press("b");
    session.until("> [x] 2  A hole");
    session.press("b");
    session.until("0 to 100 degrees (20)");
    session.press("b\r");
    session.until("> 1  No");
    session.press(ENTER);
    session.until("0 to 100 degrees (20)");
    session.press(ENTER);
    session.until("> [x] 2  A hole");
    session.press(ENTER);
    session.until("Is every answer right?");
    assert!(session.contents().contains("20 degrees") && session.contents().contains("A hole"));
    session.press("3");
    session.until("> 3");
    session.press("q");
    session.end();
}

#[test]
fn an_answer_opened_from_the_check_is_found_again() {
    let mut session = ticking();
    session.press(" ");
    session.press("1");
    session.press(ENTER);
    session.until("Is every answer right?");
    session.press("3\r");
    session.until("> [x] 1  A crack");
    session.press("b");
    session.until("> 0  Yes, show the answer");
    session.press("2\r");
    session.until("0 to 100 degrees (20)");
    session.press("95\r");
    session.until("95 degrees");
    session.press("\u{3}");
    session.end();
}

#[test]
fn not_sure_and_why_and_refusals_are_said_on_the_same_screen() {
    let mut session = Session::start(30, 80);
    session.until(KEYS);
    session.press("?");
    session.until("Why we ask: A fire must be put out first.");
    session.press("u");
    session.until("How hot is the water?");
    session.press("120\r");
    session.until("This takes a whole number, 0 to 100 degrees.");
    session.press("b\r");
    session.until("You said: not sure. Enter keeps that.");
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("\u{3}");
    assert_eq!(session.end().exit_code(), 130);
}

#[test]
fn not_sure_takes_no_ticks_away_by_accident() {
    let mut session = ticking();
    session.press("2u");
    session.until("Which ones are you not sure about?");
    session.press("3");
    session.until("[?]");
    session.press(ENTER);
    session.until("How many days ago was it washed?");
    session.press("5\r");
    session.until("Is every answer right?");
    assert!(session.contents().contains("A hole; not sure about: Dirt"), "{}", session.contents());
    session.press("\u{3}");
    session.end();
}

#[test]
fn stopping_in_any_way_says_what_is_kept_and_gives_the_terminal_back() {
    let told = |session: &Session, signal: &str| {
        let process = session.child.process_id().expect("a process").to_string();
        let told = std::process::Command::new("kill").args([signal, &process]).status();
        assert!(told.is_ok_and(|status| status.success()));
    };
    for plain in [&[("TERM", "xterm")][..], &[("TERM", "xterm"), ("ACCESSIBLE", "1")]] {
        for (keys, next) in [("", "Is the kettle on fire?"), ("1\r", "How hot"), ("1\r20\r", "Which of")] {
            for way in ["q", "ctrl-c", "-INT", "-TERM", "-HUP"] {
                let mut session = Session::with(24, 80, plain);
                session.until("Is the kettle on fire?");
                session.press(keys);
                session.until(next);
                match way {
                    "q" => session.press(if plain.len() == 1 && next != "How hot" { "q" } else { "q\r" }),
                    "ctrl-c" => session.press("\u{3}"),
                    signal => told(&session, signal),
                }
                let code = session.end().exit_code();
                let said = session.contents().replace('\n', " ");
                assert_eq!(code, if way == "q" { 1 } else { 130 }, "{way}: {said}");
                assert!(said.contains("there is no answer yet"), "{way}: {said}");
                let kept = said.replace(' ', "").contains(KEPT);
                assert_eq!(kept, !keys.is_empty(), "{way}: {said}");
                assert_eq!(said.contains("Nothing of it is kept."), keys.is_empty(), "{way}: {said}");
                assert!(!session.hides_cursor(), "{way}: {said}");
                assert!(!session.screen.lock().expect("the screen").screen().alternate_screen());
            }
        }
    }
}

#[test]
fn the_terminal_echoes_again_after_ctrl_c() {
    let home = small_rules();
    let rules = home.path().to_str().expect("a name").to_owned();
    let script = "\"$0\" --rules \"$1\" check tea; echo left; stty -a";
    let command = ["/bin/sh", "-c", script, env!("CARGO_BIN_EXE_needlewise"), &rules];
    let env = [("TERM", "xterm"), ("PATH", "/usr/bin:/bin")];
    let mut session = Session::of((24, 80), &env, home, &command);
    session.until(KEYS);
    let process = session.child.process_id().expect("a process").to_string();
    let told = std::process::Command::new("pkill").args(["-TERM", "-P", &process, "needlewise"]).status();
    assert!(told.is_ok_and(|status| status.success()));
    session.until("left");
    session.end();
    let said = session.contents();
    assert!(said.contains(" echo ") && said.contains(" icanon "), "{said}");
}

#[test]
fn a_resize_in_the_middle_is_no_harm() {
    let mut session = Session::start(30, 80);
    session.until(KEYS);
    session
        .master
        .as_ref()
        .expect("a terminal")
        .resize(PtySize { rows: 24, cols: 40, pixel_width: 0, pixel_height: 0 })
        .expect("resized");
    session.screen.lock().expect("the screen").screen_mut().set_size(nonzero(24), nonzero(40));
    session.press("1");
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("20\r");
    session.until("Which of these");
    let contents = session.contents();
    assert_eq!(contents.matches("Which of these").count(), 1, "{contents}");
    assert!(!contents.contains("kettle") && !contents.contains("How hot"), "{contents}");
    session.press("\u{3}");
    assert_eq!(session.end().exit_code(), 130);
}

#[test]
fn a_day_is_written_in_the_width_that_the_window_has_now() {
    let home = tempfile::tempdir().expect("a folder");
    let command = [env!("CARGO_BIN_EXE_needlewise"), "day", "--trainer", "AB", "--trainee", "CD"];
    let mut session = Session::of((60, 80), &[("TERM", "xterm-256color")], home, &command);
    session.until("q leave");
    session.screen.lock().expect("the screen").screen_mut().set_size(nonzero(60), nonzero(40));
    let size = PtySize { rows: 60, cols: 40, pixel_width: 0, pixel_height: 0 };
    session.master.as_ref().expect("a terminal").resize(size).expect("resized");
    session.press("i\r");
    let screen = session.until("None of these");
    assert!(screen.contains("Is anyone in danger right now?"), "{screen}");
    let card = screen.split("Incident card").nth(1).expect("the card");
    assert!(card.lines().all(|line| line.chars().count() <= 40), "a line was folded by the terminal: {card}");
    session.press("q\r");
    session.press("q\r");
    assert_eq!(session.end().exit_code(), 1);
}

#[test]
fn a_question_is_drawn_again_as_soon_as_the_terminal_has_another_size() {
    let mut session = Session::start(30, 80);
    session.until("1/3");
    for (rows, cols) in [(24, 40), (8, 30), (40, 100)] {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        {
            let mut screen = session.screen.lock().expect("the screen");
            screen.screen_mut().set_size(nonzero(rows), nonzero(cols));
            // What a terminal leaves behind when it folds its lines anew.
            screen.process(b"\x1b[Hold lines\r\nold lines\r\nold lines");
        }
        session.master.as_ref().expect("a terminal").resize(size).expect("resized");
        let start = Instant::now();
        while session.contents().contains("old lines") {
            assert!(start.elapsed() < Duration::from_secs(20), "{}", session.contents());
            std::thread::sleep(Duration::from_millis(5));
        }
        let contents = session.until("Yes");
        assert_eq!(contents.matches("Is the kettle").count(), 1, "{contents}");
        assert!(session.overlong().is_empty(), "{:?}", session.overlong());
    }
    session.press("q");
    assert_eq!(session.end().exit_code(), 1);
}

#[test]
fn a_split_arrow_key_is_an_arrow_key_and_never_leaves_the_question() {
    for split in [&["\u{1b}", "[B"][..], &["\u{1b}[", "B"], &["\u{1b}", "[", "B"], &["\u{1b}O", "B"]] {
        let mut session = Session::start(24, 80);
        session.until("> 1  No");
        for piece in split {
            session.press(piece);
            std::thread::sleep(Duration::from_millis(40));
        }
        session.until("> 2  Yes");
        assert!(session.child.try_wait().expect("a child").is_none(), "it is still asking");
        session.press("\u{1b}");
        std::thread::sleep(Duration::from_millis(40));
        assert!(session.contents().contains("> 2  Yes"));
        session.press("\u{3}");
        session.end();
    }
}

#[test]
fn a_dumb_terminal_gets_plain_lines_without_escape_codes() {
    for env in [("TERM", "dumb"), ("ACCESSIBLE", "1")] {
        let mut session = Session::with(24, 80, &[env]);
        session.until("? help, b back");
        session.press("no\r");
        session.until("How hot is the water?");
        session.press("\u{3}");
        assert_eq!(session.end().exit_code(), 130);
    }
}

#[test]
fn no_color_paints_nothing() {
    let mut session = Session::with(24, 80, &[("TERM", "xterm"), ("NO_COLOR", "1")]);
    session.until(KEYS);
    let parser = session.screen.lock().expect("the screen");
    let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
    let mut cells = cells.filter_map(|(row, column)| parser.screen().cell(row, column));
    assert!(cells.all(|cell| cell.fgcolor() == vt100::Color::Default && !cell.bold()), "it is painted");
    drop(parser);
    session.press("\u{3}");
    session.end();
}

#[test]
fn a_page_for_a_browser_is_not_poured_over_a_screen() {
    let command = ["/bin/sh", "-c", "cd \"$HOME\" && \"$0\" print before", env!("CARGO_BIN_EXE_needlewise")];
    let mut session = Session::of((24, 80), &[("TERM", "xterm-256color")], small_rules(), &command);
    session.until("o open it in your browser");
    assert!(session.contents().contains("needlewise-before-form.html"), "{}", session.contents());
    session.press(ENTER);
    assert_eq!(session.end().exit_code(), 0);
    assert!(!session.contents().contains("<html"));
}

/// At the answer of somebody without a fire.
fn answered() -> Session {
    let mut session = ticking();
    session.press("2\r");
    session.until("Is every answer right?");
    session.press(ENTER);
    session.until("Enter done");
    session
}

#[test]
fn every_part_of_the_answer_is_a_key_away() {
    let mut session = answered();
    let keys = session.contents();
    assert!(keys.contains("r reasons") && keys.contains("p print or keep"), "{keys}");
    for (key, shown) in [("a", "About this answer"), ("s", "Sources"), ("h", "A page to hand over")] {
        session.press(key);
        session.until(shown);
    }
    session.press("p");
    session.until("r record here");
    session.press("r");
    session.until("kept in `");
    session.press("p");
    session.until("page to print");
    session.press(ENTER);
    session.press("q");
    assert!(session.end().exit_code() < 2, "{}", session.contents());
}

#[test]
fn an_emergency_shows_the_numbers_of_other_countries_by_key() {
    let home = tempfile::tempdir().expect("a folder");
    let command = [env!("CARGO_BIN_EXE_needlewise"), "check", "after"];
    for (size, lang) in [((24, 80), "en_GB.UTF-8"), ((24, 40), "en_GB.UTF-8")] {
        let env = [("TERM", "xterm-256color"), ("LANG", lang)];
        let mut session = Session::of(size, &env, tempfile::tempdir_in(home.path()).expect("a folder"), &command);
        session.until("Any of this happening now?");
        session.press("2");
        session.until("> [x]");
        while !session.contents().contains("Call 999 now") {
            session.press(ENTER);
            std::thread::sleep(Duration::from_millis(80));
        }
        let screen = session.until("other countries");
        assert!(screen.trim_start().starts_with("!! Call 999 now"), "nothing stands above it: {screen}");
        session.press("o");
        session.until("the United States: 911");
        let key = session.contents();
        let before = key.find(" the United States: 911").expect("it is there");
        let key = key[..before].chars().last().expect("a key").to_string();
        session.press(&key);
        session.until("!! Call 911 now");
        session.press(ENTER);
        assert_eq!(session.end().exit_code(), 1);
    }
}

#[test]
fn answers_from_a_file_say_how_to_get_the_rest_at_a_terminal_too() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readme/half_a_millimetre.ron");
    for (size, home) in [((24, 80), small_rules()), ((24, 40), small_rules())] {
        let command = [env!("CARGO_BIN_EXE_needlewise"), "check", "before", "--answers", file];
        let mut session = Session::of(size, &[("TERM", "xterm")], home, &command);
        session.end();
        let said = session.contents();
        assert!(said.contains(">> Not at home") && said.contains("The rest: --full"), "{said}");
    }
}

#[test]
fn the_next_start_offers_to_go_on() {
    let home = small_rules();
    let rules = home.path().to_str().expect("a name").to_owned();
    let program = env!("CARGO_BIN_EXE_needlewise");
    let script = "for turn in 1 2 3 4; do \"$0\" --rules \"$1\" check tea; done";
    let command = ["/bin/sh", "-c", script, program, &rules];
    let mut session = Session::of((24, 80), &[("TERM", "xterm")], home, &command);
    session.until("> 1  No");
    session.press(ENTER);
    session.until("How hot is the water?");
    session.press("q\r");
    session.until("> 1  Go on where you stopped");
    session.press(ENTER);
    session.until("2/3");
    session.press("b\r");
    session.until("> 1  No");
    session.press("q");
    session.until("Answers kept from the last time: 1.");
    session.press("3\r");
    session.until("Is the kettle on fire?");
    session.press("q");
    session.end();
}
