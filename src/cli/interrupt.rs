//! What happens when the program is told to stop: by Ctrl-C, by the system, or by a window that closes.
//!
//! Whoever asks something says beforehand what is kept and where, so that it can be said at any moment.

use console::Term;
#[cfg(unix)]
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
#[cfg(unix)]
use std::io::stdin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

#[cfg(not(unix))]
type Termios = ();

/// The exit code of a program that was told to stop.
pub const CODE: u8 = 130;

/// What is said in parting.
static PARTING: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// How the terminal was before something was drawn on it; none while nothing is.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// Sets what is said when the program is told to stop from now on.
pub fn will_say(words: &[String]) {
    *locked(&PARTING) = words.to_vec();
}

/// Says what is kept and where, once, whoever is first to learn that the program is told to stop.
pub fn say() {
    static SAID: AtomicBool = AtomicBool::new(false);
    while SAID.swap(true, Ordering::SeqCst) {
        // The other one ends the program.
        std::thread::park();
    }
    let words = locked(&PARTING).clone();
    warn!("");
    if words.is_empty() {
        warn!("stopped");
    }
    for text in words {
        warn!("{}", super::screen::wrapped(&text));
    }
}

/// From now on the program ends as soon as it is told to stop, and puts the terminal back first.
pub fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
            // Without this the program still ends, only less tidily.
            let all = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];
            let Ok(mut signals) = signal_hook::iterator::Signals::new(all) else { return };
            std::thread::spawn(move || {
                if signals.forever().next().is_some() {
                    stop();
                }
            });
        }
        #[cfg(windows)]
        let _ = ctrlc::set_handler(stop);
    });
}

fn stop() {
    put_back();
    say();
    std::process::exit(CODE.into());
}

/// Held while something is drawn on the terminal.
pub struct DrawingGuard;

impl DrawingGuard {
    pub fn new() -> DrawingGuard {
        watch();
        #[cfg(unix)]
        let before = tcgetattr(stdin()).ok();
        #[cfg(not(unix))]
        let before = Some(());
        *locked(&BEFORE) = before;
        DrawingGuard
    }
}

impl Drop for DrawingGuard {
    fn drop(&mut self) {
        *locked(&BEFORE) = None;
    }
}

/// Held while something drawn is sent to the terminal; waits for good once the program is told to stop, so that
/// nothing is drawn over what is said in parting.
pub fn screen() -> impl Sized {
    locked(&BEFORE)
}

/// Takes what was drawn off the terminal, and leaves it as it was before. Nothing is drawn from then on.
fn put_back() {
    let mut held = locked(&BEFORE);
    #[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix lends its terminal in another state"))]
    let Some(before) = held.take() else { return };
    std::mem::forget(held);
    #[cfg(unix)]
    let _ = tcsetattr(stdin(), OptionalActions::Now, &before);
    let term = Term::stderr();
    // Where the window is gone there is nothing to put back.
    let _ = term.clear_screen().and_then(|()| term.show_cursor());
}

/// A thread that broke while it held something leaves it as it was.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
