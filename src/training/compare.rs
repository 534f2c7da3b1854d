//! Two sheets about the same person: where they differ, what that does, and how well two people agree.

use crate::engine::{Certainty, Evaluation, assess, level};
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Level, Pack, QuestionId};
use std::collections::BTreeMap;

/// One question two people answered differently.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// The question, by its place in the pack.
    pub question: QuestionId,
    /// What the first sheet says; none where it says nothing.
    pub first: Option<Answer>,
    /// What the second sheet says; none where it says nothing.
    pub second: Option<Answer>,
    /// The level of the first sheet if only this answer were the second one's.
    pub first_would_be: Level,
    /// The level of the second sheet if only this answer were the first one's.
    pub second_would_be: Level,
}

/// Where one sheet stands. What is open counts as not known, and may raise the level alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SheetStand {
    /// The level of the whole sheet.
    pub level: Level,
    /// The level by what was answered alone.
    pub answered: Level,
    /// How many of the questions that are asked have no answer.
    pub open: usize,
    /// How many questions are asked, as far as the answers tell.
    pub asked: usize,
}

/// Two sheets side by side.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    /// The first sheet alone.
    pub first: SheetStand,
    /// The second sheet alone.
    pub second: SheetStand,
    /// The questions they answer differently, in the order of the pack.
    pub differences: Vec<Difference>,
    /// How many questions at least one of the two was asked and answered.
    pub answered: usize,
    /// On how many of those they agree.
    pub same: usize,
    /// How many were asked, but answered by neither: silence is no agreement.
    pub neither: usize,
}

/// Compares the answers to every question that at least one of the two was asked and answered.
pub fn compare(pack: &Pack, first: &Answers, second: &Answers) -> Comparison {
    let (one, two) = (Evaluation::new(pack, first), Evaluation::new(pack, second));
    let asked = |id: &QuestionId| one.asked(*id) != Truth::False || two.asked(*id) != Truth::False;
    let is_answered = |id: &QuestionId| first.get(*id).is_some() || second.get(*id).is_some();
    let (answered, neither): (Vec<QuestionId>, Vec<QuestionId>) =
        pack.questions.keys().filter(asked).partition(is_answered);
    let differs = |id: &QuestionId| first.get(*id) != second.get(*id);
    let differences = answered.iter().copied().filter(differs).map(|question| Difference {
        question,
        first: first.get(question),
        second: second.get(question),
        first_would_be: level(pack, &first.with(question, second.get(question))),
        second_would_be: level(pack, &second.with(question, first.get(question))),
    });
    let differences: Vec<Difference> = differences.collect();
    Comparison {
        first: stand(pack, first, &one),
        second: stand(pack, second, &two),
        same: answered.len() - differences.len(),
        answered: answered.len(),
        neither: neither.len(),
        differences,
    }
}

fn stand(pack: &Pack, answers: &Answers, sheet: &Evaluation) -> SheetStand {
    let asked: Vec<QuestionId> = pack.questions.keys().filter(|id| sheet.asked(*id) != Truth::False).collect();
    let found = assess(pack, answers);
    let certain = found.findings.iter().filter(|finding| finding.certainty == Certainty::Certain);
    SheetStand {
        level: found.level,
        answered: certain.map(|finding| pack.rules[finding.rule].level).max().unwrap_or(Level::Note),
        open: asked.iter().filter(|id| answers.get(**id).is_none()).count(),
        asked: asked.len(),
    }
}

/// How often two people say the same, and how far that is beyond chance.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Agreement {
    /// How many pairs were compared.
    pub pairs: usize,
    /// In how many both said the same.
    pub same: usize,
    /// Cohen's kappa, from -1 to 1; none where chance alone already agrees on everything.
    pub kappa: Option<f64>,
    /// Where kappa lies with 95 in 100 certainty, by Cohen's standard error; none where there is no kappa.
    pub interval: Option<(f64, f64)>,
}

impl Agreement {
    /// The share of pairs that agree, in percent.
    pub fn percent(&self) -> f64 {
        if self.pairs == 0 { 0.0 } else { 100.0 * float(self.same) / float(self.pairs) }
    }
}

/// How many standard errors to either side hold 95 in 100 of a normal distribution.
const NORMAL: f64 = 1.96;

/// Cohen's kappa over pairs of words, the first person's and the second's (Cohen 1960).
pub fn agreement<T: Ord>(pairs: &[(T, T)]) -> Agreement {
    let total = pairs.len();
    let mut same = 0;
    // How often each answer is given by the first person, and by the second.
    let mut counts: BTreeMap<&T, (usize, usize)> = BTreeMap::new();
    for (a, b) in pairs {
        same += usize::from(a == b);
        counts.entry(a).or_default().0 += 1;
        counts.entry(b).or_default().1 += 1;
    }
    let by_chance: usize = counts.values().map(|(first, second)| first * second).sum();
    let (seen, chance) = (float(same) / float(total.max(1)), float(by_chance) / float((total * total).max(1)));
    let kappa = (total > 0 && by_chance < total * total).then(|| (seen - chance) / (1.0 - chance));
    let error = (seen * (1.0 - seen) / float(total.max(1))).sqrt() / (1.0 - chance);
    let interval = kappa.map(|kappa| ((kappa - NORMAL * error).max(-1.0), (kappa + NORMAL * error).min(1.0)));
    Agreement { pairs: total, same, kappa, interval }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
fn float(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::agreement;

    #[test]
    fn kappa_is_what_cohen_says() {
        // Two raters, 50 proposals: 20 both yes, 15 both no, 5 yes and no, 10 no and yes: kappa 0.4.
        let mut pairs = vec![("yes", "yes"); 20];
        pairs.extend(vec![("no", "no"); 15]);
        pairs.extend(vec![("yes", "no"); 5]);
        pairs.extend(vec![("no", "yes"); 10]);
        let it = agreement(&pairs);
        assert_eq!((it.pairs, it.same), (50, 35));
        assert!((it.kappa.expect("a number") - 0.4).abs() < 1e-12);
        assert!((it.percent() - 70.0).abs() < 1e-12);
        // The square root of 0.7 x 0.3 / 50, over a half: 0.1296 to either side, 1.96 times.
        let (low, high) = it.interval.expect("an interval");
        assert!((low - 0.146).abs() < 1e-3 && (high - 0.654).abs() < 1e-3, "{low} {high}");
    }

    #[test]
    fn many_pairs_take_no_longer_than_counting_them() {
        let pairs: Vec<(u32, u32)> = (0..200_000).map(|it| (it % 7, it % 5)).collect();
        let it = agreement(&pairs);
        // Each of seven meets each of five equally often.
        assert!(it.kappa.expect("a number").abs() < 1e-4, "{it:?}");
    }

    #[test]
    fn where_everybody_always_says_the_same_there_is_no_kappa() {
        assert_eq!(agreement(&[("yes", "yes"), ("yes", "yes")]).kappa, None);
        assert_eq!(agreement::<&str>(&[]).kappa, None);
    }
}
