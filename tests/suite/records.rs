//! Answers that are kept: private, whole, checked again, and never lost.

use crate::shared::{explained, shipped};
use needlewise::engine::assess;
use needlewise::engine::irrelevant;
use needlewise::engine::next_question;
use needlewise::model::codec::AnswerValue;
use needlewise::model::kept::resume;
use needlewise::model::{Answer, Answers, Domain, Level, Pack, Question, QuestionId, RuleBase};
use needlewise::record::store::{self, Existing, KeptProgress};
use needlewise::record::{self, Record, RecordFault, Verification, verify};
use std::path::Path;

fn before(base: &RuleBase) -> &Pack {
    base.packs.iter().find(|it| it.id == "before").expect("there is a pack `before`")
}

fn kept(base: &RuleBase, pack: &Pack, answers: &Answers) -> Record {
    Record::new(&explained(base, pack, answers))
}

#[test]
fn every_record_reads_back_verifies_and_is_the_same_bytes_again() {
    let base = shipped();
    for pack in &base.packs {
        for case in &pack.cases {
            let text = kept(&base, pack, &case.given).write();
            assert_eq!(text, kept(&base, pack, &case.given).write());
            let read = record::read(&text).expect("the record reads back");
            assert_eq!(verify(&read, &base), Verification::Same, "{}", case.name);
            let (answers, aside) = resume(pack, read.answers.iter().map(|it| (it.question.as_str(), &it.answer)));
            assert_eq!((assess(pack, &answers), aside), (assess(pack, &case.given), vec![]), "{}", case.name);
        }
    }
}

#[test]
fn a_changed_record_is_called_altered() {
    let base = shipped();
    let pack = before(&base);
    let text = kept(&base, pack, &pack.baseline).write();
    assert!(text.contains("\"level\": \"note\""));
    let altered = record::read(&text.replace("\"level\": \"note\"", "\"level\": \"precaution\"")).expect("it reads");
    assert_eq!(verify(&altered, &base), Verification::Altered);
    let mut resealed = record::read(&text).expect("it reads");
    "nothing stands in the way".clone_into(&mut resealed.result.headline);
    resealed.checksum = resealed.sum();
    assert_eq!(verify(&resealed, &base), Verification::Altered);
}

#[test]
fn a_record_of_other_rules_says_then_and_now() {
    let base = shipped();
    let pack = before(&base);
    let case = pack.cases.iter().find(|it| !it.finds.is_empty()).expect("a case finds something");
    let mut old = kept(&base, pack, &case.given);
    old.pack.fingerprint = "0".repeat(64);
    old.result.level = Level::Note;
    old.result.findings.clear();
    old.answers[0].question = "a_question_long_gone".to_owned();
    old.checksum = old.sum();
    let Verification::Changed { then, found_now, set_aside, .. } = verify(&old, &base) else {
        panic!("it has changed")
    };
    assert_eq!((then, set_aside), (Level::Note, 1));
    assert!(found_now.contains(&pack.rules[case.finds[0]].title));
    let mut strangers = shipped();
    strangers.packs.clear();
    assert_eq!(verify(&old, &strangers), Verification::Unknown);
}

#[test]
fn a_newer_record_is_refused() {
    let newer = record::read("{\"schema\": 99, \"kind\": \"check\", \"something\": \"else\"}");
    assert!(matches!(newer, Err(RecordFault::Newer(99))));
    assert!(matches!(record::read("[]"), Err(RecordFault::NotARecord(_))));
}

