//! The terms of SMT-LIB: facts about one person, and what is made of them.

use crate::model::{Answer, AnswerTest, Domain, Fact, Pack, QuestionId, Scale};

/// That the person is sure of what the fact looks at.
pub fn known(who: &str, fact: Fact) -> String {
    match fact.test {
        AnswerTest::Has(option) => format!("{who}_known_{}_{option}", fact.question),
        _ => format!("{who}_known_{}", fact.question),
    }
}

/// That the answer, if it is known, matches.
pub fn says(pack: &Pack, who: &str, fact: Fact) -> String {
    let at = fact.question;
    match (fact.test, &pack.questions[at].domain) {
        (AnswerTest::Is(option), _) => format!("(= {who}_{at} {option})"),
        (AnswerTest::Has(option), _) => format!("{who}_{at}_{option}"),
        (AnswerTest::Under(n), Domain::Number(scale)) => format!("(< {} {})", value(scale, who, at), number(n)),
        (AnswerTest::Over(n), Domain::Number(scale)) => format!("(> {} {})", value(scale, who, at), number(n)),
        _ => "false".to_owned(),
    }
}

/// That the answer, if it is known, is the baseline.
pub fn baseline(pack: &Pack, who: &str, at: QuestionId) -> String {
    match (pack.baseline.get(at), &pack.questions[at].domain) {
        (Some(Answer::One(option)), _) => format!("(= {who}_{at} {option})"),
        (Some(Answer::Number(n)), Domain::Number(scale)) => format!("(= {} {})", value(scale, who, at), number(n)),
        (_, domain) => list("and", "true", domain.choices().keys().map(|choice| format!("(not {who}_{at}_{choice})"))),
    }
}

pub fn at_least(n: usize, parts: impl Iterator<Item = String>) -> String {
    let ones = list("+", "0", parts.map(|part| format!("(ite {part} 1 0)")).chain(["0".to_owned()]));
    format!("(>= {ones} {n})")
}

pub fn list(of: &str, none: &str, parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    match parts.as_slice() {
        [] => none.to_owned(),
        [only] => only.clone(),
        _ => format!("({of} {})", parts.join(" ")),
    }
}

/// The answer as a real number, whatever it was declared as.
pub fn value(scale: &Scale, who: &str, at: QuestionId) -> String {
    if scale.whole { format!("(to_real {who}_{at})") } else { format!("{who}_{at}") }
}

pub fn number(n: f64) -> String {
    let digits = format!("{:?}", n.abs());
    if n < 0.0 { format!("(- {digits})") } else { digits }
}
