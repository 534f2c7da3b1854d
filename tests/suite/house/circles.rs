//! No file needs one that needs it, however far around.

use super::source::{LIBRARY, PAGE, Source};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

type Graph = BTreeMap<&'static str, BTreeSet<&'static str>>;

fn graph(sources: &'static BTreeMap<String, Source>) -> Graph {
    let files = sources.iter().map(|(file, source)| (file.as_str(), source.uses.iter().map(String::as_str).collect()));
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
    let mut circles: Vec<_> = [&LIBRARY, &PAGE].into_iter().flat_map(|sources| circles(&graph(sources))).collect();
    circles.sort_by_key(Vec::len);
    let shown: Vec<String> = circles.iter().map(|circle| circle.join(" -> ")).collect();
    assert!(shown.is_empty(), "each of these uses the next, and the last one the first:\n{}", shown.join("\n"));
}

#[test]
fn a_circle_would_be_seen() {
    let uses = [("a", &["b", "d"][..]), ("b", &["c"]), ("c", &["a"]), ("d", &[])];
    let graph: Graph = uses.into_iter().map(|(file, used)| (file, used.iter().copied().collect())).collect();
    assert_eq!(circles(&graph).len(), 3);
    assert_eq!(way(&graph, "b", "a"), Some(vec!["b", "c", "a"]));
}