#[test]
fn answers_without_their_question_or_option_are_set_aside() {
    let base = shipped();
    let pack = before(&base);
    let word = |it: &str| AnswerValue::Word(it.to_owned());
    let kept = [
        ("gone", word("yes")),
        ("training", word("gone")),
        ("age", AnswerValue::Number(1e9)),
        ("skin_now", word("unsure")),
    ];
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

/// What a person types who gives this answer, in plain mode.
fn typed(question: &Question, answer: Answer) -> String {
    match answer {
        Answer::One(option) => {
            let place = question.shown_order().iter().position(|shown| *shown == option);
            format!("{}\n", place.expect("an option") + 1)
        }
        Answer::Many(_) => "0\n".to_owned(),
        Answer::Number(n) => format!("{n}\n"),
        Answer::Unsure if matches!(question.domain, Domain::Many(_)) => "u\nu\n".to_owned(),
        Answer::Unsure => "u\n".to_owned(),
    }
}

/// The answers in the order they are asked for: the clear ones, or "not sure" to everything.
fn script(pack: &Pack, sure: bool) -> Vec<(QuestionId, Answer)> {
    let (mut answers, mut script) = (pack.silent(), Vec::new());
    while let Some(question) = next_question(pack, &answers) {
        if irrelevant(pack, &answers).contains(&question) {
            break;
        }
        let answer = if sure { pack.questions[question].domain.baseline() } else { Answer::Unsure };
        answers.set(question, answer);
        script.push((question, answer));
    }
    script
}

#[cfg(unix)]
#[test]
fn the_program_killed_at_two_hundred_moments_loses_no_confirmed_answer() {
    use std::collections::HashSet;
    use std::io::{Read, Write};
    use std::time::Duration;
    let base = shipped();
    let pack = before(&base);
    let scripts = [script(pack, true), script(pack, false)];
    let (mut chance, mut moments) = (fastrand::Rng::with_seed(1), HashSet::new());
    let mut random = |below: usize| chance.usize(0..=below);
    // More with `NEEDLEWISE_KILLS=2000`.
    let kills = std::env::var("NEEDLEWISE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(200);
    for kill in 0..kills {
        let script = &scripts[kill % 2];
        let home = tempfile::tempdir().expect("a folder");
        let mut child = crate::program::program()
            .args(["check", "before", "--plain"])
            .env("XDG_DATA_HOME", home.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("it listens");
        let lines: String = script.iter().map(|(at, answer)| typed(&pack.questions[*at], *answer)).collect();
        input.write_all(lines.as_bytes()).expect("it is typed");
        let mut errors = child.stderr.take().expect("it speaks");
        let mut screen = Vec::new();
        // When a random question is drawn, and up to two milliseconds later: in a write, or between two.
        let (mut piece, wanted) = ([0; 1024], random(script.len()));
        while drawn(&screen) < wanted {
            let read = errors.read(&mut piece).expect("it reads");
            assert!(read > 0, "it ended by itself");
            screen.extend_from_slice(&piece[..read]);
        }
        std::thread::sleep(Duration::from_micros(random(2_000) as u64));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        errors.read_to_end(&mut screen).expect("it reads");

        // A question is drawn only when the one before it is kept. One more may be: its successor was not drawn yet.
        let confirmed = drawn(&screen).saturating_sub(1);
        let progress = home.path().join("needlewise").join("progress");
        let kept: Vec<(QuestionId, Answer)> = if progress.exists() {
            let progress = KeptProgress::open(&home.path().join("needlewise"), pack).expect("a place");
            let kept = progress.load(pack).expect("it reads whole");
            kept.map_or_else(Vec::new, |it| it.answers.given().collect())
        } else {
            Vec::new()
        };
        assert!([confirmed, confirmed + 1].contains(&kept.len()), "kill {kill}: {} kept of {confirmed}", kept.len());
        let mut first = script[..kept.len()].to_vec();
        first.sort_by_key(|(question, _)| *question);
        assert_eq!(kept, first, "kill {kill}");
        moments.insert(kept.len());
    }
    assert!(moments.len() > 30, "the kills fell at {} moments only", moments.len());
}

/// How many questions stand on a screen.
fn drawn(screen: &[u8]) -> usize {
    String::from_utf8_lossy(screen).lines().filter(|it| it.contains(" of about ")).count()
}

#[test]
fn a_record_with_other_words_for_the_same_result_is_altered() {
    let base = shipped();
    let pack = before(&base);
    let case = pack.cases.iter().find(|it| !it.finds.is_empty()).expect("a case finds something");
    type Forgery = (&'static str, fn(&mut Record));
    let forged: [Forgery; 6] = [
        ("another title", |it| "Nothing stands in the way".clone_into(&mut it.pack.title)),
        ("not shipped", |it| it.pack.shipped = false),
        ("no day", |it| "nonsense".clone_into(&mut it.date)),
        ("another question", |it| "Is all well?".clone_into(&mut it.answers[0].ask)),
        ("another answer in words", |it| "All is well".clone_into(&mut it.answers[0].said)),
        ("an answer twice", |it| it.answers.push(it.answers[0].clone())),
    ];
    for (what, forge) in forged {
        let mut record = kept(&base, pack, &case.given);
        forge(&mut record);
        record.checksum = record.sum();
        assert_eq!(verify(&record, &base), Verification::Altered, "{what}");
    }
    // Another version of the program may have other words for an answer.
    let mut older = kept(&base, pack, &case.given);
    "needlewise 0.0.1".clone_into(&mut older.tool);
    "in older words".clone_into(&mut older.answers[0].said);
    older.checksum = older.sum();
    assert_eq!(verify(&older, &base), Verification::Same);
}

#[test]
fn what_a_killed_program_left_half_written_is_deleted_and_what_is_being_written_is_not() {
    let base = shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let progress = folder.path().join("progress");
    std::fs::create_dir(&progress).expect("a folder");
    let [left, held] = [".needlewise-abc", ".needlewise-def"].map(|name| progress.join(name));
    std::fs::write(&left, "answers").expect("written");
    let file = std::fs::File::create(&held).expect("made");
    file.try_lock().expect("somebody writes it");
    let open = || KeptProgress::open(folder.path(), before(&base)).expect("a place");
    drop(open());
    assert!(!left.exists() && held.exists());
    drop(file);
    drop(open());
    assert!(!held.exists(), "nobody writes it any more");
    // The same beside a record for which a file was named.
    std::fs::write(folder.path().join(".needlewise-ghi"), "answers").expect("written");
    store::write(&folder.path().join("me.json"), "{}", Existing::Keep).expect("written");
    let mut names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("it lists").map(|it| it.expect("one").file_name()).collect();
    names.sort();
    assert_eq!(names, ["me.json", "progress"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("it starts").success());
    let err = store::read(&pipe).expect_err("a pipe is no record");
    assert!(err.to_string().contains("no plain file"), "{err}");
}
