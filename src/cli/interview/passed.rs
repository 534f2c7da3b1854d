//! How long ago something was, as people say it: a number, or a day such as "last Sunday".

use crate::cli::prompt::Takes;
use crate::model::{Answer, Domain, Scale};
use crate::text::{self, NotANumber};
use interim::{Dialect, parse_date_string};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{RoundMode, ToSpan, Unit};

/// Which numbers a question takes, and on which day it is asked.
#[derive(Debug)]
pub struct Amount<'a> {
    pub scale: &'a Scale,
    pub today: Date,
}

impl Amount<'_> {
    fn counts(&self) -> Option<Unit> {
        match self.scale.unit.as_str() {
            "days" => Some(Unit::Day),
            "weeks" => Some(Unit::Week),
            "months" => Some(Unit::Month),
            _ => None,
        }
    }
}

impl Takes for Amount<'_> {
    fn takes(&self, number: f64) -> bool {
        Domain::Number(self.scale.clone()).takes(Answer::Number(number))
    }

    fn read(&self, typed: &str) -> Result<f64, NotANumber> {
        let number = text::quantity(typed, &self.scale.unit);
        match self.counts() {
            Some(unit) if number.is_err() => passed(typed, self.today, unit).or(number),
            _ => number,
        }
    }

    fn unit(&self) -> &str {
        &self.scale.unit
    }

    fn range(&self) -> String {
        let date = if self.counts().is_some() { ", or a date" } else { "" };
        format!("{} to {} {}{date}", self.scale.low, self.scale.high, self.scale.unit)
    }

    fn whole(&self) -> bool {
        self.scale.whole
    }
}

/// A day as people say it. What London and Ohio read differently, as 4/5, is refused.
fn spoken(typed: &str, today: Date) -> Option<Date> {
    let has_words = typed.contains(|letter: char| letter.is_ascii_alphabetic() || letter == '-');
    if typed.contains(['/', ':']) || !typed.is_ascii() || !has_words {
        return None;
    }
    let noon = today.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?;
    Some(parse_date_string(typed, noon, Dialect::Uk).ok()?.date())
}

/// A day that is written with its year, such as "31 March 2027".
pub fn with_year(typed: &str, today: Date) -> Option<Date> {
    let mut numbers = typed.split(|sign: char| !sign.is_ascii_digit());
    if numbers.any(|number| number.len() == 4) { spoken(typed, today) } else { None }
}

/// How many whole days, weeks or months have passed since a day that was.
fn passed(typed: &str, today: Date, unit: Unit) -> Result<f64, NotANumber> {
    let typed = typed.trim().trim_start_matches("on ").trim_start_matches("since ");
    let read = |typed: &str| spoken(typed, today);
    let day = if typed.starts_with("last ") {
        // On a Friday, last Friday was a week ago.
        read(typed).map(|day| if day == today { day.saturating_sub(7.days()) } else { day })
    } else {
        // Of a day of the week, or one without a year, the last one is meant.
        let days = [format!("last {typed}"), typed.to_owned()].into_iter().filter_map(|spoken| read(&spoken));
        days.filter(|day| *day <= today).max()
    };
    let day = day.filter(|day| *day <= today).ok_or(NotANumber::Words)?;
    let span = day.until((unit, today)).map_err(|_| NotANumber::Words)?;
    let whole = span.round(jiff::SpanRound::new().largest(unit).smallest(unit).mode(RoundMode::Trunc).relative(day));
    let whole = whole.map_err(|_| NotANumber::Words)?;
    Ok(f64::from(match unit {
        Unit::Day => whole.get_days(),
        Unit::Week => whole.get_weeks(),
        _ => whole.get_months(),
    }))
}

#[cfg(test)]
mod tests {
    use super::{passed, with_year};
    use jiff::Unit;
    use jiff::civil::date;

    #[test]
    fn a_day_that_was_is_counted_back_from_today() {
        // A Friday.
        let today = date(2026, 11, 27);
        for (typed, days) in [
            ("today", 0),
            ("yesterday", 1),
            ("last sunday", 5),
            ("Sunday", 5),
            ("on sunday", 5),
            ("thursday", 1),
            ("friday", 0),
            ("last friday", 7),
            ("3 days ago", 3),
            ("2 weeks ago", 14),
            ("2026-11-20", 7),
            ("20 november", 7),
            ("nov 20", 7),
            ("20 nov 2026", 7),
            ("since 1 december", 361),
        ] {
            assert_eq!(passed(typed, today, Unit::Day).ok(), Some(f64::from(days)), "{typed}");
        }
        assert_eq!(passed("27 august", today, Unit::Month).ok(), Some(3.0));
        assert_eq!(passed("28 august", today, Unit::Month).ok(), Some(2.0));
        assert_eq!(passed("13 november", today, Unit::Week).ok(), Some(2.0));
    }

    #[test]
    fn a_day_to_come_is_read_where_its_year_stands() {
        let today = date(2026, 11, 27);
        for typed in ["2027-03-31", "31 March 2027", "31 mar 2027"] {
            assert_eq!(with_year(typed, today), Some(date(2027, 3, 31)), "{typed}");
        }
        for typed in ["31 March", "31.3.2027", "31/3/2027", "2027", "2027-03", "2027-02-30", "Sunday", ""] {
            assert_eq!(with_year(typed, today), None, "{typed}");
        }
    }

    #[test]
    fn what_is_still_to_come_or_could_be_two_days_is_no_day() {
        let today = date(2026, 11, 27);
        for typed in [
            "tomorrow",
            "next sunday",
            "in 3 days",
            "4/5",
            "2027-01-01",
            "soon",
            "",
            "-",
            "sunday 10:00",
            "x".repeat(5_000).as_str(),
        ] {
            assert!(passed(typed, today, Unit::Day).is_err(), "{typed:?}");
        }
    }
}
