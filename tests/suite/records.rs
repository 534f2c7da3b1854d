//! Answers that are kept: private, whole, checked again, and never lost.

use crate::shared::{TODAY, shipped};
use needlewise::answers::{Answer, Answers};
use needlewise::assess::assess;
use needlewise::model::{Pack, RuleBase};
use needlewise::record::{self, Fault, Record, Verdict, resume, verify};
use needlewise::render::json::Given;
use needlewise::store::{self, Existing, Progress};
use std::path::Path;

fn before(base: &RuleBase) -> &Pack {
    base.packs.iter().find(|it| it.id == "before").expect("there is a pack `before`")
}

fn kept(pack: &Pack, answers: &Answers) -> Record {
    Record::new(pack, answers, &assess(pack, answers), TODAY)
}

#[test]
fn every_record_reads_back_verifies_and_is_the_same_bytes_again() {
    let base = shipped();
    for pack in &base.packs {
        for case in &pack.cases {
            let text = kept(pack, &case.given).write();
            assert_eq!(text, kept(pack, &case.given).write());
            let read = record::read(&text).expect("the record reads back");
            assert_eq!(verify(&read, Some(pack)), Verdict::Same, "{}", case.name);
            let (answers, aside) = resume(pack, read.answers.iter().map(|it| (it.question.as_str(), &it.answer)));
            assert_eq!((assess(pack, &answers), aside), (assess(pack, &case.given), vec![]), "{}", case.name);
        }
    }
}

#[test]
fn a_changed_record_is_called_altered() {
    let base = shipped();
    let pack = before(&base);
    let text = kept(pack, &pack.clear).write();
    assert!(text.contains("\"level\": \"note\""));
    let altered = record::read(&text.replace("\"level\": \"note\"", "\"level\": \"precaution\"")).expect("it reads");
    assert_eq!(verify(&altered, Some(pack)), Verdict::Altered);
    let mut resealed = record::read(&text).expect("it reads");
    "nothing stands in the way".clone_into(&mut resealed.result.headline);
    resealed.seal = resealed.sealed();
    assert_eq!(verify(&resealed, Some(pack)), Verdict::Altered);
}

#[test]
fn a_record_of_other_rules_says_then_and_now() {
    let base = shipped();
    let pack = before(&base);
    let case = pack.cases.iter().find(|it| !it.because.is_empty()).expect("a case finds something");
    let mut old = kept(pack, &case.given);
    old.pack.fingerprint = "0".repeat(64);
    old.result.level = "note".to_owned();
    old.result.findings.clear();
    old.answers[0].question = "a_question_long_gone".to_owned();
    old.seal = old.sealed();
    let Verdict::Changed { then, found_now, set_aside, .. } = verify(&old, Some(pack)) else {
        panic!("it has changed")
    };
    assert_eq!((then.as_str(), set_aside), ("note", 1));
    assert!(found_now.contains(&pack.rules[case.because[0]].title));
    assert_eq!(verify(&old, None), Verdict::Unknown);
}

#[test]
fn a_newer_record_is_refused() {
    let newer = record::read("{\"schema\": 99, \"something\": \"else\"}");
    assert!(matches!(newer, Err(Fault::Newer(99))));
    assert!(matches!(record::read("[]"), Err(Fault::NotARecord(_))));
}

#[test]
fn answers_without_their_question_or_option_are_set_aside() {
    let base = shipped();
    let pack = before(&base);
    let word = |it: &str| Given::Word(it.to_owned());
    let kept =
        [("gone", word("yes")), ("training", word("gone")), ("age", Given::Number(1e9)), ("skin_now", word("unsure"))];
    let (answers, aside) = resume(pack, kept.iter().map(|(id, it)| (*id, it)));
    assert_eq!(aside.iter().map(|it| it.question.as_str()).collect::<Vec<_>>(), ["gone", "training", "age"]);
    assert_eq!(
        answers.given().collect::<Vec<_>>(),
        [(pack.question("skin_now").expect("it is asked"), Answer::Unsure)]
    );
}

