//! The answer as JSON, for programs. Its types are its own; the schema number tells one shape from the next.

use crate::engine::{Assessment, Certainty};
use crate::engine::{End, reassessment};
use crate::engine::{counterfactuals, irrelevant, sensitivity};
use crate::model::codec::{AnswerValue, given};
use crate::model::{Answer, Answers, Level, Pack, QuestionId, RiskId, RuleBase, RuleId, SourceId};
use crate::report::words;
use crate::text::SafeText;
use jiff::civil::Date;
use serde::ser::{Serialize, Serializer};

/// The shape described by this file.
pub const SCHEMA: u32 = 1;

#[derive(serde::Serialize, Debug)]
pub struct Report {
    pub schema: u32,
    pub tool: String,
    pub date: String,
    pub pack: String,
    pub title: String,
    pub version: String,
    pub reviewed: String,
    pub review_by: String,
    pub past_review: bool,
    pub shipped: bool,
    /// SHA-256 of the rules, in hexadecimal.
    pub fingerprint: String,
    pub level: Level,
    pub headline: String,
    pub risks: Pairs<Level>,
    pub findings: Vec<Finding>,
    /// Asked, with no clear answer.
    pub unanswered: Vec<String>,
    /// Those among the unanswered that can no longer change the result.
    pub not_asked: Vec<String>,
    pub answers: Pairs<AnswerValue>,
    pub would_change: Change,
    pub hangs_on: Vec<Sensitivity>,
    pub look_again: Option<Reassessment>,
    pub closing: Vec<Closing>,
    pub sources: Vec<Source>,
}

#[derive(serde::Serialize, Debug)]
pub struct Finding {
    pub rule: String,
    pub level: Level,
    /// `certain` or `possible`.
    pub certainty: &'static str,
    pub title: String,
    pub because: Vec<String>,
    pub risks: Vec<String>,
    pub why: String,
    pub advice: String,
    pub sources: Vec<String>,
    pub see: Vec<String>,
    pub vendor_only: bool,
}

#[derive(serde::Serialize, Debug)]
pub struct Reassessment {
    /// The earliest day, where one is known.
    pub date: Option<String>,
    /// The rule whose wait ends last.
    pub rule: Option<String>,
    pub only_time: bool,
    pub waits: Vec<Wait>,
}

#[derive(serde::Serialize, Debug)]
pub struct Wait {
    pub rule: String,
    /// The day, where one is known; else what has to happen first.
    pub until: Option<String>,
    pub after: Option<String>,
    pub days: Option<u16>,
}

#[derive(serde::Serialize, Debug)]
pub struct Closing {
    pub id: String,
    pub title: String,
    pub text: String,
    pub points: Vec<String>,
    pub sources: Vec<String>,
}

#[derive(serde::Serialize, Debug)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub year: Option<u16>,
    pub grade: &'static str,
    pub read: String,
    pub url: String,
}

/// The smallest sets of other answers that leave nothing above a precaution, any one of which is enough.
#[derive(serde::Serialize, Debug)]
pub struct Change {
    /// False when the search was cut off.
    pub complete: bool,
    pub ways: Vec<Pairs<AnswerValue>>,
}

/// A single answer that, if it were this instead, would raise the level.
#[derive(serde::Serialize, Debug)]
pub struct Sensitivity {
    pub instead: Pairs<AnswerValue>,
    pub level: Level,
}

/// An object whose keys keep their order.
#[derive(Debug)]
pub struct Pairs<T>(pub Vec<(String, T)>);

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The answer as text, with a line break at its end.
pub fn write(base: &RuleBase, pack: &Pack, answers: &Answers, assessment: &Assessment, today: Date) -> String {
    let mut text = serde_json::to_string_pretty(&report(base, pack, answers, assessment, today)).unwrap_or_default();
    text.push('\n');
    text
}

