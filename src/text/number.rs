//! Numbers as people type them. What could mean two things is refused.

use std::fmt;

/// Nobody types more, and no program writes more.
const MOST_DIGITS: usize = 20;

/// Why something is no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotANumber {
    /// It has letters, signs or nothing in it that make no number.
    Words,
    /// Its digits are not 0 to 9.
    OtherDigits,
    /// A point or comma in it may part the thousands.
    Thousands,
    /// It has more than one point or comma.
    Points,
    /// It has more digits than are kept.
    Long,
}

/// What to write instead.
impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotANumber::Words => "write a number in digits, such as 12 or 0.5",
            NotANumber::OtherDigits => "use the digits 0 to 9",
            NotANumber::Thousands => "write 1000, not 1,000 or 1.000, and 1.5, not 1.500",
            NotANumber::Points => "write one point or comma at most, such as 0.5",
            NotANumber::Long => "write 20 digits at most",
        })
    }
}

/// Reads a number: digits with a point or a comma, a sign before them, or a half or quarter sign after them.
///
/// # Errors
/// When it is anything else: words, exponents, other digits, or what may or may not part the thousands.
pub fn number(text: &str) -> Result<f64, NotANumber> {
    let text = text.trim();
    let (negative, bare) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let size = unsigned(bare)?;
    // There is one zero.
    Ok(if negative && size != 0.0 { -size } else { size })
}

/// Reads a number with or without its unit behind it, such as `12 mm`.
///
/// # Errors
/// As `number`.
pub fn quantity(text: &str, unit: &str) -> Result<f64, NotANumber> {
    let text = text.trim();
    let bare = text.len().checked_sub(unit.len()).and_then(|at| text.split_at_checked(at));
    match bare {
        Some((bare, end)) if !unit.is_empty() && end.eq_ignore_ascii_case(unit) => number(bare),
        _ => number(text),
    }
}

/// The place of a choice named by its number, from 1 to so many.
pub fn place(text: &str, of: usize) -> Option<usize> {
    let digits = text.trim().strip_suffix('.').unwrap_or(text.trim());
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < of)
}

fn unsigned(text: &str) -> Result<f64, NotANumber> {
    if let Some((whole, part)) = fraction(text) {
        return if whole.is_empty() { Ok(part) } else { Ok(digits(whole, "")? + part) };
    }
    let mut parts = text.split(['.', ',']);
    let (whole, after) = (parts.next().unwrap_or_default(), parts.next());
    if text.contains([' ', '\u{a0}', '\u{202f}', '\'', '\u{2019}', '_'])
        && text.chars().any(|letter| letter.is_ascii_digit())
    {
        return Err(if text.chars().any(char::is_alphabetic) { NotANumber::Words } else { NotANumber::Thousands });
    }
    match (after, parts.next()) {
        (None, _) => digits(whole, ""),
        (Some(_), Some(_)) => Err(NotANumber::Points),
        // 1,000 is a thousand in London and one in Paris; 0,125 is the same in both.
        (Some(after), None) if after.len() == 3 && !whole.is_empty() && !whole.starts_with('0') => {
            digits(whole, after).and(Err(NotANumber::Thousands))
        }
        (Some(""), None) => Err(NotANumber::Words),
        (Some(after), None) => digits(whole, after),
    }
}

/// A half or a quarter at the end, and what stands before it.
fn fraction(text: &str) -> Option<(&str, f64)> {
    let known = [('\u{bc}', 0.25), ('\u{bd}', 0.5), ('\u{be}', 0.75)];
    known.into_iter().find_map(|(sign, part)| Some((text.strip_suffix(sign)?.trim_end(), part)))
}

fn digits(whole: &str, after: &str) -> Result<f64, NotANumber> {
    let all = || whole.chars().chain(after.chars());
    if all().any(|letter| !letter.is_ascii_digit()) {
        let other = all().all(char::is_numeric);
        return Err(if other { NotANumber::OtherDigits } else { NotANumber::Words });
    }
    if all().count() > MOST_DIGITS {
        return Err(NotANumber::Long);
    }
    if whole.is_empty() && after.is_empty() {
        return Err(NotANumber::Words);
    }
    decimal(whole, after).ok_or(NotANumber::Long)
}

