//! Is there a person for whom a rule and a changed copy of it differ?

use super::claim::{Atom, Claim, Pair, Whose, all, confirms, differ, is, not};
use super::encoding::{Encoding, stated};
use super::shrink::shrink;
use super::solver::{Existence, Spent};
use crate::engine::Partition;
use crate::model::{Answers, Pack, Rule, RuleId};

/// What tells a rule from its changed copy.
#[derive(Clone, PartialEq, Debug)]
pub enum Apart {
    /// Nothing, for anybody.
    Same,
    /// Found for this person in one form only, or at another level.
    By(Answers),
    /// The time was up, or the evaluator does not know whom the solver showed.
    Unknown,
}

/// For each rule and its changed copy somebody who is told another result, or the certainty that there is nobody.
pub fn apart(pack: &Pack, changed: &[(RuleId, Rule)], spent: &Spent) -> Vec<Apart> {
    // The copies stand beside the originals, so that one solver can compare them all.
    let mut both = pack.clone();
    both.rules.extend(changed.iter().map(|(_, copy)| copy.clone()));
    let partition = Partition::new(&both);
    let stated = stated(&both);
    let mut encoding = Encoding::new(&both, &partition, &stated, Pair::Alone, spent);
    let ask = |(at, (rule, copy)): (usize, &(RuleId, Rule))| {
        let claim = difference(pack, *rule, copy, RuleId::new(pack.rules.len() + at));
        match encoding.solve(&claim) {
            (Existence::Nobody, _) => Apart::Same,
            (_, Some(model)) if confirms(&both, Pair::Alone, &claim, &model.one, &model.one) => {
                Apart::By(shrink(&both, Pair::Alone, &claim, (&model.one, &model.one), spent).0)
            }
            _ => Apart::Unknown,
        }
    };
    changed.iter().enumerate().map(ask).collect()
}

fn difference(pack: &Pack, rule: RuleId, copy: &Rule, at: RuleId) -> Claim {
    if copy.level < pack.rules[rule].level {
        // Nothing else that is found may be as serious as the rule was.
        let above = pack.rules.iter_enumerated().filter(|(found, other)| *found != rule && other.level > copy.level);
        let none = above.map(|(found, _)| not(is(Atom::Found(Whose::One, found))));
        return all(std::iter::once(is(Atom::Found(Whose::One, rule))).chain(none));
    }
    differ(Atom::Found(Whose::One, rule), Atom::Found(Whose::One, at))
}
