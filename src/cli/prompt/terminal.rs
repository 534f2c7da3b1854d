//! Questions at a terminal, on standard error: one screen each, drawn again from its top after every key.
//!
//! dialoguer draws what is typed; it has no menu that takes digits, so that one is our own, in its theme.

use super::keyboard::{Keyboard, Press};
use super::layout;
use super::size::{self, Size};
use super::view::ScreenView;
use super::widget::Widget;
use super::{Asker, Halt, Instead, KeyChoice, Pick, Prompt, PromptKind, Sort, Takes, number, wrap};
use crate::cli::interrupt::{self, DrawingGuard};
use console::{Key, Term};
use dialoguer::Input;
use dialoguer::theme::ColorfulTheme;
use std::collections::HashSet;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Two digits within this time are one number.
const QUICK: Duration = Duration::from_millis(1_500);

/// How soon a question is drawn again on a terminal that has changed its size.
const RESIZED: Duration = Duration::from_millis(150);

pub struct Terminal {
    term: Term,
    theme: ColorfulTheme,
    /// What is still to be said, above the next question or at the end.
    said: Vec<String>,
    /// The kinds of questions met so far: their keys are known.
    met: HashSet<Sort>,
    /// Whether the screen has been taken over.
    drawn: bool,
    _drawing: DrawingGuard,
}

impl Terminal {
    pub fn new() -> Terminal {
        let (term, theme) = (Term::buffered_stderr(), layout::theme());
        Terminal { term, theme, said: Vec::new(), met: HashSet::new(), drawn: false, _drawing: DrawingGuard::new() }
    }

    fn size(&self) -> Size {
        let (rows, columns) = self.term.size();
        Size { rows: rows.into(), columns: columns.into() }
    }

    fn width(&self) -> usize {
        size::width(self.size())
    }

    /// Draws a widget, and leaves the cursor where its answer is.
    fn draw(&mut self, widget: &mut Widget) -> Result<ScreenView, Halt> {
        let size = self.size();
        let view = layout::view(widget, &self.said, &self.theme, size);
        widget.settle(&view);
        // What was on the screen before can still be scrolled back to.
        if !std::mem::replace(&mut self.drawn, true) {
            (0..size.rows).try_for_each(|_| self.term.write_line(""))?;
        }
        let (lines, (row, column)) = view.screen(widget.top, widget.cursor);
        for (at, line) in lines.iter().take(size.rows.max(1)).enumerate() {
            self.term.move_cursor_to(0, at)?;
            self.term.clear_line()?;
            self.term.write_str(line)?;
        }
        if lines.len() < size.rows {
            self.term.move_cursor_to(0, lines.len())?;
            self.term.clear_to_end_of_screen()?;
        }
        self.term.move_cursor_to(column, row.min(size.rows.saturating_sub(1)))?;
        self.flush()?;
        Ok(view)
    }

    /// Sends what was written to the terminal.
    fn flush(&self) -> io::Result<()> {
        let _screen = interrupt::screen();
        self.term.flush()
    }

    /// A question at its start; its keys are told where the person meets its kind for the first time.
    fn widget<'p>(&mut self, prompt: &'p Prompt<'p>) -> Widget<'p> {
        Widget::new(prompt).familiar(!self.met.insert(prompt.kind.sort()))
    }

    /// Drawn after every key, and by a thread of its own when the terminal changes its size meanwhile.
    fn choice(&mut self, prompt: &Prompt) -> Result<Pick, Halt> {
        let (keys, widget) = (self.term.clone(), self.widget(prompt));
        let mut shown = ShownPrompt { terminal: self, widget, view: None, size: None };
        shown.draw()?;
        let (shown, open) = (Mutex::new(shown), AtomicBool::new(true));
        thread::scope(|scope| {
            let watch = scope.spawn(|| {
                while open.load(Ordering::Relaxed) {
                    thread::park_timeout(RESIZED);
                    // What cannot be drawn now is drawn, or complained of, after the next key.
                    let _ = lock(&shown).follow();
                }
            });
            let pick = until_picked(&keys, &shown);
            open.store(false, Ordering::Relaxed);
            watch.thread().unpark();
            pick
        })
    }

    fn number(&mut self, prompt: &Prompt, takes: &dyn Takes) -> Result<Pick, Halt> {
        let mut widget = self.widget(prompt);
        loop {
            let view = self.draw(&mut widget)?;
            widget.notice = None;
            let mut input = Input::<String>::with_theme(&self.theme).with_prompt(takes.range());
            input = match prompt.given {
                Some(Pick::Number(given)) => input.default(given.to_string()),
                _ => input.allow_empty(true),
            };
            let typed = input.report(false).interact_text_on(&self.term).map_err(halt)?;
            match (typed.trim().to_lowercase().as_str(), &prompt.given) {
                ("?", _) => {
                    widget.helps = !widget.helps;
                    widget.top = 0;
                }
                ("b", _) if prompt.offers(Instead::Back) => return Ok(Pick::Back),
                ("u", _) if prompt.offers(Instead::Unsure) => return Ok(Pick::Unsure),
                ("q", _) => return Ok(Pick::Stop),
                ("", Some(Pick::Unsure)) => return Ok(Pick::Unsure),
                ("", _) if view.room < view.body.len() => widget.scroll(&view, true),
                (typed, _) => match number(typed, takes) {
                    Ok(number) => return Ok(Pick::Number(number)),
                    Err(why) => widget.notice = Some(why),
                },
            }
        }
    }

