//! `check --why-not RULE`: how near a rule came to being found.

use crate::cli::output;
use crate::engine::nearest;
use crate::model::logic::Truth;
use crate::model::{Answers, Pack};
use crate::pack::unparse;
use crate::report::words::strangers;
use crate::text::suggest;
use std::fmt::Write;
use std::process::ExitCode;

/// Exit code 1 when the rule is found, or cannot be ruled out; 0 when it is not found.
pub fn show(pack: &Pack, answers: &Answers, rule: &str) -> anyhow::Result<ExitCode> {
    let Some(at) = pack.rule(rule) else {
        let nearest = suggest(rule, pack.rules.iter().map(|rule| rule.id.as_str()));
        let hint = nearest.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        anyhow::bail!("`{}` has no rule `{rule}`{hint}", pack.id);
    };
    let miss = nearest(pack, answers, at);
    let rule = &pack.rules[at];
    let said = match miss.truth {
        Truth::True => "is found",
        Truth::Unknown => "cannot be ruled out",
        Truth::False => "is not found",
    };
    let mut text = strangers(pack).map_or(String::new(), |line| line + "\n");
    let _ = writeln!(text, "`{}` {said}: {}", rule.id, rule.title);
    let _ = writeln!(text, "It is found when {}", unparse::condition(pack, &rule.when));
    if !miss.changes.is_empty() {
        text.push_str("It would be certain with\n");
    }
    for way in &miss.changes {
        let changes = way.iter().map(|(question, answer)| {
            let id = &pack.questions[*question].id;
            let (now, then) = (answers.get(*question), unparse::spelled(pack, *question, Some(*answer)));
            format!("{id}: {then} instead of {}", unparse::spelled(pack, *question, now))
        });
        let _ = writeln!(text, "  {}", changes.collect::<Vec<_>>().join(", and "));
    }
    if miss.changes.is_empty() && miss.truth != Truth::True {
        text.push_str(if miss.complete {
            "No answers make it certain.\n"
        } else {
            "It would take more other answers than were tried.\n"
        });
    }
    output::print(&text)?;
    Ok(ExitCode::from(u8::from(miss.truth != Truth::False)))
}
