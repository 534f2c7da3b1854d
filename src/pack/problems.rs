//! All that is wrong with some files, as much of it as anybody can read.

use super::problem::{Code, Problem};
use std::collections::HashMap;

/// So many problems of one file are told; the rest are counted.
const MOST: usize = 200;

#[derive(Default)]
pub struct Problems {
    told: Vec<Problem>,
    counts: HashMap<String, usize>,
    /// Stands for one that is only counted.
    spare: Option<Problem>,
}

impl Problems {
    /// Adds a problem with a file. It is not even looked at where there are too many already.
    pub fn add(&mut self, path: &str, problem: impl FnOnce() -> Problem) -> &mut Problem {
        let count = self.counts.entry(path.to_owned()).or_default();
        *count += 1;
        if *count > MOST {
            return self.spare.get_or_insert_with(|| Problem::whole("", Code::TooManyProblems, ""));
        }
        let last = self.told.len();
        self.told.push(problem());
        &mut self.told[last]
    }

    /// The problem told last.
    pub fn last(&mut self) -> Option<&mut Problem> {
        self.told.last_mut()
    }

    pub fn has(&self, path: &str) -> bool {
        self.counts.contains_key(path)
    }

    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// All of them in the order of the files, those that are only counted behind the others of their file.
    pub fn list(self) -> Vec<Problem> {
        let mut problems = self.told;
        problems.extend(self.counts.into_iter().filter(|(_, count)| *count > MOST).map(|(path, count)| {
            let more = count - MOST;
            let message = format!("and {more} more in this file");
            Problem { count: more, ..Problem::whole(&path, Code::TooManyProblems, message) }
        }));
        problems.sort_by(|a, b| {
            let key =
                |problem: &Problem| (problem.code == Code::TooManyProblems, problem.place.line, problem.place.column);
            a.place.path.cmp(&b.place.path).then_with(|| key(a).cmp(&key(b)))
        });
        problems
    }
}
