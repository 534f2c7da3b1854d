//! `pack explain`: one page about a rule, a question, a source, a word or a code.

use super::output::CommandOutput;
use crate::cli::screen;
use crate::model::{
    Answer, Definition, Domain, OptionId, Pack, Question, QuestionId, Rule, RuleBase, RuleId, Source, SourceId, When,
};
use crate::pack::problem::Code as Problem;
use crate::pack::{language, review, unparse};
use crate::text::suggest;
use crate::verify::LawCode as Proof;
use std::fmt::Write;

/// A page about a code or a word of the rule language.
fn code(id: &str) -> Option<String> {
    let mut text = String::new();
    if let Some(problem) = Problem::ALL.iter().find(|problem| problem.word() == id) {
        let _ = writeln!(text, "{id}: a problem that reading or `pack lint` reports\n\n{}", problem.page());
    }
    if let Some(proof) = Proof::ALL.iter().find(|proof| proof.word() == id) {
        let (law, page) = (proof.law(), proof.page());
        let _ = writeln!(text, "{id}: a law that `pack verify` proves\n\nThe law: {law}\n\n{page}");
    }
    for word in language::entries(id) {
        let is_listed = language::GROUPS.iter().any(|(group, _)| *group == word.group);
        let of = if is_listed && word.group.starts_with(char::is_uppercase) {
            format!("a field of `{}`", word.group)
        } else {
            format!("a {} of the rule language", word.group)
        };
        let _ = writeln!(text, "{id}: {of}\n\n  {}\n  {}\n", word.form, word.means);
    }
    (!text.is_empty()).then_some(text)
}

/// A page about a code or a word of the language alone: what there is to say without rules that can be read.
pub fn without_rules(id: &str) -> Option<CommandOutput> {
    code(id).map(|text| CommandOutput::new(wrapped(&text), true))
}

/// Everything that has this name: in the rules, in the rule language, among the codes.
pub fn output(base: &RuleBase, id: &str) -> anyhow::Result<CommandOutput> {
    let mut pages: Vec<String> = code(id).into_iter().collect();
    for pack in &base.packs {
        let rules = pack.rules.iter_enumerated().filter(|(_, rule)| rule.id == id);
        pages.extend(rules.map(|(at, found)| rule(base, pack, at, found)));
        let questions = pack.questions.iter_enumerated().filter(|(_, question)| question.id == id);
        pages.extend(questions.map(|(at, found)| question(pack, at, found)));
        let definitions = pack.definitions.iter().filter(|definition| definition.id == id);
        pages.extend(definitions.map(|found| definition(pack, found)));
    }
    let sources = base.sources.iter_enumerated().filter(|(_, source)| source.id == id);
    pages.extend(sources.map(|(at, found)| source(base, at, found)));
    let terms = base.terms.iter().filter(|term| term.word == id || term.also.iter().any(|also| also == id));
    pages.extend(terms.map(|term| format!("{}: {}\n", term.word, term.means)));
    anyhow::ensure!(!pages.is_empty(), "there is no rule, question, source, word or code `{id}`{}", hint(base, id));
    Ok(CommandOutput::new(wrapped(&pages.join("\n")), true))
}

/// The page in the width of the screen; addresses stay whole.
fn wrapped(text: &str) -> String {
    let fill = |line: &str| {
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        let deeper = if indent.is_empty() { String::new() } else { format!("{indent}  ") };
        let wrap = textwrap::Options::new(screen::width())
            .initial_indent(indent)
            .subsequent_indent(&deeper)
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(words, wrap) + "\n"
    };
    text.lines().map(fill).collect()
}

