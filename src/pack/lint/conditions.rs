//! Every condition of a pack, and what it belongs to.

use crate::model::{Pack, SourcePlace, When};

/// Every condition of a pack that decides something, with the id of what it belongs to. Promises say again, on
/// purpose, what rules say.
pub fn conditions(pack: &Pack) -> impl Iterator<Item = (Owner<'_>, &When)> {
    let questions =
        pack.questions.iter().map(|question| (Owner { id: &question.id, place: &question.place }, &question.ask_if));
    let rules = pack.rules.iter().map(|rule| (Owner { id: &rule.id, place: &rule.place }, &rule.when));
    let closings = pack.closings.iter().map(|closing| (Owner { id: &closing.id, place: &pack.place }, &closing.when));
    questions.chain(rules).chain(closings)
}

/// What a condition belongs to.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    pub id: &'a str,
    pub place: &'a SourcePlace,
}
