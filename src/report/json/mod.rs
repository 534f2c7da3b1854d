//! The answer as JSON, for programs. Its types are its own; the schema number tells one shape from the next.

mod shape;

use super::{short, words};
use crate::engine::{self, Certainty, Explanation, Reason, Said, WaitEnd};
use crate::model::codec::AnswerValue;
use crate::model::kept::given;
use crate::model::{Answer, Answers, Level, Pack, QuestionId, RiskId, RuleId, SourceId, day};
use crate::notation;
use crate::text::SafeText;
use shape::{Closing, Counterfactuals, Finding, Pairs, Reassessment, Report, Sensitivity, Short, Source, Wait};
use std::borrow::Cow;

/// The shape described by this file.
pub const SCHEMA: u32 = 2;

/// The answer as text, with a line break at its end.
pub fn write(explained: &Explanation) -> String {
    let mut text = notation::pretty(&report(explained));
    text.push('\n');
    text
}

/// The same, written as it is made.
///
/// # Errors
/// When it cannot be written.
#[cfg(feature = "cli")]
pub fn write_into(explained: &Explanation, mut out: impl std::io::Write) -> std::io::Result<()> {
    notation::pretty_into(&report(explained), &mut out)?;
    out.write_all(b"\n")
}

/// The same facts as the document, in the same order.
fn report<'a>(explained: &'a Explanation) -> Report<'a> {
    let pack = explained.pack;
    let mut writer = ReportWriter { explained, cited: Vec::new() };
    let findings = explained.findings.iter().map(|finding| writer.finding(finding)).collect();
    let closing = explained.closings.iter().map(|closing| writer.closing(*closing)).collect();
    let risks = pack.risks.iter().zip(&explained.risks);
    let cited = writer.cited.iter().filter_map(|source| explained.base.sources.get(*source));
    Report {
        schema: SCHEMA,
        tool: concat!("needlewise ", env!("CARGO_PKG_VERSION")).into(),
        date: day::write(explained.today).into(),
        pack: text(&pack.id),
        title: text(&pack.title),
        version: text(&pack.version),
        reviewed: day::write(pack.reviewed).into(),
        review_by: day::write(pack.review_by).into(),
        past_review: pack.review_by < explained.today,
        shipped: pack.shipped,
        notice: made(&words::strangers(pack).unwrap_or_default()),
        fingerprint: pack.fingerprint.as_str().into(),
        level: explained.level,
        short: answer(explained),
        emergency: explained.emergency,
        country: explained.contact.map_or(Cow::default(), |contact| text(&contact.country)),
        risks: Pairs(risks.map(|(risk, profile)| (text(&risk.id), profile.level)).collect()),
        findings,
        unsure: questions(explained, &explained.unsure),
        unanswered: questions(explained, &explained.unanswered),
        needless: questions(explained, &explained.needless),
        answers: said(pack, explained.given),
        counterfactuals: explained.counterfactuals().map(|found| Counterfactuals {
            complete: found.complete,
            ways: found.ways.iter().map(|way| alone(explained, way)).collect(),
        }),
        sensitivities: explained
            .sensitivities()
            .iter()
            .map(|found| Sensitivity {
                instead: alone(explained, &[(found.question, found.instead)]),
                level: found.level,
            })
            .collect(),
        reassessment: reassessment(explained),
        closing,
        sources: cited.map(source).collect(),
    }
}

fn answer<'a>(explained: &'a Explanation) -> Short<'a> {
    let headline = &explained.headline;
    let reason = |finding: &engine::Finding| {
        (text(&explained.pack.rules[finding.rule].id), made(&short::word(explained, finding)))
    };
    Short {
        headline: filled(explained, &headline.text),
        detail: filled(explained, &headline.detail),
        act: headline.act,
        who: headline.who,
        wait: headline.wait,
        not_before: headline.not_before.map(|day| day::write(day).into()),
        possible: headline.possible,
        reasons: Pairs(explained.findings.iter().map(reason).collect()),
        next: explained.next_step().map(|step| made(&step)),
    }
}

/// What is at hand while a report is written: the sources cited so far.
struct ReportWriter<'a> {
    explained: &'a Explanation<'a>,
    cited: Vec<SourceId>,
}

