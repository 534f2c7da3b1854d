//! Proofs speak only of people who can be.

use crate::small::{of, question, rule};
use needlewise::engine::impossible;
use needlewise::model::Pack;
use needlewise::verify::{LawCode, Spent, VerifyReport, scripts, verify, versions};
use std::sync::Arc;

fn never() -> Spent {
    Arc::new(|| false)
}

fn prove(pack: &Pack) -> VerifyReport {
    verify(pack, &never(), true)
}

fn cannot_be(when: &str) -> String {
    format!("Impossible(when: {when}, say: \"That cannot be.\")")
}

/// Somebody who is on fire, or wet; and a rule for each, and for both.
fn fire_and_water(cannot: &[&str]) -> Vec<String> {
    let mut statements = vec![
        question("fire", "answer: YesNo"),
        question("wet", "answer: YesNo"),
        rule("burns", "urgent", "is(fire, yes)", ""),
        rule("drips", "precaution", "is(wet, yes)", ""),
        rule("steams", "emergency", "all([is(fire, yes), is(wet, yes)])", ""),
    ];
    statements.extend(cannot.iter().map(|when| cannot_be(when)));
    statements
}

fn failed(report: &VerifyReport) -> Vec<(LawCode, &str)> {
    report.failed.iter().map(|it| (it.code, it.message.as_str())).collect()
}

#[test]
fn nobody_who_cannot_be_is_a_witness_or_a_counterexample() {
    let whole = of(&fire_and_water(&[]));
    assert!(prove(&whole).is_proof(), "{:?}", failed(&prove(&whole)));

    let dry = of(&fire_and_water(&["all([is(fire, yes), is(wet, yes)])"]));
    let report = prove(&dry);
    let never = failed(&report);
    assert!(never.contains(&(LawCode::RuleNever, "`steams` can never be certain")), "{never:?}");
    assert!(!report.witnesses.is_empty());
    for witness in &report.witnesses {
        assert_eq!(impossible(&dry, &witness.person), [], "{}", witness.what);
    }
    for person in report.failed.iter().flat_map(|it| it.person.iter().chain(&it.other)) {
        assert_eq!(impossible(&dry, person), []);
    }
    assert!(scripts(&dry, &report.ledger).iter().any(|it| it.text.contains("(assert (not a_certain_impossible_0))")));
}

#[test]
fn somebody_who_is_not_sure_may_be_anybody() {
    let dry = of(&fire_and_water(&["all([is(fire, yes), is(wet, yes)])"]));
    let unsure = dry.silent();
    assert_eq!(impossible(&dry, &unsure), [], "what is not known contradicts nothing");
    // They may still have what nobody can be certain of, so the laws about "not sure" are about them too.
    let report = prove(&dry);
    assert!(!failed(&report).iter().any(|(code, _)| *code == LawCode::UnsureMilder));
}

#[test]
fn a_promise_that_what_cannot_be_leaves_empty_is_found_and_so_is_what_rules_nobody_out() {
    let mut emptied = of(&fire_and_water(&["is(fire, yes)"]));
    let promised = of(&fire_and_water(&[])).rules[needlewise::model::RuleId::new(0)].when.clone();
    emptied.promises.push(needlewise::model::Promise {
        name: "fire is urgent".to_owned(),
        when: promised,
        at_least: Some(needlewise::model::Level::Urgent),
        finds: Vec::new(),
        place: needlewise::model::SourcePlace::default(),
    });
    let report = prove(&emptied);
    let codes: Vec<LawCode> = report.failed.iter().map(|it| it.code).collect();
    assert!(
        codes.contains(&LawCode::PromiseEmptied) && !codes.contains(&LawCode::PromiseIdle),
        "{:?}",
        failed(&report)
    );

    let idle = of(&fire_and_water(&["all([is(fire, yes), not(is(fire, yes))])"]));
    let report = prove(&idle);
    assert_eq!(failed(&report), [(LawCode::ImpossibleIdle, "nobody could ever be told \"That cannot be.\"")]);
}

#[test]
fn a_chain_of_what_cannot_be_is_followed_to_its_end() {
    // Each question rules out that the next is answered otherwise, so one answer decides them all.
    let mut statements: Vec<String> = (0..40).map(|at| question(&format!("q{at}"), "answer: YesNo")).collect();
    statements.extend((0..40).map(|at| rule(&format!("r{at}"), "precaution", &format!("is(q{at}, yes)"), "")));
    statements.extend((0..39).map(|at| cannot_be(&format!("all([is(q{at}, yes), is(q{}, no)])", at + 1))));
    let pack = of(&statements);
    let report = prove(&pack);
    assert!(report.open.is_empty());
    assert!(report.failed.iter().all(|it| it.code != LawCode::Disagreement), "{:?}", failed(&report));
    let first = report.witnesses.iter().find(|it| it.what == "`r0` can be certain").expect("somebody has it");
    assert_eq!(impossible(&pack, &first.person), []);
    assert!(first.shortest);
}

#[test]
fn two_versions_are_compared_for_people_who_can_be_in_both() {
    let mild = of(&fire_and_water(&["all([is(fire, yes), is(wet, yes)])"]));
    let strict = of(&fire_and_water(&[]));
    // They differ only in the rule for both, which somebody who is not sure may still have.
    let mut other = strict.clone();
    other.rules.retain(|it| it.id != "steams");
    for (old, new) in [(&mild, &other), (&other, &mild), (&strict, &other)] {
        let compared = versions(old, new, &never());
        assert!(compared.open.is_empty() && !compared.changes.is_empty(), "{compared:?}");
        for change in &compared.changes {
            assert_eq!(impossible(old, &change.old), []);
            assert_eq!(impossible(new, &change.new), []);
        }
    }
}
