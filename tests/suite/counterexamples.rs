//! Whoever is shown is shown with every answer that matters, and with what falls.

use crate::small::{question, read, rule};
use needlewise::model::{Level, Pack};
use needlewise::verify::diff::{diff, matters};
use needlewise::verify::{Fall, LawCode, Spent, VerifyReport, verify};
use std::sync::Arc;

const SOURCE: &str = "[Source(id: s, title: \"S\", publisher: \"P\", grade: Study, url: \"https://example.org/\", read: direct, review_by: \"2027-01-01\")]";

fn pack(statements: &[String]) -> Pack {
    let header = "[Pack(id: p, title: \"P\", intro: \"I.\", version: \"1\", reviewed: \"2026-01-01\", review_by: \"2027-01-01\", sections: { s: \"S\" },
        risks: { scars: \"Scars\" }, wording: { note: \"N\", precaution: \"P\", urgent: \"U\" })]";
    read(&[("p/pack.ron", header), ("p/s.ron", &format!("[{}]", statements.join(",\n"))), ("sources.ron", SOURCE)])
}

fn prove(pack: &Pack) -> VerifyReport {
    let never: Spent = Arc::new(|| false);
    verify(pack, &never, false)
}

fn ids<'a>(pack: &'a Pack, questions: &[needlewise::model::QuestionId]) -> Vec<&'a str> {
    questions.iter().map(|it| pack.questions[*it].id.as_str()).collect()
}

/// More days are better here, but the rule reads them the wrong way; and it needs that training is the baseline.
fn wrong_way() -> Pack {
    pack(&[
        question("training", "answer: One({ some: \"Some\", none: \"None\" })"),
        question("days", "answer: Number(unit: \"days\", range: 0..=9, worse: lower, usual: 9)"),
        question("hair", "answer: YesNo"),
        rule("soon", "urgent", "all([is(training, some), over(days, 2), under(days, 6)])", "risks: [scars]"),
        rule("hairy", "precaution", "is(hair, yes)", ""),
    ])
}

#[test]
fn an_answer_of_the_baseline_is_named_where_it_matters_and_no_other() {
    let pack = wrong_way();
    let report = prove(&pack);
    let failure = report.failed.iter().find(|it| it.code == LawCode::WorseMilder).expect("days are read the wrong way");
    assert_eq!(ids(&pack, &failure.matters), ["training", "days"], "{failure:?}");
}

#[test]
fn the_risk_that_falls_is_named_and_how_far() {
    let pack = wrong_way();
    let report = prove(&pack);
    let failure = report
        .failed
        .iter()
        .find(|it| it.code == LawCode::WorseMilder && it.message.contains("`days`"))
        .expect("days are read the wrong way");
    let risk = pack.risks.keys().next();
    let fall = |risk| Fall { risk, from: Level::Urgent, to: Level::Note };
    assert_eq!(failure.falls, [fall(None), fall(risk)]);
}

#[test]
fn a_comparison_names_the_answers_that_matter_and_says_when_the_baseline_moves() {
    let old = wrong_way();
    let turned = pack(&[
        question("training", "answer: One({ none: \"None\", some: \"Some\" })"),
        question("days", "answer: Number(unit: \"days\", range: 0..=9, worse: lower, usual: 9)"),
        question("hair", "answer: YesNo"),
        rule("soon", "urgent", "all([is(training, some), over(days, 1), under(days, 6)])", "risks: [scars]"),
        rule("hairy", "precaution", "is(hair, yes)", ""),
    ]);
    let never: Spent = Arc::new(|| false);
    let library = crate::shared::shipped();
    let found = diff((&library, &old), (&library, &turned), &never);
    let moved: Vec<(&str, &str, &str)> =
        found.baselines.iter().map(|it| (it.question.as_str(), it.from.as_str(), it.to.as_str())).collect();
    assert_eq!(moved, [("training", "some", "none")]);
    let change = found.rises().find(|it| it.from == Level::Note).expect("two days are too few now");
    assert_eq!(change.to, Level::Urgent);
    assert_eq!(ids(&turned, &matters(&turned, &change.new, change)), ["training", "days"]);
}
