//! `pack verify`

use super::args::{Format, Seconds, Verify};
use super::page::Page;
use crate::cli::terminal::Screen;
use crate::model::{Answers, Pack, Place, RuleBase};
use crate::pack::unparse;
use crate::record::store::{self, Existing};
use crate::report::words::{self, count};
use crate::verify::{Code, Open, Report, scripts, verify};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many of what is not proven are told of each law.
const FIRST: usize = 5;

pub fn page(base: &RuleBase, args: &Verify) -> anyhow::Result<Page> {
    let spent = Seconds { seconds: args.seconds }.spent();
    let packs: Vec<&Pack> = base.packs.iter().filter(|it| args.pack.as_ref().is_none_or(|id| *id == it.id)).collect();
    let reports = packs.into_par_iter().map(|it| (it, verify(it, &spent, args.witnesses)));
    let reports: Vec<(&Pack, Report)> = reports.collect();
    if let Some(folder) = &args.smt {
        fs_err::create_dir_all(folder)?;
        for script in reports.iter().flat_map(|(pack, report)| scripts(pack, &report.ledger)) {
            store::write(&folder.join(&script.name), &script.text, Existing::Replace)?;
        }
    }
    let fine = reports.iter().all(|(_, it)| it.is_proof());
    if args.format == Format::Json {
        let packs = reports.iter().map(|(pack, report)| JsonPack::new(pack, report)).collect();
        return Page::json(&Json { schema: 1, packs }, fine);
    }
    let mut text = String::new();
    for (pack, report) in &reports {
        one(&mut text, pack, report);
    }
    Ok(Page::new(text, fine))
}

fn one(text: &mut String, pack: &Pack, report: &Report) {
    let proofs: usize = report.proved.iter().map(|(_, n)| n).sum();
    let _ = writeln!(text, "{}: {} for every possible person", pack.id, count(proofs, "proof"));
    for (code, n) in &report.proved {
        let fails = report.failed.iter().filter(|it| it.code == *code).count();
        let open = report.open.iter().filter(|it| it.code == *code).count();
        if fails + open == 0 {
            let _ = writeln!(text, "  proved: {} ({n})", code.law());
        }
    }
    for it in &report.unordered {
        let question = &pack.questions[*it];
        let _ = writeln!(
            text,
            "  left out of the order: `{}`, because {}",
            question.id,
            question.unordered.as_deref().unwrap_or("")
        );
    }
    for it in &report.failed {
        let Place { path, line, column } = &it.place;
        let _ = writeln!(text, "{path}:{line}:{column}: failed[{}]: {}", it.code.word(), it.message);
        if let Some(person) = &it.person {
            who(text, pack, if it.other.is_some() { "one person" } else { "for this person" }, person);
        }
        if let Some(other) = &it.other {
            who(text, pack, "the other", other);
        }
    }
    open(text, report);
    for it in &report.witnesses {
        if !it.shortest {
            text.push_str("// short; the time was up before it was proved the shortest\n");
        }
        let _ = writeln!(text, "{}", unparse::case(pack, &it.what, &it.person));
    }
    if !report.is_proof() {
        let _ = writeln!(text, "{}: {} failed, {} not proven", pack.id, report.failed.len(), report.open.len());
    }
}

/// What is not proven, by law. When the time is up early that is nearly everything, so only the first ones are told.
fn open(text: &mut String, report: &Report) {
    for code in Code::ALL {
        let all: Vec<&Open> = report.open.iter().filter(|it| it.code == *code).collect();
        for it in all.iter().take(FIRST) {
            let Place { path, line, column } = &it.place;
            let _ = writeln!(text, "{path}:{line}:{column}: not proven[{}]: whether {}", code.word(), it.message);
        }
        if all.len() > FIRST {
            let _ = writeln!(text, "    and {} more; `--format json` names them all", all.len() - FIRST);
        }
    }
    if !report.open.is_empty() {
        text.push_str("the time was up: `--seconds` gives more\n");
    }
}

fn who(text: &mut String, pack: &Pack, title: &str, person: &Answers) {
    let level = crate::engine::assess(pack, person).level;
    let _ = writeln!(text, "    {title} ({level}): given: {}", unparse::given(pack, person));
    let lines = words::person(pack, person);
    if lines.is_empty() {
        text.push_str("      The baseline answer everywhere\n");
    }
    for line in lines {
        let wrap = textwrap::Options::new(Screen::width()).initial_indent("      ").subsequent_indent("        ");
        let _ = writeln!(text, "{}", textwrap::fill(&line, wrap));
    }
}

#[derive(Serialize)]
struct Json<'a> {
    schema: u32,
    packs: Vec<JsonPack<'a>>,
}

#[derive(Serialize)]
struct JsonPack<'a> {
    pack: &'a str,
    fingerprint: &'a str,
    proved: BTreeMap<&'a str, usize>,
    failed: Vec<JsonFailure<'a>>,
    not_proven: Vec<JsonOpen<'a>>,
    unordered: BTreeMap<&'a str, &'a str>,
    witnesses: Vec<JsonWitness<'a>>,
}

#[derive(Serialize)]
struct JsonFailure<'a> {
    code: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    person: Option<JsonPerson>,
    other: Option<JsonPerson>,
}

#[derive(Serialize)]
struct JsonOpen<'a> {
    code: &'a str,
    path: &'a str,
    line: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonWitness<'a> {
    what: &'a str,
    path: &'a str,
    line: usize,
    shortest: bool,
    person: JsonPerson,
}

#[derive(Serialize)]
struct JsonPerson {
    /// Every answer, as in a file of answers.
    answers: BTreeMap<String, serde_json::Value>,
    words: Vec<String>,
    case: String,
}

impl<'a> JsonPack<'a> {
    fn new(pack: &'a Pack, report: &'a Report) -> JsonPack<'a> {
        let person = |it: &Answers| JsonPerson::new(pack, it);
        let failed = report.failed.iter().map(|it| JsonFailure {
            code: it.code.word(),
            path: &it.place.path,
            line: it.place.line,
            column: it.place.column,
            message: &it.message,
            person: it.person.as_ref().map(person),
            other: it.other.as_ref().map(person),
        });
        let open = report.open.iter();
        let open = open.map(|it| JsonOpen {
            code: it.code.word(),
            path: &it.place.path,
            line: it.place.line,
            message: &it.message,
        });
        let witnesses = report.witnesses.iter();
        let witnesses = witnesses.map(|it| JsonWitness {
            what: &it.what,
            path: &it.place.path,
            line: it.place.line,
            shortest: it.shortest,
            person: person(&it.person),
        });
        let unordered = report.unordered.iter().map(|it| &pack.questions[*it]);
        JsonPack {
            pack: &pack.id,
            fingerprint: &pack.fingerprint,
            proved: report.proved.iter().map(|(code, n)| (code.word(), *n)).collect(),
            failed: failed.collect(),
            not_proven: open.collect(),
            unordered: unordered.map(|it| (it.id.as_str(), it.unordered.as_deref().unwrap_or(""))).collect(),
            witnesses: witnesses.collect(),
        }
    }
}

impl JsonPerson {
    fn new(pack: &Pack, person: &Answers) -> JsonPerson {
        JsonPerson {
            answers: person
                .given()
                .map(|(question, it)| (pack.questions[question].id.clone(), super::show::value(pack, question, it)))
                .collect(),
            words: words::person(pack, person),
            case: unparse::case(pack, "found by verify", person),
        }
    }
}
