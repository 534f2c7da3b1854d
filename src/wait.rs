//! When it is worth looking again. The date of today is always an argument.

use crate::answers::{Answer, Answers};
use crate::assess::{Assessment, Certainty};
use crate::model::{Domain, Level, Pack, Wait};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// When a deferral ends, as far as the answers tell.
#[derive(Clone, PartialEq, Debug)]
pub enum End {
    /// On this day.
    On(Date),
    /// So many days after something only the person can see.
    After { event: String, days: u16 },
    /// When so much time has passed; the person was not sure how much has.
    Passed { amount: f64, unit: String },
}

/// The waits of one person, and what follows from all of them together.
#[derive(Clone, PartialEq, Debug)]
pub struct Outlook {
    /// Each deferral found, with its end, in the order of the findings.
    pub waits: Vec<(usize, End)>,
    /// The latest of the known days, and the rule that binds it.
    pub earliest: Option<(Date, usize)>,
    /// Whether nothing but time stands in the way.
    pub only_time: bool,
}

/// The waits in an assessment, or none when nothing has to wait.
pub fn outlook(pack: &Pack, answers: &Answers, assessment: &Assessment, today: Date) -> Option<Outlook> {
    let waits: Vec<(usize, End)> = assessment
        .findings
        .iter()
        .filter_map(|it| Some((it.rule, end(pack, answers, pack.rules[it.rule].wait.as_ref()?, today))))
        .collect();
    if waits.is_empty() {
        return None;
    }
    let earliest = waits
        .iter()
        .filter_map(|(rule, end)| match end {
            End::On(date) => Some((*date, *rule)),
            _ => None,
        })
        .max_by_key(|(date, rule)| (*date, std::cmp::Reverse(*rule)));
    let only_time = assessment
        .findings
        .iter()
        .filter(|it| pack.rules[it.rule].level > Level::Precaution)
        .all(|it| it.certainty == Certainty::Certain && pack.rules[it.rule].wait.is_some());
    Some(Outlook { waits, earliest, only_time })
}

fn end(pack: &Pack, answers: &Answers, wait: &Wait, today: Date) -> End {
    match wait {
        Wait::Days(days) => End::On(later(today, i64::from(*days).days())),
        Wait::After(event, days) => End::After { event: event.clone(), days: *days },
        Wait::Until(question, amount) => {
            let unit = match &pack.questions[*question].domain {
                Domain::Number(scale) => scale.unit.clone(),
                _ => String::new(),
            };
            match (answers.get(*question), time(&unit)) {
                (Some(Answer::Number(passed)), Some(span)) => {
                    End::On(later(today, span((amount - passed).max(0.0).ceil())))
                }
                _ => End::Passed { amount: *amount, unit },
            }
        }
    }
}

fn later(today: Date, span: Span) -> Date {
    today.checked_add(span).unwrap_or(Date::MAX)
}

/// How to count in a unit of time, or none when the unit is not one.
pub fn time(unit: &str) -> Option<fn(f64) -> Span> {
    // The numbers come from a range that the reader keeps within a few thousand.
    #[expect(clippy::cast_possible_truncation, reason = "a count of days is far below the limit")]
    fn count(n: f64) -> i64 {
        n.clamp(0.0, 7_000.0) as i64
    }
    match unit {
        "days" => Some(|n| count(n).days()),
        "weeks" => Some(|n| count(n).weeks()),
        "months" => Some(|n| count(n).months()),
        _ => None,
    }
}
