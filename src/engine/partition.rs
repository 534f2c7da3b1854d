//! The numbers a pack tells apart: between two neighbours here, no condition changes its truth.

use crate::model::{Answer, AnswerTest, Domain, Pack, QuestionId, Scale, Ticks, Wait, When};
use typed_index_collections::TiVec;

/// For each question of a pack one number out of every stretch that no condition cuts, in rising order.
/// Every threshold within the range is a stretch of its own. Empty for questions that take no number.
#[derive(Clone, PartialEq, Debug)]
pub struct Partition(TiVec<QuestionId, Vec<f64>>);

impl Partition {
    /// The numbers that a pack tells apart.
    pub fn new(pack: &Pack) -> Partition {
        Partition::with(pack, &[])
    }

    /// The same, with thresholds from elsewhere: pairs of question and number.
    pub fn with(pack: &Pack, more: &[(QuestionId, f64)]) -> Partition {
        let mut cuts = pack.for_each_question(Vec::new());
        for (question, cut) in thresholds(pack).iter().chain(more) {
            cuts[*question].push(*cut);
        }
        let stretches = pack.questions.iter().zip(cuts).map(|(question, cuts)| match &question.domain {
            Domain::Number(scale) => stretches(scale, cuts),
            _ => Vec::new(),
        });
        Partition(stretches.collect())
    }

    /// The numbers of one question, in rising order.
    pub fn of(&self, question: QuestionId) -> &[f64] {
        self.0.get(question).map_or(&[], Vec::as_slice)
    }

    /// The answers one step away, or any other where there is a choice of one: every option, every number told
    /// apart, every single tick set or taken away.
    pub fn others(&self, pack: &Pack, question: QuestionId, answer: Option<Answer>) -> Vec<Answer> {
        let all: Vec<Answer> = match &pack.questions[question].domain {
            Domain::One(choices) => choices.keys().map(Answer::One).collect(),
            Domain::Number(_) => self.of(question).iter().copied().map(Answer::Number).collect(),
            Domain::Many(choices) => {
                let ticks = if let Some(Answer::Many(ticks)) = answer { ticks } else { Ticks::NONE };
                std::iter::once(ticks).chain(choices.keys().map(|tick| ticks.toggled(tick))).map(Answer::Many).collect()
            }
        };
        all.into_iter().filter(|other| Some(*other) != answer).collect()
    }
}

/// Every number that a condition or a wait of the pack compares an answer with.
pub fn thresholds(pack: &Pack) -> Vec<(QuestionId, f64)> {
    let mut found = Vec::new();
    let mut look = |when: &When| {
        for fact in when.facts() {
            if let AnswerTest::Under(n) | AnswerTest::Over(n) = fact.test {
                found.push((fact.question, n));
            }
        }
    };
    pack.questions.iter().for_each(|question| look(&question.ask_if));
    pack.rules.iter().for_each(|rule| look(&rule.when));
    pack.closings.iter().for_each(|closing| look(&closing.when));
    pack.promises.iter().for_each(|promise| look(&promise.when));
    pack.impossible.iter().for_each(|stated| look(&stated.when));
    for rule in &pack.rules {
        if let Some(Wait::Until(question, n)) = rule.wait {
            found.push((question, n));
        }
    }
    found
}

fn stretches(scale: &Scale, mut cuts: Vec<f64>) -> Vec<f64> {
    cuts.retain(|cut| (scale.low..=scale.high).contains(cut));
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let mut numbers = Vec::new();
    let mut from = scale.low;
    let mut open = false;
    for cut in cuts {
        numbers.extend(between(scale, from, open, cut));
        if !scale.whole || cut.fract() == 0.0 {
            numbers.push(cut);
        }
        (from, open) = (cut, true);
    }
    let end = if open && from >= scale.high { None } else { last(scale, from, open) };
    numbers.extend(end);
    numbers
}

/// A number at `from`, or after it when that end is open, and before `to`; the usual one where it fits.
fn between(scale: &Scale, from: f64, open: bool, to: f64) -> Option<f64> {
    let inside = |value: f64| value < to && if open { value > from } else { value >= from };
    let candidates = if scale.whole { [scale.usual, to.ceil() - 1.0] } else { [scale.usual, f64::midpoint(from, to)] };
    candidates.into_iter().find(|value| inside(*value))
}

fn last(scale: &Scale, from: f64, open: bool) -> Option<f64> {
    let inside = |value: f64| value <= scale.high && if open { value > from } else { value >= from };
    let middle = if scale.whole { from.floor() + 1.0 } else { f64::midpoint(from, scale.high) };
    [scale.usual, middle, scale.high].into_iter().find(|value| inside(*value))
}
