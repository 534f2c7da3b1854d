//! Colours for the answer on a screen. One switch, set at the start, turns all of them off.

use crate::model::Level;
use crate::report::text::Style;
use colored::{Color, Colorize};

/// Paints a piece of text.
pub fn paint(text: &str, style: Style) -> String {
    let painted = match style {
        Style::Heading => text.bold().underline(),
        Style::Strong => text.bold(),
        Style::Code => text.cyan(),
        Style::Term => text.italic(),
        Style::Bar(level) => text.color(color(level)),
        Style::Title(level) => text.color(color(level)).bold(),
        Style::Warning => text.yellow().bold(),
    };
    painted.to_string()
}

fn color(level: Level) -> Color {
    match level {
        Level::Note => Color::Green,
        Level::Precaution | Level::Professional | Level::Deferral => Color::Yellow,
        Level::Contraindication | Level::Urgent | Level::Emergency => Color::Red,
    }
}
