//! One thing to prove of a pack.

use super::claim::{Claim, Pair};
use super::code::LawCode;
use crate::model::SourcePlace;

/// One thing to prove: that there is such a person, or that there is none.
#[derive(Clone, PartialEq, Debug)]
pub struct Obligation {
    pub code: LawCode,
    /// What is wrong when the proof fails.
    pub fault: String,
    pub place: SourcePlace,
    pub pair: Pair,
    /// Whether somebody is wanted; otherwise nobody is.
    pub somebody: bool,
    pub claim: Claim,
    /// What a person who is found shows, where they are worth showing.
    pub shows: Option<String>,
}

/// Somebody is wanted for whom the claim holds; else the fault is as said.
pub fn somebody(code: LawCode, place: &SourcePlace, claim: Claim, fault: String) -> Obligation {
    Obligation { code, fault, place: place.clone(), pair: Pair::Alone, somebody: true, claim, shows: None }
}

/// Nobody may be there for whom the claim holds; else the fault is as said.
pub fn nobody(code: LawCode, place: &SourcePlace, pair: Pair, claim: Claim, fault: String) -> Obligation {
    Obligation { code, fault, place: place.clone(), pair, somebody: false, claim, shows: None }
}
