//! Every proof as SMT-LIB 2, written from the pack itself and not from the clauses, so that another solver
//! can check both the proofs and the way they are encoded.

use super::claim::{Atom, Claim, Link, Pair, Who};
use super::report::Ledger;
use crate::model::logic::Condition;
use crate::model::{Answer, Direction, Domain, Fact, Level, Pack, QuestionId, RiskId, Scale, Test, When};
use std::fmt::Write;

/// One file: the people of one kind of pair, and every question about them.
#[derive(Clone, PartialEq, Debug)]
pub struct Script {
    /// Such as `before-worse.smt2`.
    pub name: String,
    pub text: String,
    /// The answers it must give, in order: `sat` is true.
    pub expected: Vec<bool>,
}

/// The proofs of one pack, one script for each kind of pair. Those left open are left out.
pub fn scripts(pack: &Pack, ledger: &Ledger) -> Vec<Script> {
    let mut pairs: Vec<Pair> = ledger.0.iter().map(|(it, _)| it.pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|pair| script(pack, ledger, pair)).collect()
}

fn script(pack: &Pack, ledger: &Ledger, pair: Pair) -> Script {
    let mut text = format!("; {} {}, fingerprint {}\n(set-logic ALL)\n", pack.id, pack.version, pack.fingerprint);
    person(&mut text, pack, "a");
    if pair != Pair::Alone {
        person(&mut text, pack, "b");
        for question in pack.questions.keys() {
            tie(&mut text, pack, question, pair.at(pack, question));
        }
    }
    let mut expected = Vec::new();
    for (it, proved) in &ledger.0 {
        let (true, Some(proved)) = (it.pair == pair, proved) else { continue };
        let sat = it.somebody == *proved;
        let fault: String = it.fault.chars().filter(|it| !it.is_control()).collect();
        let status = if sat { "sat" } else { "unsat" };
        let other = if pair == Pair::Alone { "a" } else { "b" };
        let claim = claim(pack, &it.claim, other);
        let _ = writeln!(
            text,
            "\n; {}: {fault}\n(push 1)\n(assert {claim})\n(set-info :status {status})\n(check-sat)\n(pop 1)",
            it.code.word()
        );
        expected.push(sat);
    }
    Script { name: format!("{}-{}.smt2", pack.id, file_name(pack, pair)), text, expected }
}

fn file_name(pack: &Pack, pair: Pair) -> String {
    match pair {
        Pair::Alone => "alone".to_owned(),
        Pair::DifferAt(it) => format!("differ-at-{}", pack.questions[it].id),
        Pair::WorseAt(it) => format!("worse-at-{}", pack.questions[it].id),
        Pair::Worse => "worse".to_owned(),
        Pair::LessSure => "less-sure".to_owned(),
        Pair::AlikeWhereAsked => "alike-where-asked".to_owned(),
    }
}

pub(super) fn person(text: &mut String, pack: &Pack, who: &str) {
    for (at, question) in pack.questions.iter_enumerated() {
        let _ = writeln!(text, "\n; {}", question.id);
        let _ = writeln!(text, "(declare-const {who}_known_{at} Bool)");
        match &question.domain {
            Domain::One(choices) => {
                let _ = writeln!(text, "(declare-const {who}_{at} Int)");
                let _ = writeln!(text, "(assert (and (<= 0 {who}_{at}) (< {who}_{at} {})))", choices.len());
            }
            Domain::Many(choices) => choices.keys().for_each(|option| {
                let _ = writeln!(text, "(declare-const {who}_{at}_{option} Bool)");
            }),
            Domain::Number(scale) => {
                let sort = if scale.whole { "Int" } else { "Real" };
                let (low, high) = (number(scale.low), number(scale.high));
                let value = value(scale, who, at);
                let _ = writeln!(text, "(declare-const {who}_{at} {sort})");
                let _ = writeln!(text, "(assert (and (<= {low} {value}) (<= {value} {high})))");
            }
        }
        rails(text, pack, who, &format!("asked_{at}"), &question.ask_if);
    }
    let _ = writeln!(text, "\n; rules");
    for (at, rule) in pack.rules.iter_enumerated() {
        let _ = writeln!(text, "; {}", rule.id);
        rails(text, pack, who, &format!("rule_{at}"), &rule.when);
    }
    for (at, closing) in pack.closings.iter_enumerated() {
        rails(text, pack, who, &format!("closing_{at}"), &closing.when);
    }
    for (at, promise) in pack.promises.iter_enumerated() {
        rails(text, pack, who, &format!("promise_{at}"), &promise.when);
    }
}

