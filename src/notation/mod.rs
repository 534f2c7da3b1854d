//! JSON as files have it. The program reads and writes it with `serde_json`. A page that is sent to a phone has no room
//! for that, and does the same in less.

#[cfg(any(test, not(feature = "cli")))]
mod small;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads a value.
///
/// # Errors
/// What is wrong with the text, and where; only that something is, in a page.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    #[cfg(feature = "cli")]
    return serde_json::from_str(text).map_err(|err| err.to_string());
    #[cfg(not(feature = "cli"))]
    return small::read(text).map_err(|err| err.to_string());
}

/// A value on one line.
pub fn line(value: &impl Serialize) -> String {
    #[cfg(feature = "cli")]
    return serde_json::to_string(value).unwrap_or_default();
    #[cfg(not(feature = "cli"))]
    return small::write(value, small::Look::Line);
}

/// A value as people can read it, with a line for each part.
pub fn pretty(value: &impl Serialize) -> String {
    #[cfg(feature = "cli")]
    return serde_json::to_string_pretty(value).unwrap_or_default();
    #[cfg(not(feature = "cli"))]
    return small::write(value, small::Look::Pretty);
}

/// The same, written as it is made: a long one is never held whole.
///
/// # Errors
/// When it cannot be written.
#[cfg(feature = "cli")]
pub fn pretty_into(value: &impl Serialize, out: impl std::io::Write) -> std::io::Result<()> {
    Ok(serde_json::to_writer_pretty(out, value)?)
}