#[cfg(unix)]
#[test]
fn files_are_private_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = tempfile::tempdir().expect("a folder");
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let folder = home.path().join("deep").join("records");
    store::private_folder(&folder).expect("the folder is made");
    let file = folder.join("a.json");
    store::write(&file, "one", Existing::Keep).expect("it is written");
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    assert!(store::write(&file, "two", Existing::Keep).is_err());
    store::write(&file, "two", Existing::Replace).expect("it is replaced");
    assert_eq!(std::fs::read_to_string(&file).expect("it reads"), "two");

    let outside = home.path().join("outside");
    std::fs::write(&outside, "precious").expect("it is written");
    symlink(&outside, folder.join("link.json")).expect("a link");
    assert!(store::write(&folder.join("link.json"), "x", Existing::Replace).is_err());
    symlink(home.path(), home.path().join("elsewhere")).expect("a link");
    assert!(store::private_folder(&home.path().join("elsewhere")).is_err());
    assert_eq!(std::fs::read_to_string(&outside).expect("it reads"), "precious");
    assert_eq!(std::fs::read_dir(&folder).expect("it lists").count(), 2, "nothing is left behind");
}

/// Started again by the next test as a process of its own: answers one question after the other until it is killed.
#[test]
fn a_person_answers_until_killed() {
    let Some(home) = std::env::var_os("NEEDLEWISE_KILLED_HERE") else { return };
    let base = shipped();
    let pack = before(&base);
    let progress = Progress::open(Path::new(&home), pack).expect("a place");
    let mut answers = Answers::silent(pack);
    for round in 0_u64.. {
        for question in 0..pack.questions.len() {
            let answer = if round % 2 == 0 { pack.clear.get(question) } else { Some(Answer::Unsure) };
            answers.set(question, answer);
            progress.save(pack, &answers).expect("it is kept");
            // Only now is the answer confirmed.
            println!("confirmed {round} {question}");
        }
    }
}

#[cfg(unix)]
#[test]
fn two_hundred_kills_lose_no_confirmed_answer() {
    use std::io::{BufRead, BufReader};
    let base = shipped();
    let pack = before(&base);
    let home = tempfile::tempdir().expect("a folder");
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    for kill in 0..200 {
        let mut child = std::process::Command::new(std::env::current_exe().expect("this test"))
            .args(["records::a_person_answers_until_killed", "--exact", "--nocapture"])
            .env("NEEDLEWISE_KILLED_HERE", home.path())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut out = BufReader::new(child.stdout.take().expect("it speaks"));
        let mut line = String::new();
        while !line.contains("confirmed") {
            line.clear();
            assert!(out.read_line(&mut line).expect("it reads") > 0, "it ended by itself");
        }
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(std::time::Duration::from_micros((chance >> 33) % 20_000));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let mut last = line.clone();
        for line in out.lines().map_while(Result::ok).filter(|it| it.contains("confirmed")) {
            last = line;
        }
        let numbers: Vec<usize> = last.split_whitespace().filter_map(|it| it.parse().ok()).collect();
        let &[round, question] = &numbers[..] else { continue };
        let progress = Progress::open(home.path(), pack).expect("a place");
        let kept = progress.load(pack).expect("it reads whole").expect("it is there");
        assert!(kept.set_aside.is_empty());
        // The answer being written when the kill came may be there too; everything before it must be.
        for at in 0..pack.questions.len() {
            let wanted = |round: usize| if round.is_multiple_of(2) { pack.clear.get(at) } else { Some(Answer::Unsure) };
            let confirmed = if at <= question {
                wanted(round)
            } else if round > 0 {
                wanted(round - 1)
            } else {
                None
            };
            let (next_round, next) =
                if question + 1 < pack.questions.len() { (round, question + 1) } else { (round + 1, 0) };
            let written = kept.answers.get(at);
            assert!(written == confirmed || at == next && written == wanted(next_round), "kill {kill}: question {at}");
        }
    }
}

#[test]
fn saving_takes_less_than_two_milliseconds_a_question() {
    let base = shipped();
    let pack = before(&base);
    let home = tempfile::tempdir().expect("a folder");
    let progress = Progress::open(home.path(), pack).expect("a place");
    let mut times: Vec<_> = (0..50)
        .map(|_| {
            let start = std::time::Instant::now();
            progress.save(pack, &pack.clear).expect("it is kept");
            start.elapsed()
        })
        .collect();
    times.sort();
    eprintln!("saving: median {:?}, worst of fifty {:?}", times[25], times[49]);
    // The best of many: the disk of a busy machine has its own troubles.
    assert!(times[5] < std::time::Duration::from_millis(2), "{times:?}");
    progress.delete().expect("it goes");
    assert_eq!(progress.load(pack).expect("it reads"), None);
    assert_eq!(std::fs::read_dir(home.path().join("progress")).expect("it lists").count(), 0);
}
