//! Every proof as SMT-LIB 2, written from the pack itself and not from the clauses, so that another solver
//! can check both the proofs and the way they are encoded.

use super::claim::{Atom, Claim, ClaimLink, Pair, Whose};
use super::report::{Ledger, Settled};
use super::smt_terms::{at_least, baseline, known, list, number, says, value};
use crate::model::logic::Condition;
use crate::model::{Direction, Domain, Level, Pack, QuestionId, RiskId, When};
use std::collections::HashMap;
use std::fmt::Write;

/// One file: the people of one kind of pair, and every question about them.
#[derive(Clone, PartialEq, Debug)]
pub struct Script {
    /// Such as `before-worse.smt2`.
    pub name: String,
    /// The whole script, in SMT-LIB 2.
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
    for settled in &ledger.0 {
        let kind = kind(settled.0.pair);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, all)) => all.push(settled),
            None => kinds.push((kind, vec![settled])),
        }
    }
    kinds.sort_by_key(|(kind, _)| *kind);
    kinds.into_iter().map(|(kind, all)| script(pack, kind, &all)).collect()
}

fn script(pack: &Pack, kind: &str, all: &[&Settled]) -> Script {
    let mut text = format!("; {} {}, fingerprint {}\n(set-logic ALL)\n", pack.id, pack.version, pack.fingerprint);
    let pair = all.first().map_or(Pair::Alone, |(obligation, _)| obligation.pair);
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
    let mut writer = ScriptWriter { pack, other: people[people.len() - 1], text, named: HashMap::new() };
    let mut expected = Vec::new();
    for (obligation, proved) in all {
        let Some(proved) = proved else { continue };
        let sat = obligation.somebody == *proved;
        let fault: String = obligation.fault.chars().filter(|sign| !sign.is_control()).collect();
        let status = if sat { "sat" } else { "unsat" };
        let at = match obligation.pair {
            Pair::DifferAt(question) | Pair::WorseAt(question) => format!(" (= at {question})"),
            _ => String::new(),
        };
        let claim = writer.claim(&obligation.claim);
        let _ = writeln!(
            writer.text,
            "\n; {}: {fault}\n(push 1)\n(assert (and true{at} {claim}))\n(set-info :status {status})\n(check-sat)\n(pop 1)",
            obligation.code.word()
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
        match &question.domain {
            Domain::Many(_) => (),
            Domain::One(_) | Domain::Number(_) => {
                let _ = writeln!(text, "(declare-const {who}_known_{at} Bool)");
            }
        }
        match &question.domain {
            Domain::One(choices) => {
                let _ = writeln!(text, "(declare-const {who}_{at} Int)");
                let _ = writeln!(text, "(assert (and (<= 0 {who}_{at}) (< {who}_{at} {})))", choices.len());
            }
            Domain::Many(choices) => {
                choices.keys().for_each(|option| {
                    let _ = writeln!(text, "(declare-const {who}_{at}_{option} Bool)");
                    let _ = writeln!(text, "(declare-const {who}_known_{at}_{option} Bool)");
                });
                let each = choices.keys().map(|option| format!("{who}_known_{at}_{option}"));
                let _ = writeln!(text, "(define-fun {who}_known_{at} () Bool {})", list("and", "true", each));
            }
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
            let (at, says, known) = (fact.question, says(pack, who, *fact), known(who, *fact));
            if certain {
                format!("(and {who}_certain_asked_{at} {known} {says})")
            } else {
                format!("(and {who}_possible_asked_{at} (or (not {known}) {says}))")
            }
        }
        Condition::Not(part) => format!("(not {})", truth(pack, who, part, !certain)),
        Condition::All(parts) => list("and", "true", parts.iter().map(|part| truth(pack, who, part, certain))),
        Condition::Any(parts) => list("or", "false", parts.iter().map(|part| truth(pack, who, part, certain))),
        Condition::AtLeast(n, parts) => at_least(*n, parts.iter().map(|part| truth(pack, who, part, certain))),
    }
}

fn tie(text: &mut String, pack: &Pack, at: QuestionId, pair: Pair) {
    let tie = match pair {
        Pair::DifferAt(_) => format!("(or (= at {at}) {})", linked(pack, at, ClaimLink::Same)),
        Pair::WorseAt(_) => {
            let (no_better, same) = (linked(pack, at, ClaimLink::NoBetter), linked(pack, at, ClaimLink::Same));
            format!("(ite (= at {at}) {no_better} {same})")
        }
        _ => linked(pack, at, pair.at(pack, at)),
    };
    let _ = writeln!(text, "(assert {tie})");
}

/// How the answers of the two to one question relate.
fn linked(pack: &Pack, at: QuestionId, link: ClaimLink) -> String {
    let domain = &pack.questions[at].domain;
    let parts: Vec<String> = match domain {
        Domain::Many(choices) => choices.keys().map(|option| format!("{at}_{option}")).collect(),
        _ => vec![at.to_string()],
    };
    // What holds of each part where both know it, and one knows it just when the other does.
    let each = |order: &dyn Fn(&str) -> String| {
        let both =
            |part: &String| format!("(and (= a_known_{part} b_known_{part}) (=> a_known_{part} {}))", order(part));
        list("and", "true", parts.iter().map(both))
    };
    let same = |part: &str| format!("(= a_{part} b_{part})");
    match link {
        ClaimLink::Free => "true".to_owned(),
        ClaimLink::Same => each(&same),
        ClaimLink::SameOrUnsure => {
            let known = |part: &String| format!("(=> b_known_{part} (and a_known_{part} {}))", same(part));
            list("and", "true", parts.iter().map(known))
        }
        ClaimLink::SameIfAsked => format!("(=> a_possible_asked_{at} {})", each(&same)),
        ClaimLink::NoBetter => {
            let lower = matches!(domain, Domain::Number(scale) if scale.worse == Direction::Lower);
            each(&|part| match domain {
                Domain::Many(_) => format!("(=> a_{part} b_{part})"),
                _ if lower => format!("(>= a_{part} b_{part})"),
                _ => format!("(<= a_{part} b_{part})"),
            })
        }
    }
}

/// Longer than this a term gets a name, so that it need not be written again.
const LONG: usize = 100;

/// A script as far as it is written, and the long terms in it.
struct ScriptWriter<'a> {
    pack: &'a Pack,
    other: &'a str,
    text: String,
    named: HashMap<String, String>,
}

impl ScriptWriter<'_> {
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
        let name = |who: Whose| if who == Whose::One { "a" } else { other };
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
                format!("(and {} {})", known(name(who), fact), says(pack, name(who), fact))
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
    let rules = rules.filter(|(_, rule)| rule.level >= level && risk.is_none_or(|risk| rule.risks.contains(&risk)));
    list("or", "false", rules.map(|(at, _)| format!("{who}_possible_rule_{at}")))
}
