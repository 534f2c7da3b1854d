//! Writers: one document in, text of one format out. They decide how things look, never what is said.

pub mod class;
pub mod html;
pub mod json;
pub mod markdown;
pub mod terminal;

use crate::shown::Shown;

/// An address that may be followed: of the web, and without a sign that ends it too early.
fn link(url: &Shown) -> Option<&str> {
    let url = url.as_str();
    let plain = url.starts_with("https://") || url.starts_with("http://");
    let odd = |it: char| it.is_whitespace() || matches!(it, '<' | '>' | '"' | '\'' | '`' | '\\') || !it.is_ascii();
    (plain && !url.contains(odd)).then_some(url)
}
