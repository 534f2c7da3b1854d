//! Answers that cannot all be true of one person.

use super::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answers, ImpossibleId, Pack};

/// What the answers say that cannot be. Only what is certain: an answer that is missing or not sure contradicts nothing.
pub fn impossible(pack: &Pack, answers: &Answers) -> Vec<ImpossibleId> {
    let evaluation = Evaluation::new(pack, answers);
    let all = pack.impossible.iter_enumerated();
    all.filter(|(_, stated)| evaluation.truth(&stated.when) == Truth::True).map(|(at, _)| at).collect()
}
