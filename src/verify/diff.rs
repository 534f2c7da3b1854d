//! What changed between two versions of a pack in meaning, not in text.

use crate::model::{Pack, RuleBase, SourceId};
use crate::pack::unparse;
use crate::verify::{Changed, Compared, Spent, versions};

/// What is new, gone or other, by id; and for whom the level changes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Diff {
    pub questions: Names,
    pub rules: Names,
    pub sources: Names,
    /// Everybody whose level changes: one person for each pair of levels.
    pub levels: Compared,
}

/// Ids that are only in the new version, only in the old, or in both but not alike in meaning.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    pub added: Vec<String>,
    pub removed: Vec<String>,
    pub changed: Vec<String>,
}

impl Diff {
    /// Whether everything was compared before the time was up.
    pub fn is_complete(&self) -> bool {
        self.levels.open.is_empty()
    }

    /// The people who are told something milder than before.
    pub fn falls(&self) -> impl Iterator<Item = &Changed> {
        self.levels.changes.iter().filter(|it| it.to < it.from)
    }

    /// The people who are told something more serious than before.
    pub fn rises(&self) -> impl Iterator<Item = &Changed> {
        self.levels.changes.iter().filter(|it| it.to > it.from)
    }
}

/// Compares two versions of a pack, each with the library it cites.
pub fn diff(old: (&RuleBase, &Pack), new: (&RuleBase, &Pack), spent: &Spent) -> Diff {
    Diff {
        questions: names(&questions(old.1), &questions(new.1)),
        rules: names(&rules(old.1), &rules(new.1)),
        sources: names(&sources(old.0, old.1), &sources(new.0, new.1)),
        levels: versions(old.1, new.1, spent),
    }
}

/// Ids with what they mean, in a form that can be compared.
type Meanings = Vec<(String, String)>;

fn questions(pack: &Pack) -> Meanings {
    let meaning = |it: &crate::model::Question| {
        let choices: Vec<&str> = it.domain.choices().iter().map(|it| it.id.as_str()).collect();
        let range = match &it.domain {
            crate::model::Domain::Number(it) => format!("{} {} {} {}", it.unit, it.low, it.high, it.whole),
            _ => String::new(),
        };
        format!("{choices:?} {range} {} {:?}", unparse::condition(pack, &it.ask_if), it.change)
    };
    pack.questions.iter().map(|it| (it.id.clone(), meaning(it))).collect()
}

fn rules(pack: &Pack) -> Meanings {
    let meaning = |it: &crate::model::Rule| {
        let risks: Vec<&str> = it.risks.iter().map(|it| pack.risks[*it].id.as_str()).collect();
        let wait = it.wait.as_ref().map(|it| unparse::wait(pack, it));
        format!("{:?} {risks:?} {} {wait:?}", it.level, unparse::condition(pack, &it.when))
    };
    pack.rules.iter().map(|it| (it.id.clone(), meaning(it))).collect()
}

fn sources(base: &RuleBase, pack: &Pack) -> Meanings {
    let mut cited: Vec<SourceId> = pack.rules.iter().flat_map(|it| it.sources.iter().copied()).collect();
    cited.extend(pack.closings.iter().flat_map(|it| it.sources.iter().copied()));
    cited.sort_unstable();
    cited.dedup();
    let cited = cited.into_iter().map(|it| &base.sources[it]);
    cited.map(|it| (it.id.clone(), format!("{} {:?} {:?}", it.url, it.grade, it.read))).collect()
}

fn names(old: &Meanings, new: &Meanings) -> Names {
    let find = |all: &Meanings, id: &str| all.iter().find(|it| it.0 == id).map(|it| it.1.clone());
    let ids = |all: &Meanings, keep: &dyn Fn(&str) -> bool| -> Vec<String> {
        all.iter().map(|it| it.0.clone()).filter(|it| keep(it)).collect()
    };
    Names {
        added: ids(new, &|id| find(old, id).is_none()),
        removed: ids(old, &|id| find(new, id).is_none()),
        changed: ids(new, &|id| find(old, id).is_some_and(|it| Some(it) != find(new, id))),
    }
}
