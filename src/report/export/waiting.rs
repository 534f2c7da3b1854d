//! The earliest day in a form: worked out there from the day it is filled in, with nothing but whole numbers, so that no
//! time zone and no summer time can move it.

use super::rails::{Expression, any};
use super::sheet::{SurveyRow, flag};
use super::xpath::{found, silent};
use crate::model::{Domain, Pack, Wait};

const MONTHS: &str = "January February March April May June July August September October November December";

/// What says whether the day is known for everything that has to wait.
pub const DATED: &str = "${nw_dated} = 1";

/// The day itself, such as `6 December 2026`.
pub const DAY: &str = "${nw_end}";

/// How a wait is counted, where the calendar can.
enum Unit {
    Days(u8),
    Months,
}

/// One wait: when it applies, and how many days or months it still lasts.
struct OpenWait {
    found: String,
    /// Nothing where the end is not known.
    lasts: Option<(Unit, String)>,
}

/// The calculations, none where nothing in the pack has to wait.
pub fn rows(pack: &Pack) -> Vec<SurveyRow> {
    let waits = pack.rules.iter().filter_map(|rule| Some((found(rule), rule.wait.as_ref()?)));
    let open: Vec<OpenWait> = waits.flat_map(|(found, wait)| lasts(pack, found, wait)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let of = |dated: bool| {
        let waits = open.iter().filter(|wait| wait.lasts.is_some() == dated);
        let waits = waits.map(|wait| Expression::Written(wait.found.clone()));
        any(waits.collect::<Vec<_>>()).or_else("true()", "false()")
    };
    let mut rows = Vec::new();
    let mut row = |name: &str, calculation: String| rows.push(SurveyRow::calculation(name, calculation));
    row("nw_dated", flag(Expression::Written(format!("{} and not({})", of(true), of(false)))));
    let (mut days, mut months) = ("0".to_owned(), "0".to_owned());
    for (number, wait) in open.iter().enumerate() {
        let Some((unit, left)) = &wait.lasts else { continue };
        let (longest, left, name) = match unit {
            Unit::Days(1) => (&mut days, left.clone(), format!("nw_days_{number}")),
            Unit::Days(each) => (&mut days, format!("({left} * {each})"), format!("nw_days_{number}")),
            Unit::Months => (&mut months, left.clone(), format!("nw_months_{number}")),
        };
        row(&name, format!("if({} and {left} > {longest}, {left}, {longest})", wait.found));
        *longest = format!("${{{name}}}");
    }
    for (part, format) in [("year", "%Y"), ("month", "%n"), ("day", "%e")] {
        row(&format!("nw_this_{part}"), format!("number(format-date(today(), '{format}'))"));
    }
    let [year, month, day] = ["${nw_this_year}", "${nw_this_month}", "${nw_this_day}"];
    // So many months on, and on the last day of a month that is too short.
    row("nw_all_months", format!("{year} * 12 + {month} - 1 + {months}"));
    row("nw_then_year", "int(${nw_all_months} div 12)".to_owned());
    row("nw_then_month", "${nw_all_months} - 12 * ${nw_then_year} + 1".to_owned());
    row("nw_first", number("${nw_then_year}", "${nw_then_month}", "1"));
    row("nw_length", format!("{} - ${{nw_first}}", number("${nw_then_year}", "(${nw_then_month} + 1)", "1")));
    row("nw_by_months", format!("${{nw_first}} - 1 + if({day} < ${{nw_length}}, {day}, ${{nw_length}})"));
    row("nw_by_days", format!("{} + {days}", number(year, month, day)));
    row("nw_number", "if(${nw_by_days} > ${nw_by_months}, ${nw_by_days}, ${nw_by_months})".to_owned());
    // And back: the century, the year in it, the month from March on.
    row("nw_since", "${nw_number} + 32044".to_owned());
    row("nw_century", "int((4 * ${nw_since} + 3) div 146097)".to_owned());
    row("nw_in_century", "${nw_since} - int(146097 * ${nw_century} div 4)".to_owned());
    row("nw_in_years", "int((4 * ${nw_in_century} + 3) div 1461)".to_owned());
    row("nw_in_year", "${nw_in_century} - int(1461 * ${nw_in_years} div 4)".to_owned());
    row("nw_from_march", "int((5 * ${nw_in_year} + 2) div 153)".to_owned());
    row("nw_end_day", "${nw_in_year} - int((153 * ${nw_from_march} + 2) div 5) + 1".to_owned());
    row("nw_after_year", "int(${nw_from_march} div 10)".to_owned());
    row("nw_end_month", "${nw_from_march} + 2 - 12 * ${nw_after_year}".to_owned());
    row("nw_end_year", "100 * ${nw_century} + ${nw_in_years} - 4800 + ${nw_after_year}".to_owned());
    let month = format!("selected-at('{MONTHS}', ${{nw_end_month}})");
    row("nw_end", format!("concat(${{nw_end_day}}, ' ', {month}, ' ', ${{nw_end_year}})"));
    rows
}

/// The number of a day, one more each day, as astronomers count them. Months may be beyond the last of a year.
fn number(year: &str, month: &str, day: &str) -> String {
    let before_march = format!("int((14 - {month}) div 12)");
    let year = format!("({year} + 4800 - {before_march})");
    let months = format!("({month} + 12 * {before_march} - 3)");
    let leap = format!("int({year} div 4) - int({year} div 100) + int({year} div 400)");
    format!("({day} + int((153 * {months} + 2) div 5) + 365 * {year} + {leap} - 32045)")
}

/// A wait whose end is known only where a question is answered is two: one for each.
fn lasts(pack: &Pack, found: String, wait: &Wait) -> Vec<OpenWait> {
    match wait {
        Wait::Days(days) => vec![OpenWait { found, lasts: Some((Unit::Days(1), days.to_string())) }],
        Wait::After(..) => vec![OpenWait { found, lasts: None }],
        Wait::Until(question, amount) => {
            let asked = &pack.questions[*question];
            let Domain::Number(scale) = &asked.domain else { return vec![OpenWait { found, lasts: None }] };
            let unit = match scale.unit.as_str() {
                "days" => Unit::Days(1),
                "weeks" => Unit::Days(7),
                "months" => Unit::Months,
                _ => return vec![OpenWait { found, lasts: None }],
            };
            let left = format!("({amount} - ${{{}}})", asked.id);
            let whole = scale.whole && amount.fract() == 0.0;
            let left = if whole { left } else { format!("(int({left}) + if({left} > int({left}), 1, 0))") };
            let silent = silent(&asked.id);
            let told = OpenWait { found: format!("({found} and not({silent}))"), lasts: Some((unit, left)) };
            vec![told, OpenWait { found: format!("({found} and {silent})"), lasts: None }]
        }
    }
}
