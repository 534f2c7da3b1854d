//! Where a disk can fail. Tests let it, at any one step of a run; a release build has none of this.

use std::io;

/// One step on the disk. In a debug build `NEEDLEWISE_FAULT` says what becomes of it: `full@7` fails the seventh step and
/// all after it, `once@7` that one alone, and `kill@7` ends the program there, with nothing tidied up.
#[cfg(debug_assertions)]
pub fn step() -> io::Result<()> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static STEPS: AtomicUsize = AtomicUsize::new(0);
    let fault = std::env::var("NEEDLEWISE_FAULT").unwrap_or_default();
    let Some((how, Ok(at))) = fault.split_once('@').map(|(how, at)| (how, at.parse::<usize>())) else {
        return Ok(());
    };
    let step = STEPS.fetch_add(1, Ordering::Relaxed) + 1;
    match how {
        "kill" if step == at => std::process::abort(),
        "full" if step >= at => Err(io::ErrorKind::StorageFull.into()),
        "once" if step == at => Err(io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    }
}

#[cfg(not(debug_assertions))]
#[expect(clippy::unnecessary_wraps, reason = "a debug build can fail here")]
pub fn step() -> io::Result<()> {
    Ok(())
}
