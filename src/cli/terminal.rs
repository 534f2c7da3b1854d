//! What the person sits at: colour or not, how wide, and which way of asking fits.

use super::error::Refusal;
use super::interrupt;
use super::prompt::{Asker, Plain, Terminal};
use super::screen;
use std::io::{self, IsTerminal};

/// When to use colour.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColourWhen {
    Auto,
    Always,
    Never,
}

pub struct TerminalScreen {
    plain: bool,
}

impl TerminalScreen {
    /// Decides once about colour, for everything that paints.
    pub fn new(plain: bool, when: ColourWhen) -> TerminalScreen {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let zero = |name: &str| std::env::var_os(name).is_some_and(|value| value == "0");
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let forced = set("CLICOLOR_FORCE") && !zero("CLICOLOR_FORCE");
        let wanted = |terminal: bool| match when {
            ColourWhen::Always => true,
            ColourWhen::Never => false,
            ColourWhen::Auto => {
                std::env::var_os("NO_COLOR").is_none() && !dumb && !zero("CLICOLOR") && (terminal || forced)
            }
        };
        colored::control::set_override(wanted(io::stdout().is_terminal()));
        // An older console shows the signs for colours instead, unless it is told.
        #[cfg(windows)]
        let _ = colored::control::set_virtual_terminal(true);
        console::set_colors_enabled_stderr(wanted(io::stderr().is_terminal()));
        let accessible = set("ACCESSIBLE") && !zero("ACCESSIBLE");
        TerminalScreen { plain: plain || accessible || dumb }
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
        Ok(Box::new(Plain::new(io::stdin().lock(), io::stderr(), screen::asking_width())))
    }
}
