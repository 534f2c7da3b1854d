//! Long lists: `cargo bench --bench cohort`. The ratios at the end are measured in the same run.

#[path = "made_up/pack.rs"]
mod made_up;
#[path = "../tests/suite/random_people.rs"]
mod random_people;

use criterion::{Criterion, Throughput};
use needlewise::batch::bit_slice::BitSlice;
use needlewise::batch::{Cohort, Columns, Field, OutputShape};
use needlewise::engine::assess;
use needlewise::model::{Answers, Pack};
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Few enough that a run fits between two interruptions of a busy machine.
const PEOPLE: u32 = 1_024;

fn main() {
    let base = random_people::rules();
    let pack = base.packs.iter().find(|it| it.id == "before").expect("there is a pack `before`");
    // Mostly baseline answers, as in a real list; the second list answers half the people by chance alone.
    let edges: Vec<Vec<f64>> = pack.questions.keys().map(|it| random_people::edges(pack, it)).collect();
    let mut chance = random_people::Chance(1);
    let people: Vec<Answers> = (0..PEOPLE).map(|_| random_people::person(pack, &edges, true, &mut chance)).collect();
    let wild = random_people::people(pack, people.len(), 1);
    let lines = lines(pack, &people);
    let compiled = BitSlice::new(pack);
    let cohort = Cohort::new(pack, Columns::new(pack, Vec::new()), Field::usual(0), OutputShape::Lines);
    let reference = || people.iter().map(|it| assess(pack, it).findings.len()).sum::<usize>();
    let fired = || {
        let mut found = 0;
        compiled.each(&people, |_, verdict| {
            found += verdict.level as usize;
            verdict.rules().for_each(|(rule, _)| found += rule.place());
        });
        found
    };
    let fired_wild = || {
        let mut found = 0;
        compiled.each(&wild, |_, verdict| {
            found += verdict.level as usize;
            verdict.rules().for_each(|(rule, _)| found += rule.place());
        });
        found
    };
    let parse = || {
        let mut person = cohort.columns.nobody();
        let read = lines.split(|it| *it == b'\n').filter(|it| cohort.columns.line(it, &mut person).is_ok());
        read.count()
    };
    let whole = || cohort.lines(&lines, 1).text.len();

    let mut criterion =
        Criterion::default().sample_size(10).measurement_time(Duration::from_secs(3)).configure_from_args();
    let mut group = criterion.benchmark_group("cohort");
    group.throughput(Throughput::Elements(u64::from(PEOPLE)));
    group.bench_function("assess, with reasons", |it| it.iter(reference));
    group.bench_function("compiled: level and fired rules", |it| it.iter(fired));
    group.bench_function("only read the lines", |it| it.iter(parse));
    group.bench_function("read, answer and write the lines", |it| it.iter(whole));
    group.finish();

    let times = [best(reference), best(fired), best(parse), best(whole)];
    let rate = |time: Duration| f64::from(PEOPLE) / time.as_secs_f64() / 1e6;
    let found: usize = people.iter().map(|it| assess(pack, it).findings.len()).sum();
    let (questions, rules) = (pack.questions.len(), pack.rules.len());
    println!(
        "\n{questions} questions, {rules} rules, {} bytes a line, {} rules found a person",
        lines.len() / people.len(),
        found / people.len()
    );
    println!("million sheets a second on one core: assess {:.3}, compiled {:.2}", rate(times[0]), rate(times[1]));
    println!("the same, half of the people answering by chance: compiled {:.2}", rate(best(fired_wild)));
    println!("million lines a second on one core: only read {:.3}, whole {:.3}", rate(times[2]), rate(times[3]));
    println!("compiled is {:.1} times as fast as assess", times[0].as_secs_f64() / times[1].as_secs_f64());
    println!("the whole takes {:.2} times as long as only reading", times[3].as_secs_f64() / times[2].as_secs_f64());
    small();
    println!("`batch` on two cores is {:.2} times as fast as on one", scaling(&lines));
}

/// Small records, as other rule engines are measured with.
fn small() {
    let pack = made_up::pack(19, 24, false);
    let lines = lines(&pack, &random_people::people(&pack, PEOPLE as usize, 1));
    let cohort = Cohort::new(&pack, Columns::new(&pack, Vec::new()), Field::usual(0), OutputShape::Lines);
    let parse = || {
        let mut person = cohort.columns.nobody();
        lines.split(|it| *it == b'\n').filter(|it| cohort.columns.line(it, &mut person).is_ok()).count()
    };
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(PEOPLE);
    let (read, whole) = (each(best(parse)), each(best(|| cohort.lines(&lines, 1).text.len())));
    let bytes = lines.len() / PEOPLE as usize;
    println!(
        "19 questions, 24 rules, {bytes} bytes a line: {read:.2} us to read, {whole:.2} us with everything written"
    );
}

/// How many times as fast the whole program answers a long list on two cores as on one.
fn scaling(lines: &[u8]) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("people.jsonl");
    std::fs::write(&list, lines.repeat(100)).expect("written");
    let run = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_needlewise"));
        command.args(["batch", "before"]).arg(&list).env("RAYON_NUM_THREADS", threads);
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it starts");
        assert!(status.code().is_some_and(|it| it < 2));
        start.elapsed()
    };
    let (mut one, mut two) = (Duration::MAX, Duration::MAX);
    for _ in 0..7 {
        (one, two) = (one.min(run("1")), two.min(run("2")));
    }
    one.as_secs_f64() / two.as_secs_f64()
}

/// The shortest of many runs: what the machine can do when nobody disturbs it.
fn best<T>(run: impl Fn() -> T) -> Duration {
    let time = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..300).map(|_| time()).min().unwrap_or_default()
}

/// The people as the lines a program would send.
fn lines(pack: &Pack, people: &[Answers]) -> Vec<u8> {
    let writer = Cohort::new(pack, Columns::new(pack, Vec::new()), Vec::new(), OutputShape::Lines);
    let mut lines = Vec::new();
    for person in people {
        lines.extend(writer.said(person));
        lines.push(b'\n');
    }
    lines
}
