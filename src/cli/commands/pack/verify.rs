//! `pack verify`

use super::args::{PackFormat, Verify};
use super::output::CommandOutput;
use super::people::told;
use crate::cli::screen;
use crate::engine::assess;
use crate::model::{Answers, Level, Pack, QuestionId, RuleBase, SourcePlace};
use crate::pack::unparse;
use crate::record::store::{self, Existing};
use crate::report::words::count;
use crate::verify::{Failure, Fall, LawCode, OpenLaw, VerifyReport, scripts, verify};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many of what is not proven are told of each law.
const FIRST: usize = 5;

pub fn output(base: &RuleBase, args: &Verify) -> anyhow::Result<CommandOutput> {
    let spent = args.time.spent();
    let packs: Vec<&Pack> =
        base.packs.iter().filter(|pack| args.pack.as_ref().is_none_or(|id| *id == pack.id)).collect();
    let reports = packs.into_par_iter().map(|pack| (pack, verify(pack, &spent, args.witnesses)));
    let reports: Vec<(&Pack, VerifyReport)> = reports.collect();
    if let Some(folder) = &args.smt {
        fs_err::create_dir_all(folder)?;
        for script in reports.iter().flat_map(|(pack, report)| scripts(pack, &report.ledger)) {
            store::write(&folder.join(&script.name), &script.text, Existing::Replace)?;
        }
    }
    let fine = reports.iter().all(|(_, report)| report.is_proof());
    if args.printed.format == PackFormat::Json {
        let packs = reports.iter().map(|(pack, report)| JsonPack::new(pack, report)).collect();
        return CommandOutput::json(&VerifyJson { schema: 1, packs }, fine);
    }
    let mut text = String::new();
    for (pack, report) in &reports {
        one(&mut text, pack, report);
    }
    Ok(CommandOutput::new(text, fine))
}

/// What failed and what is open comes first: it is what somebody has to do something about.
fn one(text: &mut String, pack: &Pack, report: &VerifyReport) {
    let proofs: usize = report.proved.iter().map(|(_, n)| n).sum();
    let proofs = count(proofs, "proof");
    let (failed, open) = (report.failed.len(), report.open.len());
    let _ = if report.is_proof() {
        writeln!(text, "{}: {proofs} for every possible person", pack.id)
    } else {
        writeln!(text, "{}: {failed} failed, {open} not proven, {proofs}", pack.id)
    };
    report.failed.iter().for_each(|failure| failed_law(text, pack, failure));
    not_proven(text, report);
    let unproved = |code: LawCode| {
        report.failed.iter().any(|failure| failure.code == code) || report.open.iter().any(|open| open.code == code)
    };
    for (code, n) in report.proved.iter().filter(|(code, _)| !unproved(*code)) {
        let _ = writeln!(text, "  proved: {} ({n})", code.law());
    }
    for off in &pack.off {
        let _ = writeln!(text, "  switched off: {}, because {}", off.what, off.because);
    }
    if !pack.impossible.is_empty() {
        let _ = writeln!(text, "  left out: people who cannot be ({})", pack.impossible.len());
    }
    for question in report.unordered.iter().map(|at| &pack.questions[*at]) {
        let reason = question.unordered.as_deref().unwrap_or("");
        let _ = writeln!(text, "  left out of the order: `{}`, because {reason}", question.id);
    }
    for witness in &report.witnesses {
        if !witness.shortest {
            text.push_str("// short; the time was up before it was proved the shortest\n");
        }
        let _ = writeln!(text, "{}", unparse::case(pack, &witness.what, &witness.person));
    }
}

fn failed_law(text: &mut String, pack: &Pack, failure: &Failure) {
    let SourcePlace { path, line, column } = &failure.place;
    let _ = writeln!(text, "{path}:{line}:{column}: failed[{}]: {}", failure.code.word(), failure.message);
    for fall in &failure.falls {
        let _ = writeln!(text, "    {} falls from {} to {}", fallen(pack, fall), fall.from, fall.to);
    }
    if let Some(person) = &failure.person {
        let title = if failure.other.is_some() { "one person" } else { "for this person" };
        who(text, pack, title, person, &failure.matters);
    }
    if let Some(other) = &failure.other {
        who(text, pack, "the other", other, &failure.matters);
    }
}

fn fallen(pack: &Pack, fall: &Fall) -> String {
    fall.risk.map_or("the level".to_owned(), |risk| format!("the risk `{}`", pack.risks[risk].id))
}

