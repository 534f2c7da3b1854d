//! Days as they are written: `2026-12-06` in files, and as a calendar file has them.
//!
//! Nothing else of a date is ever read, so no page has to carry what reads all the others.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serializer, de};

/// A day written as `2026-12-06`.
pub fn read(text: &str) -> Option<Date> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, sign)| match at {
            4 | 7 => sign == b'-',
            _ => sign.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

/// The same, written.
pub fn write(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// For people, and never in the wrong order: `6 December 2026`.
pub fn spoken(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    format!("{} {} {}", day.day(), month.unwrap_or(&""), day.year())
}

/// # Errors
/// When the format cannot be written to.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&write(*day))
}

/// # Errors
/// When it is no day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text).ok_or_else(|| de::Error::custom("a day is written like 2026-12-06"))
}

#[cfg(test)]
mod tests {
    use super::{read, spoken, write};

    #[test]
    fn a_day_is_read_as_it_is_written_and_nothing_else_is() {
        let day = read("2028-02-29").expect("a day");
        assert_eq!((write(day).as_str(), spoken(day).as_str()), ("2028-02-29", "29 February 2028"));
        for wrong in
            ["", "2027-02-29", "2027-2-3", "27-02-03", "2027-02-03T00:00", "2027/02/03", "２027-02-0", "+027-01-01"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
