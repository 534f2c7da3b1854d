//! needlewise in a browser: a place and what was said so far go in, a screen comes out. Both are JSON.
//!
//! The page writes a request into the buffer and calls; it keeps what was said, and nothing is kept here.

mod place;
mod request;
mod response;
mod screen;
mod visit;

use needlewise::model::RuleBase;
use needlewise::{notation, packed};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

pub use request::{Request, answer};
pub use response::Response;

/// What the page and the engine hand each other.
static BUFFER: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static RULES: Mutex<Option<RuleBase>> = Mutex::new(None);
/// Whether all rules are there, or only those that are asked first.
static WHOLE: AtomicBool = AtomicBool::new(false);

/// Makes room for so many bytes, and says where.
#[expect(unsafe_code, reason = "the name is how the browser finds it")]
#[unsafe(no_mangle)]
pub extern "C" fn reserve(bytes: usize) -> *mut u8 {
    let Ok(mut buffer) = BUFFER.lock() else { return std::ptr::null_mut() };
    buffer.clear();
    buffer.resize(bytes, 0);
    buffer.as_mut_ptr()
}

/// Takes the rules that are asked first from the buffer. Whether they could be read.
#[expect(unsafe_code, reason = "the name is how the browser finds it")]
#[unsafe(no_mangle)]
pub extern "C" fn load() -> bool {
    let (Ok(buffer), Ok(mut rules)) = (BUFFER.lock(), RULES.lock()) else { return false };
    *rules = packed::read_first(&buffer);
    rules.is_some()
}

/// Takes the other rules from the buffer. Whether they could be read.
#[expect(unsafe_code, reason = "the name is how the browser finds it")]
#[unsafe(no_mangle)]
pub extern "C" fn finish() -> bool {
    let (Ok(buffer), Ok(mut rules)) = (BUFFER.lock(), RULES.lock()) else { return false };
    let read = rules.as_mut().is_some_and(|base| packed::add_rest(base, &buffer).is_some());
    WHOLE.store(read, Ordering::Relaxed);
    read
}

/// Answers the request in the buffer: the answer is in its place then, and so many bytes long.
#[expect(unsafe_code, reason = "the name is how the browser finds it")]
#[unsafe(no_mangle)]
pub extern "C" fn call() -> usize {
    let (Ok(mut buffer), Ok(rules)) = (BUFFER.lock(), RULES.lock()) else { return 0 };
    let Some(base) = rules.as_ref() else { return 0 };
    let response = match notation::read::<Request>(&String::from_utf8_lossy(&buffer)) {
        Ok(request) if WHOLE.load(Ordering::Relaxed) || request.asks(base) => answer(base, request),
        Ok(_) => Response { early: true, ..Response::default() },
        Err(err) => Response::misunderstood(&err),
    };
    *buffer = notation::line(&response).into_bytes();
    buffer.len()
}

/// Where the buffer is.
#[expect(unsafe_code, reason = "the name is how the browser finds it")]
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *const u8 {
    BUFFER.lock().map_or(std::ptr::null(), |buffer| buffer.as_ptr())
}
