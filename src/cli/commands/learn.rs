//! `learn`: pages to read. Every rule of a pack of topics is one, and a few words find the best of them.

use crate::cli::clock;
use crate::cli::error::Refusal;
use crate::cli::output;
use crate::cli::paint::paint;
use crate::cli::prompt::{Asker, Instead, Pick, Prompt};
use crate::cli::rules::Rules;
use crate::cli::screen;
use crate::cli::terminal::TerminalScreen;
use crate::model::{Kind as PackKind, Pack, QuestionId, Rule, RuleBase};
use crate::report::search::{Hit, What, search};
use crate::report::{self, words};
use crate::text::{SafeText, suggest};
use std::fmt::Write;
use std::process::ExitCode;

pub const EXAMPLES: &str = "Examples:
  needlewise learn
  needlewise learn does it hurt
  needlewise learn minoxidil after
  needlewise learn retinol_acids --sources

Exit codes: 0 something was found, 1 nothing speaks of these words, 2 bad usage.";

#[derive(clap::Args)]
pub struct Learn {
    /// What you would like to know, in your own words, or the name of a page; without any, all pages are listed
    pub words: Vec<String>,
    /// Show the sources of the page too
    #[arg(long)]
    pub sources: bool,
}

/// So many pages are offered where none stands out.
const MOST: usize = 5;

/// So much better than the next one, and the best page is shown at once.
const CLEAR: f32 = 1.25;

/// Prints the best page, or a short list, or the list of all.
pub fn run(rules: &Rules, args: &Learn) -> anyhow::Result<ExitCode> {
    let base = rules.to_choose()?;
    let words = args.words.join(" ");
    if packs(&base).next().is_none() {
        return Err(Refusal::no_such("pack of topics", &words, &[]).into());
    }
    if let Some(line) = base.packs.first().and_then(words::strangers) {
        output::print(&(line + "\n\n"))?;
    }
    if words.trim().is_empty() {
        output::print(&list(&base))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(rule) = named(&base, &words) {
        output::print(&page(rules, &base, rule, args.sources))?;
        return Ok(ExitCode::SUCCESS);
    }
    let hits = search(&base, &words, MOST);
    let text = match clear(&hits) {
        Some(rule) => page(rules, &base, rule, args.sources),
        None if hits.is_empty() => nearest(&base, &words),
        None => offer(&hits),
    };
    output::print(&text)?;
    Ok(ExitCode::from(u8::from(hits.is_empty())))
}

/// The one page that stands out among the hits, where one does.
fn clear<'a>(hits: &[Hit<'a>]) -> Option<&'a Rule> {
    let pages = || hits.iter().filter(|hit| hit.pack.kind == PackKind::Topics);
    let best = hits.first().filter(|best| best.pack.kind == PackKind::Topics)?;
    let stands_out = pages().nth(1).is_none_or(|next| best.score > next.score * CLEAR);
    match best.what {
        What::Rule(rule) if stands_out => Some(&best.pack.rules[rule]),
        _ => None,
    }
}

/// The page of this name: a topic, or a rule whose name nobody types for a word.
fn named<'a>(base: &'a RuleBase, name: &str) -> Option<&'a Rule> {
    let asks = |rule: &&Rule| rule.title.trim_end_matches('?').eq_ignore_ascii_case(name.trim_end_matches('?'));
    let topic = topics(base).map(|(_, rule)| rule).find(|rule| rule.id == name || asks(rule));
    let mut rules = base.packs.iter().flat_map(|pack| &pack.rules);
    topic.or_else(|| rules.find(|rule| rule.id == name && name.contains('_')))
}

