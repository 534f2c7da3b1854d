//! Who somebody is, without their name.

/// Initials or a code in capitals: never a name.
///
/// ```
/// assert_eq!(needlewise::text::initials("ab").as_deref(), Ok("AB"));
/// ```
///
/// # Errors
/// What is wanted, in words.
pub fn initials(text: &str) -> Result<String, String> {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    let fits = (1..=8).contains(&text.chars().count()) && text.chars().all(is_plain);
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let has_small = text.chars().any(|sign| sign.is_ascii_lowercase());
    let has_digit = text.chars().any(|sign| sign.is_ascii_digit());
    let looks_like_a_name = letters >= if has_small { 4 } else { 5 } && !has_digit;
    let why = match fits {
        _ if looks_like_a_name => {
            "this looks like a name: at most 4 capitals or 3 small letters where there is no digit"
        }
        true => return Ok(text.to_ascii_uppercase()),
        false => "up to 8 letters, digits and hyphens",
    };
    Err(format!("initials or a code only, never a name, such as `AB` or `T-07`; {why}"))
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_is_refused_where_initials_are_wanted() {
        assert_eq!(initials("ab").as_deref(), Ok("AB"));
        assert_eq!(initials("T-07").as_deref(), Ok("T-07"));
        for code in ["ABCD", "AB12", "EVENING7", "abc"] {
            assert_eq!(initials(code), Ok(code.to_ascii_uppercase()));
        }
        for name in ["Anna", "anna", "annabel", "ANNABEL", "Anna-B", "Anna Berg"] {
            assert!(initials(name).is_err_and(|it| it.contains("looks like a name")), "{name}");
        }
        for odd in ["AnnaBerg1985", "", "a\u{1b}[2J", "a b"] {
            assert!(initials(odd).is_err_and(|it| it.contains("up to 8 letters")), "{odd}");
        }
    }
}