/// The same facts as the document, in the same order.
pub fn report(base: &RuleBase, pack: &Pack, answers: &Answers, assessment: &Assessment, today: Date) -> Report {
    let questions = |them: &[QuestionId]| them.iter().map(|it| text(&pack.questions[*it].id)).collect::<Vec<_>>();
    let risks = |them: &[RiskId]| them.iter().map(|it| text(&pack.risks[*it].id)).collect::<Vec<_>>();
    let mut cited: Vec<SourceId> = Vec::new();
    let mut sources = |them: &[SourceId]| {
        for it in them {
            if !cited.contains(it) {
                cited.push(*it);
            }
        }
        them.iter().filter_map(|it| Some(text(&base.sources.get(*it)?.id))).collect::<Vec<_>>()
    };
    let findings = assessment.findings.iter().map(|it| {
        let rule = &pack.rules[it.rule];
        Finding {
            rule: text(&rule.id),
            level: rule.level,
            certainty: if it.certainty == Certainty::Certain { "certain" } else { "possible" },
            title: text(&rule.title),
            because: questions(&it.because),
            risks: risks(&rule.risks),
            why: text(&rule.why),
            advice: text(&rule.advice),
            sources: sources(&rule.sources),
            see: rule.see.iter().map(|it| text(it)).collect(),
            vendor_only: rule.vendor_only,
        }
    });
    let findings: Vec<Finding> = findings.collect();
    let closing = assessment.closings.iter().map(|it| {
        let closing = &pack.closings[*it];
        let raised = closing.for_risk.iter().filter(|(risk, _)| assessment.risks[*risk] > Level::Note);
        Closing {
            id: text(&closing.id),
            title: text(&closing.title),
            text: text(&closing.text),
            points: raised.map(|(_, it)| it).chain(&closing.points).map(|it| text(it)).collect(),
            sources: sources(&closing.sources),
        }
    });
    let closing: Vec<Closing> = closing.collect();
    Report {
        schema: SCHEMA,
        tool: concat!("needlewise ", env!("CARGO_PKG_VERSION")).to_owned(),
        date: today.to_string(),
        pack: text(&pack.id),
        title: text(&pack.title),
        version: text(&pack.version),
        reviewed: pack.reviewed.to_string(),
        review_by: pack.review_by.to_string(),
        past_review: pack.review_by < today,
        shipped: pack.shipped,
        fingerprint: pack.fingerprint.clone(),
        level: assessment.level,
        headline: text(pack.headline(assessment.level)),
        risks: Pairs(pack.risks.iter().zip(&assessment.risks).map(|(risk, level)| (text(&risk.id), *level)).collect()),
        findings,
        unanswered: questions(&assessment.unanswered),
        not_asked: questions(&irrelevant(pack, answers)),
        answers: Pairs(given(pack, answers)),
        would_change: would_change(pack, answers),
        hangs_on: sensitivity(pack, answers)
            .iter()
            .map(|it| Sensitivity { instead: alone(pack, &[(it.question, it.instead)]), level: it.level })
            .collect(),
        look_again: look_again(pack, answers, assessment, today),
        closing,
        sources: cited.iter().filter_map(|it| base.sources.get(*it)).map(source).collect(),
    }
}

fn look_again(pack: &Pack, answers: &Answers, assessment: &Assessment, today: Date) -> Option<Reassessment> {
    let reassessment = reassessment(pack, answers, assessment, today)?;
    let id = |rule: RuleId| text(&pack.rules[rule].id);
    let waits = reassessment.waits.iter().map(|(rule, end)| {
        let (until, after, days) = match end {
            End::On(date) => (Some(date.to_string()), None, None),
            End::After { event, days } => (None, Some(text(event)), Some(*days)),
            End::Passed { amount, unit } => (None, Some(text(&words::passed(*amount, unit))), None),
        };
        Wait { rule: id(*rule), until, after, days }
    });
    Some(Reassessment {
        date: reassessment.earliest.map(|(date, _)| date.to_string()),
        rule: reassessment.earliest.map(|(_, rule)| id(rule)),
        only_time: reassessment.only_time,
        waits: waits.collect(),
    })
}

fn would_change(pack: &Pack, answers: &Answers) -> Change {
    let found = counterfactuals(pack, answers);
    Change { complete: found.complete, ways: found.ways.iter().map(|it| alone(pack, it)).collect() }
}

fn alone(pack: &Pack, changes: &[(QuestionId, Answer)]) -> Pairs<AnswerValue> {
    let mut answers = pack.silent();
    changes.iter().for_each(|(question, answer)| answers.set(*question, *answer));
    Pairs(given(pack, &answers))
}

fn source(source: &crate::model::Source) -> Source {
    Source {
        id: text(&source.id),
        title: text(&source.title),
        publisher: text(&source.publisher),
        year: source.year,
        grade: words::grade(source.grade),
        read: text(&words::reading(source)),
        url: text(&source.url),
    }
}

fn text(text: &str) -> String {
    SafeText::new(text).into()
}
