//! The answer as JSON, for programs. Its types are its own; the schema number tells one shape from the next.

use super::{short, words};
use crate::engine::{Certainty, End, Explanation, Finding as Found, Reason, Said};
use crate::model::codec::{AnswerValue, given};
use crate::model::{Answer, Level, QuestionId, RiskId, RuleId, SourceId, day};
use crate::notation;
use crate::text::SafeText;
use serde::ser::{Serialize, Serializer};

/// The shape described by this file.
pub const SCHEMA: u32 = 2;

/// One answer with everything that can be said of it.
#[derive(serde::Serialize, Debug)]
struct Report {
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
    pub short: Short,
    /// Whether the person told of an emergency, which ended the questions.
    pub emergency: bool,
    /// The country whose numbers stand in the texts; empty where it is not known.
    pub country: String,
    pub risks: Pairs<Level>,
    pub findings: Vec<Finding>,
    /// Answered "not sure".
    pub unsure: Vec<String>,
    /// Asked, or would have been, and not answered.
    pub unanswered: Vec<String>,
    /// Those among the unanswered that can no longer change the result.
    pub needless: Vec<String>,
    pub answers: Pairs<AnswerValue>,
    /// None where acting at once comes first.
    pub counterfactuals: Option<Counterfactuals>,
    pub sensitivities: Vec<Sensitivity>,
    pub reassessment: Option<Reassessment>,
    pub closing: Vec<Closing>,
    pub sources: Vec<Source>,
}

/// The answer on one screen.
#[derive(serde::Serialize, Debug)]
struct Short {
    pub headline: String,
    pub detail: String,
    /// To act at once: `urgent` or `emergency`.
    pub act: Option<Level>,
    /// Who may do it: `contraindication` or `professional`.
    pub who: Option<Level>,
    /// Whether something has to wait, and until which day where one is known.
    pub wait: bool,
    pub not_before: Option<String>,
    /// Whether a clear answer may change it.
    pub possible: bool,
    /// The rules that give the reasons, the gravest first, and what each asks for.
    pub reasons: Pairs<String>,
    pub next: Option<String>,
}

/// One rule that is not ruled out.
#[derive(serde::Serialize, Debug)]
struct Finding {
    pub rule: String,
    pub level: Level,
    /// `certain` or `possible`.
    pub certainty: &'static str,
    /// Whether the person's own words say so.
    pub told: bool,
    pub title: String,
    /// Each question it rests on: `answered`, `unsure` or `unanswered`.
    pub because: Pairs<&'static str>,
    pub risks: Vec<String>,
    pub why: String,
    pub advice: String,
    pub sources: Vec<String>,
    pub see: Vec<String>,
    pub vendor_only: bool,
}

/// When to look again.
#[derive(serde::Serialize, Debug)]
struct Reassessment {
    /// The earliest day, where one is known.
    pub date: Option<String>,
    /// The rule whose wait ends last.
    pub rule: Option<String>,
    pub only_time: bool,
    pub waits: Vec<Wait>,
}

/// What has to wait, and until when.
#[derive(serde::Serialize, Debug)]
struct Wait {
    pub rule: String,
    /// The day, where one is known; else what has to happen first.
    pub until: Option<String>,
    pub after: Option<String>,
    pub days: Option<u16>,
}

/// A part of the pack that comes after the findings.
#[derive(serde::Serialize, Debug)]
struct Closing {
    pub id: String,
    pub title: String,
    pub text: String,
    pub points: Vec<String>,
    pub sources: Vec<String>,
}

/// A source that is cited, in the order of citing.
#[derive(serde::Serialize, Debug)]
struct Source {
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
struct Counterfactuals {
    /// False when the search was cut off.
    pub complete: bool,
    pub ways: Vec<Pairs<AnswerValue>>,
}

/// A single answer that, if it were this instead, would raise the level.
#[derive(serde::Serialize, Debug)]
struct Sensitivity {
    pub instead: Pairs<AnswerValue>,
    pub level: Level,
}

/// An object whose keys keep their order.
#[derive(Debug)]
struct Pairs<T>(pub Vec<(String, T)>);

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The answer as text, with a line break at its end.
pub fn write(explained: &Explanation) -> String {
    let mut text = notation::pretty(&report(explained));
    text.push('\n');
    text
}

/// The same facts as the document, in the same order.
fn report(explained: &Explanation) -> Report {
    let pack = explained.pack;
    let mut writer = Writer { explained, cited: Vec::new() };
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
    let reason =
        |finding: &Found| (text(&explained.pack.rules[finding.rule].id), text(&short::word(explained, finding)));
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
struct Writer<'a> {
    explained: &'a Explanation<'a>,
    cited: Vec<SourceId>,
}

impl Writer<'_> {
    fn finding(&mut self, finding: &Found) -> Finding {
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
            End::On(day) => (Some(day::write(*day)), None, None),
            End::After { event, days } => (None, Some(text(event)), Some(*days)),
            End::Passed { amount, unit } => (None, Some(text(&words::passed(*amount, unit))), None),
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
