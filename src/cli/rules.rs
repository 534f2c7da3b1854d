//! Which rules to use: those that come with the program, or a stranger's folder.

use super::clock;
use super::error::Refusal;
use crate::engine::{Explanation, explain};
use crate::model::{Answers, Contact, Header, Pack, RuleBase};
use crate::pack::problem::Problem;
use crate::pack::{self, File, Load};
use crate::shipped;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Stands for the rules that come with the program, where folders are named.
const SHIPPED: &str = "shipped";

pub struct Rules {
    /// Each is laid over those before it; without any, the rules that come with the program.
    folders: Vec<PathBuf>,
    country: Option<String>,
}

impl Rules {
    pub fn new(folders: Vec<PathBuf>, country: Option<String>) -> Rules {
        Rules { folders, country: country.or_else(locale) }
    }

    /// Whether they are those that come with the program.
    pub fn are_shipped(&self) -> bool {
        self.folders.is_empty()
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
        if self.folders.is_empty() {
            return (shipped::files(), Vec::new());
        }
        let (mut files, mut problems): (Vec<File>, Vec<Problem>) = (Vec::new(), Vec::new());
        for folder in &self.folders {
            let (over, more) = match folder.to_str() {
                Some(SHIPPED) if !folder.is_dir() => (shipped::files(), Vec::new()),
                _ => pack::read(folder),
            };
            // A pack stands for the whole pack of its name, a file of the library for the whole file.
            let packs: BTreeSet<&str> = over.iter().filter_map(File::pack).collect();
            let paths: BTreeSet<&str> = over.iter().map(|file| file.path.as_str()).collect();
            let stays = |file: &File| match file.pack() {
                Some(pack) => !packs.contains(pack),
                None => !paths.contains(file.path.as_str()),
            };
            files.retain(stays);
            files.extend(over);
            problems.extend(more);
        }
        (files, problems)
    }

    fn load(&self, only: Option<&str>, cases: bool) -> Result<RuleBase, Vec<Problem>> {
        let (files, mut problems) = self.files();
        match pack::load(&files, Load { only, cases, shipped: self.folders.is_empty() }) {
            Ok(base) if problems.is_empty() => Ok(base),
            Ok(_) => Err(problems),
            Err(more) => {
                problems.extend(more);
                Err(problems)
            }
        }
    }

    fn without_cases(&self, only: Option<&str>) -> Result<RuleBase, Vec<Problem>> {
        let built = if self.folders.is_empty() { shipped::base(only) } else { None };
        built.map_or_else(|| self.load(only, false), Ok)
    }

    /// Every pack with its cases, or only one.
    pub fn all(&self, only: Option<&str>) -> Result<RuleBase, Vec<Problem>> {
        self.load(only, true)
    }

    /// The id of the pack that was named; else of the one that the rules put first.
    pub fn named(&self, pack: Option<&str>) -> anyhow::Result<String> {
        match pack {
            Some(pack) => Ok(pack.to_owned()),
            None => self.header()?.first.ok_or_else(|| Refusal::WhichPack { known: self.ids().join("`, `") }.into()),
        }
    }

    /// What the rules say of themselves: which pack comes first, which card is in reach, how they welcome people.
    fn header(&self) -> anyhow::Result<Header> {
        // No pack has an empty name, so this reads the library alone.
        let built = if self.folders.is_empty() { shipped::library() } else { None };
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
        base.packs.iter().find(|pack| pack.id == id).ok_or_else(|| {
            let known = self.ids();
            Refusal::no_such("pack", id, &known.iter().map(String::as_str).collect::<Vec<_>>())
        })
    }

    /// Whether there is a folder of this name among the rules.
    pub fn knows(&self, id: &str) -> bool {
        self.ids().iter().any(|known| known == id)
    }

    /// The ids of all packs.
    fn ids(&self) -> Vec<String> {
        let (files, _) = self.files();
        let ids: BTreeSet<&str> = files.iter().filter_map(File::pack).collect();
        ids.into_iter().map(str::to_owned).collect()
    }
}

/// The country of the locale: `GB` of `en_GB.UTF-8`.
fn locale() -> Option<String> {
    let named =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os).find(|name| !name.is_empty())?;
    let country = named.to_str()?.split(['.', '@']).next()?.split_once(['_', '-'])?.1;
    (country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_alphabetic())).then(|| country.to_uppercase())
}