/// Defines that a condition is certain, and that it is not ruled out.
fn rails(text: &mut String, pack: &Pack, who: &str, name: &str, when: &When) {
    let (certain, possible) = (truth(pack, who, when, true), truth(pack, who, when, false));
    let _ = writeln!(text, "(define-fun {who}_certain_{name} () Bool {certain})");
    let _ = writeln!(text, "(define-fun {who}_possible_{name} () Bool {possible})");
}

fn truth(pack: &Pack, who: &str, when: &When, certain: bool) -> String {
    match when {
        Condition::Fact(fact) => {
            let (at, says) = (fact.question, says(pack, who, *fact));
            if certain {
                format!("(and {who}_certain_asked_{at} {who}_known_{at} {says})")
            } else {
                format!("(and {who}_possible_asked_{at} (or (not {who}_known_{at}) {says}))")
            }
        }
        Condition::Not(part) => format!("(not {})", truth(pack, who, part, !certain)),
        Condition::All(parts) => list("and", "true", parts.iter().map(|it| truth(pack, who, it, certain))),
        Condition::Any(parts) => list("or", "false", parts.iter().map(|it| truth(pack, who, it, certain))),
        Condition::AtLeast(n, parts) => at_least(*n, parts.iter().map(|it| truth(pack, who, it, certain))),
    }
}

/// That the answer, if it is known, matches.
pub(super) fn says(pack: &Pack, who: &str, fact: Fact) -> String {
    let at = fact.question;
    match (fact.test, &pack.questions[at].domain) {
        (Test::Is(option), _) => format!("(= {who}_{at} {option})"),
        (Test::Has(option), _) => format!("{who}_{at}_{option}"),
        (Test::Under(n), Domain::Number(scale)) => format!("(< {} {})", value(scale, who, at), number(n)),
        (Test::Over(n), Domain::Number(scale)) => format!("(> {} {})", value(scale, who, at), number(n)),
        _ => "false".to_owned(),
    }
}

/// That the answer, if it is known, is the baseline.
fn baseline(pack: &Pack, who: &str, at: QuestionId) -> String {
    match (pack.baseline.get(at), &pack.questions[at].domain) {
        (Some(Answer::One(option)), _) => format!("(= {who}_{at} {option})"),
        (Some(Answer::Number(n)), Domain::Number(scale)) => format!("(= {} {})", value(scale, who, at), number(n)),
        (_, domain) => list("and", "true", domain.choices().keys().map(|it| format!("(not {who}_{at}_{it})"))),
    }
}

fn tie(text: &mut String, pack: &Pack, at: QuestionId, link: Link) {
    let domain = &pack.questions[at].domain;
    let parts: Vec<String> = match domain {
        Domain::Many(choices) => choices.keys().map(|it| format!("{at}_{it}")).collect(),
        _ => vec![at.to_string()],
    };
    let same = |known: bool| {
        let all = parts.iter().map(|it| format!("(= a_{it} b_{it})"));
        let all = list("and", "true", all);
        if known { format!("(and (= a_known_{at} b_known_{at}) (=> a_known_{at} {all}))") } else { all }
    };
    let tie = match link {
        Link::Free => return,
        Link::Same => same(true),
        Link::SameOrUnsure => format!("(=> b_known_{at} {})", same(true)),
        Link::SameIfAsked => format!("(=> a_possible_asked_{at} {})", same(true)),
        Link::NoBetter => {
            let lower = matches!(domain, Domain::Number(it) if it.worse == Direction::Lower);
            let order = match domain {
                Domain::Many(_) => list("and", "true", parts.iter().map(|it| format!("(=> a_{it} b_{it})"))),
                _ if lower => format!("(>= a_{at} b_{at})"),
                _ => format!("(<= a_{at} b_{at})"),
            };
            format!("(and (= a_known_{at} b_known_{at}) (=> a_known_{at} {order}))")
        }
    };
    let _ = writeln!(text, "(assert {tie})");
}