fn hint(base: &RuleBase, id: &str) -> String {
    let in_packs = base.packs.iter().flat_map(|pack| {
        let rules = pack.rules.iter().map(|rule| &rule.id);
        let questions = pack.questions.iter().map(|question| &question.id);
        rules.chain(questions).chain(pack.definitions.iter().map(|definition| &definition.id))
    });
    let in_rules = in_packs.chain(base.sources.iter().map(|source| &source.id)).map(String::as_str);
    let problems = Problem::ALL.iter().map(|problem| problem.word());
    let codes = problems.chain(Proof::ALL.iter().map(|proof| proof.word()));
    let known = in_rules.chain(language::WORDS.iter().map(|entry| entry.word)).chain(codes);
    suggest(id, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}

fn rule(base: &RuleBase, pack: &Pack, at: RuleId, rule: &Rule) -> String {
    let mut text = format!(
        "{}: a rule of `{}`, {}, {}:{}\n\n{}\n",
        rule.id, pack.id, rule.level, rule.place.path, rule.place.line, rule.title
    );
    let _ = writeln!(text, "\nFound when {}", unparse::condition(pack, &rule.when));
    if let Some(wait) = &rule.wait {
        let _ = writeln!(text, "Waits {}", unparse::wait(pack, wait));
    }
    if !rule.risks.is_empty() {
        let risks: Vec<&str> = rule.risks.iter().map(|risk| pack.risks[*risk].title.as_str()).collect();
        let _ = writeln!(text, "Risks: {}", risks.join(", "));
    }
    if let Some(reviewed) = &rule.reviewed {
        let since = if review(pack, rule).is_some() { "" } else { ", before it was changed" };
        let _ = writeln!(text, "Found right by {}, {}{since}", reviewed.by, reviewed.on);
    }
    let _ = writeln!(text, "\nWhy: {}\nWhat to do: {}\n\nSources:", rule.why, rule.advice);
    for source in &rule.sources {
        let _ = writeln!(text, "  {}", line(&base.sources[*source]));
    }
    let _ = writeln!(text, "\nCases that expect it:");
    for case in pack.cases.iter().filter(|case| case.finds.contains(&at)) {
        let _ = writeln!(text, "  {}: {}", case.name, unparse::given(pack, &case.given));
    }
    text
}

fn question(pack: &Pack, at: QuestionId, question: &Question) -> String {
    let place = &question.place;
    let mut text =
        format!("{}: a question of `{}`, {}:{}\n\n{}\n", question.id, pack.id, place.path, place.line, question.ask);
    if let Some(help) = &question.help {
        let _ = writeln!(text, "{help}");
    }
    let _ = writeln!(text, "Why we ask: {}", question.because);
    match &question.domain {
        Domain::Number(scale) => {
            let _ = writeln!(text, "A number of {}, from {} to {}", scale.unit, scale.low, scale.high);
        }
        Domain::One(choices) | Domain::Many(choices) => {
            for choice in choices {
                let _ = writeln!(text, "  {}: {}", choice.id, choice.label);
            }
        }
    }
    if !question.ask_if.is_always() {
        let _ = writeln!(text, "Asked if {}", unparse::condition(pack, &question.ask_if));
    }
    match (&question.domain, question.ordinary) {
        (Domain::One(choices), Some(Answer::One(option))) if option != OptionId::new(0) => {
            let _ = writeln!(text, "The ordinary answer, which stands first: {}", choices[option].id);
        }
        (Domain::One(_) | Domain::Many(_), None) => text.push_str("No answer is ordinary: nothing stands ready\n"),
        _ => (),
    }
    if let Some(reason) = &question.unordered {
        let _ = writeln!(text, "Its answers have no order: {reason}");
    }
    let _ = writeln!(text, "\nRules that look at it:");
    for rule in pack.rules.iter().filter(|rule| rule.when.facts().iter().any(|fact| fact.question == at)) {
        let _ = writeln!(text, "  {} ({}): {}", rule.id, rule.level, rule.title);
    }
    text
}

fn definition(pack: &Pack, definition: &Definition) -> String {
    let Definition { id, means, when, place, .. } = definition;
    let mut text =
        format!("{id}: a definition of `{}`, {}:{}\n\nSomebody who {means}\n", pack.id, place.path, place.line);
    let _ = writeln!(text, "\nHolds when {}\n\nRules and questions that hold it:", unparse::written_out(pack, when));
    for rule in pack.rules.iter().filter(|rule| holds(&rule.when, when)) {
        let _ = writeln!(text, "  {} ({}): {}", rule.id, rule.level, rule.title);
    }
    for question in pack.questions.iter().filter(|question| holds(&question.ask_if, when)) {
        let _ = writeln!(text, "  {}: {}", question.id, question.ask);
    }
    text
}

/// Whether a condition is this one, or has it as a part.
fn holds(when: &When, part: &When) -> bool {
    when == part || when.parts().iter().any(|inner| holds(inner, part))
}

fn source(base: &RuleBase, at: SourceId, source: &Source) -> String {
    let mut text = format!("{}: a source\n\n{}\n\nRules that rest on it:\n", source.id, line(source));
    for pack in &base.packs {
        for rule in pack.rules.iter().filter(|rule| rule.sources.contains(&at)) {
            let _ = writeln!(text, "  {} in `{}`: {}", rule.id, pack.id, rule.title);
        }
    }
    text
}

fn line(source: &Source) -> String {
    let year = source.year.map_or(String::new(), |year| format!(", {year}"));
    let via = source.via.as_ref().map_or(String::new(), |via| format!("; relayed by {via}"));
    format!("{}. {}{year}. {} ({:?}{via})", source.title, source.publisher, source.url, source.grade)
}
