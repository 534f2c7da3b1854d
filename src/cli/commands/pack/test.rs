//! `pack test`

use super::args::{PackFormat, Seconds, Test};
use super::output::CommandOutput;
use crate::model::{Pack, RuleBase, RuleId};
use crate::pack::cases::{self, CaseOutcome, gaps};
use crate::pack::unparse;
use crate::report::words::count;
use crate::verify::mutation::{MutationScore, mutate};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

/// A case made of the rules can show that they change, never that they are right.
const PASTED: &str = "These cases record what the rules already do. Paste one only if you would expect it of this \
    person without the rules; else mend the rule.\n";

struct Tested<'a> {
    pack: &'a Pack,
    failed: Vec<cases::Trial<'a>>,
    score: Option<MutationScore>,
}

pub fn output(base: &RuleBase, args: &Test) -> anyhow::Result<CommandOutput> {
    let spent = Seconds { seconds: args.seconds }.spent();
    let packs = base.packs.par_iter().filter(|pack| args.pack.as_ref().is_none_or(|id| *id == pack.id));
    let tested = packs.map(|pack| {
        let trials = pack.cases.iter().map(|case| cases::run(pack, case));
        let failed: Vec<_> = trials.filter(|trial| trial.outcome != CaseOutcome::Met).collect();
        // Broken rules say something only where the whole ones do what they should.
        let score = (args.mutate && failed.is_empty()).then(|| mutate(pack, &spent));
        Tested { pack, failed, score }
    });
    let tested: Vec<Tested> = tested.collect();
    let is_enough = |score: &MutationScore| score.percent() >= args.at_least;
    let is_fine = |tested: &Tested| tested.failed.is_empty() && tested.score.as_ref().is_none_or(is_enough);
    let fine = tested.iter().all(is_fine);
    if args.printed.format == PackFormat::Json {
        let packs: Vec<Value> = tested.iter().map(json_of).collect();
        return CommandOutput::json(&json!({ "schema": 1, "packs": packs }), fine);
    }
    let mut text = String::new();
    for tested in &tested {
        failures(&mut text, tested);
        if args.coverage {
            coverage(&mut text, tested.pack);
        }
        if let Some(score) = &tested.score {
            mutation(&mut text, tested.pack, score);
        }
    }
    let run: usize = tested.iter().map(|pack| pack.pack.cases.len()).sum();
    let failed: usize = tested.iter().map(|pack| pack.failed.len()).sum();
    let _ = writeln!(text, "{}, {failed} not met", count(run, "case"));
    Ok(CommandOutput::new(text, fine))
}

fn failures(text: &mut String, tested: &Tested) {
    for trial in &tested.failed {
        let place = &trial.case.place;
        let _ = writeln!(text, "{}:{}: {}: {}", place.path, place.line, word(trial.outcome), trial.case.name);
        let _ = writeln!(text, "    level {}, expected {}", trial.level, trial.case.expect);
        for (what, rules) in [("missing", &trial.missing), ("not expected", &trial.extra)] {
            if !rules.is_empty() {
                let _ = writeln!(text, "    {what}: {}", names(tested.pack, rules).join(", "));
            }
        }
    }
}

fn coverage(text: &mut String, pack: &Pack) {
    let gaps = gaps(pack);
    let options: usize = pack.questions.iter().map(|question| question.domain.choices().len()).sum();
    let touched = |all: usize, gaps: usize| format!("{} of {all}", all - gaps);
    let (rules, options) = (touched(pack.rules.len(), gaps.rules.len()), touched(options, gaps.options.len()));
    let levels = touched(pack.wording.len(), gaps.levels.len());
    let _ = writeln!(text, "{}: cases touch {rules} rules, {options} options, {levels} levels", pack.id);
    for rule in names(pack, &gaps.rules) {
        let _ = writeln!(text, "    no case expects `{rule}`");
    }
    for (question, option) in gaps.options {
        let question = &pack.questions[question];
        let _ = writeln!(text, "    no case gives `{}: {}`", question.id, question.domain.choices()[option].id);
    }
    for level in gaps.levels {
        let _ = writeln!(text, "    no case expects {level}");
    }
}

fn mutation(text: &mut String, pack: &Pack, score: &MutationScore) {
    let all = score.noticed + score.survivors.len();
    let percent = score.percent();
    let _ = writeln!(
        text,
        "{}: cases notice {} of {all} breakages ({percent:.1} %); {} more make no difference to anybody",
        pack.id, score.noticed, score.harmless
    );
    for survivor in &score.survivors {
        let rule = &pack.rules[survivor.mutant.rule];
        let _ = writeln!(
            text,
            "{}:{}: no case notices `{}` {}",
            rule.place.path, rule.place.line, rule.id, survivor.mutant.what
        );
        if let Some(person) = &survivor.unnoticed {
            let _ = writeln!(text, "    this one would: {}", unparse::case(pack, "...", person));
        }
    }
    if score.survivors.iter().any(|survivor| survivor.unnoticed.is_some()) {
        text.push_str(PASTED);
    }
}

fn json_of(tested: &Tested) -> Value {
    let pack = tested.pack;
    let gaps = gaps(pack);
    let failed = tested.failed.iter().map(|trial| {
        let (missing, extra) = (names(pack, &trial.missing), names(pack, &trial.extra));
        let place = &trial.case.place;
        json!({
            "case": trial.case.name, "outcome": word(trial.outcome), "level": trial.level, "expected": trial.case.expect,
            "missing": missing, "extra": extra, "path": place.path, "line": place.line,
        })
    });
    let options = gaps.options.iter().map(|(question, option)| {
        let question = &pack.questions[*question];
        json!({ "question": question.id, "option": question.domain.choices()[*option].id })
    });
    let mutation = tested.score.as_ref().map(|score| {
        let survivors = score.survivors.iter().map(|survivor| {
            let case = survivor.unnoticed.as_ref().map(|person| unparse::case(pack, "...", person));
            json!({ "rule": pack.rules[survivor.mutant.rule].id, "what": survivor.mutant.what, "case": case })
        });
        let survivors: Vec<Value> = survivors.collect();
        json!({ "noticed": score.noticed, "survivors": survivors, "harmless": score.harmless, "percent": score.percent() })
    });
    json!({
        "pack": pack.id, "cases": pack.cases.len(), "failed": failed.collect::<Vec<_>>(),
        "gaps": { "rules": names(pack, &gaps.rules), "options": options.collect::<Vec<_>>(), "levels": gaps.levels },
        "mutation": mutation,
    })
}

fn word(outcome: CaseOutcome) -> &'static str {
    match outcome {
        CaseOutcome::Met => "met",
        CaseOutcome::Missed => "missed",
        CaseOutcome::Noisy => "noisy",
        CaseOutcome::WrongLevel => "wrong level",
    }
}

fn names<'a>(pack: &'a Pack, rules: &[RuleId]) -> Vec<&'a str> {
    rules.iter().map(|rule| pack.rules[*rule].id.as_str()).collect()
}
