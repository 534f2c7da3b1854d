//! The rooms stand in the order of `lib.rs`, and none looks forward.

use super::source::{LIBRARY, parse};
use syn::Item;

/// The modules that a file declares.
fn declared(file: &str) -> Vec<String> {
    let (_, tree) = parse(file);
    let modules = tree.items.iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    });
    modules.collect()
}

fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn no_room_looks_forward() {
    let rooms = declared("lib.rs");
    let place = |file: &str| rooms.iter().position(|name| name == room(file));
    let (mut seen, mut forward) = (0, Vec::new());
    for (file, source) in LIBRARY.iter().filter(|(file, _)| *file != "lib.rs") {
        for used in &source.uses {
            seen += 1;
            if place(used) > place(file) {
                forward.push(format!("src/{file} uses src/{used}, which comes later in `lib.rs`"));
            }
        }
    }
    assert!(seen > 300, "only {seen} uses were seen");
    assert!(forward.is_empty(), "{}", forward.join("\n"));
}

#[test]
fn every_file_is_reached_from_the_root() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut strangers = Vec::new();
    let root = folders[0].clone();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
            let is_code = path.extension().is_some_and(|ending| ending == "rs");
            if path.is_dir() {
                folders.push(path);
            } else if is_code && !["main.rs", "build.rs"].contains(&name.as_str()) {
                // A file of unit tests says so in its first line of code.
                let tests = std::fs::read_to_string(&path).is_ok_and(|text| text.contains("#![cfg(test)]"));
                strangers.extend((!tests && !LIBRARY.contains_key(&name)).then_some(name));
            }
        }
    }
    assert!(strangers.is_empty(), "no module declares {strangers:?}");
}

#[test]
fn the_build_compiles_the_first_rooms_and_nothing_else() {
    let rooms = declared("lib.rs");
    let mut compiled = declared("build.rs");
    compiled.retain(|name| name != "folder");
    compiled.sort_by_key(|name| rooms.iter().position(|room| room == name));
    assert_eq!(compiled, rooms[..compiled.len()]);
}

#[test]
fn the_rooms_are_described_in_their_order() {
    let page = include_str!("../../../ARCHITECTURE.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(rows.collect::<Vec<_>>(), declared("lib.rs"));
}
