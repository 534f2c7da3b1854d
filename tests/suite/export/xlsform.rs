//! The form for ODK and KoboToolbox: accepted by their tools without a warning, and answered there as here.

use super::{as_told, carried, people};
use crate::laws::SHIPPED;
use crate::program::program;
use crate::tools::tool;
use needlewise::engine::{Evaluation, assess, explain, is_emergency};
use needlewise::model::logic::Truth;
use needlewise::model::{Answer, Answers, Pack, QuestionId, Ticks};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many people go through each form; `NEEDLEWISE_PEOPLE` asks for more.
fn how_many() -> usize {
    std::env::var("NEEDLEWISE_PEOPLE").ok().and_then(|count| count.parse().ok()).unwrap_or(60)
}

/// What reads forms: pyxform, and the ODK Validate that comes with it.
struct Odk {
    xls2xform: PathBuf,
    java: PathBuf,
    validate: PathBuf,
}

fn odk() -> Option<Odk> {
    let (xls2xform, java) = (tool("xls2xform")?, tool("java")?);
    let libraries = fs::read_dir(xls2xform.parent()?.with_file_name("lib")).ok()?;
    let jar = "site-packages/pyxform/validators/odk_validate/bin/ODK_Validate.jar";
    let validate = libraries.flatten().map(|library| library.path().join(jar)).find(|jar| jar.exists());
    Some(Odk { validate: validate.expect("pyxform brings ODK Validate"), xls2xform, java })
}

/// Writes the form of a pack, as a workbook and as what a telephone opens.
fn form(odk: &Odk, folder: &Path, pack: &Pack) -> PathBuf {
    let (workbook, form) = (folder.join(format!("{}.xlsx", pack.id)), folder.join(format!("{}.xml", pack.id)));
    let written = program()
        .env("LC_ALL", "C")
        .args(["export", "xlsform", &pack.id, "--out"])
        .arg(&workbook)
        .output()
        .expect("it runs");
    assert!(written.status.success(), "{}: {}", pack.id, String::from_utf8_lossy(&written.stderr));
    let converted = Command::new(&odk.xls2xform).args(["--json", "--skip_validate"]).args([&workbook, &form]).output();
    let said = String::from_utf8(converted.expect("it runs").stderr).expect("UTF-8");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|err| panic!("{err}: {said}"));
    assert_eq!((&said["code"], &said["warnings"]), (&100.into(), &serde_json::json!([])), "{}", pack.id);
    form
}

/// An answer as the form keeps it, under the name it keeps it by.
fn kept(pack: &Pack, question: QuestionId, answer: Answer) -> String {
    let (id, choices) = (&pack.questions[question].id, pack.questions[question].domain.choices());
    match answer {
        Answer::Unsure if choices.is_empty() => format!("{id}_unsure=unsure"),
        Answer::Unsure => format!("{id}=unsure"),
        Answer::One(option) => format!("{id}={}", choices[option].id),
        Answer::Many(Ticks::NONE) => format!("{id}=none"),
        Answer::Many(ticks) => {
            let ticks: Vec<&str> = ticks.ticked().iter().map(|tick| choices[tick].id.as_str()).collect();
            format!("{id}={}", ticks.join(" "))
        }
        Answer::Number(n) => format!("{id}={n}"),
    }
}

/// What a person is asked one after the other, and everything they said to it.
fn interview(pack: &Pack, person: &Answers) -> (Vec<QuestionId>, Answers) {
    let (mut asked, mut answers) = (Vec::new(), pack.silent());
    for question in pack.questions.keys() {
        let evaluation = Evaluation::new(pack, &answers);
        if is_emergency(pack, &evaluation) {
            break;
        }
        if evaluation.asked(question) != Truth::False {
            asked.push(question);
            answers.set(question, person.get(question));
        }
    }
    (asked, answers)
}

/// The questions, the level, the headline and the rules, as the walk through the form writes them.
fn expected(pack: &Pack, person: &Answers) -> String {
    let (asked, answers) = interview(pack, person);
    let mut shown = Vec::new();
    for question in asked {
        let id = &pack.questions[question].id;
        shown.push(id.clone());
        let number = pack.questions[question].domain.choices().is_empty();
        let open = matches!(answers.get(question), None | Some(Answer::Unsure));
        shown.extend((number && open).then(|| format!("{id}_unsure")));
    }
    let assessment = assess(pack, &answers);
    let mut found: Vec<_> = assessment.findings.iter().collect();
    found.sort_by_key(|finding| finding.rule);
    let rules = found.iter().map(|finding| format!("{}={}", pack.rules[finding.rule].id, 1 + u8::from(finding.told)));
    let day = jiff::civil::date(2026, 1, 1);
    let explained = explain(&SHIPPED, pack, &answers, SHIPPED.contact(None), day);
    // The form has no day in its headline.
    let dated = explained.headline.not_before.is_some();
    let headline = if dated { String::new() } else { explained.filled(&explained.headline.text) };
    format!("{}\t{}\t{headline}\t{}", shown.join(" "), assessment.level, rules.collect::<Vec<_>>().join(" "))
}

/// The same line without its headline, where there is none to compare.
fn comparable(line: &str, other: &str) -> String {
    let mut parts: Vec<&str> = line.split('\t').collect();
    if other.split('\t').nth(2).is_some_and(str::is_empty) {
        parts[2] = "";
    }
    parts.join("\t")
}

#[test]
fn a_form_is_accepted_without_a_warning() {
    let Some(odk) = odk() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for pack in carried() {
        let form = form(&odk, folder.path(), pack);
        let valid = Command::new(&odk.java).arg("-jar").arg(&odk.validate).arg(&form).output().expect("it runs");
        let said = String::from_utf8_lossy(&valid.stderr).into_owned() + &String::from_utf8_lossy(&valid.stdout);
        assert!(said.contains("Xform is valid!") && !said.to_lowercase().contains("warning"), "{}: {said}", pack.id);
    }
}

#[test]
fn a_form_asks_and_answers_as_the_program_does() {
    let Some(odk) = odk() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for pack in SHIPPED.packs.iter().filter(|pack| ["before", "after", "consult"].contains(&pack.id.as_str())) {
        let form = form(&odk, folder.path(), pack);
        let cases = pack.cases.iter().map(|case| as_told(pack, &case.given));
        let people: Vec<Answers> = cases.chain(people(pack, how_many(), 7)).collect();
        let mut input = String::new();
        for person in &people {
            let given: Vec<String> = person.given().map(|(question, answer)| kept(pack, question, answer)).collect();
            let _ = writeln!(input, "{}", given.join("\t"));
        }
        let list = folder.path().join("people");
        fs::write(&list, input).expect("written");
        let walk = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/Walk.java");
        let mut java = Command::new(&odk.java);
        java.arg("-cp").arg(&odk.validate).arg(walk).arg(&form).stdin(fs::File::open(&list).expect("a list"));
        let walked = java.output().expect("it runs");
        let said = String::from_utf8(walked.stdout).expect("UTF-8");
        assert_eq!(said.lines().count(), people.len(), "{}", String::from_utf8_lossy(&walked.stderr));
        for (line, person) in said.lines().zip(&people) {
            let wanted = expected(pack, person);
            assert_eq!(comparable(line, &wanted), wanted, "{}: {:?}", pack.id, person);
        }
    }
}