impl<'a> ReportWriter<'a> {
    fn finding(&mut self, finding: &'a engine::Finding) -> Finding<'a> {
        let explained = self.explained;
        let rule = &explained.pack.rules[finding.rule];
        let because = finding.reasons.iter().map(|reason: &Reason| {
            let state = match reason.said {
                Said::Answer(_) => "answered",
                Said::Unsure => "unsure",
                Said::Nothing => "unanswered",
            };
            (text(&explained.pack.questions[reason.question].id), state)
        });
        Finding {
            rule: text(&rule.id),
            level: rule.level,
            certainty: if finding.certainty == Certainty::Certain { "certain" } else { "possible" },
            told: finding.told,
            title: text(&rule.title),
            because: Pairs(because.collect()),
            risks: rule.risks.iter().map(|risk: &RiskId| text(&explained.pack.risks[*risk].id)).collect(),
            why: filled(explained, &rule.why),
            advice: filled(explained, &rule.advice),
            sources: self.cite(&rule.sources),
            see: rule.see.iter().map(|topic| text(topic)).collect(),
            vendor_only: rule.vendor_only,
        }
    }

    fn closing(&mut self, closing: crate::model::ClosingId) -> Closing<'a> {
        let explained = self.explained;
        let closing = &explained.pack.closings[closing];
        let raised = closing.for_risk.iter().filter(|(risk, _)| explained.risks[*risk].level > Level::Note);
        let points = raised.map(|(_, sentence)| sentence).chain(&closing.points);
        Closing {
            id: text(&closing.id),
            title: text(&closing.title),
            text: filled(explained, &closing.text),
            points: points.map(|point| filled(explained, point)).collect(),
            sources: self.cite(&closing.sources),
        }
    }

    fn cite(&mut self, sources: &[SourceId]) -> Vec<Cow<'a, str>> {
        for source in sources {
            if !self.cited.contains(source) {
                self.cited.push(*source);
            }
        }
        let base = self.explained.base;
        sources.iter().filter_map(|source| Some(text(&base.sources.get(*source)?.id))).collect()
    }
}

fn questions<'a>(explained: &'a Explanation, questions: &[QuestionId]) -> Vec<Cow<'a, str>> {
    questions.iter().map(|question| text(&explained.pack.questions[*question].id)).collect()
}

fn reassessment<'a>(explained: &'a Explanation) -> Option<Reassessment<'a>> {
    let again = explained.reassessment.as_ref()?;
    let id = |rule: RuleId| text(&explained.pack.rules[rule].id);
    let waits = again.waits.iter().map(|(rule, end)| {
        let (until, after, days) = match end {
            WaitEnd::On(day) => (Some(day::write(*day).into()), None, None),
            WaitEnd::After { event, days } => (None, Some(text(event)), Some(*days)),
            WaitEnd::Passed { amount, unit } => (None, Some(made(&words::passed(*amount, unit))), None),
        };
        Wait { rule: id(*rule), until, after, days }
    });
    Some(Reassessment {
        date: again.earliest.map(|(day, _)| day::write(day).into()),
        rule: again.earliest.map(|(_, rule)| id(rule)),
        only_time: again.only_time,
        waits: waits.collect(),
    })
}

fn alone<'a>(explained: &'a Explanation, changes: &[(QuestionId, Answer)]) -> Pairs<'a, AnswerValue> {
    let mut answers = explained.pack.silent();
    changes.iter().for_each(|(question, answer)| answers.set(*question, *answer));
    said(explained.pack, &answers)
}

fn said<'a>(pack: &Pack, answers: &Answers) -> Pairs<'a, AnswerValue> {
    Pairs(given(pack, answers).into_iter().map(|(id, answer)| (id.into(), answer)).collect())
}

fn source(source: &crate::model::Source) -> Source<'_> {
    Source {
        id: text(&source.id),
        title: text(&source.title),
        publisher: text(&source.publisher),
        year: source.year,
        grade: words::grade(source.grade),
        read: made(&words::reading(source)),
        url: text(&source.url),
    }
}

/// A text of the rules with the numbers of the person's country in it.
fn filled<'a>(explained: &Explanation, text_of_rules: &'a str) -> Cow<'a, str> {
    if text_of_rules.contains('{') { made(&explained.filled(text_of_rules)) } else { text(text_of_rules) }
}

/// A text that was made for this answer.
fn made<'a>(text: &str) -> Cow<'a, str> {
    SafeText::cleaned(text).into_owned().into()
}

fn text(text: &str) -> Cow<'_, str> {
    SafeText::cleaned(text)
}
