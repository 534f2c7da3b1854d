//! `pack lint`

use super::args::PackFormat;
use super::output::CommandOutput;
use crate::model::RuleBase;
use crate::pack::lint::lint;
use crate::pack::problem::{Problem, Severity};
use crate::report::words::count;
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct LintJson<'a> {
    schema: u32,
    problems: Vec<JsonProblem<'a>>,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    code: &'a str,
    severity: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: Option<&'a str>,
}

pub fn output(base: &RuleBase, format: PackFormat) -> anyhow::Result<CommandOutput> {
    let problems = lint(base, crate::cli::clock::today());
    if format == PackFormat::Json {
        return json(&problems, problems.is_empty());
    }
    let mut text = String::new();
    for problem in &problems {
        let _ = writeln!(text, "{}", problem.line());
    }
    let _ = writeln!(text, "{}", count(problems.len(), "warning"));
    Ok(CommandOutput::new(text, problems.is_empty()))
}

/// The problems that keep the rules from being read.
pub fn unreadable(problems: &[Problem], format: PackFormat) -> anyhow::Result<CommandOutput> {
    Ok(match format {
        PackFormat::Text => CommandOutput::unreadable(problems),
        PackFormat::Json => CommandOutput { code: 2, ..json(problems, false)? },
    })
}

fn json(problems: &[Problem], fine: bool) -> anyhow::Result<CommandOutput> {
    let problems = problems.iter().map(|problem| JsonProblem {
        code: problem.code.word(),
        severity: if problem.code.severity() == Severity::Error { "error" } else { "warning" },
        path: &problem.place.path,
        line: problem.place.line,
        column: problem.place.column,
        message: &problem.message,
        help: problem.help.as_deref(),
    });
    CommandOutput::json(&LintJson { schema: 1, problems: problems.collect() }, fine)
}
