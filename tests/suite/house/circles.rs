//! No file needs one that needs it, however far around.

use super::source::LIBRARY;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Uses that close a circle and are not mended yet. This list only ever gets shorter.
const KNOWN: &[(&str, &str)] = &[
    ("batch/columns.rs", "batch/mod.rs"),
    ("batch/row.rs", "batch/mod.rs"),
    ("batch/written.rs", "batch/mod.rs"),
    ("cli/commands/day.rs", "cli/commands/run/mod.rs"),
    ("cli/commands/run/round.rs", "cli/commands/run/bench.rs"),
];

type Graph = BTreeMap<&'static str, BTreeSet<&'static str>>;

fn graph() -> Graph {
    let files = LIBRARY.iter().map(|(file, source)| (file.as_str(), source.uses.iter().map(String::as_str).collect()));
    files.collect()
}

/// The shortest way from one file to another.
fn way(graph: &Graph, from: &'static str, to: &str) -> Option<Vec<&'static str>> {
    let mut before = BTreeMap::from([(from, from)]);
    let mut next = VecDeque::from([from]);
    while let Some(file) = next.pop_front() {
        if file == to {
            let mut way = vec![file];
            while way[way.len() - 1] != from {
                way.push(before[way[way.len() - 1]]);
            }
            way.reverse();
            return Some(way);
        }
        for used in &graph[file] {
            before.entry(used).or_insert_with(|| {
                next.push_back(used);
                file
            });
        }
    }
    None
}

/// One shortest circle through each use that closes one.
fn circles(graph: &Graph) -> Vec<Vec<&'static str>> {
    let uses = graph.iter().flat_map(|(file, used)| used.iter().map(|used| (*file, *used)));
    uses.filter_map(|(file, used)| way(graph, used, file)).collect()
}

#[test]
fn no_file_needs_one_that_needs_it() {
    let mut graph = graph();
    for (file, used) in KNOWN {
        graph.get_mut(file).unwrap_or_else(|| panic!("there is no src/{file}")).remove(used);
    }
    let mut circles = circles(&graph);
    circles.sort_by_key(Vec::len);
    let shown: Vec<String> = circles.iter().map(|circle| circle.join(" -> ")).collect();
    assert!(shown.is_empty(), "each of these uses the next, and the last one the first:\n{}", shown.join("\n"));
}

#[test]
fn what_is_known_to_close_a_circle_still_does() {
    let graph = graph();
    for (file, used) in KNOWN {
        let closes = graph[file].contains(used) && way(&graph, used, file).is_some();
        assert!(closes, "src/{file} -> src/{used} closes no circle any more: take it out of the list");
    }
}

#[test]
fn a_circle_would_be_seen() {
    let uses = [("a", &["b", "d"][..]), ("b", &["c"]), ("c", &["a"]), ("d", &[])];
    let graph: Graph = uses.into_iter().map(|(file, used)| (file, used.iter().copied().collect())).collect();
    assert_eq!(circles(&graph).len(), 3);
    assert_eq!(way(&graph, "b", "a"), Some(vec!["b", "c", "a"]));
}
