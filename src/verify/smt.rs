//! Every proof as SMT-LIB 2, written from the pack itself and not from the clauses, so that another solver
//! can check both the proofs and the way they are encoded.

use super::claim::{Atom, Claim, Link, Pair, Who};
use super::report::{Ledger, Settled};
use crate::model::logic::Condition;
use crate::model::{Answer, Direction, Domain, Fact, Level, Pack, QuestionId, RiskId, Scale, Test, When};
use std::collections::HashMap;
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
///
/// A script grows with the pack and the claims about it, not with their product: what is claimed more than once is
/// written once, and pairs who are alike but for one question, whichever, share a script.
pub fn scripts(pack: &Pack, ledger: &Ledger) -> Vec<Script> {
    let mut kinds: Vec<(&str, Vec<&Settled>)> = Vec::new();
    for it in &ledger.0 {
        let kind = kind(it.0.pair);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, all)) => all.push(it),
            None => kinds.push((kind, vec![it])),
        }
    }
    kinds.sort_by_key(|(kind, _)| *kind);
    kinds.into_iter().map(|(kind, all)| script(pack, kind, &all)).collect()
}

fn script(pack: &Pack, kind: &str, all: &[&Settled]) -> Script {
    let mut text = format!("; {} {}, fingerprint {}\n(set-logic ALL)\n", pack.id, pack.version, pack.fingerprint);
    let pair = all.first().map_or(Pair::Alone, |(it, _)| it.pair);
    let people = if pair.is_two() { ["a", "b"].as_slice() } else { &["a"] };
    for who in people {
        person(&mut text, pack, who);
        if pair != Pair::Anybody {
            pack.impossible.keys().for_each(|at| {
                let _ = writeln!(text, "(assert (not {who}_certain_impossible_{at}))");
            });
        }
    }
    if pair.is_two() {
        // The question in which they differ, where it is one.
        text.push_str("(declare-const at Int)\n");
        pack.questions.keys().for_each(|question| tie(&mut text, pack, question, pair));
    }
    let mut writer = Writer { pack, other: people[people.len() - 1], text, named: HashMap::new() };
    let mut expected = Vec::new();
    for (it, proved) in all {
        let Some(proved) = proved else { continue };
        let sat = it.somebody == *proved;
        let fault: String = it.fault.chars().filter(|sign| !sign.is_control()).collect();
        let status = if sat { "sat" } else { "unsat" };
        let at = match it.pair {
            Pair::DifferAt(question) | Pair::WorseAt(question) => format!(" (= at {question})"),
            _ => String::new(),
        };
        let claim = writer.claim(&it.claim);
        let _ = writeln!(
            writer.text,
            "\n; {}: {fault}\n(push 1)\n(assert (and true{at} {claim}))\n(set-info :status {status})\n(check-sat)\n(pop 1)",
            it.code.word()
        );
        expected.push(sat);
    }
    Script { name: format!("{}-{kind}.smt2", pack.id), text: writer.text, expected }
}

fn kind(pair: Pair) -> &'static str {
    match pair {
        Pair::Anybody => "anybody",
        Pair::Alone => "alone",
        Pair::DifferAt(_) => "differ-at-one",
        Pair::WorseAt(_) => "worse-at-one",
        Pair::Worse => "worse",
        Pair::LessSure => "less-sure",
        Pair::AlikeWhereAsked => "alike-where-asked",
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
        let baseline = baseline(pack, who, at);
        let _ = writeln!(text, "(define-fun {who}_odd_{at} () Bool (not (and {who}_known_{at} {baseline})))");
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
    for (at, stated) in pack.impossible.iter_enumerated() {
        rails(text, pack, who, &format!("impossible_{at}"), &stated.when);
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
        Condition::All(parts) => list("and", "true", parts.iter().map(|part| truth(pack, who, part, certain))),
        Condition::Any(parts) => list("or", "false", parts.iter().map(|part| truth(pack, who, part, certain))),
        Condition::AtLeast(n, parts) => at_least(*n, parts.iter().map(|part| truth(pack, who, part, certain))),
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
        (_, domain) => list("and", "true", domain.choices().keys().map(|choice| format!("(not {who}_{at}_{choice})"))),
    }
}

