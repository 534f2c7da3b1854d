//! Is there a person for whom the same holds, with fewer answers that are not the baseline?

use super::claim::{Atom, Pair, Whose, all, confirms, is, not};
use super::encoding::Encoding;
use super::obligation::Obligation;
use super::proof::Found;
use super::shrink::shrink;
use super::solver::{Existence, Spent};
use crate::model::logic::Condition;
use crate::model::{Answers, Pack};

/// The person with the fewest such answers, and the proof; without the proof when the time was up.
pub fn shortest(
    pack: &Pack,
    encoding: &mut Encoding,
    obligation: &Obligation,
    person: &Answers,
    spent: &Spent,
) -> Found {
    let plain = |person: &Answers| shrink(pack, Pair::Alone, &obligation.claim, (person, person), spent).0;
    let mut person = plain(person);
    loop {
        let odd = odd(pack, &person);
        let fewer = fewer(encoding, obligation, odd);
        match encoding.solve(&fewer.claim) {
            (Existence::Nobody, _) => return Found { person, fewer: Some(fewer) },
            (Existence::Somebody, Some(model)) if confirms(pack, Pair::Alone, &fewer.claim, &model.one, &model.one) => {
                person = plain(&model.one);
            }
            _ => return Found { person, fewer: None },
        }
    }
}

/// Is there somebody else with fewer than so many? Only questions that the claim looks at can matter.
fn fewer(encoding: &mut Encoding, obligation: &Obligation, than: usize) -> Obligation {
    let odd = encoding.looked_at(&obligation.claim).into_iter().map(|question| is(Atom::Odd(Whose::One, question)));
    let many = Condition::AtLeast(than, odd.collect());
    Obligation {
        claim: all([obligation.claim.clone(), not(many)]),
        somebody: false,
        shows: None,
        fault: format!("fewer than {than} answers would do, unlike this: {}", obligation.fault),
        ..obligation.clone()
    }
}

/// How many answers of a person are not the baseline.
fn odd(pack: &Pack, person: &Answers) -> usize {
    pack.questions.keys().filter(|question| person.get(*question) != pack.baseline.get(*question)).count()
}
