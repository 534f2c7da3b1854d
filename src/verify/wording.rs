//! What reads otherwise in another version of a pack: it is what people see and what is read aloud.

use crate::model::Pack;
use std::collections::HashMap;

/// A text that is in both versions and not alike. Empty where one of them has none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reworded {
    /// What it belongs to, such as "question `age`".
    pub what: String,
    /// Which of its texts it is, such as "help".
    pub part: &'static str,
    /// The text in the old version.
    pub old: String,
    /// The text in the new version.
    pub new: String,
}

/// Every text that changed, in the order of the new version. What is only in one of them is left out.
pub fn wording(old: &Pack, new: &Pack) -> Vec<Reworded> {
    let mut before: HashMap<(String, &'static str), String> = HashMap::new();
    for WordedText { what, part, text } in texts(old) {
        before.insert((what, part), text);
    }
    let changed = texts(new).into_iter().filter_map(|WordedText { what, part, text }| {
        let old = before.remove(&(what.clone(), part))?;
        (old != text).then_some(Reworded { what, part, old, new: text })
    });
    changed.collect()
}

struct WordedText {
    what: String,
    part: &'static str,
    text: String,
}

/// Every text of a pack that somebody reads, in reading order.
fn texts(pack: &Pack) -> Vec<WordedText> {
    let mut all = Vec::new();
    let mut add =
        |what: &str, part, text: &str| all.push(WordedText { what: what.to_owned(), part, text: text.to_owned() });
    add("pack", "title", &pack.title);
    add("pack", "introduction", &pack.intro);
    for (level, headline) in &pack.wording {
        add(&format!("level {level}"), "headline", headline);
    }
    add("wait", "headline", &pack.not_before);
    for section in &pack.sections {
        add(&format!("section `{}`", section.id), "title", &section.title);
    }
    for risk in &pack.risks {
        add(&format!("risk `{}`", risk.id), "title", &risk.title);
    }
    for question in &pack.questions {
        let what = format!("question `{}`", question.id);
        add(&what, "question", &question.ask);
        add(&what, "help", question.help.as_deref().unwrap_or(""));
        add(&what, "why we ask", &question.because);
        for choice in question.domain.choices() {
            add(&format!("option `{}` of `{}`", choice.id, question.id), "label", &choice.label);
        }
    }
    for rule in &pack.rules {
        let what = format!("rule `{}`", rule.id);
        add(&what, "title", &rule.title);
        add(&what, "why", &rule.why);
        add(&what, "advice", &rule.advice);
    }
    for closing in &pack.closings {
        let what = format!("closing `{}`", closing.id);
        add(&what, "title", &closing.title);
        add(&what, "text", &closing.text);
        add(&what, "points", &closing.points.join("\n"));
        for (risk, sentence) in &closing.for_risk {
            add(&format!("{what} for `{}`", pack.risks[*risk].id), "sentence", sentence);
        }
    }
    for (at, stated) in pack.impossible.iter_enumerated() {
        add(&format!("statement {} of what cannot be", at.place() + 1), "text", &stated.say);
    }
    all
}
