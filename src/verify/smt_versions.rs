//! The comparison of two versions as SMT-LIB 2, written from the packs themselves.

use super::smt::{Script, person, reaches};
use super::smt_terms::{list, says};
use super::versions::{Compared, linked, moves};
use crate::model::{AnswerTest, Domain, Fact, Level, OptionId, Pack, QuestionId};
use std::fmt::Write;

/// One script for two versions: is there somebody whose level goes from this to that? What was left open is left out.
pub fn versions_script(old: &Pack, new: &Pack, compared: &Compared) -> Script {
    let (old, new, links) = linked(old, new);
    let mut text = format!(
        "; {}, version {} to {}, fingerprint {} to {}\n(set-logic ALL)\n",
        new.id, old.version, new.version, old.fingerprint, new.fingerprint
    );
    person(&mut text, &old, "a");
    person(&mut text, &new, "b");
    for (who, pack) in [("a", &old), ("b", &new)] {
        pack.impossible.keys().for_each(|at| {
            let _ = writeln!(text, "(assert (not {who}_certain_impossible_{at}))");
        });
    }
    for (to, from) in links.iter_enumerated() {
        if let Some(from) = *from {
            same(&mut text, &old, &new, from, to);
        }
    }
    let mut expected = Vec::new();
    for (from, to) in moves().filter(|change| !compared.open.contains(change)) {
        let sat = compared.changes.iter().any(|change| (change.from, change.to) == (from, to));
        let status = if sat { "sat" } else { "unsat" };
        let claim = format!("(and {} {})", exactly(&old, "a", from), exactly(&new, "b", to));
        let _ = writeln!(
            text,
            "\n; from {from} to {to}\n(push 1)\n(assert {claim})\n(set-info :status {status})\n(check-sat)\n(pop 1)"
        );
        expected.push(sat);
    }
    Script { name: format!("{}-versions.smt2", new.id), text, expected }
}

/// The person gives the same answer to both, as far as both have it.
fn same(text: &mut String, old: &Pack, new: &Pack, from: QuestionId, to: QuestionId) {
    let (before, after) = (&old.questions[from].domain, &new.questions[to].domain);
    let place = |id: &str| before.choices().position(|choice| choice.id == id);
    let shared = after.choices().iter_enumerated().filter_map(|(at, choice)| Some((place(&choice.id)?, at)));
    match after {
        Domain::Number(_) => {
            let _ = writeln!(text, "(assert (= a_known_{from} b_known_{to}))");
            let _ = writeln!(text, "(assert (= a_{from} b_{to}))");
        }
        Domain::Many(_) => shared.for_each(|(was, at)| {
            let _ = writeln!(text, "(assert (= a_known_{from}_{was} b_known_{to}_{at}))");
            let _ = writeln!(text, "(assert (= a_{from}_{was} b_{to}_{at}))");
        }),
        Domain::One(_) => {
            let _ = writeln!(text, "(assert (= a_known_{from} b_known_{to}))");
            let is = |pack, who, question, option| says(pack, who, Fact { question, test: AnswerTest::Is(option) });
            let kept =
                |option: &OptionId| after.choices().iter().any(|choice| choice.id == before.choices()[*option].id);
            let gone = before.choices().keys().filter(|choice| !kept(choice)).map(|choice| is(old, "a", from, choice));
            let gone: Vec<String> = gone.collect();
            for (was, at) in shared {
                let (a, b) = (is(old, "a", from, was), is(new, "b", to, at));
                let back = list("or", "false", gone.iter().cloned().chain([a.clone()]));
                let _ = writeln!(text, "(assert (=> a_known_{from} (and (=> {a} {b}) (=> {b} {back}))))");
            }
        }
    }
}

fn exactly(pack: &Pack, who: &str, level: Level) -> String {
    let above = Level::ALL.into_iter().find(|above| *above > level);
    let below = above.map(|level| format!("(not {})", reaches(pack, who, level, None)));
    list("and", "true", std::iter::once(reaches(pack, who, level, None)).chain(below))
}
