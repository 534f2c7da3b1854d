//! Conditions that are written out in more than one place, and definitions that nothing holds.

use super::conditions::{Owner, conditions};
use crate::model::logic::Condition;
use crate::model::{Pack, When};
use crate::pack::problem::{Code, Problem};
use crate::pack::unparse;
use std::collections::BTreeMap;

/// So many answers a condition must look at before saying it twice is worth a name.
const WORTH_A_NAME: usize = 4;

pub fn repeated(pack: &Pack) -> Vec<Problem> {
    let mut problems = Vec::new();
    for definition in pack.definitions.iter().filter(|definition| definition.uses == 0) {
        let message = format!("no condition holds `{}`", definition.id);
        problems.push(Problem::with(&definition.place, Code::UnusedDefinition, message));
    }
    let mut written: BTreeMap<String, Vec<Owner>> = BTreeMap::new();
    for (owner, when) in conditions(pack) {
        written_out(pack, owner, when, &mut written);
    }
    for definition in &pack.definitions {
        let owner = Owner { id: &definition.id, place: &definition.place };
        definition.when.parts().iter().for_each(|part| written_out(pack, owner, part, &mut written));
    }
    for (condition, owners) in &written {
        if let [first, .., last] = owners.as_slice() {
            let message = format!("`{}` and `{}` write out the same condition, `{condition}`", first.id, last.id);
            let help = "give it a name with `Define(..)`, and write `holds(..)` in both";
            problems.push(Problem::with(last.place, Code::RepeatedCondition, message).help(help));
        }
    }
    problems
}

/// Notes every part of a condition that is large enough, but not what stands in for a definition. What is inside of a
/// part that is noted already counts for itself only where it stands in another whole.
fn written_out<'p>(pack: &'p Pack, owner: Owner<'p>, when: &When, written: &mut BTreeMap<String, Vec<Owner<'p>>>) {
    if pack.definitions.iter().any(|definition| definition.when == *when) {
        return;
    }
    if looks(pack, when) >= WORTH_A_NAME {
        let owners = written.entry(unparse::condition(pack, &sorted(pack, when))).or_default();
        owners.push(owner);
        if owners.len() > 1 {
            return;
        }
    }
    when.parts().iter().for_each(|part| written_out(pack, owner, part, written));
}

/// How many answers a condition looks at, what stands in for a definition counted once.
fn looks(pack: &Pack, when: &When) -> usize {
    match when {
        Condition::Fact(_) => 1,
        _ if pack.definitions.iter().any(|definition| definition.when == *when) => 1,
        _ => when.parts().iter().map(|part| looks(pack, part)).sum(),
    }
}

/// The same condition with its parts in an order of their own, so that how they were written does not matter. What
/// stands in for a definition stays as it is.
fn sorted(pack: &Pack, when: &When) -> When {
    if pack.definitions.iter().any(|definition| definition.when == *when) {
        return when.clone();
    }
    let parts = |parts: &[When]| {
        let mut parts: Vec<When> = parts.iter().map(|part| sorted(pack, part)).collect();
        parts.sort_by_cached_key(|part| format!("{part:?}"));
        parts
    };
    match when {
        Condition::Fact(fact) => Condition::Fact(*fact),
        Condition::Not(part) => Condition::Not(Box::new(sorted(pack, part))),
        Condition::All(inside) => Condition::All(parts(inside)),
        Condition::Any(inside) => Condition::Any(parts(inside)),
        Condition::AtLeast(n, inside) => Condition::AtLeast(*n, parts(inside)),
    }
}
