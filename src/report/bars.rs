//! How much of each risk was found, as lines for a screen.

use super::document::Bar;
use super::paint::{Paint, Style};
use textwrap::core::display_width;

/// The columns of a full bar: one for each level above the lowest.
const FULL: usize = 6;

/// A line a risk; two on a line where there is room for them, and no bars where there is none: the words say the same.
pub fn lines(bars: &[Bar], width: usize, paint: Paint) -> Vec<String> {
    let widest = bars.iter().map(|bar| display_width(bar.title.as_str())).max().unwrap_or(0).min(width / 2);
    let cells = |bar: &Bar| {
        let filled = (bar.level as usize).min(FULL);
        paint(&"█".repeat(filled), Style::Bar(bar.level)) + &"░".repeat(FULL - filled)
    };
    let between: [&dyn Fn(&Bar) -> String; 3] =
        [&|bar| format!("  {}  ", cells(bar)), &|bar| format!(" {} ", cells(bar)), &|_| " ".to_owned()];
    let ways = between.into_iter().map(|between| drawn(bars, widest, between));
    let widths = |lines: &[String]| lines.iter().map(|line| display_width(line)).max().unwrap_or(0);
    let mut last = Vec::new();
    for lines in ways {
        let column = widths(&lines) + 3;
        if column * 2 <= width + 3 {
            return lines.chunks(2).map(|pair| side_by_side(pair, column)).collect();
        }
        if column <= width + 3 {
            return lines;
        }
        last = lines;
    }
    last
}

fn drawn(bars: &[Bar], widest: usize, between: &dyn Fn(&Bar) -> String) -> Vec<String> {
    let line = |bar: &Bar| {
        let pad = " ".repeat(widest.saturating_sub(display_width(bar.title.as_str())));
        let maybe = if bar.possible { " (if so)" } else { "" };
        format!("{}{pad}{}{}{maybe}", bar.title, between(bar), bar.word)
    };
    bars.iter().map(line).collect()
}

fn side_by_side(pair: &[String], column: usize) -> String {
    let second = pair.get(1).map_or("", String::as_str);
    let pad = " ".repeat(column - display_width(&pair[0]));
    format!("{}{pad}{second}", pair[0]).trim_end().to_owned()
}
