//! How text on a screen is set off, for those who have colours.

use crate::model::Level;

/// How a piece of text is set off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// A title above a part.
    Heading,
    /// Words that stand out.
    Strong,
    /// Something to type.
    Code,
    /// A hard word.
    Term,
    /// A bar as long as its level is high.
    Bar(Level),
    /// The title of a finding of this level, or the sign before the answer.
    Title(Level),
    /// The sign before a warning.
    Warning,
}

/// Sets off a piece of text. What it adds takes no columns.
pub type Paint = fn(&str, Style) -> String;

/// Paints nothing.
pub fn plain(text: &str, _: Style) -> String {
    text.to_owned()
}
