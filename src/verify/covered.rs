//! Is there, for every two rules, a person who has the one finding and not the other?

use super::checks::{Obligation, somebody};
use super::claim::{Atom, View, Who, all, is, not};
use super::code::Code;
use super::cores;
use super::outcome::{Found, Outcome};
use super::search::Search;
use crate::model::logic::Truth;
use crate::model::{Pack, Rule, RuleId};
use typed_index_collections::TiVec;

/// One obligation for each two rules of which one might cover the other and nobody met on the way tells them apart.
pub fn prove(search: Search) -> Vec<(Obligation, Outcome)> {
    let each = cores::each(search.pack.rules.keys().collect(), |rule| apart(search, rule));
    let each: TiVec<RuleId, _> = each.into();
    let covers = |rule: RuleId, by: RuleId| {
        each[rule].iter().any(|(other, _, outcome)| *other == by && matches!(outcome, Outcome::Failed(_)))
    };
    // Of two rules that cover each other the first is at fault.
    let doubled: Vec<Vec<bool>> = each
        .iter_enumerated()
        .map(|(rule, done)| done.iter().map(|(by, ..)| *by < rule && covers(rule, *by) && covers(*by, rule)).collect())
        .collect();
    let kept = each.into_iter().flatten().zip(doubled.into_iter().flatten()).filter(|(_, doubled)| !doubled);
    kept.map(|((_, it, outcome), _)| (it, outcome)).collect()
}

/// Tells one rule apart from every other that could stand in for it.
fn apart(search: Search, rule: RuleId) -> Vec<(RuleId, Obligation, Outcome)> {
    let pack = search.pack;
    let mut person = match search.one(&fires(pack, rule)) {
        Outcome::Proved(Some(Found { person, .. })) => person,
        // Nothing covers what nobody has; that is a fault of its own.
        Outcome::Failed(_) => return Vec::new(),
        outcome => return vec![(rule, fires(pack, rule), outcome)],
    };
    let mut left: Vec<RuleId> = pack.rules.keys().filter(|by| *by != rule && stands_in(pack, rule, *by)).collect();
    let mut done = Vec::new();
    loop {
        let view = View::new(pack, &person);
        left.retain(|by| view.rule(*by) != Truth::False);
        let Some(by) = left.pop() else { return done };
        let it = obligation(pack, rule, by);
        let outcome = search.one(&it);
        if let Outcome::Proved(Some(found)) = &outcome {
            person = found.person.clone();
        }
        done.push((by, it, outcome));
    }
}

fn stands_in(pack: &Pack, rule: RuleId, by: RuleId) -> bool {
    let (one, other) = (&pack.rules[rule], &pack.rules[by]);
    other.level >= one.level && one.risks.iter().all(|it| other.risks.contains(it))
}

fn fires(pack: &Pack, rule: RuleId) -> Obligation {
    let Rule { id, place, .. } = &pack.rules[rule];
    let fault = format!("`{id}` is found only where another one is found too");
    somebody(Code::RuleCovered, place, is(Atom::Certain(Who::One, rule)), fault)
}

fn obligation(pack: &Pack, rule: RuleId, by: RuleId) -> Obligation {
    let (one, other) = (&pack.rules[rule], &pack.rules[by]);
    let fault =
        format!("`{}` ({}) is found only where `{}` ({}) is found too", one.id, one.level, other.id, other.level);
    let claim = all([is(Atom::Found(Who::One, rule)), not(is(Atom::Found(Who::One, by)))]);
    somebody(Code::RuleCovered, &one.place, claim, fault)
}