/// A short list, a line each.
fn offer(hits: &[Hit]) -> String {
    let mut text = String::from("These speak of it. Read one with: needlewise learn NAME\n\n");
    for hit in hits {
        let line = match hit.what {
            What::Rule(rule) => {
                let rule = &hit.pack.rules[rule];
                format!("  {:22} {}\n", rule.id, rule.title)
            }
            What::Question(question) => {
                let question = &hit.pack.questions[question];
                format!("  {:22} {}\n", format!("asked in `{}`", hit.pack.id), question.ask)
            }
        };
        text += &output::folded(&line, 25);
    }
    text
}

/// Where nothing speaks of the words: the pages whose names come nearest, and how to see all.
fn nearest(base: &RuleBase, words: &str) -> String {
    let mut text = format!("Nothing here speaks of \"{}\".", SafeText::new(words));
    let known = || topics(base).map(|(_, rule)| rule.id.as_str());
    let meant = words.split_whitespace().filter_map(|word| suggest(&word.to_lowercase(), known()));
    let meant: Vec<&str> = meant.take(3).collect();
    if !meant.is_empty() {
        let _ = write!(text, " Did you mean `{}`?", meant.join("`, `"));
    }
    text + " `needlewise learn` lists all pages.\n"
}

/// Lets the person pick topics one after the other.
pub fn browse(source: &Rules, screen: &TerminalScreen) -> anyhow::Result<ExitCode> {
    let base = source.to_choose()?;
    let mut asker = screen.asker()?;
    let groups: Vec<(&Pack, QuestionId)> =
        packs(&base).flat_map(|pack| pack.questions.keys().map(move |question| (pack, question))).collect();
    let menu = |ask: &str, labels: &[String], instead: &[Instead], asker: &mut dyn Asker| {
        asker.ask(&Prompt { instead, ..Prompt::menu("Things worth knowing", ask, labels) })
    };
    let labels: Vec<String> = groups.iter().map(|(pack, question)| pack.questions[*question].ask.clone()).collect();
    while let Pick::One(group) = menu("What would you like to know?", &labels, &[], &mut *asker)? {
        let (pack, question) = groups[group];
        let topics = under(pack, question);
        let titles: Vec<String> = topics.iter().map(|rule| rule.title.clone()).collect();
        loop {
            match menu(&pack.questions[question].ask, &titles, &[Instead::Back], &mut *asker)? {
                Pick::One(at) => asker.say(&[page(source, &base, topics[at], false)])?,
                Pick::Back => break,
                _ => return Ok(ExitCode::SUCCESS),
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn packs(base: &RuleBase) -> impl Iterator<Item = &Pack> {
    base.packs.iter().filter(|pack| pack.kind == PackKind::Topics)
}

fn topics(base: &RuleBase) -> impl Iterator<Item = (&Pack, &Rule)> {
    packs(base).flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule)))
}

/// The pages that a question opens.
fn under(pack: &Pack, question: QuestionId) -> Vec<&Rule> {
    let opened = |rule: &&Rule| rule.when.facts().iter().any(|fact| fact.question == question);
    pack.rules.iter().filter(opened).collect()
}

/// The page; its sources only where they are wanted.
fn page(rules: &Rules, base: &RuleBase, rule: &Rule, sources: bool) -> String {
    let mut document = report::topic(base, rule, rules.contact(base));
    // All packs of a folder are of one hand, and each may grow old.
    let pack = base.packs.iter().find(|pack| pack.rules.iter().any(|other| std::ptr::eq(other, rule)));
    document.warn(pack.map(|pack| report::notices(pack, clock::today())).unwrap_or_default());
    if sources {
        return report::text::write(&document, screen::width(), paint);
    }
    report::text::headed(&document, screen::width(), paint)
}

fn list(base: &RuleBase) -> String {
    let mut text = String::from("Read one with: needlewise learn NAME, or ask in your own words\n");
    for pack in packs(base) {
        for (question, of) in pack.questions.iter_enumerated() {
            let _ = writeln!(text, "\n{}", of.ask);
            for rule in under(pack, question) {
                let _ = writeln!(text, "  {:18} {}", rule.id, rule.title);
            }
        }
    }
    text
}
