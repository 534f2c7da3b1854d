//! `pack show`

use super::{Format, Page};
use crate::model::{Answer, Domain, OptionId, Pack, QuestionId, RuleBase};
use crate::pack::unparse::condition as spelled;
use crate::report::export::whole::{cited, whole};
use serde_json::{Value, json};
use std::fmt::Write;

pub fn page(base: &RuleBase, format: Format) -> anyhow::Result<Page> {
    let Some(pack) = base.packs.first() else { anyhow::bail!("the folder holds no pack") };
    if format == Format::Json {
        return Page::json(&whole(base, pack), true);
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
        if !question.ask_if.is_always() {
            let _ = writeln!(text, "    asked if {}", spelled(pack, &question.ask_if));
        }
    }
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

/// An answer as JSON.
pub fn value(pack: &Pack, question: QuestionId, answer: Answer) -> Value {
    let choices = pack.questions[question].domain.choices();
    let id = |it: OptionId| choices.get(it).map_or(Value::Null, |it| json!(it.id));
    match answer {
        Answer::Unsure => json!("unsure"),
        Answer::One(it) => id(it),
        Answer::Many(ticks) => choices.keys().filter(|it| ticks.contains(*it)).map(id).collect(),
        Answer::Number(it) if it.fract() == 0.0 => serde_json::from_str(&it.to_string()).unwrap_or(json!(it)),
        Answer::Number(it) => json!(it),
    }
}
