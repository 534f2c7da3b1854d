//! The answer as JSON, for programs. Its types are its own; the schema number tells one shape from the next.

mod shape;

use super::{short, words};
use crate::engine::{self, Certainty, Explanation, Reason, Said, WaitEnd};
use crate::model::codec::AnswerValue;
use crate::model::kept::given;
use crate::model::{Answer, Level, QuestionId, RiskId, RuleId, SourceId, day};
use crate::notation;
use crate::text::SafeText;
use shape::{Closing, Counterfactuals, Finding, Pairs, Reassessment, Report, Sensitivity, Short, Source, Wait};

/// The shape described by this file.
pub const SCHEMA: u32 = 2;

/// The answer as text, with a line break at its end.
pub fn write(explained: &Explanation) -> String {
    let mut text = notation::pretty(&report(explained));
    text.push('\n');
    text
}

/// The same facts as the document, in the same order.
fn report(explained: &Explanation) -> Report {
    let pack = explained.pack;
    let mut writer = ReportWriter { explained, cited: Vec::new() };
    let findings = explained.findings.iter().map(|finding| writer.finding(finding)).collect();
    let closing = explained.closings.iter().map(|closing| writer.closing(*closing)).collect();
    let risks = pack.risks.iter().zip(&explained.risks);
    let cited = writer.cited.iter().filter_map(|source| explained.base.sources.get(*source));
    Report {
        schema: SCHEMA,
        tool: concat!("needlewise ", env!("CARGO_PKG_VERSION")).to_owned(),
        date: day::write(explained.today),
        pack: text(&pack.id),
        title: text(&pack.title),
        version: text(&pack.version),
        reviewed: day::write(pack.reviewed),
        review_by: day::write(pack.review_by),
        past_review: pack.review_by < explained.today,
        shipped: pack.shipped,
        notice: text(&words::strangers(pack).unwrap_or_default()),
        fingerprint: pack.fingerprint.clone(),
        level: explained.level,
        short: answer(explained),
        emergency: explained.emergency,
        country: explained.contact.map_or(String::new(), |contact| text(&contact.country)),
        risks: Pairs(risks.map(|(risk, profile)| (text(&risk.id), profile.level)).collect()),
        findings,
        unsure: questions(explained, &explained.unsure),
        unanswered: questions(explained, &explained.unanswered),
        needless: questions(explained, &explained.needless),
        answers: Pairs(given(pack, explained.given)),
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

fn answer(explained: &Explanation) -> Short {
    let headline = &explained.headline;
    let reason = |finding: &engine::Finding| {
        (text(&explained.pack.rules[finding.rule].id), text(&short::word(explained, finding)))
    };
    Short {
        headline: text(&explained.filled(&headline.text)),
        detail: text(&explained.filled(&headline.detail)),
        act: headline.act,
        who: headline.who,
        wait: headline.wait,
        not_before: headline.not_before.map(day::write),
        possible: headline.possible,
        reasons: Pairs(explained.findings.iter().map(reason).collect()),
        next: explained.next_step().map(|step| text(&step)),
    }
}

/// What is at hand while a report is written: the sources cited so far.
struct ReportWriter<'a> {
    explained: &'a Explanation<'a>,
    cited: Vec<SourceId>,
}

impl ReportWriter<'_> {
    fn finding(&mut self, finding: &engine::Finding) -> Finding {
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
            why: text(&explained.filled(&rule.why)),
            advice: text(&explained.filled(&rule.advice)),
            sources: self.cite(&rule.sources),
            see: rule.see.iter().map(|topic| text(topic)).collect(),
            vendor_only: rule.vendor_only,
        }
    }

    fn closing(&mut self, closing: crate::model::ClosingId) -> Closing {
        let explained = self.explained;
        let closing = &explained.pack.closings[closing];
        let raised = closing.for_risk.iter().filter(|(risk, _)| explained.risks[*risk].level > Level::Note);
        let points = raised.map(|(_, sentence)| sentence).chain(&closing.points);
        Closing {
            id: text(&closing.id),
            title: text(&closing.title),
            text: text(&explained.filled(&closing.text)),
            points: points.map(|point| text(&explained.filled(point))).collect(),
            sources: self.cite(&closing.sources),
        }
    }

    fn cite(&mut self, sources: &[SourceId]) -> Vec<String> {
        for source in sources {
            if !self.cited.contains(source) {
                self.cited.push(*source);
            }
        }
        sources.iter().filter_map(|source| Some(text(&self.explained.base.sources.get(*source)?.id))).collect()
    }
}

fn questions(explained: &Explanation, questions: &[QuestionId]) -> Vec<String> {
    questions.iter().map(|question| text(&explained.pack.questions[*question].id)).collect()
}

fn reassessment(explained: &Explanation) -> Option<Reassessment> {
    let again = explained.reassessment.as_ref()?;
    let id = |rule: RuleId| text(&explained.pack.rules[rule].id);
    let waits = again.waits.iter().map(|(rule, end)| {
        let (until, after, days) = match end {
            WaitEnd::On(day) => (Some(day::write(*day)), None, None),
            WaitEnd::After { event, days } => (None, Some(text(event)), Some(*days)),
            WaitEnd::Passed { amount, unit } => (None, Some(text(&words::passed(*amount, unit))), None),
        };
        Wait { rule: id(*rule), until, after, days }
    });
    Some(Reassessment {
        date: again.earliest.map(|(day, _)| day::write(day)),
        rule: again.earliest.map(|(_, rule)| id(rule)),
        only_time: again.only_time,
        waits: waits.collect(),
    })
}

fn alone(explained: &Explanation, changes: &[(QuestionId, Answer)]) -> Pairs<AnswerValue> {
    let mut answers = explained.pack.silent();
    changes.iter().for_each(|(question, answer)| answers.set(*question, *answer));
    Pairs(given(explained.pack, &answers))
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
