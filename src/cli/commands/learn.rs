//! Topics to read: every rule of a pack of topics is one page.

use crate::cli::clock;
use crate::cli::error::Refusal;
use crate::cli::output;
use crate::cli::paint::paint;
use crate::cli::prompt::{Extra, Kind, Pick, Prompt};
use crate::cli::rules::Rules;
use crate::cli::terminal::Screen;
use crate::model::{Kind as PackKind, Pack, QuestionId, Rule, RuleBase};
use crate::report::{self, words};
use std::fmt::Write;
use std::process::ExitCode;

/// Prints one topic, or the list of all.
pub fn run(rules: &Rules, topic: Option<&str>) -> anyhow::Result<ExitCode> {
    let base = rules.to_choose()?;
    let Some(topic) = topic else {
        output::print(&list(&base))?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some((pack, rule)) = topics(&base).find(|(_, it)| it.id == topic) else {
        let known: Vec<&str> = topics(&base).map(|(_, it)| it.id.as_str()).collect();
        return Err(Refusal::no_such("topic", topic, &known).into());
    };
    output::print(&page(rules, &base, pack, rule))?;
    Ok(ExitCode::SUCCESS)
}

/// Lets the person pick topics one after the other.
pub fn browse(source: &Rules, screen: &Screen) -> anyhow::Result<ExitCode> {
    let base = source.to_choose()?;
    let mut asker = screen.asker()?;
    let groups: Vec<(&Pack, QuestionId)> =
        packs(&base).flat_map(|pack| pack.questions.keys().map(move |it| (pack, it))).collect();
    let menu = |heading: &str, labels: &[String], extras: &[Extra], asker: &mut dyn crate::cli::prompt::Asker| {
        asker.ask(&Prompt::new(heading, Vec::new(), Kind::One(labels), extras))
    };
    let labels: Vec<String> = groups.iter().map(|(pack, it)| pack.questions[*it].ask.clone()).collect();
    while let Pick::One(group) = menu("Things worth knowing", &labels, &[Extra::Stop], &mut *asker)? {
        let (pack, question) = groups[group];
        let topics: Vec<&Rule> =
            pack.rules.iter().filter(|it| it.when.facts().iter().any(|fact| fact.question == question)).collect();
        let titles: Vec<String> = topics.iter().map(|it| it.title.clone()).collect();
        loop {
            match menu(&pack.questions[question].ask, &titles, &[Extra::Back, Extra::Stop], &mut *asker)? {
                Pick::One(at) => output::print(&page(source, &base, pack, topics[at]))?,
                Pick::Extra(Extra::Back) => break,
                _ => return Ok(ExitCode::SUCCESS),
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn packs(base: &RuleBase) -> impl Iterator<Item = &Pack> {
    base.packs.iter().filter(|it| it.kind == PackKind::Topics)
}

fn topics(base: &RuleBase) -> impl Iterator<Item = (&Pack, &Rule)> {
    packs(base).flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule)))
}

fn page(rules: &Rules, base: &RuleBase, pack: &Pack, rule: &Rule) -> String {
    let mut document = report::topic(base, rule, rules.contact(base));
    document.warn(report::notices(pack, clock::today()));
    report::text::write(&document, Screen::width(), paint)
}

fn list(base: &RuleBase) -> String {
    let mut text = String::from("Read one with: needlewise learn TOPIC\n");
    text.extend(packs(base).find_map(words::strangers).map(|line| line + "\n"));
    for pack in packs(base) {
        for (at, question) in pack.questions.iter_enumerated() {
            let _ = writeln!(text, "\n{}", question.ask);
            for rule in pack.rules.iter().filter(|it| it.when.facts().iter().any(|fact| fact.question == at)) {
                let _ = writeln!(text, "  {:18} {}", rule.id, rule.title);
            }
        }
    }
    text
}
