//! Is there, for every two rules, a person who has the one finding and not the other?

use super::checks::Obligation;
use super::claim::{Atom, Pair, Who, all, is, not};
use super::code::Code;
use super::encoding::Encoding;
use super::solver::Spent;
use super::tried::Tried;
use super::{Outcome, prove as decide};
use crate::cells::Cells;
use crate::logic::Truth;
use crate::model::Pack;

/// One obligation for each two rules of which one might cover the other and nobody met so far tells them apart.
pub fn prove(pack: &Pack, cells: &Cells, tried: &mut Tried, spent: &Spent) -> Vec<(Obligation, Outcome)> {
    let mut done = Vec::new();
    let mut encoding: Option<Encoding> = None;
    let mut apart: Vec<Vec<u64>> = tried.people.iter().map(|it| bits(&it.rules)).collect();
    let mut covered: Vec<(usize, usize)> = Vec::new();
    for rule in (0..pack.rules.len()).filter(|it| tried.can_be_certain(*it)).collect::<Vec<_>>() {
        while let Some(by) = candidate(pack, &apart, rule, &done, &covered) {
            let it = obligation(pack, rule, by);
            let encoding = encoding.get_or_insert_with(|| Encoding::new(pack, cells, Pair::Alone, spent));
            let outcome = decide(pack, encoding, &it);
            match &outcome {
                Outcome::Proved(Some(person)) => {
                    tried.add(person);
                    apart.extend(tried.people.last().map(|it| bits(&it.rules)));
                }
                Outcome::Failed(_) => covered.push((rule, by)),
                _ => (),
            }
            done.push((rule, by, it, outcome));
        }
    }
    done.into_iter().map(|(_, _, it, outcome)| (it, outcome)).collect()
}

fn obligation(pack: &Pack, rule: usize, by: usize) -> Obligation {
    let (one, other) = (&pack.rules[rule], &pack.rules[by]);
    Obligation {
        code: Code::RuleCovered,
        fault: format!(
            "`{}` ({:?}) is found only where `{}` ({:?}) is found too",
            one.id, one.level, other.id, other.level
        ),
        place: one.place.clone(),
        pair: Pair::Alone,
        somebody: true,
        claim: all([is(Atom::Found(Who::One, rule)), not(is(Atom::Found(Who::One, by)))]),
    }
}

type Done = (usize, usize, Obligation, Outcome);

/// The next rule that is found with this one in everybody met so far, and could stand in for it.
fn candidate(pack: &Pack, apart: &[Vec<u64>], rule: usize, done: &[Done], covered: &[(usize, usize)]) -> Option<usize> {
    let has = |it: &&Vec<u64>| it[rule / 64] >> (rule % 64) & 1 == 1;
    let mut with = apart.iter().filter(has);
    let mut always = with.next()?.clone();
    for person in with {
        always.iter_mut().zip(person).for_each(|(a, b)| *a &= b);
    }
    let tried = |by: usize| done.iter().rev().take_while(|it| it.0 == rule).any(|it| it.1 == by);
    (0..pack.rules.len()).find(|by| {
        let stands_in = || {
            let (one, other) = (&pack.rules[rule], &pack.rules[*by]);
            other.level >= one.level && one.risks.iter().all(|it| other.risks.contains(it))
        };
        always[by / 64] >> (by % 64) & 1 == 1
            && *by != rule
            && !tried(*by)
            && !covered.contains(&(*by, rule))
            && stands_in()
    })
}

fn bits(rules: &[Truth]) -> Vec<u64> {
    rules
        .chunks(64)
        .map(|it| it.iter().enumerate().fold(0, |set, (at, truth)| set | u64::from(*truth != Truth::False) << at))
        .collect()
}
