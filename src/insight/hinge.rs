//! How much hangs on one answer.

use crate::answers::{Answer, Answers, Sheet};
use crate::assess::level;
use crate::cells::Cells;
use crate::logic::Truth;
use crate::model::{Level, Pack};

/// A single answer that, if it were wrong, would make the result more serious.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Hinge {
    pub question: usize,
    /// The answer that would lead to the highest level; the nearest to the one given when several do.
    pub instead: Answer,
    /// The level it would lead to, higher than the present one.
    pub level: Level,
}

/// Every asked and known answer that would raise the level if it were another one. Highest level first, then in
/// asking order. Follow-up questions that only the other answer would open count as answered in the clear way,
/// so what is shown comes from the one answer alone.
pub fn hangs_on(pack: &Pack, answers: &Answers) -> Vec<Hinge> {
    let (present, cells) = (level(pack, answers), Cells::new(pack));
    let sheet = Sheet::new(pack, answers);
    let known =
        answers.given().filter(|(question, it)| *it != Answer::Unsure && sheet.asked(*question) != Truth::False);
    let mut hinges: Vec<Hinge> = known
        .filter_map(|(question, answer)| {
            let mut worst: Option<Hinge> = None;
            for instead in cells.others(pack, question, Some(answer)) {
                let level = level(pack, &opened(pack, answers, &sheet, question, instead));
                let nearer = |it: &Hinge| distance(answer, instead) < distance(answer, it.instead);
                if level > present
                    && worst.as_ref().is_none_or(|it| level > it.level || level == it.level && nearer(it))
                {
                    worst = Some(Hinge { question, instead, level });
                }
            }
            worst
        })
        .collect();
    hinges.sort_by_key(|it| (std::cmp::Reverse(it.level), it.question));
    hinges
}

/// The answers with another one, and the clear answer to each silent question that it opens.
fn opened(pack: &Pack, answers: &Answers, before: &Sheet, question: usize, instead: Answer) -> Answers {
    let mut other = answers.with(question, instead);
    let mut fill = Vec::new();
    let sheet = Sheet::new(pack, &other);
    for it in 0..pack.questions.len() {
        if answers.get(it).is_none() && before.asked(it) == Truth::False && sheet.asked(it) != Truth::False {
            fill.push(it);
        }
    }
    drop(sheet);
    for it in fill {
        other.set(it, pack.questions[it].domain.clear());
    }
    other
}

fn distance(a: Answer, b: Answer) -> f64 {
    match (a, b) {
        (Answer::Number(a), Answer::Number(b)) => (a - b).abs(),
        (Answer::Many(a), Answer::Many(b)) => f64::from((a ^ b).count_ones()),
        (Answer::One(a), Answer::One(b)) => f64::from(u32::try_from(a.abs_diff(b)).unwrap_or(u32::MAX)),
        _ => 0.0,
    }
}
