//! Reads the shipped rules while the program is built, so that it need not read them each time it starts.
//!
//! Rules with problems stop no build: the program then reads them itself, and says what is wrong.

#![allow(dead_code, unused_imports, reason = "the build reads rules and does nothing else with them")]
#![allow(clippy::duplicate_mod, reason = "the build reads the folder of rules whatever the program will be able to do")]

mod engine;
#[path = "pack/folder.rs"]
mod folder;
mod model;
mod pack;
mod text;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use pack::{File, Load};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder");
    let out = std::env::var("OUT_DIR").expect("cargo names the place for what is built");
    let (files, problems) = folder::read(&Path::new(&root).join("rules"));

    let mut code = texts(&out, &files);
    let loaded = pack::load(&files, Load { only: None, cases: false, shipped: true });
    match loaded {
        Ok(mut base) if problems.is_empty() => {
            let packs = std::mem::take(&mut base.packs);
            let library = keep(&out, "library", &base);
            let _ = writeln!(code, "static LIBRARY: Option<&[u8]> = Some({library});");
            code.push_str("static PACKS: &[ShippedFile<&[u8]>] = &[\n");
            for pack in packs {
                let bytes = keep(&out, &format!("{}.pack", pack.id), &pack);
                let _ = writeln!(code, "    ({:?}, {bytes}),", pack.id);
            }
            code.push_str("];\n");
        }
        _ => code.push_str("static LIBRARY: Option<&[u8]> = None;\nstatic PACKS: &[ShippedFile<&[u8]>] = &[];\n"),
    }
    match page(&root) {
        Some(path) => {
            let _ = writeln!(code, "static PAGE: Option<&str> = Some(include_str!({:?}));", path.to_string_lossy());
        }
        None => code.push_str("static PAGE: Option<&str> = None;\n"),
    }
    std::fs::write(Path::new(&out).join("shipped.rs"), code).expect("the code is written");
}

/// The texts, packed as one, each with its length: they are seldom wanted, and large.
fn texts(out: &str, files: &[File]) -> String {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let mut code = String::from(
        "#[cfg(feature = \"cli\")]\n#[allow(clippy::unreadable_literal)]\nstatic TEXTS: &[ShippedFile<usize>] = &[\n",
    );
    for File { path, text } in files {
        encoder.write_all(text.as_bytes()).expect("there is memory");
        let _ = writeln!(code, "    ({path:?}, {}),", text.len());
    }
    let path = format!("{out}/texts");
    fs_err::write(&path, encoder.finish().expect("there is memory")).expect("the texts are written");
    let _ = writeln!(code, "];\n#[cfg(feature = \"cli\")]\nstatic PACKED: &[u8] = include_bytes!({path:?});");
    code
}

/// The page that `web/build` wrote, if it did: what `NEEDLEWISE_PAGE` names, or the file in its usual place.
fn page(root: &str) -> Option<PathBuf> {
    println!("cargo::rerun-if-env-changed=NEEDLEWISE_PAGE");
    let named = std::env::var_os("NEEDLEWISE_PAGE").map(PathBuf::from);
    let path = named.unwrap_or_else(|| Path::new(root).join("web/dist/page.html"));
    println!("cargo::rerun-if-changed=web/dist");
    path.exists().then_some(path)
}

/// Writes what was read, and says in code how the program gets at it.
fn keep(out: &str, name: &str, what: &impl serde::Serialize) -> String {
    let path = format!("{out}/{name}");
    std::fs::write(&path, postcard::to_stdvec(what).expect("the rules are plain data")).expect("the rules are written");
    format!("include_bytes!({path:?})")
}
