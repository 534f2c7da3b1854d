//! Why a command could not be carried out, and what is said of it.

use super::interrupt;
use super::prompt::Halt;
use crate::pack::problem::{Problem, total};
use crate::report::words;
use crate::text::SafeText;
use crate::text::suggest;
use std::io::{self, Write};
use std::process::ExitCode;

/// Something wrong with what was typed or handed in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("the rules have {}{}", counted(.0), more(.0))]
    Rules(Vec<Problem>),
    #[error("the answers have {}", counted(.0))]
    Answers(Vec<Problem>),
    #[error("there is no {what} `{name}`{hint}")]
    NoSuch { what: &'static str, name: String, hint: String },
    #[error("these rules do not say which pack comes first; name one of `{known}`")]
    WhichPack { known: String },
    #[error("no questions can be asked here: this is not a terminal; use `--plain` or `--answers FILE`")]
    NotATerminal,
}

impl Refusal {
    /// Something of a name that is not known, with the names that are.
    pub fn no_such(what: &'static str, name: &str, known: &[&str]) -> Refusal {
        let hint = match suggest(name, known.iter().copied()) {
            Some(it) => format!("; did you mean `{it}`?"),
            None => format!("; there are `{}`", known.join("`, `")),
        };
        Refusal::NoSuch { what, name: SafeText::new(name).to_string(), hint }
    }
}

/// Where to read more about the first kind of problem.
fn more(problems: &[Problem]) -> String {
    let first = problems.first().map(|problem| problem.code.word());
    first.map_or_else(String::new, |code| format!("; `needlewise pack explain {code}` says more"))
}

fn counted(problems: &[Problem]) -> String {
    words::count(total(problems), "problem")
}

/// Shows help as it is, and a complaint about what was typed without anything in it that steers a screen.
pub fn show(err: &clap::Error) -> ExitCode {
    if err.use_stderr() {
        for line in err.render().to_string().lines() {
            warn!("{}", SafeText::new(line));
        }
        return ExitCode::from(u8::try_from(err.exit_code()).unwrap_or(2));
    }
    match err.print().and_then(|()| io::stdout().flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => explain(&err.into()),
    }
}

/// Says every problem of rules or answers that were handed in, with its place.
pub fn tell_problems(err: &anyhow::Error) {
    if let Some(Refusal::Rules(problems) | Refusal::Answers(problems)) = err.downcast_ref() {
        for problem in problems {
            warn!("{problem}\n");
        }
    }
}

/// Says what went wrong on standard error, and gives the exit code for it.
pub fn explain(err: &anyhow::Error) -> ExitCode {
    if let Some(Halt::Interrupted) = err.downcast_ref() {
        interrupt::say();
        return ExitCode::from(interrupt::CODE);
    }
    if err.downcast_ref::<io::Error>().is_some_and(|err| err.kind() == io::ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    if let Some(Halt::Io(err)) = err.downcast_ref()
        && err.kind() == io::ErrorKind::BrokenPipe
    {
        // Nobody sees the questions any more, and there is no answer.
        return ExitCode::from(2);
    }
    tell_problems(err);
    let chain: Vec<String> = err.chain().map(|cause| SafeText::new(&cause.to_string()).to_string()).collect();
    warn!("error: {}", chain.join(": "));
    ExitCode::from(2)
}
