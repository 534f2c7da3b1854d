//! The smallest changes that bring the level down to a precaution or lower.

use crate::answers::{Answer, Answers, Sheet};
use crate::cells::Cells;
use crate::logic::Truth;
use crate::model::{Domain, Level, Pack};

/// What a person can change so that nothing above a precaution is left.
#[derive(Clone, PartialEq, Debug)]
pub struct Ways {
    /// Whether nothing above a precaution was found in the first place; then there are no ways.
    pub already: bool,
    /// Each way is a set of questions with the answer to have instead, in asking order; all of a set are needed,
    /// and no part of it is enough. Fewest changes first. Only questions the pack marks with `change`.
    /// Each has been assessed again. Empty: nothing this person can change is enough.
    pub ways: Vec<Vec<(usize, Answer)>>,
    /// False when the search was cut off: there may be more ways, each with more changes.
    pub complete: bool,
}

/// The most changes in one way, and the most assessments in one search.
const MOST_CHANGES: usize = 6;
const MOST_TRIES: usize = 20_000;

/// All smallest sets of changes that bring the level down to `Precaution` or lower.
pub fn what_would_change(pack: &Pack, answers: &Answers) -> Ways {
    if is_mild(pack, answers) {
        return Ways { already: true, ways: Vec::new(), complete: true };
    }
    let open: Vec<usize> = (0..pack.questions.len())
        .filter(|it| {
            pack.questions[*it].change.is_some() && answers.get(*it) != Some(pack.questions[*it].domain.clear())
        })
        .collect();
    let mut search = Search { pack, answers, sets: Vec::new(), tries: 0, complete: true };
    if search.works(&open) {
        let open = search.relevant(&open);
        for size in 1..=open.len() {
            if size > MOST_CHANGES {
                search.complete = false;
                break;
            }
            search.subsets(&open, size, &mut Vec::new());
        }
    }
    let cells = Cells::new(pack);
    let sets = std::mem::take(&mut search.sets);
    Ways {
        already: false,
        ways: sets.iter().map(|set| least(pack, answers, &cells, set)).collect(),
        complete: search.complete,
    }
}

struct Search<'a> {
    pack: &'a Pack,
    answers: &'a Answers,
    sets: Vec<Vec<usize>>,
    tries: usize,
    complete: bool,
}

impl Search<'_> {
    fn works(&mut self, set: &[usize]) -> bool {
        self.tries += 1;
        let clear = set.iter().map(|it| (*it, self.pack.questions[*it].domain.clear()));
        is_mild(self.pack, &with(self.answers, clear))
    }

    /// Those that some serious rule could look at, by itself or through what opens its questions.
    fn relevant(&self, open: &[usize]) -> Vec<usize> {
        let serious = self.pack.rules.iter().filter(|it| it.level > Level::Precaution);
        let seen: Vec<usize> = serious.flat_map(|it| self.pack.cone(&it.when)).collect();
        open.iter().copied().filter(|it| seen.contains(it)).collect()
    }

    fn subsets(&mut self, open: &[usize], size: usize, chosen: &mut Vec<usize>) {
        if self.tries >= MOST_TRIES {
            self.complete = false;
            return;
        }
        if size == 0 {
            let covered = self.sets.iter().any(|set| set.iter().all(|it| chosen.contains(it)));
            if !covered && self.works(chosen) {
                self.sets.push(chosen.clone());
            }
            return;
        }
        for at in 0..open.len().saturating_sub(size - 1) {
            chosen.push(open[at]);
            self.subsets(&open[at + 1..], size - 1, chosen);
            chosen.pop();
        }
    }
}

fn is_mild(pack: &Pack, answers: &Answers) -> bool {
    let sheet = Sheet::new(pack, answers);
    let mut serious = pack.rules.iter().filter(|it| it.level > Level::Precaution);
    serious.all(|it| sheet.truth(&it.when) == Truth::False)
}

/// The answers nearest to the person's own that still do, for a set of questions whose clear answers do.
fn least(pack: &Pack, answers: &Answers, cells: &Cells, set: &[usize]) -> Vec<(usize, Answer)> {
    let mut best = with(answers, set.iter().map(|it| (*it, pack.questions[*it].domain.clear())));
    for question in set {
        for milder in toward(pack, cells, *question, answers.get(*question)) {
            let tried = best.with(*question, milder);
            if is_mild(pack, &tried) {
                best = tried;
                break;
            }
        }
        if let (Domain::Many(choices), Some(Answer::Many(ticks))) =
            (&pack.questions[*question].domain, answers.get(*question))
        {
            for tick in (0..choices.len()).filter(|it| ticks >> it & 1 == 1) {
                let Some(Answer::Many(kept)) = best.get(*question) else { continue };
                let tried = best.with(*question, Answer::Many(kept | 1 << tick));
                if kept >> tick & 1 == 0 && is_mild(pack, &tried) {
                    best = tried;
                }
            }
        }
    }
    set.iter().filter_map(|it| Some((*it, best.get(*it)?))).collect()
}

/// The better answers to a question, the nearest to this one first. None for ticks, or where nothing is known.
fn toward(pack: &Pack, cells: &Cells, question: usize, answer: Option<Answer>) -> Vec<Answer> {
    match (&pack.questions[question].domain, answer) {
        (Domain::One(_), Some(Answer::One(it))) => (0..it).rev().map(Answer::One).collect(),
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

fn with(answers: &Answers, changes: impl Iterator<Item = (usize, Answer)>) -> Answers {
    let mut answers = answers.clone();
    changes.for_each(|(question, answer)| answers.set(question, answer));
    answers
}
