//! What the fuzz targets check, on a few thousand inputs made from seeds. `fuzz/run` goes on for as long as is wanted.

#[path = "../../fuzz/checks.rs"]
mod checks;

use crate::trainers::typed;
use fastrand::Rng;

/// So many inputs of each kind; more with `NEEDLEWISE_FUZZ=100000`.
fn rounds() -> usize {
    std::env::var("NEEDLEWISE_FUZZ").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1_500)
}

/// The seed with a few bytes of it changed, doubled, taken away or put in.
fn changed(seed: &[u8], chance: &mut Rng) -> Vec<u8> {
    const ODD: &[&[u8]] = &[
        b"\"",
        b",",
        b";",
        b"\n",
        b"\r",
        b"\r\n",
        b"\xff",
        b"\xef\xbb\xbf",
        b"1,000",
        b"-0",
        b"null",
        b"{",
        b"[",
        b"unsure",
    ];
    let mut bytes = seed.to_vec();
    for _ in 0..chance.usize(0..4) {
        let at = chance.usize(0..=bytes.len());
        let to = (at + chance.usize(0..20)).min(bytes.len());
        match chance.u8(0..4) {
            0 => drop(bytes.drain(at..to)),
            1 => drop(bytes.splice(at..at, bytes[at..to].to_vec())),
            2 => drop(bytes.splice(at..at, chance.choice(ODD).expect("one").iter().copied())),
            _ => drop(bytes.get_mut(at).map(|byte| *byte = chance.u8(..))),
        }
    }
    bytes
}

fn each(seeds: &[Vec<u8>], check: impl Fn(&[u8])) {
    let mut chance = Rng::with_seed(15);
    for round in 0..rounds() {
        check(&changed(&seeds[round % seeds.len()], &mut chance));
    }
}

fn seeds(folder: &str) -> Vec<Vec<u8>> {
    let folder = format!("{}/fuzz/seeds/{folder}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(&folder).unwrap_or_else(|err| panic!("{folder}: {err}"));
    let mut files: Vec<_> = files.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.into_iter().map(|file| std::fs::read(file).expect("it reads")).collect()
}

#[test]
fn lines_and_tables_count_everybody_and_say_what_check_says() {
    each(&seeds("batch_lines"), checks::lines);
    each(&seeds("batch_table"), checks::table);
}

#[test]
fn what_is_typed_is_taken_whole_or_not_at_all() {
    each(&seeds("typed"), checks::typed);
}

#[test]
fn a_record_says_nothing_that_does_not_follow_from_its_items() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("records");
    let dir = folder.to_string_lossy();
    for input in ["1\n2\nnot here\n1\nn a note\n1\nq\n", "2\nx\n1\n1\n1\n1\n1\n1\n1\n1\nh\n", ""] {
        typed(home.path(), &["run", "ready", "--trainer", "AB", "--trainee", "CD", "--dir", &dir], input);
    }
    let files = std::fs::read_dir(&folder).expect("it lists").map(|entry| entry.expect("an entry").path());
    let seeds: Vec<Vec<u8>> = files.map(|file| std::fs::read(file).expect("it reads")).collect();
    assert!(!seeds.is_empty());
    each(&seeds, |bytes| checks::run(&String::from_utf8_lossy(bytes)));
}