/// The number nearest to these digits before and behind the point. None when there are more than `MOST_DIGITS`.
///
/// Exact in whole numbers, so that it needs none of the tables that make reading any number quick.
#[expect(clippy::cast_precision_loss, reason = "the nearest number is what is wanted")]
pub(crate) fn decimal(whole: &str, after: &str) -> Option<f64> {
    if whole.len() + after.len() > MOST_DIGITS {
        return None;
    }
    let digits = whole.bytes().chain(after.bytes());
    let all = digits.fold(0, |all, digit| all * 10 + u128::from(digit - b'0'));
    let parts = after.bytes().fold(1, |parts: u128, _| parts * 10);
    if all == 0 {
        return Some(0.0);
    }
    // Doubled as often as there is room for: the quotient then has more bits than the result, and its last one says
    // whether anything is left over.
    let doubled = all.leading_zeros();
    let quotient = ((all << doubled) / parts) | u128::from((all << doubled) % parts != 0);
    Some((0..doubled).fold(quotient as f64, |number, _| number / 2.0))
}

#[cfg(test)]
mod tests {
    use super::{NotANumber, number, place, quantity};

    #[test]
    fn a_number_is_read_however_people_write_it() {
        for (text, value) in [
            ("12", 12.0),
            (" 12 ", 12.0),
            ("007", 7.0),
            ("0.5", 0.5),
            ("0,5", 0.5),
            (".5", 0.5),
            (",25", 0.25),
            ("0,125", 0.125),
            ("0.250", 0.25),
            ("1.5", 1.5),
            ("1,50", 1.5),
            ("1.2500", 1.25),
            ("\u{bd}", 0.5),
            ("1\u{bd}", 1.5),
            ("1 \u{bc}", 1.25),
            ("\u{be}", 0.75),
            ("1000", 1_000.0),
            ("+3", 3.0),
            ("-3", -3.0),
            ("0.30000000000000004", 0.300_000_000_000_000_04),
            ("\u{2212}0,5", -0.5),
            ("999999999999999", 999_999_999_999_999.0),
            // Half way between two numbers that a computer has: the even one.
            ("9007199254740993", 9_007_199_254_740_992.0),
            ("9007199254740993.1", 9_007_199_254_740_994.0),
        ] {
            assert_eq!(number(text), Ok(value), "{text:?}");
        }
    }

    #[test]
    fn its_own_unit_may_stand_behind_a_number() {
        for text in ["0.5 mm", "0,5mm", "0.5 MM", "0.5", "\u{bd} mm"] {
            assert_eq!(quantity(text, "mm"), Ok(0.5), "{text:?}");
        }
        for text in ["mm", "0.5 m", "0.5 mmm", "\u{e9}"] {
            assert_eq!(quantity(text, "mm"), Err(NotANumber::Words), "{text:?}");
        }
        assert_eq!(quantity("5", ""), Ok(5.0));
    }

    #[test]
    fn there_is_one_zero() {
        for zero in ["0", "-0", "-0.0", "+0", "\u{2212}0"] {
            assert!(number(zero).is_ok_and(|zero| zero == 0.0 && zero.is_sign_positive()), "{zero:?}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_refused_with_the_reason() {
        use NotANumber::{Long, OtherDigits, Points, Thousands, Words};
        for (text, why) in [
            ("1,000", Thousands),
            ("1.000", Thousands),
            ("12,500", Thousands),
            ("1 000", Thousands),
            ("1\u{a0}000", Thousands),
            ("1'000", Thousands),
            ("1_000", Thousands),
            ("1,000,000", Points),
            ("1.2.3", Points),
            ("0,5,", Points),
            ("\u{663}\u{665}", OtherDigits),
            ("\u{ff11}\u{ff12}", OtherDigits),
            ("\u{b2}", OtherDigits),
            ("\u{2153}", OtherDigits),
            ("1e3", Words),
            ("1E3", Words),
            ("0x10", Words),
            ("NaN", Words),
            ("nan", Words),
            ("inf", Words),
            ("-inf", Words),
            ("infinity", Words),
            ("twelve", Words),
            ("12 years", Words),
            ("1/2", Words),
            ("--1", Words),
            ("+-1", Words),
            ("1-", Words),
            ("5.", Words),
            (".", Words),
            (",", Words),
            ("-", Words),
            ("", Words),
            ("123456789012345678901", Long),
            ("0.12345678901234567890", Long),
        ] {
            assert_eq!(number(text), Err(why), "{text:?}");
        }
    }

    #[test]
    fn a_choice_is_a_plain_number_within_the_list() {
        for (text, at) in [("1", 0), ("3", 2), (" 2 ", 1), ("2.", 1), ("03", 2)] {
            assert_eq!(place(text, 3), Some(at), "{text:?}");
        }
        for text in ["0", "4", "+1", "-1", "1.0", "1,", "", ".", "\u{661}", "99999999999999999999"] {
            assert_eq!(place(text, 3), None, "{text:?}");
        }
    }
}
