//! `pack show`

use super::args::PackFormat;
use super::output::CommandOutput;
use crate::model::codec::AnswerValue;
use crate::model::{Answer, Domain, OptionId, Pack, Question, QuestionId, RuleBase};
use crate::pack::unparse::{condition as spelled, written_out};
use crate::report::export::whole::{cited, whole};
use serde_json::{Value, json};
use std::fmt::Write;

pub fn output(base: &RuleBase, format: PackFormat) -> anyhow::Result<CommandOutput> {
    let Some(pack) = base.packs.first() else { anyhow::bail!("the folder holds no pack") };
    if format == PackFormat::Json {
        return CommandOutput::json(&whole(base, pack), true);
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
    Ok(CommandOutput::new(text, true))
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

/// An answer as JSON. A whole number has no point.
pub fn value(pack: &Pack, question: QuestionId, answer: Answer) -> Value {
    match AnswerValue::of(&pack.questions[question], answer) {
        AnswerValue::Number(n) if n.fract() == 0.0 => serde_json::from_str(&n.to_string()).unwrap_or(json!(n)),
        written => json!(written),
    }
}
