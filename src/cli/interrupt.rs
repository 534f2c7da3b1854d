//! What happens when the program is told to stop: by Ctrl-C, by the system, or by a window that closes.
//!
//! Whoever asks something says beforehand what is kept and where, so that it can be said at any moment.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};

/// What is said in parting.
static PARTING: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The exit code of a program that was told to stop.
pub const CODE: u8 = 130;

/// Sets what is said when the program is told to stop from now on.
pub fn will_say(words: &[String]) {
    // A thread that broke while it held the words leaves them as they were.
    *PARTING.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = words.to_vec();
}

/// Says what is kept and where.
pub fn say() {
    let words = PARTING.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    warn!("");
    if words.is_empty() {
        warn!("stopped");
    }
    for text in words {
        warn!("{}", super::terminal::wrapped(&text));
    }
}

/// Raised when the program is told to stop, so that whoever draws on the terminal can put it back first. Told a second
/// time, it ends at once.
#[cfg(unix)]
pub fn flag() -> Arc<AtomicBool> {
    static FLAG: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    let raised = FLAG.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in signals() {
            // Without the handler the program still ends, only less tidily.
            let _ = signal_hook::flag::register_conditional_shutdown(signal, CODE.into(), Arc::clone(&flag));
            let _ = signal_hook::flag::register(signal, Arc::clone(&flag));
        }
        flag
    });
    Arc::clone(raised)
}

/// Ends the program as soon as it is told to stop. For lines that are read and written: there is nothing to put back.
#[cfg(unix)]
pub fn leave_at_once() {
    static WATCHED: OnceLock<()> = OnceLock::new();
    WATCHED.get_or_init(|| {
        let Ok(mut signals) = signal_hook::iterator::Signals::new(signals()) else { return };
        std::thread::spawn(move || {
            if signals.forever().next().is_some() {
                say();
                std::process::exit(CODE.into());
            }
        });
    });
}

#[cfg(unix)]
fn signals() -> [i32; 3] {
    [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP]
}

#[cfg(not(unix))]
pub fn flag() -> Arc<AtomicBool> {
    static FLAG: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    Arc::clone(FLAG.get_or_init(Arc::default))
}

#[cfg(not(unix))]
pub fn leave_at_once() {}
