//! Whether the rules are well written. What they mean is for `verify`; what they do is for `test`.

mod conditions;
mod repeated;

use self::conditions::conditions;
use super::mark::mark;
use super::problem::{Code, Problem};
use super::readability::{Explained, grade, hard_words};
use crate::engine::assess;
use crate::model::{AnswerTest, Domain, Fact, Pack, Rule, RuleBase, Side, SourceId, SourcePlace};
use crate::pack::cases::gaps;
use jiff::civil::Date;

/// What could be better in a rule base that can be read.
pub fn lint(base: &RuleBase, today: Date) -> Vec<Problem> {
    let mut problems = library(base, today);
    let explained = Explained::new(&base.terms);
    for pack in &base.packs {
        problems.extend(pack_rules(base, pack));
        problems.extend(questions(pack));
        problems.extend(repeated::repeated(pack));
        problems.extend(pack_cases(pack));
        problems.extend(pack_prose(base, &explained, pack));
        if pack.review_by < today {
            problems.push(Problem::with(
                &pack.place,
                Code::PastReview,
                format!("the pack was to be reviewed by {}", pack.review_by),
            ));
        }
    }
    problems.sort_by(|a, b| (&a.place.path, a.place.line).cmp(&(&b.place.path, b.place.line)));
    problems
}

fn library(base: &RuleBase, today: Date) -> Vec<Problem> {
    let cited = |source: SourceId| {
        base.packs.iter().any(|pack| {
            let mut rules = pack
                .rules
                .iter()
                .map(|rule| &rule.sources)
                .chain(pack.closings.iter().map(|closing| &closing.sources))
                .chain(pack.layers.iter().map(|drawing| &drawing.sources));
            rules.any(|sources| sources.contains(&source))
        })
    };
    let mut problems = Vec::new();
    for (at, source) in base.sources.iter_enumerated() {
        if !cited(at) {
            problems.push(Problem::with(&source.place, Code::UnusedSource, format!("no rule cites `{}`", source.id)));
        }
        if source.review_by < today {
            let message = format!("`{}` was to be looked at again by {}", source.id, source.review_by);
            problems.push(Problem::with(&source.place, Code::PastReview, message));
        }
    }
    problems
}

fn pack_rules(base: &RuleBase, pack: &Pack) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in &pack.rules {
        let vendor = |source: &SourceId| base.sources[*source].grade.is_vendor();
        let only = !rule.sources.is_empty() && rule.sources.iter().all(vendor);
        if only && !rule.vendor_only {
            let message = format!("`{}` rests only on makers' or clinics' pages", rule.id);
            problems
                .push(Problem::with(&rule.place, Code::VendorOnly, message).help("mark it with `vendor_only: true`"));
        }
        problems.extend(stale_review(pack, rule));
        if rule.vendor_only && !only {
            problems.push(Problem::with(
                &rule.place,
                Code::NotVendorOnly,
                format!("`{}` has a better source than makers and clinics", rule.id),
            ));
        }
    }
    let baseline = assess(pack, &pack.baseline);
    for finding in &baseline.findings {
        let rule = &pack.rules[finding.rule];
        problems.push(Problem::with(
            &rule.place,
            Code::BaselineFound,
            format!("`{}` is found for the baseline", rule.id),
        ));
    }
    problems
}

/// A review that was of another wording than this one.
fn stale_review(pack: &Pack, rule: &Rule) -> Option<Problem> {
    let reviewed = rule.reviewed.as_ref()?;
    let now = mark(pack, rule);
    let what = if reviewed.seen.is_empty() { "does not say how it read when" } else { "has changed since" };
    let message = format!("`{}` {what} {} reviewed it, {}", rule.id, reviewed.by, reviewed.on);
    let stale = (reviewed.seen != now).then(|| Problem::with(&rule.place, Code::ReviewStale, message));
    Some(stale?.help(format!("show it to them again, then write `seen: \"{now}\"`")))
}

/// Questions and ticks that nothing reads.
fn questions(pack: &Pack) -> Vec<Problem> {
    let mut problems = Vec::new();
    let read: Vec<Fact> = conditions(pack).flat_map(|(_, when)| when.facts()).copied().collect();
    for (at, question) in pack.questions.iter_enumerated() {
        let id = &question.id;
        let of_it = || read.iter().filter(move |fact| fact.question == at);
        if of_it().next().is_none() {
            let message = format!("no condition looks at `{id}`");
            problems.push(Problem::with(&question.place, Code::QuestionUnread, message));
        } else if let Domain::Many(choices) = &question.domain {
            for (option, choice) in choices.iter_enumerated() {
                if !of_it().any(|fact| fact.test == AnswerTest::Has(option)) {
                    let message = format!("no condition looks at `{id}: {}`", choice.id);
                    problems.push(Problem::with(&question.place, Code::OptionUnread, message));
                }
            }
        }
    }
    problems
}

