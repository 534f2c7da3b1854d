//! Is there, for every two rules, a person who has the one finding and not the other?

use super::claim::{Atom, PersonView, Whose, all, is, not};
use super::code::LawCode;
use super::cores;
use super::obligation::{Obligation, somebody};
use super::proof::{Found, Proof};
use super::search::ProofSearch;
use crate::model::logic::Truth;
use crate::model::{Pack, Rule, RuleId};

/// For each rule one obligation for each other that might cover it, whom nobody met on the way tells apart; after the
/// first that covers it, no more.
pub fn prove(search: ProofSearch) -> Vec<(Obligation, Proof)> {
    let each = cores::each(search.pack.rules.keys().collect(), |rule| apart(search, rule));
    each.into_iter().flatten().collect()
}

/// Tells one rule apart from every other that could stand in for it, or finds one that covers it.
fn apart(search: ProofSearch, rule: RuleId) -> Vec<(Obligation, Proof)> {
    let pack = search.pack;
    let mut person = match search.one(&fires(pack, rule)) {
        Proof::Proved(Some(Found { person, .. })) => person,
        // Nothing covers what nobody has; that is a fault of its own.
        Proof::Failed(_) => return Vec::new(),
        proof => return vec![(fires(pack, rule), proof)],
    };
    let mut left: Vec<RuleId> = pack.rules.keys().filter(|by| *by != rule && stands_in(pack, rule, *by)).collect();
    let mut done = Vec::new();
    loop {
        let view = PersonView::new(pack, &person);
        left.retain(|by| view.rule(*by) != Truth::False);
        let Some(by) = left.pop() else { return done };
        let covered = obligation(pack, rule, by);
        match search.one(&covered) {
            Proof::Proved(Some(found)) => {
                person = found.person.clone();
                done.push((covered, Proof::Proved(Some(found))));
            }
            Proof::Failed(people) => {
                // Of two rules that cover each other the first is at fault.
                let doubled = by < rule
                    && stands_in(pack, by, rule)
                    && matches!(search.one(&obligation(pack, by, rule)), Proof::Failed(_));
                if !doubled {
                    done.push((covered, Proof::Failed(people)));
                    return done;
                }
            }
            proof => {
                done.push((covered, proof));
                return done;
            }
        }
    }
}

fn stands_in(pack: &Pack, rule: RuleId, by: RuleId) -> bool {
    let (one, other) = (&pack.rules[rule], &pack.rules[by]);
    other.level >= one.level && one.risks.iter().all(|risk| other.risks.contains(risk))
}

fn fires(pack: &Pack, rule: RuleId) -> Obligation {
    let Rule { id, place, .. } = &pack.rules[rule];
    let fault = format!("`{id}` is found only where another one is found too");
    somebody(LawCode::RuleCovered, place, is(Atom::Certain(Whose::One, rule)), fault)
}

fn obligation(pack: &Pack, rule: RuleId, by: RuleId) -> Obligation {
    let (one, other) = (&pack.rules[rule], &pack.rules[by]);
    let fault =
        format!("`{}` ({}) is found only where `{}` ({}) is found too", one.id, one.level, other.id, other.level);
    let claim = all([is(Atom::Found(Whose::One, rule)), not(is(Atom::Found(Whose::One, by)))]);
    somebody(LawCode::RuleCovered, &one.place, claim, fault)
}
