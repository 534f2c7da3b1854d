//! Which addresses may be followed.

use crate::text::SafeText;

/// An address that may be followed: of the web, to the place that it names first, and without a sign that ends it early.
pub fn link(url: &SafeText) -> Option<&str> {
    let url = url.as_str();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    // Who reads `https://good.example@evil.example` sees the wrong place.
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | ':');
    let odd = |sign: char| matches!(sign, '<' | '>' | '"' | '\'' | '`' | '\\') || !sign.is_ascii_graphic();
    (!host.is_empty() && host.chars().all(is_plain) && !url.contains(odd)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn an_address_leads_where_it_seems_to_lead() {
        for url in ["https://example.org", "http://example.org:8080/a?b=c@d#e", "https://a-b.example.org/x@y"] {
            assert_eq!(link(&url.into()), Some(url));
        }
        for url in [
            "https://good.example@evil.example/",
            "https://good.example%2f@evil.example/",
            "https://user:word@example.org",
            "https://",
            "https:///etc",
            "https://ex\u{430}mple.org",
            "https://example.org\\@evil.example",
            "https://example.org/\u{430}",
            "javascript:alert(1)",
            "HTTPS://example.org",
            "//example.org",
            "https://example.org/ x",
        ] {
            assert_eq!(link(&url.into()), None, "{url}");
        }
    }
}
