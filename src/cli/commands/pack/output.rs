//! What a command for rules prints.

use crate::pack::problem::{Problem, total};
use crate::report::words::count;
use std::fmt::Write as _;

/// What a command prints, and its exit code.
pub struct CommandOutput {
    pub text: String,
    pub code: u8,
}

impl CommandOutput {
    pub fn new(text: String, fine: bool) -> CommandOutput {
        CommandOutput { text, code: u8::from(!fine) }
    }

    pub fn json(value: &impl serde::Serialize, fine: bool) -> anyhow::Result<CommandOutput> {
        Ok(CommandOutput::new(crate::text::json(&serde_json::to_string_pretty(value)?) + "\n", fine))
    }

    /// The problems that keep the rules from being read, each with its line.
    pub fn unreadable(problems: &[Problem]) -> CommandOutput {
        let mut text = String::new();
        for problem in problems {
            let _ = writeln!(text, "{problem}\n");
        }
        let _ = writeln!(text, "{}", count(total(problems), "problem"));
        CommandOutput { text, code: 2 }
    }
}
