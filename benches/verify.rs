//! How long `verify` takes, and how much memory, as packs grow.
//!
//! `cargo bench --bench verify` runs all sizes, and lint, verify and test of the packs that come with the program;
//! `cargo bench --bench verify -- 200` only that many questions, `-- 0` only those packs.

#[path = "made_up/pack.rs"]
mod made_up;

use made_up::pack;
use needlewise::model::{Pack, RuleBase};
use needlewise::pack::cases::{self, CaseOutcome};
use needlewise::pack::lint::lint;
use needlewise::pack::{Load, load};
use needlewise::verify::{Spent, verify};
use rayon::prelude::*;
use std::sync::Arc;
use std::time::Instant;

const SIZES: [(usize, usize); 4] = [(60, 120), (200, 600), (500, 1_500), (1_000, 3_000)];

fn main() {
    let only: Option<usize> = std::env::args().skip(1).find_map(|it| it.parse().ok());
    if only.is_none_or(|it| it == 0) {
        shipped();
    }
    println!("questions  rules  faults  seconds  peak MB");
    for (questions, rules) in SIZES.into_iter().filter(|it| only.is_none_or(|only| only == it.0)) {
        for faulty in [false, true] {
            let pack = pack(questions, rules, faulty);
            let start = Instant::now();
            let never: Spent = Arc::new(|| false);
            let report = verify(&pack, &never, false);
            let seconds = start.elapsed().as_secs_f64();
            println!("{questions:9}  {rules:5}  {:6}  {seconds:7.2}  {:7}", report.failed.len(), peak());
            assert!(report.open.is_empty());
        }
    }
}

/// What those who write the rules run after every change, as one line each.
fn shipped() {
    let load = || {
        let loaded = load(&needlewise::shipped::files(), Load { only: None, cases: true, shipped: true });
        loaded.unwrap_or_else(|problems| panic!("{}", problems[0]))
    };
    let mut whole = 0.0;
    let mut time = |what: &str, work: &dyn Fn(&RuleBase) -> bool| {
        let start = Instant::now();
        let fine = work(&load());
        let seconds = start.elapsed().as_secs_f64();
        whole += seconds;
        println!("shipped packs  {what:6}  {seconds:.3} s");
        assert!(fine, "the shipped packs are not fine");
    };
    time("lint", &|base| lint(base, jiff::civil::date(2026, 11, 23)).is_empty());
    time("verify", &|base| {
        base.packs.par_iter().all(|it| verify(it, &(Arc::new(|| false) as Spent), false).is_proof())
    });
    time("test", &|base| {
        let met = |pack: &Pack| pack.cases.iter().all(|it| cases::run(pack, it).outcome == CaseOutcome::Met);
        base.packs.par_iter().all(met)
    });
    println!("shipped packs  all     {whole:.3} s, each with its own reading of the rules");
}

/// The most memory this process has held, in MB; zero where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    line.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |it| it / 1_024)
}
