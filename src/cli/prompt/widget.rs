//! A question at a terminal, as keys change it. Nothing is drawn or read here.

use super::keyboard::Press;
use super::view::ScreenView;
use super::{Instead, NOTHING_CHOSEN, Pick, Prompt, PromptKind, WHICH_UNSURE};

#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that a key changes")]
pub struct Widget<'a> {
    pub prompt: &'a Prompt<'a>,
    /// Whether the person has met this kind of question before, and knows its keys.
    pub is_familiar: bool,
    /// The row the person is on; none where nothing is chosen yet.
    pub cursor: Option<usize>,
    /// The rows ticked; none where not even "None of these" is chosen.
    pub ticks: Option<Vec<usize>>,
    /// The rows of a list that the person is not sure of.
    pub unsure: Vec<usize>,
    pub helps: bool,
    /// What is said of the last key.
    pub notice: Option<String>,
    /// The first line in sight of those that scroll.
    pub top: usize,
    /// Whether the row the person is on has to come into sight.
    follows: bool,
    /// Whether there are answers that the person may not know of.
    unseen: bool,
    /// Whether rows are marked as not sure, rather than ticked.
    pub doubts: bool,
    /// The digit pressed last, when it could begin a longer number.
    digit: Option<usize>,
}

impl<'a> Widget<'a> {
    pub fn new(prompt: &'a Prompt<'a>) -> Widget<'a> {
        let (ticks, unsure) = match prompt.standing() {
            Some(Pick::Many { ticked, unsure }) => (Some(ticked.clone()), unsure.clone()),
            _ => (None, Vec::new()),
        };
        let cursor = match (prompt.standing(), prompt.kind, &ticks) {
            (Some(Pick::One(at)), _, _) => Some(*at),
            (_, PromptKind::Many(labels), Some(ticks)) => {
                Some(ticks.iter().chain(&unsure).min().copied().unwrap_or(labels.len()))
            }
            _ => None,
        };
        let notice = (prompt.given == Some(Pick::Unsure)).then(|| "You said: not sure. Enter keeps that.".to_owned());
        Widget {
            prompt,
            is_familiar: false,
            cursor,
            ticks,
            unsure,
            helps: false,
            notice,
            top: 0,
            follows: prompt.given.is_some(),
            unseen: prompt.given.is_none(),
            doubts: false,
            digit: None,
        }
    }

    /// The same, to somebody who has or has not met its kind before.
    pub fn familiar(self, is_familiar: bool) -> Widget<'a> {
        Widget { is_familiar, ..self }
    }

    /// How many rows can be chosen.
    pub fn rows(&self) -> usize {
        match self.prompt.kind {
            PromptKind::One(labels) => labels.len(),
            PromptKind::Many(labels) => labels.len() + 1,
            PromptKind::Review(lines) => lines.len(),
            PromptKind::Number(_) => 0,
        }
    }

    /// The number that stands at a row.
    pub fn number(&self, row: usize) -> usize {
        match self.prompt.kind {
            PromptKind::Many(labels) if row == labels.len() => 0,
            PromptKind::Review(_) => row,
            _ => row + 1,
        }
    }

    pub fn is_ticked(&self, row: usize) -> bool {
        let none = self.number(row) == 0 && self.unsure.is_empty();
        self.ticks.as_ref().is_some_and(|ticks| ticks.contains(&row) || (ticks.is_empty() && none))
    }

    pub fn is_unsure(&self, row: usize) -> bool {
        self.unsure.contains(&row)
    }

    /// Whether Enter shows more of what there is, rather than go on.
    pub fn turns_the_page(&self) -> bool {
        self.unseen
    }

    /// Brings into sight what has to be, now that it is known how much fits.
    pub fn settle(&mut self, view: &ScreenView) {
        if let (true, Some(cursor)) = (std::mem::take(&mut self.follows), self.cursor) {
            let lines = view.lines_of(cursor);
            // The heading or help above the first row is worth seeing again.
            let first = if cursor == 0 && lines.end <= view.room { 0 } else { lines.start };
            self.top = self.top.max(lines.end.saturating_sub(view.room)).min(first);
        }
        self.top = self.top.min(view.body.len().saturating_sub(view.room));
        self.unseen &= self.top + view.room < view.body.len();
    }

    /// What a key does; a pick when it ends the question. `quick` says whether it came right after the one before.
    pub fn press(&mut self, press: Press, quick: bool, view: &ScreenView) -> Option<Pick> {
        self.notice = None;
        let digit = self.digit.take().filter(|_| quick);
        let unread = view.first_row().is_some_and(|first| self.top + view.room <= first);
        match press {
            Press::Enter => return self.enter(view),
            Press::Digit(now) => self.type_digit(digit, now),
            Press::Down | Press::PageDown | Press::Space if unread => self.scroll(view, true),
            Press::Up if self.helps && self.top > 0 && view.first_row() > Some(self.top) => self.scroll(view, false),
            Press::PageDown => self.scroll(view, true),
            Press::PageUp => self.scroll(view, false),
            Press::Up => self.go(self.cursor.map_or(self.rows(), |at| at).checked_sub(1)),
            Press::Down => self.go(self.cursor.map_or(Some(0), |at| Some(at + 1))),
            Press::First => self.go(Some(0)),
            Press::Last => self.go(None),
            Press::Space => match (self.cursor, self.prompt.kind) {
                (Some(row), PromptKind::Many(_)) => self.tick(row),
                (None, _) => self.go(Some(0)),
                _ => (),
            },
            Press::Letter('?') => {
                self.helps = !self.helps;
                self.top = 0;
                self.follows = !self.helps;
            }
            Press::Letter('b') if self.prompt.offers(Instead::Back) => return Some(Pick::Back),
            Press::Letter('u') if self.prompt.offers(Instead::Unsure) => {
                if !matches!(self.prompt.kind, PromptKind::Many(_)) {
                    return Some(Pick::Unsure);
                }
                self.doubts = !self.doubts;
            }
            Press::Letter('q') => return Some(Pick::Stop),
            Press::Letter(_) => (),
        }
        if self.doubts && self.notice.is_none() {
            let alone = if self.unsure.is_empty() { " Enter alone means all that are not ticked." } else { "" };
            self.notice = Some(format!("{WHICH_UNSURE} Mark them, then Enter.{alone}"));
        }
        None
    }

    fn enter(&mut self, view: &ScreenView) -> Option<Pick> {
        if self.turns_the_page() {
            self.scroll(view, true);
            return None;
        }
        let chosen = match self.prompt.kind {
            PromptKind::Many(labels) => self.marked(labels.len()),
            _ => self.cursor.map(Pick::One),
        };
        let kept = self.prompt.given.clone().filter(|given| *given == Pick::Unsure);
        if chosen.is_none() && kept.is_none() {
            self.notice = Some(format!("{NOTHING_CHOSEN} Type its number, or move to it."));
        }
        chosen.or(kept)
    }

    /// What is ticked and marked of so many rows; who is not sure and marks none is not sure of all the others.
    fn marked(&self, rows: usize) -> Option<Pick> {
        let ticked = self.ticks.clone().unwrap_or_default();
        let unsure = match (self.doubts, self.unsure.as_slice()) {
            (true, []) => (0..rows).filter(|row| !ticked.contains(row)).collect(),
            (_, unsure) => unsure.to_vec(),
        };
        match (&self.ticks, ticked.len(), unsure.len()) {
            (None, _, 0) => None,
            (_, 0, all) if all == rows => Some(Pick::Unsure),
            _ => Some(Pick::Many { ticked, unsure }),
        }
    }

    /// Turns to the next lines, or back.
    pub fn scroll(&mut self, view: &ScreenView, down: bool) {
        let step = view.room.saturating_sub(1).max(1);
        self.top = if down { self.top + step } else { self.top.saturating_sub(step) };
    }

    /// Goes to a row; past the last one is the first, and none is the last.
    fn go(&mut self, row: Option<usize>) {
        let Some(last) = self.rows().checked_sub(1) else { return };
        self.cursor = Some(row.map_or(last, |row| if row > last { 0 } else { row }));
        // Who chooses one needs no other; a tick leaves the rest open.
        self.unseen &= matches!(self.prompt.kind, PromptKind::Many(_));
        self.follows = true;
    }

    /// A digit names a row, or with the one before it a row further down.
    fn type_digit(&mut self, before: Option<usize>, now: usize) {
        let row = |number: usize| (0..self.rows()).find(|row| self.number(*row) == number);
        let long = before.filter(|first| *first > 0).and_then(|first| Some((row(first), row(first * 10 + now)?)));
        let Some(to) = long.map(|(_, to)| to).or_else(|| row(now)) else {
            self.notice = Some(format!("There is no {now} here."));
            return;
        };
        if let (Some((Some(first), _)), PromptKind::Many(_)) = (long, self.prompt.kind) {
            // The first digit was no tick of its own.
            self.tick(first);
        }
        self.go(Some(to));
        if matches!(self.prompt.kind, PromptKind::Many(_)) {
            self.tick(to);
        }
        self.digit = if long.is_none() { Some(now) } else { None };
    }

    fn tick(&mut self, row: usize) {
        let mut ticks = self.ticks.take().unwrap_or_default();
        let was_unsure = self.unsure.contains(&row);
        self.unsure.retain(|marked| *marked != row);
        if self.number(row) == 0 {
            ticks.clear();
            self.unsure.clear();
            self.doubts = false;
        } else if self.doubts {
            ticks.retain(|ticked| *ticked != row);
            if !was_unsure {
                self.unsure.push(row);
                self.unsure.sort_unstable();
            }
        } else if ticks.contains(&row) {
            ticks.retain(|ticked| *ticked != row);
        } else {
            ticks.push(row);
            ticks.sort_unstable();
        }
        // Where nothing is ordinary, taking the last tick away does not say "none of these".
        let silent = ticks.is_empty() && self.number(row) != 0 && self.prompt.ordinary.is_none();
        self.ticks = (!silent).then_some(ticks);
    }
}
