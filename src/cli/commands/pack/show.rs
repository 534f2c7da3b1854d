//! `pack show`

use super::args::Format;
use super::page::Page;
use crate::model::codec::AnswerValue;
use crate::model::{
    Answer, Choice, Definition, Domain, OptionId, Pack, Question, QuestionId, Rule, RuleBase, Source, SourceId,
};
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
            Domain::Number(scale) => {
                let _ = writeln!(text, "    a number of {}, from {} to {}", scale.unit, scale.low, scale.high);
            }
            Domain::One(choices) => choices.iter().for_each(|choice| {
                let _ = writeln!(text, "    {}: {}", choice.id, choice.label);
            }),
            Domain::Many(choices) => choices.iter().for_each(|choice| {
                let _ = writeln!(text, "    [ ] {}: {}", choice.id, choice.label);
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
        let sources: Vec<&str> = rule.sources.iter().map(|source| base.sources[*source].id.as_str()).collect();
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
    for source in cited(pack).into_iter().map(|cited| &base.sources[cited]) {
        let year = source.year.map_or(String::new(), |year| format!(", {year}"));
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
    for impossible in &pack.impossible {
        let _ = writeln!(text, "\n{}\n    when {}", impossible.say, spelled(pack, &impossible.when));
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
    let ids = |all: &[SourceId]| -> Vec<&str> { all.iter().map(|source| base.sources[*source].id.as_str()).collect() };
    let questions = pack.questions.iter().map(|question| {
        let Question { id, ask, help, because, domain, ask_if, place, .. } = question;
        let (kind, range) = match domain {
            Domain::One(_) => ("one", Value::Null),
            Domain::Many(_) => ("many", Value::Null),
            Domain::Number(scale) => {
                ("number", json!({ "unit": scale.unit, "low": scale.low, "high": scale.high, "whole": scale.whole }))
            }
        };
        let option = |choice: &Choice| json!({ "id": choice.id, "label": choice.label });
        let options: Vec<Value> = domain.choices().iter().map(option).collect();
        let ordinary = question.ordinary.map(|answer| AnswerValue::of(question, answer));
        let ask_if = (!ask_if.is_always()).then(|| spelled(pack, ask_if));
        json!({
            "id": id, "section": pack.sections[question.section].id, "ask": ask, "help": help, "because": because,
            "kind": kind, "range": range, "options": options, "ordinary": ordinary, "ask_if": ask_if,
            "path": place.path, "line": place.line,
        })
    });
    let definitions = pack.definitions.iter().map(|definition| {
        let Definition { id, means, when, place, .. } = definition;
        let when = written_out(pack, when);
        json!({ "id": id, "means": means, "when": when, "path": place.path, "line": place.line })
    });
    let impossible = pack.impossible.iter().map(|impossible| {
        let (when, place) = (spelled(pack, &impossible.when), &impossible.place);
        json!({ "when": when, "say": impossible.say, "path": place.path, "line": place.line })
    });
    let rules = pack.rules.iter().map(|rule| {
        let Rule { id, level, title, why, advice, place, .. } = rule;
        let risks: Vec<&str> = rule.risks.iter().map(|risk| pack.risks[*risk].id.as_str()).collect();
        let wait = rule.wait.as_ref().map(|waited| wait(pack, waited));
        json!({
            "id": id, "level": level, "risks": risks, "title": title, "when": spelled(pack, &rule.when), "why": why,
            "advice": advice, "wait": wait, "sources": ids(&rule.sources), "path": place.path, "line": place.line,
        })
    });
    let sources = cited(pack).into_iter().map(|cited| {
        let Source { id, title, publisher, year, url, .. } = &base.sources[cited];
        let (grade, read) = (base.sources[cited].grade, base.sources[cited].read);
        let (grade, read) = (format!("{grade:?}"), format!("{read:?}").to_lowercase());
        json!({
            "id": id, "title": title, "publisher": publisher, "year": year, "grade": grade, "url": url, "read": read,
        })
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
    let rules = pack.rules.iter().flat_map(|rule| &rule.sources);
    let closings = pack.closings.iter().flat_map(|closing| &closing.sources);
    let mut cited: Vec<SourceId> = rules.chain(closings).copied().collect();
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