fn claim(pack: &Pack, it: &Claim, other: &str) -> String {
    let parts = |parts: &[Claim]| -> Vec<String> { parts.iter().map(|it| claim(pack, it, other)).collect() };
    match it {
        Condition::Fact(it) => atom(pack, *it, other),
        Condition::Not(part) => format!("(not {})", claim(pack, part, other)),
        Condition::All(all) => list("and", "true", parts(all).into_iter()),
        Condition::Any(any) => list("or", "false", parts(any).into_iter()),
        Condition::AtLeast(n, of) => at_least(*n, parts(of).into_iter()),
    }
}

fn atom(pack: &Pack, atom: Atom, other: &str) -> String {
    let name = |who: Who| if who == Who::One { "a" } else { other };
    match atom {
        Atom::Found(who, it) => format!("{}_possible_rule_{it}", name(who)),
        Atom::FoundApart(it) => format!("(xor a_possible_rule_{it} {other}_possible_rule_{it})"),
        Atom::Certain(who, it) => format!("{}_certain_rule_{it}", name(who)),
        Atom::Closing(who, it) => format!("{}_possible_closing_{it}", name(who)),
        Atom::ShownApart(it) => format!("(xor a_possible_closing_{it} {other}_possible_closing_{it})"),
        Atom::Promised(who, it) => format!("{}_certain_promise_{it}", name(who)),
        Atom::Asked(who, it) => format!("{}_possible_asked_{it}", name(who)),
        Atom::Known(who, it) => format!("{}_known_{it}", name(who)),
        Atom::Says(who, fact) => {
            format!("(and {0}_known_{1} {2})", name(who), fact.question, says(pack, name(who), fact))
        }
        Atom::Odd(who, it) => format!("(not (and {}_known_{it} {}))", name(who), baseline(pack, name(who), it)),
        Atom::Level(who, level) => reaches(pack, name(who), level, None),
        Atom::Risk(who, risk, level) => reaches(pack, name(who), level, Some(risk)),
    }
}

pub(super) fn reaches(pack: &Pack, who: &str, level: Level, risk: Option<RiskId>) -> String {
    if level == Level::Note {
        return "true".to_owned();
    }
    let rules = pack.rules.iter_enumerated();
    let rules = rules.filter(|(_, it)| it.level >= level && risk.is_none_or(|risk| it.risks.contains(&risk)));
    list("or", "false", rules.map(|(at, _)| format!("{who}_possible_rule_{at}")))
}

fn at_least(n: usize, parts: impl Iterator<Item = String>) -> String {
    let ones = list("+", "0", parts.map(|it| format!("(ite {it} 1 0)")).chain(["0".to_owned()]));
    format!("(>= {ones} {n})")
}

pub(super) fn list(of: &str, none: &str, parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    match parts.as_slice() {
        [] => none.to_owned(),
        [only] => only.clone(),
        _ => format!("({of} {})", parts.join(" ")),
    }
}

/// The answer as a real number, whatever it was declared as.
fn value(scale: &Scale, who: &str, at: QuestionId) -> String {
    if scale.whole { format!("(to_real {who}_{at})") } else { format!("{who}_{at}") }
}

fn number(n: f64) -> String {
    let digits = format!("{:?}", n.abs());
    if n < 0.0 { format!("(- {digits})") } else { digits }
}
