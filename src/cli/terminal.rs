//! What the person sits at: colour or not, how wide, and which way of asking fits.

use super::args::When;
use super::error::Refusal;
use super::interrupt;
use super::prompt::{Asker, Plain, Terminal};
use console::Term;
use std::io::{self, IsTerminal};

pub struct Screen {
    plain: bool,
}

impl Screen {
    /// Decides once about colour, for everything that paints.
    pub fn new(plain: bool, when: When) -> Screen {
        let set = |name: &str| std::env::var_os(name).is_some_and(|it| !it.is_empty());
        let zero = |name: &str| std::env::var_os(name).is_some_and(|it| it == "0");
        let dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
        let forced = set("CLICOLOR_FORCE") && !zero("CLICOLOR_FORCE");
        let wanted = |terminal: bool| match when {
            When::Always => true,
            When::Never => false,
            When::Auto => std::env::var_os("NO_COLOR").is_none() && !dumb && !zero("CLICOLOR") && (terminal || forced),
        };
        colored::control::set_override(wanted(io::stdout().is_terminal()));
        console::set_colors_enabled_stderr(wanted(io::stderr().is_terminal()));
        let accessible = set("ACCESSIBLE") && !zero("ACCESSIBLE");
        Screen { plain: plain || accessible || dumb }
    }

    /// The columns to wrap the answer to.
    pub fn width() -> usize {
        Screen::columns().unwrap_or(80)
    }

    /// The columns of the screen; none where the output goes somewhere else.
    pub fn columns() -> Option<usize> {
        Term::stdout().size_checked().map(|(_, columns)| usize::from(columns).saturating_sub(1).max(20))
    }

    /// Whether somebody is there to answer, rather than a file or a program.
    pub fn is_attended() -> bool {
        io::stdin().is_terminal()
    }

    /// The rows of the screen; none where the output goes somewhere else.
    pub fn rows() -> Option<usize> {
        Term::stdout().size_checked().map(|(rows, _)| usize::from(rows))
    }

    /// The way of asking that fits: menus at a terminal, plain lines everywhere else.
    pub fn asker(&self) -> Result<Box<dyn Asker>, Refusal> {
        let menus = !self.plain && io::stdin().is_terminal() && io::stderr().is_terminal();
        if menus {
            return Ok(Box::new(Terminal::new()));
        }
        if io::stdin().is_terminal() && !io::stderr().is_terminal() {
            return Err(Refusal::NotATerminal);
        }
        interrupt::watch();
        Ok(Box::new(Plain::new(io::stdin().lock(), io::stderr(), asking_width())))
    }
}

/// A text no wider than what is drawn on standard error.
pub fn wrapped(text: &str) -> String {
    textwrap::fill(text, textwrap::Options::new(asking_width()).break_words(false))
}

/// The columns to ask in.
fn asking_width() -> usize {
    Term::stderr().size_checked().map_or(80, |(_, columns)| usize::from(columns).saturating_sub(1).clamp(20, 76))
}

/// Plain lines change nothing about the terminal, so there is nothing to put back.
pub fn leave_at_once() {
    interrupt::watch();
}
