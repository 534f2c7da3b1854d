//! A name has one meaning: no two types are called the same.

use super::source::{LIBRARY, parse};
use std::collections::BTreeMap;
use syn::{Ident, Item};

/// Here stand the same things once more, as they are written in a file of rules and in a report.
const WRITTEN: [&str; 2] = ["pack/syntax", "report/json/shape.rs"];

fn types(tree: &syn::File) -> impl Iterator<Item = &Ident> {
    tree.items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        Item::Union(item) => Some(&item.ident),
        _ => None,
    })
}

#[test]
fn no_two_types_share_a_name() {
    let mut places: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in LIBRARY.keys().filter(|file| !WRITTEN.iter().any(|written| file.starts_with(written))) {
        for name in types(&parse(file).1) {
            places.entry(name.to_string()).or_default().push(file);
        }
    }
    assert!(places.len() > 300, "only {} types were seen", places.len());
    places.retain(|_, files| files.len() > 1);
    assert!(places.is_empty(), "names with two meanings: {places:#?}");
}
