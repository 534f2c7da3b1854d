//! Another solver reads the same proofs, and agrees.

use crate::random_people::{Chance, rules};
use crate::small::pack;
use crate::tools::tool;
use needlewise::model::{AnswerTest, Domain, Pack, Question, RuleId};
use needlewise::verify::{Script, Spent, scripts, verify, versions, versions_script};
use std::process::Command;
use std::sync::Arc;

fn proofs(pack: &Pack) -> Vec<Script> {
    let never: Spent = Arc::new(|| false);
    scripts(pack, &verify(pack, &never, true).ledger)
}

/// The other solvers on this machine.
fn solvers() -> Vec<Vec<&'static str>> {
    let all = [vec!["z3"], vec!["cvc5", "--incremental"]];
    all.into_iter().filter(|command| tool(command[0]).is_some()).collect()
}

fn answers(solver: &[&str], folder: &std::path::Path, script: &Script) -> Vec<bool> {
    let path = folder.join(&script.name);
    std::fs::write(&path, &script.text).expect("the script can be written");
    let out = Command::new(solver[0]).args(&solver[1..]).arg(&path).output().expect("the solver runs");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let answer = |line: &str| match line {
        "sat" => true,
        "unsat" => false,
        other => panic!("{}: {}: {other}", solver[0], script.name),
    };
    text.lines().map(answer).collect()
}

#[test]
fn z3_agrees_with_every_proof_of_the_shipped_packs() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(solver) = solvers().into_iter().find(|it| it[0] == "z3") else { return };
    let mut count = 0;
    for pack in &rules().packs {
        for script in proofs(pack) {
            count += script.expected.len();
            assert_eq!(answers(&solver, folder.path(), &script), script.expected, "{}", script.name);
        }
    }
    assert!(count > 1_000, "only {count} proofs");
}

#[test]
fn every_other_solver_agrees_about_packs_made_by_chance_faults_and_all() {
    let folder = tempfile::tempdir().expect("a folder");
    for solver in solvers() {
        for seed in 0..12 {
            for script in proofs(&pack(&mut Chance(seed))) {
                assert_eq!(
                    answers(&solver, folder.path(), &script),
                    script.expected,
                    "{}: {}\n{}",
                    solver[0],
                    script.name,
                    script.text
                );
            }
        }
    }
}

#[test]
fn a_wrong_proof_would_be_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    for solver in solvers() {
        let mut script = proofs(&pack(&mut Chance(1))).remove(0);
        script.text = script.text.replace("(set-info :status sat)", "").replace("(set-info :status unsat)", "");
        assert_eq!(answers(&solver, folder.path(), &script), script.expected);
        // Each claim in turn is made so weak or so strong that the proof is wrong; the others stay as they are.
        let claims: Vec<&str> = script.text.lines().collect();
        let starts = (0..claims.len()).filter(|at| claims[*at].starts_with("(push"));
        for (at, line) in starts.enumerate() {
            let mut wrong = claims.clone();
            wrong[line + 1] = if script.expected[at] { "(assert false)" } else { "(assert true)" };
            let wrong = Script { text: wrong.join("\n"), ..script.clone() };
            let mut noticed = script.expected.clone();
            noticed[at] = !noticed[at];
            assert_eq!(answers(&solver, folder.path(), &wrong), noticed, "{}", claims[line + 1]);
        }
    }
}

#[test]
fn every_other_solver_agrees_about_what_two_versions_tell_differently() {
    let folder = tempfile::tempdir().expect("a folder");
    let never: Spent = Arc::new(|| false);
    let mut pairs: Vec<(Pack, Pack)> = (0..30).map(|it| (pack(&mut Chance(it)), pack(&mut Chance(it + 1)))).collect();
    let before = rules().packs.into_iter().find(|it| it.id == "before").expect("it is shipped");
    let mut shorter = before.clone();
    shorter.rules.remove(RuleId::new(7));
    for question in &mut shorter.questions {
        if let Domain::One(choices) = &mut question.domain {
            choices.truncate(choices.len().max(3) - 1);
        }
    }
    shorter.rules.retain(|it| it.when.facts().iter().all(|fact| takes(&shorter.questions[fact.question], fact.test)));
    pairs.push((before, shorter));
    for solver in solvers() {
        let mut changed = 0;
        for (old, new) in &pairs {
            let compared = versions(old, new, &never);
            changed += compared.changes.len();
            let script = versions_script(old, new, &compared);
            assert_eq!(answers(&solver, folder.path(), &script), script.expected, "{}\n{}", solver[0], script.text);
        }
        assert!(changed > 20, "only {changed} changes");
    }
}

fn takes(question: &Question, test: AnswerTest) -> bool {
    match test {
        AnswerTest::Is(it) => it < question.domain.choices().next_key(),
        _ => true,
    }
}
