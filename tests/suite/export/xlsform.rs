//! The form for ODK and KoboToolbox: accepted by their tools without a warning, and answered there as here.

use super::carried;
use crate::laws::SHIPPED;
use crate::program::program;
use crate::random_people;
use crate::tools::tool;
use jiff::civil::Date;
use needlewise::engine::{Evaluation, assess, explain, is_emergency};
use needlewise::model::logic::Truth;
use needlewise::model::{Answer, Answers, Domain, OptionSet, Pack, QuestionId, Ticks};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many people have filled in each form, beside those of the cases; `NEEDLEWISE_PEOPLE` asks for others.
fn how_many() -> usize {
    std::env::var("NEEDLEWISE_PEOPLE").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

/// How many go through it question by question: that takes many times as long.
const WALKED: usize = 8;

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
            let words = |ticks: OptionSet| ticks.iter().map(|tick| choices[tick].id.as_str()).collect::<Vec<_>>();
            let (mut ticked, doubted) = (words(ticks.ticked()), words(ticks.unsure()).join(" "));
            ticked.extend((!ticks.is_sure()).then_some("unsure"));
            let doubted = if ticks.is_sure() { String::new() } else { format!("\t{id}_unsure={doubted}") };
            format!("{id}={}{doubted}", ticked.join(" "))
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
fn expected(pack: &Pack, person: &Answers, today: Date) -> String {
    let (asked, answers) = interview(pack, person);
    let mut shown = Vec::new();
    for question in asked {
        let id = &pack.questions[question].id;
        shown.push(id.clone());
        let unsure = match pack.questions[question].domain {
            Domain::One(_) => false,
            Domain::Many(_) => answers.get(question).is_some_and(|answer| !answer.is_sure()),
            Domain::Number(_) => matches!(answers.get(question), None | Some(Answer::Unsure)),
        };
        shown.extend(unsure.then(|| format!("{id}_unsure")));
    }
    let assessment = assess(pack, &answers);
    let mut found: Vec<_> = assessment.findings.iter().collect();
    found.sort_by_key(|finding| finding.rule);
    let rules = found.iter().map(|finding| format!("{}={}", pack.rules[finding.rule].id, 1 + u8::from(finding.told)));
    let explained = explain(&SHIPPED, pack, &answers, SHIPPED.contact(None), today);
    let headline = explained.filled(&explained.headline.text);
    format!("{}\t{}\t{headline}\t{}", shown.join(" "), assessment.level, rules.collect::<Vec<_>>().join(" "))
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

/// Sends people through a form. Those who are `walked` answer one question after the other, as on a telephone; the
/// others have filled it in before, and it is opened again.
fn through(odk: &Odk, form: &Path, walked: bool, pack: &Pack, people: &[Answers]) {
    let mut input = String::new();
    for person in people {
        let given: Vec<String> = person.given().map(|(question, answer)| kept(pack, question, answer)).collect();
        let _ = writeln!(input, "{}{}", if walked { "" } else { "=\t" }, given.join("\t"));
    }
    let list = form.with_extension(if walked { "walked" } else { "opened" });
    fs::write(&list, input).expect("written");
    let walk = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/Walk.java");
    let mut java = Command::new(&odk.java);
    java.arg("-cp").arg(&odk.validate).arg(walk).arg(form).stdin(fs::File::open(&list).expect("a list"));
    let began = jiff::Zoned::now().date();
    let seen = java.output().expect("it runs");
    let ended = jiff::Zoned::now().date();
    let said = String::from_utf8(seen.stdout).expect("UTF-8");
    assert_eq!(said.lines().count(), people.len(), "{}", String::from_utf8_lossy(&seen.stderr));
    for (line, person) in said.lines().zip(people) {
        let wanted = [began, ended].map(|today| expected(pack, person, today));
        assert!(wanted.iter().any(|wanted| wanted == line), "{}: {person:?}\n{line}\n{}", pack.id, wanted[0]);
    }
}

#[test]
fn a_form_asks_and_answers_as_the_program_does() {
    let Some(odk) = odk() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let packs = SHIPPED.packs.iter().filter(|pack| ["before", "after", "consult"].contains(&pack.id.as_str()));
    std::thread::scope(|scope| {
        for pack in packs {
            let (odk, folder) = (&odk, folder.path());
            scope.spawn(move || {
                let form = form(odk, folder, pack);
                let mut people: Vec<Answers> = pack.cases.iter().map(|case| case.given.clone()).collect();
                people.extend(random_people::people(pack, how_many(), 7));
                through(odk, &form, false, pack, &people);
                through(odk, &form, true, pack, &random_people::people(pack, how_many().min(WALKED), 8));
            });
        }
    });
}
