//! What the answers mean. Total: it cannot fail.

use super::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answer, Answers};
use crate::model::{AnswerTest, ClosingId, Fact, Level, OptionSet, Pack, QuestionId, RiskId, RuleId, Ticks};
use std::cmp::Reverse;
use typed_index_collections::{TiVec, ti_vec};

/// Everything found for one person.
#[derive(Clone, PartialEq, Debug)]
pub struct Assessment {
    /// The highest level found.
    pub level: Level,
    /// The highest level found for each risk of the pack.
    pub risks: TiVec<RiskId, Level>,
    /// First what to act on, then who may do it, then when; what was told before what is only possible; then in the
    /// order of the pack.
    pub findings: Vec<Finding>,
    /// The closing parts of the pack that apply.
    pub closings: Vec<ClosingId>,
    /// The questions asked that have no answer, or only "not sure".
    pub unanswered: Vec<QuestionId>,
}

/// One rule that is not ruled out, and what it rests on.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule that was found.
    pub rule: RuleId,
    /// Whether it holds, or cannot be ruled out.
    pub certainty: Certainty,
    /// Whether the person's own words say so; else it only cannot be ruled out. What is certain is always told.
    pub told: bool,
    /// The answers that led here, in asking order.
    pub reasons: Vec<Reason>,
}

/// Whether a rule holds, or only cannot be ruled out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Certainty {
    /// The answers say so.
    Certain,
    /// An answer is missing or not sure, so it cannot be ruled out.
    Possible,
}

/// A question a finding rests on, and what was said to it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reason {
    /// The question.
    pub question: QuestionId,
    /// What was said to it.
    pub said: Said,
    /// Whether the rule itself speaks of it; else it only opened a question that the rule speaks of.
    pub direct: bool,
}

/// The three states of an answer. They are never mixed up: what was not asked is not "not sure".
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Said {
    /// Of several ticks, those the rule speaks of.
    Answer(Answer),
    /// "Not sure" was said.
    Unsure,
    /// It was asked, and nothing was said.
    Nothing,
}

/// The level alone, for those who compare many people: the highest level that is not ruled out.
pub fn level(pack: &Pack, answers: &Answers) -> Level {
    let sheet = Evaluation::new(pack, answers);
    let found = pack.rules.iter().filter(|rule| sheet.truth(&rule.when) != Truth::False);
    found.map(|rule| rule.level).max().unwrap_or(Level::Note)
}

/// Reads every rule of the pack against the answers.
/// ```
/// use needlewise::engine::assess;
/// use needlewise::model::Level;
/// # let base = needlewise::shipped::base(Some("before")).expect("the shipped rules load");
/// # let pack = &base.packs[0];
///
/// assert_eq!(assess(pack, &pack.baseline).level, Level::Note);
/// // Whoever says nothing is not taken for well.
/// assert!(assess(pack, &pack.silent()).level > Level::Note);
/// ```
pub fn assess(pack: &Pack, answers: &Answers) -> Assessment {
    let evaluation = Evaluation::new(pack, answers);
    let rules = pack.rules.iter_enumerated();
    let mut findings: Vec<Finding> = rules
        .filter_map(|(rule, found)| {
            let truth = evaluation.truth(&found.when);
            let certainty = match truth {
                Truth::False => return None,
                Truth::Unknown => Certainty::Possible,
                Truth::True => Certainty::Certain,
            };
            let told = truth == Truth::True || evaluation.told(&found.when);
            let because = evaluation.because(&found.when).into_iter();
            let reasons = because.map(|question| Reason {
                question,
                said: said(pack, answers, rule, question),
                direct: found.when.facts().iter().any(|fact| fact.question == question),
            });
            Some(Finding { rule, certainty, told, reasons: reasons.collect() })
        })
        .collect();
    findings.sort_by_key(|finding| (Reverse(standing(pack.rules[finding.rule].level)), !finding.told, finding.rule));
    let level = level_of(pack, &findings);
    Assessment {
        level,
        risks: risks(pack, &findings),
        closings: pack
            .closings
            .keys()
            .filter(|closing| level <= pack.closings[*closing].up_to)
            .filter(|closing| evaluation.truth(&pack.closings[*closing].when) != Truth::False)
            .collect(),
        unanswered: evaluation.unanswered(),
        findings,
    }
}

fn level_of(pack: &Pack, findings: &[Finding]) -> Level {
    findings.iter().map(|finding| pack.rules[finding.rule].level).max().unwrap_or(Level::Note)
}

fn risks(pack: &Pack, findings: &[Finding]) -> TiVec<RiskId, Level> {
    let mut risks = ti_vec![Level::Note; pack.risks.len()];
    for finding in findings {
        let rule = &pack.rules[finding.rule];
        for risk in &rule.risks {
            risks[*risk] = risks[*risk].max(rule.level);
        }
    }
    risks
}

/// Where a level stands among the reasons: what to act on, then who may do it, then when. Waiting cures nothing that
/// stands before it.
pub fn standing(level: Level) -> u8 {
    match level {
        Level::Note => 0,
        Level::Precaution => 1,
        Level::Deferral => 2,
        Level::Professional => 3,
        Level::Contraindication => 4,
        Level::Urgent => 5,
        Level::Emergency => 6,
    }
}

fn said(pack: &Pack, answers: &Answers, rule: RuleId, question: QuestionId) -> Said {
    match answers.get(question) {
        None => Said::Nothing,
        Some(Answer::Unsure) => Said::Unsure,
        Some(Answer::Many(ticks)) => Said::Answer(Answer::Many(spoken_of(pack, rule, question, ticks))),
        Some(answer) => Said::Answer(answer),
    }
}

/// Of several ticks, those that the rule, or the way to its questions, speaks of.
fn spoken_of(pack: &Pack, rule: RuleId, question: QuestionId, ticks: Ticks) -> Ticks {
    let named = |facts: Vec<&Fact>| {
        let of_it = facts.into_iter().filter(|fact| fact.question == question);
        let named = of_it.fold(OptionSet::EMPTY, |named, fact| match fact.test {
            AnswerTest::Has(option) => named.with(option),
            _ => named,
        });
        ticks.among(named)
    };
    let by_rule = named(pack.rules[rule].when.facts());
    if by_rule != Ticks::NONE {
        return by_rule;
    }
    let on_the_way = named(pack.questions.iter().flat_map(|opened| opened.ask_if.facts()).collect());
    if on_the_way == Ticks::NONE { ticks } else { on_the_way }
}
