//! What changed between two versions of a pack in meaning, not in text.

use super::solver::Spent;
use super::versions::{Changed, Compared, versions};
use super::wording::{Reworded, wording};
use crate::engine::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answers, Pack, QuestionId, RuleBase, SourceId};
use crate::pack::unparse;
use std::collections::HashMap;

/// What is new, gone or other, by id; and for whom the level changes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PackDiff {
    /// Of another meaning is a question that takes other answers, is asked of other people or changes otherwise.
    pub questions: DiffNames,
    /// Of another meaning is a rule with another level, condition, wait or other risks.
    pub rules: DiffNames,
    /// The sources that the rules and closings cite; of another meaning is one with another address, grade or reading.
    pub sources: DiffNames,
    /// The questions in both whose baseline answer is another now. Every case and every "anything but the baseline"
    /// means another person then.
    pub baselines: Vec<Moved>,
    /// The texts that read otherwise.
    pub wording: Vec<Reworded>,
    /// Everybody whose level changes: one person for each pair of levels.
    pub levels: Compared,
}

/// Ids, each list in the order of its version.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DiffNames {
    /// Only in the new version.
    pub added: Vec<String>,
    /// Only in the old version.
    pub removed: Vec<String>,
    /// In both, and not alike in meaning.
    pub changed: Vec<String>,
}

/// A question whose baseline answer is another now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The id of the question.
    pub question: String,
    /// The answer in the old version, as written in rule files.
    pub from: String,
    /// The answer in the new version, written the same way.
    pub to: String,
}

impl PackDiff {
    /// Whether everything was compared before the time was up.
    pub fn is_complete(&self) -> bool {
        self.levels.open.is_empty()
    }

    /// The people who are told something milder than before.
    pub fn falls(&self) -> impl Iterator<Item = &Changed> {
        self.levels.changes.iter().filter(|change| change.to < change.from)
    }

    /// The people who are told something more serious than before.
    pub fn rises(&self) -> impl Iterator<Item = &Changed> {
        self.levels.changes.iter().filter(|change| change.to > change.from)
    }
}

/// Compares two versions of a pack, each with the library it cites.
pub fn diff(old: (&RuleBase, &Pack), new: (&RuleBase, &Pack), spent: &Spent) -> PackDiff {
    PackDiff {
        questions: names(&questions(old.1), &questions(new.1)),
        rules: names(&rules(old.1), &rules(new.1)),
        sources: names(&sources(old.0, old.1), &sources(new.0, new.1)),
        baselines: baselines(old.1, new.1),
        wording: wording(old.1, new.1),
        levels: versions(old.1, new.1, spent),
    }
}

fn baselines(old: &Pack, new: &Pack) -> Vec<Moved> {
    let spelled = |pack: &Pack, at: QuestionId| unparse::spelled(pack, at, pack.baseline.get(at)).to_string();
    let moved = new.questions.iter_enumerated().filter_map(|(at, question)| {
        let (from, to) = (spelled(old, old.question(&question.id)?), spelled(new, at));
        (from != to).then(|| Moved { question: question.id.clone(), from, to })
    });
    moved.collect()
}

/// The questions whose answers decide what a change of level rests on, in the version that tells the higher one: they
/// are named although some are the baseline.
pub fn matters(pack: &Pack, person: &Answers, change: &Changed) -> Vec<QuestionId> {
    let evaluation = Evaluation::new(pack, person);
    let (low, high) = (change.from.min(change.to), change.from.max(change.to));
    let found = pack.rules.iter().filter(|rule| rule.level > low && rule.level <= high);
    let found = found.filter(|rule| evaluation.truth(&rule.when) != Truth::False);
    let mut all: Vec<QuestionId> = found.flat_map(|rule| evaluation.because(&rule.when)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Ids with what they mean, in a form that can be compared.
type Meanings = Vec<(String, String)>;

fn questions(pack: &Pack) -> Meanings {
    let meaning = |question: &crate::model::Question| {
        let choices: Vec<&str> = question.domain.choices().iter().map(|choice| choice.id.as_str()).collect();
        let range = match &question.domain {
            crate::model::Domain::Number(scale) => {
                format!("{} {} {} {}", scale.unit, scale.low, scale.high, scale.whole)
            }
            _ => String::new(),
        };
        format!("{choices:?} {range} {} {:?}", unparse::condition(pack, &question.ask_if), question.change)
    };
    pack.questions.iter().map(|question| (question.id.clone(), meaning(question))).collect()
}

fn rules(pack: &Pack) -> Meanings {
    let meaning = |rule: &crate::model::Rule| {
        let risks: Vec<&str> = rule.risks.iter().map(|risk| pack.risks[*risk].id.as_str()).collect();
        let wait = rule.wait.as_ref().map(|wait| unparse::wait(pack, wait));
        format!("{:?} {risks:?} {} {wait:?}", rule.level, unparse::condition(pack, &rule.when))
    };
    pack.rules.iter().map(|rule| (rule.id.clone(), meaning(rule))).collect()
}

fn sources(base: &RuleBase, pack: &Pack) -> Meanings {
    let mut cited: Vec<SourceId> = pack.rules.iter().flat_map(|rule| rule.sources.iter().copied()).collect();
    cited.extend(pack.closings.iter().flat_map(|closing| closing.sources.iter().copied()));
    cited.sort_unstable();
    cited.dedup();
    let cited = cited.into_iter().map(|source| &base.sources[source]);
    cited.map(|source| (source.id.clone(), format!("{} {:?} {:?}", source.url, source.grade, source.read))).collect()
}

fn names(old: &Meanings, new: &Meanings) -> DiffNames {
    let meant = |all: &Meanings| all.iter().cloned().collect::<HashMap<String, String>>();
    let (before, after) = (meant(old), meant(new));
    let ids = |all: &Meanings, keep: &dyn Fn(&str) -> bool| -> Vec<String> {
        all.iter().map(|(id, _)| id.clone()).filter(|id| keep(id)).collect()
    };
    DiffNames {
        added: ids(new, &|id| !before.contains_key(id)),
        removed: ids(old, &|id| !after.contains_key(id)),
        changed: ids(new, &|id| before.get(id).is_some_and(|meaning| after.get(id) != Some(meaning))),
    }
}
