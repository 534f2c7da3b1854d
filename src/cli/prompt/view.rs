//! The parts of a screen, and what of them is in sight.

use std::ops::Range;

/// The parts of a screen, from the top.
pub struct ScreenView {
    pub head: Vec<String>,
    /// What scrolls, each line with the row it belongs to.
    pub body: Vec<(String, Option<usize>)>,
    /// How many lines of it are in sight.
    pub room: usize,
    /// What is typed into, for a number.
    pub input: bool,
    pub foot: Vec<String>,
}

impl ScreenView {
    /// The lines of a row, among those that scroll.
    pub fn lines_of(&self, row: usize) -> Range<usize> {
        let mine = |line: &(String, Option<usize>)| line.1 == Some(row);
        let start = self.body.iter().position(mine).unwrap_or(0);
        start..start + self.body[start..].iter().take_while(|line| mine(line)).count()
    }

    pub fn first_row(&self) -> Option<usize> {
        self.body.iter().position(|(_, row)| row.is_some())
    }

    /// The lines on the screen, and where its cursor belongs: row and column.
    pub fn screen(&self, top: usize, cursor: Option<usize>) -> (Vec<String>, (usize, usize)) {
        let mut lines = self.head.clone();
        let shown = &self.body[top.min(self.body.len())..(top + self.room).min(self.body.len())];
        let on = shown.iter().position(|(_, row)| row.is_some() && *row == cursor);
        let at = on.map_or(0, |on| lines.len() + on);
        lines.extend(shown.iter().map(|(line, _)| line.clone()));
        let at = if self.input { lines.len() } else { at };
        if self.input {
            lines.push(String::new());
        }
        let hidden = top + self.room < self.body.len();
        // A page that ends looks like a list that ends.
        let mark = self.foot.first().filter(|first| first.is_empty() && hidden).map(|_| "    more below".to_owned());
        lines.extend(mark.iter().chain(&self.foot[usize::from(mark.is_some())..]).cloned());
        let end = lines.len().saturating_sub(1);
        (lines, if on.is_some() || self.input { (at, 0) } else { (end, 0) })
    }
}
