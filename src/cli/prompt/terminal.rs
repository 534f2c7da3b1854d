//! Menus at a terminal, drawn by dialoguer on standard error.
//!
//! Everything is wrapped before it is drawn, since dialoguer counts only the line breaks it is given.

use super::{Asker, Extra, Halt, Kind, Pick, Prompt, number, wrap};
use crate::model::{OptionId, OptionSet};
use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, Select};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const WIDEST: usize = 76;

/// The fewest rows that dialoguer can page a menu in, with one to spare.
const LOWEST: u16 = 6;

pub struct Terminal {
    term: Term,
    theme: Box<dyn Theme>,
    /// How many lines stand above the menu.
    above: usize,
    /// Raised when the person interrupted while no menu was drawn.
    stop: Arc<AtomicBool>,
}

/// One row of a menu.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    None,
    Choice(usize),
    Done,
    Extra(Extra),
    More,
}

impl Terminal {
    pub fn new(colour: bool, stop: Arc<AtomicBool>) -> Terminal {
        let theme: Box<dyn Theme> = if colour { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) };
        Terminal { term: Term::stderr(), theme, above: 0, stop }
    }

    fn width(&self) -> usize {
        let (_, columns) = self.term.size();
        usize::from(columns).saturating_sub(1).clamp(20, WIDEST)
    }

    /// The question stays in sight; one line is kept for the prompt, one for the page number, and one to breathe.
    fn room(&self) -> usize {
        usize::from(self.term.size().0).saturating_sub(3 + self.above).max(5)
    }

    fn lines(&self, text: &str) -> io::Result<()> {
        self.term.write_line(&wrap(text, self.width(), "", ""))
    }

    /// Shows a menu and says which row was picked. Starts on the row given.
    fn menu(&self, ask: &str, rows: &[(Row, String)], start: usize) -> Result<Row, Halt> {
        let labels: Vec<String> = rows.iter().map(|(_, label)| wrap(label, self.width() - 4, "", "    ")).collect();
        let tallest = labels.iter().map(|it| it.lines().count()).max().unwrap_or(1);
        let all: usize = labels.iter().map(|it| it.lines().count()).sum();
        self.large_enough()?;
        let mut select = Select::with_theme(&*self.theme).with_prompt(ask).items(&labels).default(start).report(false);
        if all > self.room() {
            select = select.max_length((self.room() / tallest).max(1));
        }
        let at = select.interact_on(&self.term).map_err(halt)?;
        rows.get(at).map_or(Err(Halt::Ended), |(row, _)| Ok(*row))
    }

    /// A menu needs a few rows to be drawn in.
    fn large_enough(&self) -> Result<(), Halt> {
        while self.term.size().0 < LOWEST {
            self.lines("Make this window higher, then press Enter.")?;
            self.term.read_line().map_err(stopped)?;
        }
        self.going_on()
    }

    fn going_on(&self) -> Result<(), Halt> {
        if self.stop.load(Ordering::Relaxed) { Err(Halt::Interrupted) } else { Ok(()) }
    }

    /// The rows of the extras; on a small screen they wait behind one row.
    fn extras(&self, prompt: &Prompt, used: usize) -> Vec<(Row, String)> {
        let row = |it: &Extra| (Row::Extra(*it), it.words().1.to_owned());
        if used + prompt.extras.len() <= self.room() {
            return prompt.extras.iter().map(row).collect();
        }
        let first = prompt.extras.iter().filter(|it| **it == Extra::Unsure).map(row);
        first.chain([(Row::More, "More: why, help, go back, stop".to_owned())]).collect()
    }

    /// The rest of the extras, on a menu of their own; none when the person turns back to the question.
    fn more(&self, prompt: &Prompt) -> Result<Option<Pick>, Halt> {
        let mut rows: Vec<(Row, String)> =
            prompt.extras.iter().map(|it| (Row::Extra(*it), it.words().1.to_owned())).collect();
        rows.push((Row::More, "Back to this question".to_owned()));
        Ok(match self.menu("What would you like?", &rows, rows.len() - 1)? {
            Row::Extra(extra) => Some(Pick::Extra(extra)),
            _ => None,
        })
    }

    fn one(&self, prompt: &Prompt, labels: &[String]) -> Result<Pick, Halt> {
        let mut rows: Vec<(Row, String)> =
            labels.iter().enumerate().map(|(at, it)| (Row::Choice(at), it.clone())).collect();
        rows.extend(self.extras(prompt, self.height(labels)));
        let start = match prompt.standing.get() {
            Some(Pick::One(at)) => at,
            _ => 0,
        };
        loop {
            match self.menu("Your answer", &rows, start)? {
                Row::Choice(at) => return Ok(Pick::One(at)),
                Row::Extra(extra) => return Ok(Pick::Extra(extra)),
                _ => {
                    if let Some(pick) = self.more(prompt)? {
                        return Ok(pick);
                    }
                }
            }
        }
    }

    /// A menu whose rows are ticked one by one, so that every extra stays in reach while ticking.
    fn many(&self, prompt: &Prompt, labels: &[String]) -> Result<Pick, Halt> {
        let mut at = 0;
        let mut set = match prompt.standing.get() {
            Some(Pick::Many(set)) => set,
            _ => OptionSet::EMPTY,
        };
        loop {
            let first = match set.len() {
                0 => (Row::None, "None of these".to_owned()),
                1 => (Row::Done, "Done: the one ticked below".to_owned()),
                n => (Row::Done, format!("Done: the {n} ticked below")),
            };
            let tick = |option: OptionId| if set.contains(option) { "[x]" } else { "[ ]" };
            let mut rows = vec![first.clone()];
            rows.extend(
                labels
                    .iter()
                    .enumerate()
                    .map(|(option, label)| (Row::Choice(option), format!("{} {label}", tick(OptionId::new(option))))),
            );
            if !set.is_empty() {
                rows.push((Row::Done, first.1.replace("below", "above")));
            }
            rows.extend(self.extras(prompt, self.height(labels) + 2));
            match self.menu("Tick what fits (Enter)", &rows, at)? {
                Row::None | Row::Done => return Ok(Pick::Many(set)),
                Row::Choice(option) => {
                    set = set.toggled(OptionId::new(option));
                    prompt.standing.set(Some(Pick::Many(set)));
                    // A second Enter in a hurry then keeps the tick, rather than take it away again.
                    at = if set.contains(OptionId::new(option)) { labels.len() + 1 } else { option + 1 };
                }
                Row::Extra(Extra::Unsure) if !set.is_empty() && self.keeps_ticks()? => at = 0,
                Row::Extra(extra) => return Ok(Pick::Extra(extra)),
                Row::More => match self.more(prompt)? {
                    Some(Pick::Extra(Extra::Unsure)) if !set.is_empty() && self.keeps_ticks()? => at = 0,
                    Some(pick) => return Ok(pick),
                    None => {}
                },
            }
        }
    }

    /// "Not sure" is easily picked in place of the next row.
    fn keeps_ticks(&self) -> Result<bool, Halt> {
        let rows = [(Row::Done, "Keep my ticks".to_owned()), (Row::None, "Not sure about any of these".to_owned())];
        Ok(self.menu("\"Not sure\" takes your ticks away", &rows, 0)? == Row::Done)
    }

    fn number(&self, prompt: &Prompt, hint: &str, takes: &dyn super::Takes) -> Result<Pick, Halt> {
        self.lines(hint)?;
        let keys: Vec<String> =
            prompt.extras.iter().map(|it| format!("{} {}", it.words().0, it.words().1.to_lowercase())).collect();
        self.lines(&format!("Or a letter: {}", keys.join(", ").replace('?', "")))?;
        loop {
            self.going_on()?;
            let typed: String = Input::with_theme(&*self.theme)
                .with_prompt("Your answer")
                .report(false)
                .allow_empty(true)
                .interact_text_on(&self.term)
                .map_err(halt)?;
            let typed = typed.trim().to_lowercase();
            let extra = prompt.extras.iter().find(|it| typed == it.words().0 || (typed == "?" && **it == Extra::Help));
            match (extra, number(&typed, takes)) {
                (Some(extra), _) => return Ok(Pick::Extra(*extra)),
                (None, Some(number)) => return Ok(Pick::Number(number)),
                _ => self.lines(&format!("That is not a number this question takes. {hint}"))?,
            }
        }
    }

    /// Says so when a list is longer than the screen: a page that ends looks like a list that ends.
    fn foretell_pages(&mut self, prompt: &Prompt) -> io::Result<()> {
        if self.least(prompt) > self.room() {
            let text = "The list goes on below: press Down to see the rest.";
            self.lines(text)?;
            self.above += self.tall(&[text]);
        }
        Ok(())
    }

    /// The lines that the choices take, with "None of these" or "Not sure" and the row for the rest of the extras.
    fn least(&self, prompt: &Prompt) -> usize {
        match prompt.kind {
            Kind::One(labels) | Kind::Many(labels) => self.height(labels) + 3,
            Kind::Number { .. } => 0,
        }
    }

    fn tall(&self, texts: &[&str]) -> usize {
        texts.iter().map(|it| wrap(it, self.width(), "", "").lines().count()).sum()
    }

    fn height(&self, labels: &[String]) -> usize {
        labels.iter().map(|it| wrap(it, self.width() - 8, "", "    ").lines().count()).sum()
    }
}

