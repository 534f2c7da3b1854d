//! Runs the cases of a pack, and counts what they touch.

use crate::engine::assess;
use crate::model::{Answer, Case, Level, OptionId, Pack, QuestionId, RuleId};

/// How a case came out: what it expects against what is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseOutcome {
    /// The level and the rules are as expected.
    Met,
    /// A rule that is expected is not found.
    Missed,
    /// A rule is found that is not expected.
    Noisy,
    /// The rules are as expected, but the level is not.
    WrongLevel,
}

/// A case and what the rules say of it.
#[derive(Clone, Debug)]
pub struct Trial<'a> {
    /// What was expected of whom.
    pub case: &'a Case,
    /// How that compares with what the rules say.
    pub outcome: CaseOutcome,
    /// The level that was found.
    pub level: Level,
    /// Expected, and not found.
    pub missing: Vec<RuleId>,
    /// Found, and not expected.
    pub extra: Vec<RuleId>,
}

/// Runs one case.
pub fn run<'a>(pack: &Pack, case: &'a Case) -> Trial<'a> {
    let assessment = assess(pack, &case.given);
    let found: Vec<RuleId> = assessment.findings.iter().map(|finding| finding.rule).collect();
    let missing: Vec<RuleId> = case.finds.iter().filter(|rule| !found.contains(rule)).copied().collect();
    let extra: Vec<RuleId> = found.iter().filter(|rule| !case.finds.contains(rule)).copied().collect();
    let outcome = if !missing.is_empty() {
        CaseOutcome::Missed
    } else if !extra.is_empty() {
        CaseOutcome::Noisy
    } else if assessment.level != case.expect {
        CaseOutcome::WrongLevel
    } else {
        CaseOutcome::Met
    };
    Trial { case, outcome, level: assessment.level, missing, extra }
}

/// What no case touches.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Gaps {
    /// The rules no case expects.
    pub rules: Vec<RuleId>,
    /// Question and option.
    pub options: Vec<(QuestionId, OptionId)>,
    /// The levels no case reaches, of those that have a headline.
    pub levels: Vec<Level>,
}

/// The rules no case expects, the options no case gives, and the levels no case reaches.
pub fn gaps(pack: &Pack) -> Gaps {
    let gives = |question: QuestionId, option: OptionId| {
        pack.cases.iter().any(|case| match case.given.get(question) {
            Some(Answer::One(it)) => it == option,
            Some(Answer::Many(ticks)) => ticks.ticked().contains(option),
            _ => false,
        })
    };
    let options = pack
        .questions
        .iter_enumerated()
        .flat_map(|(at, question)| question.domain.choices().keys().map(move |option| (at, option)));
    Gaps {
        rules: pack.rules.keys().filter(|rule| !pack.cases.iter().any(|case| case.finds.contains(rule))).collect(),
        options: options.filter(|(question, option)| !gives(*question, *option)).collect(),
        levels: pack
            .wording
            .iter()
            .map(|(level, _)| *level)
            .filter(|level| !pack.cases.iter().any(|case| case.expect == *level))
            .collect(),
    }
}
