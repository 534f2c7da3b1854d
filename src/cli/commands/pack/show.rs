//! `pack show`

use super::args::Format;
use super::page::Page;
use crate::model::codec::AnswerValue;
use crate::model::{Answer, Domain, OptionId, Pack, Question, QuestionId, RuleBase, SourceId};
use crate::pack::unparse::{condition as spelled, wait, written_out};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Write;

#[derive(Serialize)]
struct Json {
    schema: u32,
    pack: Value,
    questions: Vec<Value>,
    definitions: Vec<Value>,
    impossible: Vec<Value>,
    rules: Vec<Value>,
    sources: Vec<Value>,
}

pub fn page(base: &RuleBase, format: Format) -> anyhow::Result<Page> {
    let Some(pack) = base.packs.first() else { anyhow::bail!("the folder holds no pack") };
    if format == Format::Json {
        return Page::json(&json_of(base, pack), true);
    }
    let mut text = format!(
        "{}: {}\nversion {}, reviewed {}, to be reviewed by {}\n",
        pack.id, pack.title, pack.version, pack.reviewed, pack.review_by
    );
    let mut section = None;
    for question in &pack.questions {
        if section != Some(question.section) {
            section = Some(question.section);
            let _ = writeln!(text, "\n# {}", pack.sections[question.section].title);
        }
        let _ = writeln!(text, "\n{}: {}", question.id, question.ask);
        match &question.domain {
            Domain::Number(it) => {
                let _ = writeln!(text, "    a number of {}, from {} to {}", it.unit, it.low, it.high);
            }
            Domain::One(choices) => choices.iter().for_each(|it| {
                let _ = writeln!(text, "    {}: {}", it.id, it.label);
            }),
            Domain::Many(choices) => choices.iter().for_each(|it| {
                let _ = writeln!(text, "    [ ] {}: {}", it.id, it.label);
            }),
        }
        if let Some(ordinary) = ordinary(question) {
            let _ = writeln!(text, "    {ordinary}");
        }
        if !question.ask_if.is_always() {
            let _ = writeln!(text, "    asked if {}", spelled(pack, &question.ask_if));
        }
    }
    stated(&mut text, pack);
    let _ = writeln!(text, "\n# Rules");
    for rule in &pack.rules {
        let sources: Vec<&str> = rule.sources.iter().map(|it| base.sources[*it].id.as_str()).collect();
        let _ = writeln!(
            text,
            "\n{} ({}): {}\n    when {}\n    sources: {}",
            rule.id,
            rule.level,
            rule.title,
            spelled(pack, &rule.when),
            sources.join(", ")
        );
    }
    let _ = writeln!(text, "\n# Sources\n");
    for source in cited(pack).into_iter().map(|it| &base.sources[it]) {
        let year = source.year.map_or(String::new(), |it| format!(", {it}"));
        let _ = writeln!(
            text,
            "{}: {}. {}{year}. {} ({:?}, {:?})",
            source.id, source.title, source.publisher, source.url, source.grade, source.read
        );
    }
    Ok(Page::new(text, true))
}

/// What is said of a pack beside its questions and rules: conditions with a name, and what cannot be.
fn stated(text: &mut String, pack: &Pack) {
    if !pack.definitions.is_empty() {
        let _ = writeln!(text, "\n# Definitions");
    }
    for definition in &pack.definitions {
        let when = written_out(pack, &definition.when);
        let _ = writeln!(text, "\n{}: somebody who {}\n    when {when}", definition.id, definition.means);
    }
    if !pack.impossible.is_empty() {
        let _ = writeln!(text, "\n# What cannot be");
    }
    for it in &pack.impossible {
        let _ = writeln!(text, "\n{}\n    when {}", it.say, spelled(pack, &it.when));
    }
}

/// What stands ready where it is not the first option, or that nothing does.
fn ordinary(question: &Question) -> Option<String> {
    match (&question.domain, question.ordinary) {
        (Domain::One(choices), Some(Answer::One(option))) if option != OptionId::new(0) => {
            Some(format!("ordinary: {}", choices.get(option)?.id))
        }
        (Domain::One(_) | Domain::Many(_), None) => Some("no answer is ordinary".to_owned()),
        _ => None,
    }
}

fn json_of(base: &RuleBase, pack: &Pack) -> Json {
    let ids = |all: &[SourceId]| -> Vec<&str> { all.iter().map(|it| base.sources[*it].id.as_str()).collect() };
    let questions = pack.questions.iter().map(|it| {
        let (kind, range) = match &it.domain {
            Domain::One(_) => ("one", Value::Null),
            Domain::Many(_) => ("many", Value::Null),
            Domain::Number(it) => ("number", json!({ "unit": it.unit, "low": it.low, "high": it.high, "whole": it.whole })),
        };
        let options: Vec<Value> = it.domain.choices().iter().map(|it| json!({ "id": it.id, "label": it.label })).collect();
        let ask_if = (!it.ask_if.is_always()).then(|| spelled(pack, &it.ask_if));
        json!({
            "id": it.id, "section": pack.sections[it.section].id, "ask": it.ask, "help": it.help, "because": it.because,
            "kind": kind, "range": range, "options": options, "ordinary": it.ordinary.map(|answer| AnswerValue::of(it, answer)), "ask_if": ask_if, "path": it.place.path, "line": it.place.line,
        })
    });
    let definitions = pack.definitions.iter().map(|it| {
        let when = written_out(pack, &it.when);
        json!({ "id": it.id, "means": it.means, "when": when, "path": it.place.path, "line": it.place.line })
    });
    let impossible = pack.impossible.iter().map(
        |it| json!({ "when": spelled(pack, &it.when), "say": it.say, "path": it.place.path, "line": it.place.line }),
    );
    let rules = pack.rules.iter().map(|it| {
        let risks: Vec<&str> = it.risks.iter().map(|it| pack.risks[*it].id.as_str()).collect();
        json!({
            "id": it.id, "level": it.level, "risks": risks, "title": it.title, "when": spelled(pack, &it.when), "why": it.why, "advice": it.advice,
            "wait": it.wait.as_ref().map(|it| wait(pack, it)), "sources": ids(&it.sources), "path": it.place.path, "line": it.place.line,
        })
    });
    let sources = cited(pack).into_iter().map(|it| &base.sources[it]).map(|it| {
        let (grade, read) = (format!("{:?}", it.grade), format!("{:?}", it.read).to_lowercase());
        json!({ "id": it.id, "title": it.title, "publisher": it.publisher, "year": it.year, "grade": grade, "url": it.url, "read": read })
    });
    Json {
        schema: 1,
        pack: json!({ "id": pack.id, "title": pack.title, "version": pack.version, "fingerprint": pack.fingerprint }),
        questions: questions.collect(),
        definitions: definitions.collect(),
        impossible: impossible.collect(),
        rules: rules.collect(),
        sources: sources.collect(),
    }
}

/// The sources a pack cites, in the order of the library.
pub fn cited(pack: &Pack) -> Vec<SourceId> {
    let rules = pack.rules.iter().flat_map(|it| &it.sources);
    let mut cited: Vec<SourceId> = rules.chain(pack.closings.iter().flat_map(|it| &it.sources)).copied().collect();
    cited.sort_unstable();
    cited.dedup();
    cited
}

/// An answer as JSON. A whole number has no point.
pub fn value(pack: &Pack, question: QuestionId, answer: Answer) -> Value {
    match AnswerValue::of(&pack.questions[question], answer) {
        AnswerValue::Number(n) if n.fract() == 0.0 => serde_json::from_str(&n.to_string()).unwrap_or(json!(n)),
        written => json!(written),
    }
}
