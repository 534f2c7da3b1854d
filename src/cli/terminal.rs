//! What the person sits at: colour or not, how wide, and which way of asking fits.

use super::args::When;
use super::error::Refusal;
use super::prompt::{Asker, Plain, Terminal};
use console::Term;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub struct Screen {
    plain: bool,
    colour: bool,
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
        let colour = wanted(io::stderr().is_terminal());
        console::set_colors_enabled_stderr(colour);
        let accessible = set("ACCESSIBLE") && !zero("ACCESSIBLE");
        Screen { plain: plain || accessible || dumb, colour }
    }

    /// The columns to wrap the answer to.
    pub fn width() -> usize {
        Screen::columns().unwrap_or(80)
    }

    /// The columns of the screen; none where the output goes somewhere else.
    pub fn columns() -> Option<usize> {
        Term::stdout().size_checked().map(|(_, columns)| usize::from(columns).saturating_sub(1).max(20))
    }

    /// The rows of the screen; none where the output goes somewhere else.
    pub fn rows() -> Option<usize> {
        Term::stdout().size_checked().map(|(rows, _)| usize::from(rows))
    }

    /// The way of asking that fits: menus at a terminal, plain lines everywhere else.
    pub fn asker(&self) -> Result<Box<dyn Asker>, Refusal> {
        let menus = !self.plain && io::stdin().is_terminal() && io::stderr().is_terminal();
        if menus {
            return Ok(Box::new(Terminal::new(self.colour, stop_politely())));
        }
        if io::stdin().is_terminal() && !io::stderr().is_terminal() {
            return Err(Refusal::NotATerminal);
        }
        leave_at_once();
        let width = Term::stderr()
            .size_checked()
            .map_or(80, |(_, columns)| usize::from(columns).saturating_sub(1).clamp(20, 76));
        Ok(Box::new(Plain::new(io::stdin().lock(), io::stderr(), width)))
    }
}

/// While a menu is drawn, an interruption ends the menu, which puts the terminal back as it was. Between two menus it
/// raises the flag, and no other menu is drawn.
#[cfg(unix)]
fn stop_politely() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        // Without the handler the program still ends, only less tidily.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, flag.clone());
        let _ = signal_hook::flag::register(signal, flag.clone());
    }
    flag
}

/// Plain lines change nothing about the terminal, so there is nothing to put back.
#[cfg(unix)]
pub fn leave_at_once() {
    let always = Arc::new(AtomicBool::new(true));
    let _ = signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGINT, 130, always);
}

#[cfg(not(unix))]
fn stop_politely() -> Arc<AtomicBool> {
    Arc::default()
}

#[cfg(not(unix))]
pub fn leave_at_once() {}