fn tie(text: &mut String, pack: &Pack, at: QuestionId, pair: Pair) {
    let tie = match pair {
        Pair::DifferAt(_) => format!("(or (= at {at}) {})", linked(pack, at, Link::Same)),
        Pair::WorseAt(_) => {
            let (no_better, same) = (linked(pack, at, Link::NoBetter), linked(pack, at, Link::Same));
            format!("(ite (= at {at}) {no_better} {same})")
        }
        _ => linked(pack, at, pair.at(pack, at)),
    };
    let _ = writeln!(text, "(assert {tie})");
}

/// How the answers of the two to one question relate.
fn linked(pack: &Pack, at: QuestionId, link: Link) -> String {
    let domain = &pack.questions[at].domain;
    let parts: Vec<String> = match domain {
        Domain::Many(choices) => choices.keys().map(|option| format!("{at}_{option}")).collect(),
        _ => vec![at.to_string()],
    };
    let known = |order: String| format!("(and (= a_known_{at} b_known_{at}) (=> a_known_{at} {order}))");
    let same = || known(list("and", "true", parts.iter().map(|part| format!("(= a_{part} b_{part})"))));
    match link {
        Link::Free => "true".to_owned(),
        Link::Same => same(),
        Link::SameOrUnsure => format!("(=> b_known_{at} {})", same()),
        Link::SameIfAsked => format!("(=> a_possible_asked_{at} {})", same()),
        Link::NoBetter => {
            let lower = matches!(domain, Domain::Number(scale) if scale.worse == Direction::Lower);
            known(match domain {
                Domain::Many(_) => list("and", "true", parts.iter().map(|part| format!("(=> a_{part} b_{part})"))),
                _ if lower => format!("(>= a_{at} b_{at})"),
                _ => format!("(<= a_{at} b_{at})"),
            })
        }
    }
}

/// Longer than this a term gets a name, so that it need not be written again.
const LONG: usize = 100;

/// A script as far as it is written, and the long terms in it.
struct Writer<'a> {
    pack: &'a Pack,
    other: &'a str,
    text: String,
    named: HashMap<String, String>,
}

impl Writer<'_> {
    fn claim(&mut self, claim: &Claim) -> String {
        let mut parts = |parts: &[Claim]| -> Vec<String> { parts.iter().map(|part| self.claim(part)).collect() };
        let term = match claim {
            Condition::Fact(atom) => self.atom(*atom),
            Condition::Not(part) => format!("(not {})", self.claim(part)),
            Condition::All(all) => list("and", "true", parts(all).into_iter()),
            Condition::Any(any) => list("or", "false", parts(any).into_iter()),
            Condition::AtLeast(n, of) => at_least(*n, parts(of).into_iter()),
        };
        if term.len() < LONG {
            return term;
        }
        let (name, text) = (format!("term_{}", self.named.len()), &mut self.text);
        let named = self.named.entry(term).or_insert_with_key(|term| {
            let _ = writeln!(text, "(define-fun {name} () Bool {term})");
            name
        });
        named.clone()
    }

    fn atom(&self, atom: Atom) -> String {
        let (pack, other) = (self.pack, self.other);
        let name = |who: Who| if who == Who::One { "a" } else { other };
        match atom {
            Atom::Found(who, it) => format!("{}_possible_rule_{it}", name(who)),
            Atom::FoundApart(it) => format!("(xor a_possible_rule_{it} {other}_possible_rule_{it})"),
            Atom::Certain(who, it) => format!("{}_certain_rule_{it}", name(who)),
            Atom::Closing(who, it) => format!("{}_possible_closing_{it}", name(who)),
            Atom::ShownApart(it) => format!("(xor a_possible_closing_{it} {other}_possible_closing_{it})"),
            Atom::Promised(who, it) => format!("{}_certain_promise_{it}", name(who)),
            Atom::Impossible(who, it) => format!("{}_certain_impossible_{it}", name(who)),
            Atom::Asked(who, it) => format!("{}_possible_asked_{it}", name(who)),
            Atom::Known(who, it) => format!("{}_known_{it}", name(who)),
            Atom::Says(who, fact) => {
                format!("(and {0}_known_{1} {2})", name(who), fact.question, says(pack, name(who), fact))
            }
            Atom::Odd(who, it) => format!("{}_odd_{it}", name(who)),
            Atom::Level(who, level) => reaches(pack, name(who), level, None),
            Atom::Risk(who, risk, level) => reaches(pack, name(who), level, Some(risk)),
        }
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
    let ones = list("+", "0", parts.map(|part| format!("(ite {part} 1 0)")).chain(["0".to_owned()]));
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