/// What is not proven, by law. When the time is up early that is nearly everything, so only the first ones are told.
fn not_proven(text: &mut String, report: &VerifyReport) {
    for code in LawCode::ALL {
        let all: Vec<&OpenLaw> = report.open.iter().filter(|open| open.code == *code).collect();
        for open in all.iter().take(FIRST) {
            let SourcePlace { path, line, column } = &open.place;
            let _ = writeln!(text, "{path}:{line}:{column}: not proven[{}]: whether {}", code.word(), open.message);
        }
        if all.len() > FIRST {
            let _ = writeln!(text, "    and {} more; `--format json` names them all", all.len() - FIRST);
        }
    }
    if !report.open.is_empty() {
        text.push_str("the time was up: `--seconds` gives more\n");
    }
}

/// A person in words: whatever is unlike the baseline, and whatever the proof hangs on besides.
fn who(text: &mut String, pack: &Pack, title: &str, person: &Answers, matters: &[QuestionId]) {
    let assessed = assess(pack, person);
    let _ = writeln!(text, "    {title} ({}): given: {}", assessed.level, unparse::given(pack, person));
    let lines = told(pack, person, matters);
    if lines.is_empty() {
        text.push_str("      The baseline answer everywhere\n");
    }
    for line in lines {
        let wrap = textwrap::Options::new(screen::width()).initial_indent("      ").subsequent_indent("        ");
        let _ = writeln!(text, "{}", textwrap::fill(&line, wrap));
    }
}

#[derive(Serialize)]
struct VerifyJson<'a> {
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
    /// What is milder for the other person.
    falls: Vec<JsonFall<'a>>,
    person: Option<JsonPerson>,
    other: Option<JsonPerson>,
}

#[derive(Serialize)]
struct JsonFall<'a> {
    /// None for the level as a whole.
    risk: Option<&'a str>,
    from: Level,
    to: Level,
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
    /// Whatever is unlike the baseline, and whatever the proof hangs on besides.
    words: Vec<String>,
    case: String,
}

impl<'a> JsonPack<'a> {
    fn new(pack: &'a Pack, report: &'a VerifyReport) -> JsonPack<'a> {
        let person = |who: &Answers, matters: &[QuestionId]| JsonPerson::new(pack, who, matters);
        let failed = report.failed.iter().map(|failure| JsonFailure {
            code: failure.code.word(),
            path: &failure.place.path,
            line: failure.place.line,
            column: failure.place.column,
            message: &failure.message,
            falls: failure.falls.iter().map(|fall| JsonFall::new(pack, fall)).collect(),
            person: failure.person.as_ref().map(|who| person(who, &failure.matters)),
            other: failure.other.as_ref().map(|who| person(who, &failure.matters)),
        });
        let open = report.open.iter();
        let open = open.map(|open| JsonOpen {
            code: open.code.word(),
            path: &open.place.path,
            line: open.place.line,
            message: &open.message,
        });
        let witnesses = report.witnesses.iter();
        let witnesses = witnesses.map(|witness| JsonWitness {
            what: &witness.what,
            path: &witness.place.path,
            line: witness.place.line,
            shortest: witness.shortest,
            person: person(&witness.person, &[]),
        });
        let unordered = report.unordered.iter().map(|question| &pack.questions[*question]);
        JsonPack {
            pack: &pack.id,
            fingerprint: &pack.fingerprint,
            proved: report.proved.iter().map(|(code, n)| (code.word(), *n)).collect(),
            failed: failed.collect(),
            not_proven: open.collect(),
            unordered: unordered
                .map(|question| (question.id.as_str(), question.unordered.as_deref().unwrap_or("")))
                .collect(),
            witnesses: witnesses.collect(),
        }
    }
}

impl<'a> JsonFall<'a> {
    fn new(pack: &'a Pack, fall: &Fall) -> JsonFall<'a> {
        JsonFall { risk: fall.risk.map(|risk| pack.risks[risk].id.as_str()), from: fall.from, to: fall.to }
    }
}

impl JsonPerson {
    fn new(pack: &Pack, person: &Answers, matters: &[QuestionId]) -> JsonPerson {
        let answers =
            person.given().map(|(at, answer)| (pack.questions[at].id.clone(), super::show::value(pack, at, answer)));
        JsonPerson {
            answers: answers.collect(),
            words: told(pack, person, matters),
            case: unparse::case(pack, "found by verify", person),
        }
    }
}
