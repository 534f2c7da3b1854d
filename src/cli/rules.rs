//! Which rules to use: those that come with the program, or a stranger's folder.

use super::clock;
use super::error::Refusal;
use crate::engine::{Explanation, explain};
use crate::model::{Answers, Contact, Header, Pack, RuleBase};
use crate::pack::problem::Problem;
use crate::pack::{self, File, Load};
use crate::shipped;
use std::path::PathBuf;

pub struct Rules {
    folder: Option<PathBuf>,
    country: Option<String>,
}

impl Rules {
    pub fn new(folder: Option<PathBuf>, country: Option<String>) -> Rules {
        Rules { folder, country: country.or_else(locale) }
    }

    /// Whom to call where the person is.
    pub fn contact<'b>(&self, base: &'b RuleBase) -> Option<&'b Contact> {
        base.contact(self.country.as_deref())
    }

    /// The answers of one person explained, as of today.
    pub fn explain<'b>(&self, base: &'b RuleBase, pack: &'b Pack, answers: &'b Answers) -> Explanation<'b> {
        explain(base, pack, answers, self.contact(base), clock::today())
    }

    fn files(&self) -> (Vec<File>, Vec<Problem>) {
        match &self.folder {
            Some(folder) => pack::read(folder),
            None => (shipped::files(), Vec::new()),
        }
    }

    fn load(&self, only: Option<&str>, cases: bool) -> Result<RuleBase, Vec<Problem>> {
        let (files, mut problems) = self.files();
        match pack::load(&files, Load { only, cases, shipped: self.folder.is_none() }) {
            Ok(base) if problems.is_empty() => Ok(base),
            Ok(_) => Err(problems),
            Err(more) => {
                problems.extend(more);
                Err(problems)
            }
        }
    }

    fn without_cases(&self, only: Option<&str>) -> Result<RuleBase, Vec<Problem>> {
        let built = if self.folder.is_none() { shipped::base(only) } else { None };
        built.map_or_else(|| self.load(only, false), Ok)
    }

    /// Every pack with its cases, or only one.
    pub fn all(&self, only: Option<&str>) -> Result<RuleBase, Vec<Problem>> {
        self.load(only, true)
    }

    /// What the rules say of themselves: which pack comes first, which card is in reach, how they welcome people.
    pub fn header(&self) -> anyhow::Result<Header> {
        // No pack has an empty name, so this reads the library alone.
        let built = if self.folder.is_none() { shipped::library() } else { None };
        let base = built.map_or_else(|| self.load(Some(""), false), Ok);
        Ok(base.map_err(Refusal::Rules)?.header)
    }

    /// Every pack, without cases.
    pub fn to_choose(&self) -> anyhow::Result<RuleBase> {
        Ok(self.without_cases(None).map_err(Refusal::Rules)?)
    }

    /// One pack, if there is one of this name, and the library, without cases.
    pub fn any(&self, pack: &str) -> Result<RuleBase, Refusal> {
        self.without_cases(Some(pack)).map_err(Refusal::Rules)
    }

    /// One pack and the library, without cases: the first pack of the rule base.
    pub fn to_ask(&self, pack: &str) -> anyhow::Result<RuleBase> {
        let base = self.any(pack)?;
        self.find(&base, pack)?;
        Ok(base)
    }

    /// The pack of this name.
    pub fn find<'b>(&self, base: &'b RuleBase, id: &str) -> Result<&'b Pack, Refusal> {
        base.packs.iter().find(|it| it.id == id).ok_or_else(|| {
            let (files, _) = self.files();
            let mut known: Vec<&str> = files.iter().filter_map(File::pack).collect();
            known.dedup();
            Refusal::no_such("pack", id, &known)
        })
    }

    /// Whether there is a folder of this name among the rules.
    pub fn knows(&self, id: &str) -> bool {
        self.files().0.iter().filter_map(File::pack).any(|it| it == id)
    }
}

/// The country of the locale: `GB` of `en_GB.UTF-8`.
fn locale() -> Option<String> {
    let named =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os).find(|name| !name.is_empty())?;
    let country = named.to_str()?.split(['.', '@']).next()?.split_once(['_', '-'])?.1;
    (country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_alphabetic())).then(|| country.to_uppercase())
}
