//! When it is worth looking again. The date of today is always an argument.

use super::{Assessment, Certainty};
use crate::model::{Answer, Answers, Domain, Level, Pack, RuleId, Wait};
use jiff::civil::Date;
use jiff::{Error, Span};

/// When a deferral ends, as far as the answers tell.
#[derive(Clone, PartialEq, Debug)]
pub enum WaitEnd {
    /// On this day.
    On(Date),
    /// So many days after something only the person can see.
    After {
        /// What has to be over, in words.
        event: String,
        /// How many days after it.
        days: u16,
    },
    /// When so much time has passed; the person was not sure how much has.
    Passed {
        /// How much, in that unit.
        amount: f64,
        /// Such as `weeks`.
        unit: String,
    },
}

/// The waits of one person, and what follows from all of them together.
#[derive(Clone, PartialEq, Debug)]
pub struct Reassessment {
    /// Each deferral found, with its end, in the order of the findings.
    pub waits: Vec<(RuleId, WaitEnd)>,
    /// The latest of the known days, and the rule that binds it.
    pub earliest: Option<(Date, RuleId)>,
    /// Whether nothing but time stands in the way.
    pub only_time: bool,
}

impl Reassessment {
    /// The earliest day, where a day is known for every wait.
    pub fn not_before(&self) -> Option<Date> {
        let dated = self.waits.iter().all(|(_, end)| matches!(end, WaitEnd::On(_)));
        self.earliest.filter(|_| dated).map(|(day, _)| day)
    }
}

/// The waits in an assessment, or none when nothing has to wait.
pub fn reassessment(pack: &Pack, answers: &Answers, assessment: &Assessment, today: Date) -> Option<Reassessment> {
    let waits: Vec<(RuleId, WaitEnd)> = assessment
        .findings
        .iter()
        .filter_map(|finding| Some((finding.rule, end(pack, answers, pack.rules[finding.rule].wait.as_ref()?, today))))
        .collect();
    if waits.is_empty() {
        return None;
    }
    let earliest = waits
        .iter()
        .filter_map(|(rule, end)| match end {
            WaitEnd::On(date) => Some((*date, *rule)),
            _ => None,
        })
        .max_by_key(|(date, rule)| (*date, std::cmp::Reverse(*rule)));
    let only_time = assessment
        .findings
        .iter()
        .filter(|finding| pack.rules[finding.rule].level > Level::Precaution)
        .all(|finding| finding.certainty == Certainty::Certain && pack.rules[finding.rule].wait.is_some());
    Some(Reassessment { waits, earliest, only_time })
}

fn end(pack: &Pack, answers: &Answers, wait: &Wait, today: Date) -> WaitEnd {
    match wait {
        Wait::Days(days) => later(today, f64::from(*days), "days", |n| Span::new().try_days(n)),
        Wait::After(event, days) => WaitEnd::After { event: event.clone(), days: *days },
        Wait::Until(question, amount) => {
            let unit = match &pack.questions[*question].domain {
                Domain::Number(scale) => scale.unit.clone(),
                _ => String::new(),
            };
            match (answers.get(*question), time(&unit)) {
                (Some(Answer::Number(passed)), Some(span)) => later(today, amount - passed, &unit, span),
                _ => WaitEnd::Passed { amount: *amount, unit },
            }
        }
    }
}

/// The day when so much more time has passed. No date is told where the calendar has none.
fn later(today: Date, more: f64, unit: &str, span: fn(i64) -> Result<Span, Error>) -> WaitEnd {
    #[expect(clippy::cast_possible_truncation, reason = "what no whole number can count, no calendar can either")]
    let count = more.max(0.0).ceil() as i64;
    match span(count).and_then(|length| today.checked_add(length)) {
        Ok(date) => WaitEnd::On(date),
        Err(_) => WaitEnd::After { event: format!("{count} {unit} have passed"), days: 0 },
    }
}

/// How to count in a unit of time, or none when the unit is not one.
pub fn time(unit: &str) -> Option<fn(i64) -> Result<Span, Error>> {
    match unit {
        "days" => Some(|n| Span::new().try_days(n)),
        "weeks" => Some(|n| Span::new().try_weeks(n)),
        "months" => Some(|n| Span::new().try_months(n)),
        _ => None,
    }
}