impl Asker for Terminal {
    fn say(&mut self, paragraphs: &[String]) -> Result<(), Halt> {
        self.term.write_line("")?;
        for text in paragraphs {
            self.lines(text)?;
        }
        Ok(())
    }

    fn tell(&mut self, paragraphs: &[String]) -> Result<(), Halt> {
        self.say(paragraphs)?;
        let texts: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        if self.tall(&texts) > self.room() / 2 {
            // The question is drawn again below, and would push this off a small screen.
            self.menu("When you have read this", &[(Row::More, "Back to the question".to_owned())], 0)?;
        }
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Pick, Halt> {
        self.term.write_line("")?;
        let mut texts = vec![prompt.heading.as_str()];
        texts.extend(prompt.paragraphs.iter().map(String::as_str));
        self.above = self.tall(&texts);
        let asides: Vec<&str> = prompt.asides.iter().map(String::as_str).collect();
        if self.tall(&asides) + self.least(prompt) <= self.room() {
            texts.extend(asides);
        } else if !asides.is_empty() {
            texts.push("Help tells you what hard words mean.");
        }
        self.above = self.tall(&texts);
        for text in texts {
            self.lines(text)?;
        }
        self.foretell_pages(prompt)?;
        let pick = match prompt.kind {
            Kind::One(labels) => self.one(prompt, labels),
            Kind::Many(labels) => self.many(prompt, labels),
            Kind::Number { hint, takes } => self.number(prompt, hint, takes),
        }?;
        let said = match (pick, prompt.kind) {
            (Pick::One(at), Kind::One(labels)) => labels.get(at).cloned().unwrap_or_default(),
            (Pick::Many(OptionSet::EMPTY), _) => "None of these".to_owned(),
            (Pick::Many(set), Kind::Many(labels)) => {
                let ticked: Vec<&str> =
                    set.iter().filter_map(|option| labels.get(option.place())).map(String::as_str).collect();
                ticked.join("; ")
            }
            (Pick::Number(number), _) => number.to_string(),
            (Pick::Extra(extra), _) => extra.words().1.to_owned(),
            _ => String::new(),
        };
        self.term.write_line(&wrap(&said, self.width(), "  -> ", "     "))?;
        Ok(pick)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.term.show_cursor();
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
