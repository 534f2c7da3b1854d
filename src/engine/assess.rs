//! What the answers mean. Total: it cannot fail.

use super::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answers, ClosingId, Level, Pack, QuestionId, RiskId, RuleId};
use typed_index_collections::{TiVec, ti_vec};

/// Everything found for one person.
#[derive(Clone, PartialEq, Debug)]
pub struct Assessment {
    /// The highest level found.
    pub level: Level,
    /// The highest level found for each risk of the pack.
    pub risks: TiVec<RiskId, Level>,
    /// Worst first; certain before possible; then in the order of the pack.
    pub findings: Vec<Finding>,
    /// The closing parts of the pack that apply.
    pub closings: Vec<ClosingId>,
    /// The questions asked that have no answer, or only "not sure".
    pub unanswered: Vec<QuestionId>,
}

/// One rule that is not ruled out.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    pub rule: RuleId,
    pub certainty: Certainty,
    /// The questions whose answers led here, in asking order.
    pub because: Vec<QuestionId>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Certainty {
    /// The answers say so.
    Certain,
    /// An answer is missing or not sure, so it cannot be ruled out.
    Possible,
}

/// The level alone, for those who compare many people: the highest level that is not ruled out.
pub fn level(pack: &Pack, answers: &Answers) -> Level {
    let sheet = Evaluation::new(pack, answers);
    let found = pack.rules.iter().filter(|it| sheet.truth(&it.when) != Truth::False);
    found.map(|it| it.level).max().unwrap_or(Level::Note)
}

/// Reads every rule of the pack against the answers.
pub fn assess(pack: &Pack, answers: &Answers) -> Assessment {
    let sheet = Evaluation::new(pack, answers);
    let mut findings: Vec<Finding> = pack
        .rules
        .iter_enumerated()
        .filter_map(|(rule, it)| {
            let certainty = match sheet.truth(&it.when) {
                Truth::False => return None,
                Truth::Unknown => Certainty::Possible,
                Truth::True => Certainty::Certain,
            };
            Some(Finding { rule, certainty, because: sheet.because(&it.when) })
        })
        .collect();
    findings.sort_by_key(|it| (std::cmp::Reverse(pack.rules[it.rule].level), it.certainty, it.rule));
    let mut risks = ti_vec![Level::Note; pack.risks.len()];
    for finding in &findings {
        let rule = &pack.rules[finding.rule];
        for risk in &rule.risks {
            risks[*risk] = risks[*risk].max(rule.level);
        }
    }
    let level = findings.first().map_or(Level::Note, |it| pack.rules[it.rule].level);
    Assessment {
        level,
        risks,
        closings: pack
            .closings
            .keys()
            .filter(|it| level <= pack.closings[*it].up_to)
            .filter(|it| sheet.truth(&pack.closings[*it].when) != Truth::False)
            .collect(),
        unanswered: sheet.unanswered(),
        findings,
    }
}
