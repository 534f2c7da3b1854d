//! The rules that come with the program: as text, and as they were read when it was built.

use crate::model::RuleBase;
#[cfg(feature = "cli")]
use crate::pack::File;

/// A file of the build: its name, and what is in it.
type ShippedFile<T> = (&'static str, T);

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The page for a browser, but for the rules; none in a program that was built without it.
pub fn page() -> Option<&'static str> {
    PAGE
}

/// Every rule file, sorted by path. They are unpacked when they are first asked for.
///
/// # Panics
/// Never: the build packed what is unpacked here.
#[cfg(feature = "cli")]
pub fn files() -> Vec<File> {
    use std::io::Read;
    static WHOLE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let mut rest: &'static str = WHOLE.get_or_init(|| {
        let mut whole = String::new();
        let read = flate2::read::DeflateDecoder::new(PACKED).read_to_string(&mut whole);
        read.map(|_| whole).expect("the texts are as the build packed them")
    });
    TEXTS
        .iter()
        .map(|(path, length)| {
            let (text, after) = rest.split_at(*length);
            rest = after;
            File { path: (*path).to_owned(), text: text.into() }
        })
        .collect()
}

/// Whether there is a pack of this name.
pub fn has(pack: &str) -> bool {
    PACKS.iter().any(|(id, _)| *id == pack)
}

/// The library alone. None when the texts had problems.
pub fn library() -> Option<RuleBase> {
    postcard::from_bytes(LIBRARY?).ok()
}

/// The library and the packs, or only one of them, without cases: what `load` says of the texts. None when there is
/// no such pack, or when the texts had problems.
pub fn base(only: Option<&str>) -> Option<RuleBase> {
    let mut base = library()?;
    for (_, pack) in PACKS.iter().filter(|(id, _)| only.is_none_or(|only| only == *id)) {
        base.packs.push(postcard::from_bytes(pack).ok()?);
    }
    (!base.packs.is_empty()).then_some(base)
}