    fn lines(&self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.term.write_line(line))?;
        self.flush()
    }

    /// Takes the question off the screen and says what is still to be said.
    fn leave(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.drawn) {
            self.term.move_cursor_to(0, 0)?;
            self.term.clear_to_end_of_screen()?;
        }
        let width = self.width();
        for text in std::mem::take(&mut self.said) {
            self.term.write_line(&wrap(&text, width, "", ""))?;
        }
        self.flush()
    }
}

/// A question as it stands on the terminal.
struct ShownPrompt<'t, 'p> {
    terminal: &'t mut Terminal,
    widget: Widget<'p>,
    view: Option<ScreenView>,
    size: Option<Size>,
}

impl ShownPrompt<'_, '_> {
    fn draw(&mut self) -> Result<(), Halt> {
        self.size = Some(self.terminal.size());
        self.view = Some(self.terminal.draw(&mut self.widget)?);
        Ok(())
    }

    /// Draws it again where the terminal has changed its size.
    fn follow(&mut self) -> Result<(), Halt> {
        if self.size == Some(self.terminal.size()) { Ok(()) } else { self.draw() }
    }
}

fn lock<'m, 't, 'p>(shown: &'m Mutex<ShownPrompt<'t, 'p>>) -> MutexGuard<'m, ShownPrompt<'t, 'p>> {
    shown.lock().unwrap_or_else(PoisonError::into_inner)
}

fn until_picked(keys: &Term, shown: &Mutex<ShownPrompt>) -> Result<Pick, Halt> {
    let (mut keyboard, mut last) = (Keyboard::default(), None::<Instant>);
    loop {
        let Some(press) = read(keys, &mut keyboard)? else { continue };
        let quick = last.replace(Instant::now()).is_some_and(|at| at.elapsed() < QUICK);
        let mut shown = lock(shown);
        let Some(view) = shown.view.take() else { return Err(Halt::Ended) };
        if let Some(pick) = shown.widget.press(press, quick, &view) {
            return Ok(pick);
        }
        shown.draw()?;
    }
}

/// The next key; none where it means nothing, or is not whole yet.
fn read(keys: &Term, keyboard: &mut Keyboard) -> Result<Option<Press>, Halt> {
    match keys.read_key_raw().map_err(stopped)? {
        Key::CtrlC => Err(Halt::Interrupted),
        key => Ok(keyboard.press(&key)),
    }
}

impl Asker for Terminal {
    fn say(&mut self, paragraphs: &[String]) -> Result<(), Halt> {
        self.said.extend_from_slice(paragraphs);
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Pick, Halt> {
        let pick = match prompt.kind {
            PromptKind::Number(takes) => self.number(prompt, takes),
            _ => self.choice(prompt),
        }?;
        self.said.clear();
        Ok(pick)
    }

    fn below(&mut self, choices: &[KeyChoice]) -> Result<Option<usize>, Halt> {
        self.leave()?;
        self.lines(&KeyChoice::fitted(choices, self.size()))?;
        let mut keyboard = Keyboard::default();
        loop {
            let key = match read(&self.term, &mut keyboard)? {
                Some(Press::Enter | Press::Letter('q')) => return Ok(None),
                Some(Press::Letter('?')) => {
                    self.lines(&KeyChoice::lines(choices, self.width()))?;
                    None
                }
                Some(Press::Letter(key)) => Some(key),
                Some(Press::Digit(digit)) => digit.to_string().chars().next(),
                _ => None,
            };
            if let Some(at) = choices.iter().position(|choice| Some(choice.key) == key) {
                return Ok(Some(at));
            }
        }
    }

    /// Their lines, and the one the cursor waits on.
    fn rows_below(&self, choices: &[KeyChoice]) -> usize {
        KeyChoice::fitted(choices, self.size()).len() + 1
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Nobody is left to tell when this fails.
        let _ = self.leave().and_then(|()| self.term.show_cursor()).and_then(|()| self.flush());
    }
}

fn halt(err: dialoguer::Error) -> Halt {
    let dialoguer::Error::IO(err) = err;
    stopped(err)
}

fn stopped(err: io::Error) -> Halt {
    match err.kind() {
        io::ErrorKind::Interrupted => Halt::Interrupted,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::NotConnected => Halt::Ended,
        _ => Halt::Io(err),
    }
}
