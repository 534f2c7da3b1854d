//! `pack explain`: one page about a rule, a question, a source, a word or a code.

use super::page::Page;
use crate::cli::screen;
use crate::model::{
    Answer, Definition, Domain, OptionId, Pack, Question, QuestionId, Rule, RuleBase, RuleId, Source, SourceId, When,
};
use crate::pack::problem::Code as Problem;
use crate::pack::{language, unparse};
use crate::text::suggest;
use crate::verify::Code as Proof;
use std::fmt::Write;

/// A page about a code or a word of the rule language.
fn code(id: &str) -> Option<String> {
    let mut text = String::new();
    if let Some(it) = Problem::ALL.iter().find(|it| it.word() == id) {
        let _ = writeln!(text, "{id}: a problem that reading or `pack lint` reports\n\n{}", it.page());
    }
    if let Some(it) = Proof::ALL.iter().find(|it| it.word() == id) {
        let _ = writeln!(text, "{id}: a law that `pack verify` proves\n\nThe law: {}\n\n{}", it.law(), it.page());
    }
    for it in language::entries(id) {
        let of =
            if language::GROUPS.iter().any(|(group, _)| *group == it.group && it.group.starts_with(char::is_uppercase))
            {
                format!("a field of `{}`", it.group)
            } else {
                format!("a {} of the rule language", it.group)
            };
        let _ = writeln!(text, "{id}: {of}\n\n  {}\n  {}\n", it.form, it.means);
    }
    (!text.is_empty()).then_some(text)
}

/// A page about a code or a word of the language alone: what there is to say without rules that can be read.
pub fn without_rules(id: &str) -> Option<Page> {
    code(id).map(|text| Page::new(wrapped(&text), true))
}

/// Everything that has this name: in the rules, in the rule language, among the codes.
pub fn page(base: &RuleBase, id: &str) -> anyhow::Result<Page> {
    let mut pages: Vec<String> = code(id).into_iter().collect();
    for pack in &base.packs {
        pages.extend(
            pack.rules.iter_enumerated().filter(|(_, it)| it.id == id).map(|(at, it)| rule(base, pack, at, it)),
        );
        pages.extend(
            pack.questions.iter_enumerated().filter(|(_, it)| it.id == id).map(|(at, it)| question(pack, at, it)),
        );
        pages.extend(pack.definitions.iter().filter(|it| it.id == id).map(|it| definition(pack, it)));
    }
    pages.extend(base.sources.iter_enumerated().filter(|(_, it)| it.id == id).map(|(at, it)| source(base, at, it)));
    let terms = base.terms.iter().filter(|it| it.word == id || it.also.iter().any(|it| it == id));
    pages.extend(terms.map(|it| format!("{}: {}\n", it.word, it.means)));
    anyhow::ensure!(!pages.is_empty(), "there is no rule, question, source, word or code `{id}`{}", hint(base, id));
    Ok(Page::new(wrapped(&pages.join("\n")), true))
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
    let packs =
        base.packs.iter().flat_map(|it| it.rules.iter().map(|it| &it.id).chain(it.questions.iter().map(|it| &it.id)));
    let known = packs.chain(base.sources.iter().map(|it| &it.id)).map(String::as_str);
    let known = known.chain(base.packs.iter().flat_map(|it| it.definitions.iter().map(|it| it.id.as_str())));
    let known = known.chain(language::WORDS.iter().map(|it| it.word));
    let known = known.chain(Problem::ALL.iter().map(|it| it.word())).chain(Proof::ALL.iter().map(|it| it.word()));
    suggest(id, known).map_or(String::new(), |it| format!("; did you mean `{it}`?"))
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
        let risks: Vec<&str> = rule.risks.iter().map(|it| pack.risks[*it].title.as_str()).collect();
        let _ = writeln!(text, "Risks: {}", risks.join(", "));
    }
    if let Some(reviewed) = &rule.reviewed {
        let _ = writeln!(text, "Found right by {}, {}", reviewed.by, reviewed.on);
    }
    let _ = writeln!(text, "\nWhy: {}\nWhat to do: {}\n\nSources:", rule.why, rule.advice);
    for it in rule.sources.iter().map(|it| &base.sources[*it]) {
        let _ = writeln!(text, "  {}", line(it));
    }
    let _ = writeln!(text, "\nCases that expect it:");
    for case in pack.cases.iter().filter(|it| it.finds.contains(&at)) {
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
        Domain::Number(it) => {
            let _ = writeln!(text, "A number of {}, from {} to {}", it.unit, it.low, it.high);
        }
        Domain::One(choices) | Domain::Many(choices) => {
            for it in choices {
                let _ = writeln!(text, "  {}: {}", it.id, it.label);
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
    for rule in pack.rules.iter().filter(|it| it.when.facts().iter().any(|it| it.question == at)) {
        let _ = writeln!(text, "  {} ({}): {}", rule.id, rule.level, rule.title);
    }
    text
}

fn definition(pack: &Pack, definition: &Definition) -> String {
    let Definition { id, means, when, place, .. } = definition;
    let mut text =
        format!("{id}: a definition of `{}`, {}:{}\n\nSomebody who {means}\n", pack.id, place.path, place.line);
    let _ = writeln!(text, "\nHolds when {}\n\nRules and questions that hold it:", unparse::written_out(pack, when));
    for rule in pack.rules.iter().filter(|it| holds(&it.when, when)) {
        let _ = writeln!(text, "  {} ({}): {}", rule.id, rule.level, rule.title);
    }
    for question in pack.questions.iter().filter(|it| holds(&it.ask_if, when)) {
        let _ = writeln!(text, "  {}: {}", question.id, question.ask);
    }
    text
}

/// Whether a condition is this one, or has it as a part.
fn holds(when: &When, part: &When) -> bool {
    when == part || when.parts().iter().any(|it| holds(it, part))
}

fn source(base: &RuleBase, at: SourceId, source: &Source) -> String {
    let mut text = format!("{}: a source\n\n{}\n\nRules that rest on it:\n", source.id, line(source));
    for pack in &base.packs {
        for rule in pack.rules.iter().filter(|it| it.sources.contains(&at)) {
            let _ = writeln!(text, "  {} in `{}`: {}", rule.id, pack.id, rule.title);
        }
    }
    text
}

fn line(it: &Source) -> String {
    let year = it.year.map_or(String::new(), |it| format!(", {it}"));
    let via = it.via.as_ref().map_or(String::new(), |it| format!("; relayed by {it}"));
    format!("{}. {}{year}. {} ({:?}{via})", it.title, it.publisher, it.url, it.grade)
}
