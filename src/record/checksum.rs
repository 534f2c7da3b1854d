//! What shows that something written was edited since. It cannot show who wrote it: anybody can write a new one.

use crate::notation;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over all that a record says, in hexadecimal. The field for the checksum itself must be empty.
pub fn checksum(record: &impl Serialize) -> String {
    let hash = Sha256::digest(notation::line(record));
    hash.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
