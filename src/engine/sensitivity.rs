//! How much hangs on one answer.

use super::Evaluation;
use super::Partition;
use super::level;
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Level, Pack, QuestionId, Rule};
use typed_index_collections::TiVec;

/// A single answer that, if it were wrong, would make the result more serious.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sensitivity {
    /// The question whose answer it hangs on.
    pub question: QuestionId,
    /// The answer that would lead to the highest level; the nearest to the one given when several do.
    pub instead: Answer,
    /// The level it would lead to, higher than the present one.
    pub level: Level,
}

/// Every asked and known answer that would raise the level if it were another one. Highest level first, then in
/// asking order. Follow-up questions that only the other answer would open count as answered with the baseline,
/// so what is shown comes from the one answer alone.
pub fn sensitivity(pack: &Pack, answers: &Answers) -> Vec<Sensitivity> {
    let (raising, cells) = (raising(pack, level(pack, answers)), Partition::new(pack));
    let sheet = Evaluation::new(pack, answers);
    let known = answers.given().filter(|(question, answer)| {
        *answer != Answer::Unsure && !raising[*question].is_empty() && sheet.asked(*question) != Truth::False
    });
    let mut sensitivities: Vec<Sensitivity> = known
        .filter_map(|(question, answer)| {
            let mut worst: Option<Sensitivity> = None;
            for instead in cells.others(pack, question, Some(answer)) {
                let tried = answers.with(question, instead);
                let alone = sheet.instead(&tried, question);
                let filled = opened(pack, &tried, &sheet, &alone);
                let other = filled.as_ref().map_or(alone, |filled| Evaluation::new(pack, filled));
                let found = raising[question].iter().filter(|rule| other.truth(&rule.when) != Truth::False);
                let Some(level) = found.map(|rule| rule.level).max() else { continue };
                let nearer = |so_far: &Sensitivity| distance(answer, instead) < distance(answer, so_far.instead);
                if worst.as_ref().is_none_or(|so_far| level > so_far.level || level == so_far.level && nearer(so_far)) {
                    worst = Some(Sensitivity { question, instead, level });
                }
            }
            worst
        })
        .collect();
    sensitivities.sort_by_key(|sensitivity| (std::cmp::Reverse(sensitivity.level), sensitivity.question));
    sensitivities
}

/// For each question: the rules above the present level that its answer can decide.
fn raising(pack: &Pack, present: Level) -> TiVec<QuestionId, Vec<&Rule>> {
    let mut raising = pack.for_each_question(Vec::new());
    for rule in pack.rules.iter().filter(|rule| rule.level > present) {
        pack.cone(&rule.when).into_iter().for_each(|question| raising[question].push(rule));
    }
    raising
}

/// The answers with the baseline answer to each silent question that only they open; none where they open none.
fn opened(pack: &Pack, answers: &Answers, before: &Evaluation, now: &Evaluation) -> Option<Answers> {
    let is_opened = |question: &QuestionId| {
        let was_closed = before.asked(*question) == Truth::False;
        was_closed && now.asked(*question) != Truth::False && answers.get(*question).is_none()
    };
    let mut follow_ups = pack.questions.keys().filter(is_opened).peekable();
    follow_ups.peek()?;
    let mut filled = answers.clone();
    follow_ups.for_each(|question| filled.set(question, pack.questions[question].domain.baseline()));
    Some(filled)
}

fn distance(a: Answer, b: Answer) -> f64 {
    match (a, b) {
        (Answer::Number(a), Answer::Number(b)) => (a - b).abs(),
        (Answer::Many(a), Answer::Many(b)) => f64::from(a.ticked().symmetric_difference(b.ticked()).len()),
        (Answer::One(a), Answer::One(b)) => f64::from(u32::try_from(a.place().abs_diff(b.place())).unwrap_or(u32::MAX)),
        _ => 0.0,
    }
}
