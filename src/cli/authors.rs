//! The commands for those who write the rules.

use super::args::PackCommand;
use super::rules::Rules;
use crate::cases::{self, Outcome};
use crate::pack::lint::lint;
use std::process::ExitCode;

pub fn run(rules: &Rules, command: PackCommand) -> anyhow::Result<ExitCode> {
    let base = match rules.all(match &command { PackCommand::Test { pack } => pack.as_deref(), _ => None }) {
        Ok(base) => base,
        Err(problems) => {
            for problem in &problems {
                println!("{problem}\n");
            }
            println!("{} problems", problems.len());
            return Ok(ExitCode::from(2));
        }
    };
    match command {
        PackCommand::List => {
            for pack in &base.packs {
                println!("{}: {} ({} questions, {} rules, {} cases)", pack.id, pack.title, pack.questions.len(), pack.rules.len(), pack.cases.len());
            }
            Ok(ExitCode::SUCCESS)
        }
        PackCommand::Lint => {
            let problems = lint(&base, jiff::Zoned::now().date());
            for problem in &problems {
                println!("{}", problem.line());
            }
            println!("{} warnings", problems.len());
            Ok(ExitCode::from(u8::from(!problems.is_empty())))
        }
        PackCommand::Test { pack } => {
            let mut failed = 0;
            let mut run = 0;
            for it in base.packs.iter().filter(|it| pack.as_ref().is_none_or(|id| *id == it.id)) {
                for case in &it.cases {
                    let trial = cases::run(it, case);
                    run += 1;
                    if trial.outcome != Outcome::Met {
                        failed += 1;
                        let names = |rules: &[usize]| rules.iter().map(|rule| it.rules[*rule].id.clone()).collect::<Vec<_>>().join(", ");
                        println!("{}:{}: {:?}: {}\n    level {:?}, expected {:?}; missing [{}]; extra [{}]", case.place.path, case.place.line, trial.outcome, case.name, trial.level, case.expect, names(&trial.missing), names(&trial.extra));
                    }
                }
            }
            println!("{run} cases, {failed} not met");
            Ok(ExitCode::from(u8::from(failed > 0)))
        }
    }
}
