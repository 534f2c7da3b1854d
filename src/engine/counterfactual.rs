//! The smallest changes that bring the level down to a precaution or lower.

use super::Evaluation;
use super::Partition;
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Domain, Level, OptionId, OptionSet, Pack, QuestionId, Ticks, When};

/// What a person can change so that nothing above a precaution is left.
#[derive(Clone, PartialEq, Debug)]
pub struct Counterfactuals {
    /// Whether nothing above a precaution was found in the first place; then there are no ways.
    pub already: bool,
    /// Each way is a set of questions with the answer to have instead, in asking order; all of a set are needed,
    /// and no part of it is enough. Fewest changes first. Only questions the pack marks with `change`.
    /// Each has been assessed again, and none says what cannot be. Empty: nothing this person can change is enough.
    pub ways: Vec<Vec<(QuestionId, Answer)>>,
    /// False when the search was cut off: there may be more ways, each with more changes.
    pub complete: bool,
}

/// The most changes in one way, and the most sets tried in one search.
const MOST_CHANGES: usize = 6;
const MOST_TRIES: usize = 20_000;

/// All smallest sets of changes that bring the level down to a precaution or lower.
pub fn counterfactuals(pack: &Pack, answers: &Answers) -> Counterfactuals {
    if serious(pack, &Evaluation::new(pack, answers)).is_none() {
        return Counterfactuals { already: true, ways: Vec::new(), complete: true };
    }
    let open: Vec<QuestionId> = pack
        .questions
        .keys()
        .filter(|question| {
            pack.questions[*question].change.is_some()
                && answers.get(*question) != Some(pack.questions[*question].domain.baseline())
        })
        .collect();
    let mut search = ChangeSearch { pack, answers, open: &open, sets: Vec::new(), tries: 0 };
    let complete = search.obstacle(&open).is_some() || search.run();
    let cells = Partition::new(pack);
    Counterfactuals {
        already: false,
        ways: search.sets.iter().map(|set| least(pack, answers, &cells, set)).collect(),
        complete,
    }
}

struct ChangeSearch<'a> {
    pack: &'a Pack,
    answers: &'a Answers,
    /// The questions that may get the baseline answer.
    open: &'a [QuestionId],
    /// The smallest sets of them that are enough.
    sets: Vec<Vec<QuestionId>>,
    tries: usize,
}

impl ChangeSearch<'_> {
    /// Finds every smallest set, fewest questions first. False when it was cut off.
    ///
    /// What stands in the way stays there until a question it rests on is added; so only those are tried.
    fn run(&mut self) -> bool {
        let mut sets = vec![Vec::new()];
        for _ in 0..=MOST_CHANGES {
            let mut larger = Vec::new();
            for set in sets {
                if self.sets.iter().any(|enough| enough.iter().all(|question| set.contains(question))) {
                    continue;
                }
                self.tries += 1;
                if self.tries > MOST_TRIES {
                    return false;
                }
                let Some(obstacle) = self.obstacle(&set) else {
                    self.sets.push(set);
                    continue;
                };
                let cone = self.pack.cone(obstacle);
                for question in cone.into_iter().filter(|question| self.open.contains(question)) {
                    if let Err(at) = set.binary_search(&question) {
                        let mut more = set.clone();
                        more.insert(at, question);
                        larger.push(more);
                    }
                }
            }
            larger.sort();
            larger.dedup();
            sets = larger;
        }
        sets.is_empty()
    }

    /// What still stands in the way when these questions get the baseline answer.
    fn obstacle(&self, set: &[QuestionId]) -> Option<&When> {
        let baseline = set.iter().map(|question| (*question, self.pack.questions[*question].domain.baseline()));
        obstacle(self.pack, &with(self.answers, baseline))
    }
}

/// The first rule above a precaution that is not ruled out.
fn serious<'a>(pack: &'a Pack, sheet: &Evaluation) -> Option<&'a When> {
    let mut serious = pack.rules.iter().filter(|rule| rule.level > Level::Precaution);
    serious.find(|rule| sheet.truth(&rule.when) != Truth::False).map(|rule| &rule.when)
}

/// The same, or what says that nobody can have answered so.
fn obstacle<'a>(pack: &'a Pack, answers: &Answers) -> Option<&'a When> {
    let sheet = Evaluation::new(pack, answers);
    let mut impossible = pack.impossible.iter().map(|stated| &stated.when);
    serious(pack, &sheet).or_else(|| impossible.find(|when| sheet.truth(when) == Truth::True))
}

/// The answers nearest to the person's own that still do, for a set of questions whose baseline answers do.
fn least(pack: &Pack, answers: &Answers, cells: &Partition, set: &[QuestionId]) -> Vec<(QuestionId, Answer)> {
    let mut best = with(answers, set.iter().map(|question| (*question, pack.questions[*question].domain.baseline())));
    for question in set {
        for milder in toward(pack, cells, *question, answers.get(*question)) {
            let tried = best.with(*question, milder);
            if obstacle(pack, &tried).is_none() {
                best = tried;
                break;
            }
        }
        if let (Domain::Many(choices), Some(Answer::Many(ticks))) =
            (&pack.questions[*question].domain, answers.get(*question))
        {
            for own in choices.keys().map(|tick| ticks.among(OptionSet::only(tick))).filter(|own| *own != Ticks::NONE) {
                let Some(Answer::Many(kept)) = best.get(*question) else { continue };
                let tried = best.with(*question, Answer::Many(kept.and(own)));
                if kept.and(own) != kept && obstacle(pack, &tried).is_none() {
                    best = tried;
                }
            }
        }
    }
    set.iter().filter_map(|question| Some((*question, best.get(*question)?))).collect()
}

/// The better answers to a question, the nearest to this one first. None for ticks, or where nothing is known.
fn toward(pack: &Pack, cells: &Partition, question: QuestionId, answer: Option<Answer>) -> Vec<Answer> {
    match (&pack.questions[question].domain, answer) {
        (Domain::One(_), Some(Answer::One(option))) => {
            (0..option.place()).rev().map(OptionId::new).map(Answer::One).collect()
        }
        (Domain::Number(scale), Some(Answer::Number(it))) => {
            let mut milder: Vec<f64> = cells
                .of(question)
                .iter()
                .copied()
                .filter(|n| match scale.worse {
                    crate::model::Direction::Higher => *n < it,
                    crate::model::Direction::Lower => *n > it,
                })
                .collect();
            milder.sort_by(|a, b| (a - it).abs().total_cmp(&(b - it).abs()));
            milder.into_iter().map(Answer::Number).collect()
        }
        _ => Vec::new(),
    }
}

fn with(answers: &Answers, changes: impl Iterator<Item = (QuestionId, Answer)>) -> Answers {
    let mut answers = answers.clone();
    changes.for_each(|(question, answer)| answers.set(question, answer));
    answers
}
