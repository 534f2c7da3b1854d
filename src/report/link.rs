//! Which addresses may be followed.

use crate::text::SafeText;

/// An address that may be followed: of the web, and without a sign that ends it too early.
pub fn link(url: &SafeText) -> Option<&str> {
    let url = url.as_str();
    let plain = url.starts_with("https://") || url.starts_with("http://");
    let odd = |it: char| it.is_whitespace() || matches!(it, '<' | '>' | '"' | '\'' | '`' | '\\') || !it.is_ascii();
    (plain && !url.contains(odd)).then_some(url)
}
