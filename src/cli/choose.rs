//! Finding the pack a command is about.

use super::refusal::Refusal;
use super::rules::Rules;
use crate::model::{Pack, RuleBase};
use anyhow::bail;

/// The rules of one pack with its cases, and the library.
pub fn base(rules: &Rules, id: &str) -> anyhow::Result<RuleBase> {
    base_of(rules, Some(id))
}

/// The rules of one pack, or of all.
pub fn base_of(rules: &Rules, only: Option<&str>) -> anyhow::Result<RuleBase> {
    Ok(rules.all(only).map_err(Refusal::Rules)?)
}

/// The pack of this name.
pub fn pack<'b>(base: &'b RuleBase, id: &str) -> anyhow::Result<&'b Pack> {
    match base.packs.iter().find(|it| it.id == id) {
        Some(pack) => Ok(pack),
        None => bail!("there is no pack `{}`; `needlewise pack list` names them", crate::shown::Shown::new(id)),
    }
}