fn pack_cases(pack: &Pack) -> Vec<Problem> {
    if pack.cases.is_empty() {
        return Vec::new();
    }
    let gaps = gaps(pack);
    let rules = gaps.rules.iter().map(|rule| &pack.rules[*rule]);
    let rules =
        rules.map(|rule| Problem::with(&rule.place, Code::RuleWithoutCase, format!("no case expects `{}`", rule.id)));
    let options = gaps.options.iter().map(|(question, option)| {
        let question = &pack.questions[*question];
        let choice = &question.domain.choices()[*option];
        Problem::with(
            &question.place,
            Code::OptionWithoutCase,
            format!("no case gives `{}: {}`", question.id, choice.id),
        )
    });
    rules.chain(options).collect()
}

/// One screen of text, with the place to name when it reads badly.
pub struct ReadScreen<'a> {
    /// Where it is written.
    pub place: &'a SourcePlace,
    /// The id of what it belongs to.
    pub id: &'a str,
    /// All that is on it.
    pub text: String,
}

/// Every screen of a pack: each question with its help and options, each rule with its reason and advice.
pub fn screens(pack: &Pack) -> Vec<ReadScreen<'_>> {
    let questions = pack.questions.iter().map(|question| {
        let help = question.help.as_deref().unwrap_or("");
        let labels: Vec<String> = question.domain.choices().iter().map(|choice| sentence(&choice.label)).collect();
        let text = format!(
            "{} {} {} {}",
            sentence(&question.ask),
            sentence(help),
            sentence(&question.because),
            labels.join(" ")
        );
        ReadScreen { place: &question.place, id: &question.id, text }
    });
    let rules = pack.rules.iter().map(|rule| {
        let text = format!("{} {} {}", sentence(&rule.title), sentence(&rule.why), sentence(&rule.advice));
        ReadScreen { place: &rule.place, id: &rule.id, text }
    });
    questions.chain(rules).collect()
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!', ':']) { text.to_owned() } else { format!("{text}.") }
}

fn pack_prose(base: &RuleBase, explained: &Explained, pack: &Pack) -> Vec<Problem> {
    let mut problems = Vec::new();
    for screen in screens(pack) {
        let grade = grade(&screen.text, explained);
        if grade > 8.0 {
            let message = format!("`{}` needs reading grade {grade:.1}", screen.id);
            problems.push(
                Problem::with(screen.place, Code::HardToRead, message).help("use shorter sentences and shorter words"),
            );
        }
        for word in hard_words(&screen.text, explained) {
            let message = format!("`{}` uses the hard word \"{word}\"", screen.id);
            problems.push(
                Problem::with(screen.place, Code::HardWord, message).help("use an easier word, or add a `Term` for it"),
            );
        }
        let lower = screen.text.to_lowercase();
        // What the glossary explains is explained wherever it appears.
        let explained =
            |word: &str| base.terms.iter().any(|term| term.word == word || term.also.iter().any(|form| form == word));
        for local in base.one_side.iter().filter(|local| is_said(&lower, &local.word)) {
            if local.with.as_ref().is_some_and(|with| is_said(&lower, with)) || explained(&local.word) {
                continue;
            }
            let who = match local.known {
                Side::UK => "known in the UK only",
                Side::US => "known in the US only",
                Side::Both => "not known to all",
            };
            let message = format!("`{}` says \"{}\", {who}", screen.id, local.word);
            let with = local.with.as_ref().map_or(String::new(), |with| format!(", or say \"{with}\" beside it"));
            let help = format!("write \"{}\"{with}", local.write);
            problems.push(Problem::with(screen.place, Code::OneSide, message).help(help));
        }
        for words in base.avoid.iter().filter(|words| lower.contains(*words)) {
            problems.push(Problem::with(
                screen.place,
                Code::ForbiddenWords,
                format!("`{}` says \"{words}\"", screen.id),
            ));
        }
    }
    problems
}

/// Whether a word, or several, stands whole in a text.
fn is_said(text: &str, word: &str) -> bool {
    let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next()))
}
