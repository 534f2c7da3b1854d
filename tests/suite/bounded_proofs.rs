//! Rules made to take for ever: the work is bounded, and the time that was given holds. Counted, not timed.

use crate::small::{of, question, rule};
use needlewise::model::Pack;
use needlewise::verify::{LawCode, Spent, VerifyReport, scripts, verify};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Time for so many looks at the clock, and the count of all looks.
fn looks(most: usize) -> (Spent, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    (Arc::new(move || counted.fetch_add(1, Ordering::Relaxed) >= most), count)
}

fn prove(pack: &Pack) -> VerifyReport {
    let never: Spent = Arc::new(|| false);
    verify(pack, &never, false)
}

/// One number, and so many rules that each cut it somewhere else: every rule covers all before it.
fn stairs(rules: usize) -> Pack {
    let mut statements =
        vec![question("d", &format!("answer: Number(unit: \"days\", range: 0..={}, worse: higher)", rules + 1))];
    statements.extend((0..rules).map(|at| rule(&format!("r{at}"), "precaution", &format!("over(d, {at})"), "")));
    of(&statements)
}

/// A rule that counts half of 64 facts, so many times over.
fn counts(times: usize) -> Pack {
    let mut statements: Vec<String> = (0..64).map(|at| question(&format!("q{at}"), "answer: YesNo")).collect();
    let facts =
        |turn: usize| (0..64).map(|at| format!("is(q{}, yes)", (at + turn) % 64)).collect::<Vec<_>>().join(", ");
    let all: Vec<String> = (0..times).map(|turn| format!("at_least(32, [{}])", facts(turn))).collect();
    statements.push(rule("half", "urgent", &format!("all([{}])", all.join(", ")), ""));
    of(&statements)
}

#[test]
fn a_rule_that_others_cover_is_said_once_and_not_once_for_each() {
    let report = prove(&stairs(120));
    let covered = report.failed.iter().filter(|it| it.code == LawCode::RuleCovered).count();
    assert_eq!(covered, 119, "every rule but the lowest is covered by the one below it");
    assert!(report.open.is_empty());
}

#[test]
fn the_scripts_for_another_solver_grow_with_the_rules_and_not_with_their_square() {
    let size = |rules: usize| -> usize {
        let pack = stairs(rules);
        scripts(&pack, &prove(&pack).ledger).iter().map(|it| it.text.len()).sum()
    };
    let (small, large) = (size(30), size(120));
    assert!(large < 6 * small, "{small} bytes for 30 rules, {large} for 120");

    let open = |questions: usize| -> usize {
        let mut statements: Vec<String> =
            (0..questions).map(|at| question(&format!("q{at}"), "answer: YesNo")).collect();
        statements
            .extend((0..questions).map(|at| rule(&format!("r{at}"), "precaution", &format!("is(q{at}, yes)"), "")));
        let pack = of(&statements);
        scripts(&pack, &prove(&pack).ledger).iter().map(|it| it.text.len()).sum()
    };
    let (small, large) = (open(10), open(40));
    assert!(large < 6 * small, "{small} bytes for 10 questions, {large} for 40");
}

#[test]
fn when_the_time_is_up_nothing_more_is_built() {
    for pack in [stairs(200), counts(20)] {
        for most in [0, 10, 100] {
            let (spent, count) = looks(most);
            let report = verify(&pack, &spent, true);
            assert!(!report.is_proof() && !report.open.is_empty());
            // A look or two for each thing left to prove, and no more.
            let left = 4 * (report.open.len() + pack.rules.len() + pack.questions.len());
            let looks = count.load(Ordering::Relaxed);
            assert!(looks <= most + left + 64, "{looks} looks for {} left open after {most}", report.open.len());
        }
    }
}
