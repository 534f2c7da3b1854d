//! What was found, and what cannot be ruled out: each with its reasons.

use super::Desk;
use super::document::{Bar, Block, Card, Part, Text};
use super::words;
use crate::engine::irrelevant;
use crate::engine::{Assessment, Finding};
use crate::model::{Answer, Kind, Level, OptionSet, QuestionId, RiskId, RuleId, Test};
use crate::text::SafeText;

/// So many findings that cannot be ruled out are told in full; more would hide the rest of the answer.
const MOST: usize = 12;

/// The parts with the findings, worst first.
pub fn parts(desk: &mut Desk, assessment: &Assessment) -> Vec<Part> {
    let mut parts = Vec::new();
    // Topics are there to be read: nothing is found in anybody, and nothing has to be ruled out.
    let topics = desk.pack.kind == Kind::Topics;
    let (certain, possible): (Vec<_>, Vec<_>) = assessment.findings.iter().partition(|it| told(desk, it));
    if !certain.is_empty() {
        let cards = certain.iter().map(|it| Block::Card(card(desk, it)));
        let title = if topics { "What you asked about" } else { "What we found" };
        parts.push(Part::new("found", title, cards.collect()));
    }
    let ended = assessment.level == Level::Emergency
        && certain.iter().any(|it| desk.pack.rules[it.rule].level == Level::Emergency);
    if ended {
        // Nothing that is merely unanswered may stand between a person and the call for help.
        return parts;
    }
    if !possible.is_empty() {
        let (title, opening) = if topics {
            ("Other things worth knowing", "You did not choose among these, so here they are.")
        } else {
            let opening = "You were not sure, or did not say. So we cannot rule these out, and we count them.";
            ("What we cannot rule out", opening)
        };
        let mut blocks = vec![Block::Text(Text::of(opening))];
        let (full, short) = possible.split_at(possible.len().min(MOST));
        blocks.extend(full.iter().map(|it| Block::Card(card(desk, it))));
        if !short.is_empty() {
            blocks.push(Block::Text(Text::of("In short, because they are many. Each counts only if it is so:")));
            let line = |it: &&Finding| {
                let rule = &desk.pack.rules[it.rule];
                Text::default().strong(&rule.title).plain(format!(" ({})", word(rule.level)))
            };
            blocks.push(Block::List(short.iter().map(line).collect()));
        }
        parts.push(Part::new("possible", title, blocks));
    }
    if topics {
        return parts;
    }
    let skipped = irrelevant(desk.pack, desk.answers);
    let (needless, open): (Vec<QuestionId>, Vec<QuestionId>) =
        assessment.unanswered.iter().partition(|it| skipped.contains(it));
    for (id, title, questions) in [
        ("unanswered", "Questions with no clear answer", open),
        ("not-asked", "Not asked, because it could no longer change the result", needless),
    ] {
        if !questions.is_empty() {
            let asks = questions.iter().map(|it| Text::of(&desk.pack.questions[*it].ask));
            parts.push(Part::new(id, title, vec![Block::List(asks.collect())]));
        }
    }
    parts
}

/// Whether the person's own words say so; else it only cannot be ruled out.
pub fn told(desk: &Desk, finding: &Finding) -> bool {
    desk.told[finding.rule]
}

/// One bar for each risk of the pack.
pub fn bars(desk: &Desk, assessment: &Assessment) -> Vec<Bar> {
    let certain = |risk: RiskId, level: Level| {
        level == Level::Note
            || assessment.findings.iter().any(|it| {
                let rule = &desk.pack.rules[it.rule];
                rule.level == level && rule.risks.contains(&risk) && told(desk, it)
            })
    };
    let risks = desk.pack.risks.iter_enumerated().zip(&assessment.risks);
    risks
        .map(|((at, risk), level)| Bar {
            title: (&risk.title).into(),
            level: *level,
            word: words::level(*level).into(),
            possible: !certain(at, *level),
        })
        .collect()
}

fn card(desk: &mut Desk, finding: &Finding) -> Card {
    let rule = &desk.pack.rules[finding.rule];
    let possible = !told(desk, finding);
    let topics = desk.pack.kind == Kind::Topics;
    let mut lines = if topics { Vec::new() } else { because(desk, finding) };
    let [why, what] = words::labels(possible && !topics);
    lines.push((why.into(), Text::of(&rule.why)));
    lines.push((what.into(), Text::of(&rule.advice)));
    let numbers = desk.cited.numbers(&rule.sources);
    let mut ground = Text::default();
    if rule.vendor_only {
        ground = ground.plain("Only makers or clinics say this: ");
    }
    lines.push(("Sources".into(), ground.cite(numbers)));
    let terms = desk.glossary.explain([rule.title.as_str(), &rule.why, &rule.advice]);
    Card {
        level: rule.level,
        word: word(rule.level).into(),
        possible,
        title: (&rule.title).into(),
        risks: rule.risks.iter().map(|it| SafeText::from(&desk.pack.risks[*it].title)).collect(),
        lines,
        terms,
    }
}

fn because(desk: &Desk, finding: &Finding) -> Vec<(SafeText, Text)> {
    let (mut said, mut unsure) = (Vec::new(), Vec::new());
    for question in &finding.because {
        let ask = &desk.pack.questions[*question].ask;
        match given(desk, finding, *question) {
            None => unsure.push(format!("\"{ask}\"")),
            Some(answer) => said.push(format!("\"{answer}\" to \"{ask}\"")),
        }
    }
    let mut lines = Vec::new();
    if !unsure.is_empty() {
        lines.push(("Because we do not know".into(), Text::of(unsure.join(", and "))));
    }
    if !said.is_empty() {
        lines.push(("Because you said".into(), Text::of(said.join(", and "))));
    }
    lines
}

/// Each answer that led here, in short: the question, and what was said to it.
pub fn reasons(desk: &Desk, finding: &Finding) -> Vec<String> {
    let reason = |question: &QuestionId| {
        let said = given(desk, finding, *question).unwrap_or_else(|| "not sure".to_owned());
        format!("{} {said}", desk.pack.questions[*question].ask)
    };
    finding.because.iter().map(reason).collect()
}

/// The level of a finding in a few words.
pub fn word(level: Level) -> &'static str {
    if level == Level::Note { "good to know" } else { words::level(level) }
}

/// The answer that a finding rests on, in words; none where it is not known.
fn given(desk: &Desk, finding: &Finding, question: QuestionId) -> Option<String> {
    let answer = desk.answers.get(question).filter(|it| *it != Answer::Unsure)?;
    Some(words::answer(&desk.pack.questions[question], named(desk, finding.rule, question, answer)))
}

/// Of several ticks, those that the rule, or the way to its questions, speaks of.
fn named(desk: &Desk, rule: RuleId, question: QuestionId, answer: Answer) -> Answer {
    let Answer::Many(ticks) = answer else { return answer };
    let asking = desk.pack.questions.iter().flat_map(|it| it.ask_if.facts());
    let mut spoken = OptionSet::EMPTY;
    for fact in desk.pack.rules[rule].when.facts() {
        if let (true, Test::Has(option)) = (fact.question == question, fact.test) {
            spoken.insert(option);
        }
    }
    if spoken.intersection(ticks).is_empty() {
        for fact in asking {
            if let (true, Test::Has(option)) = (fact.question == question, fact.test) {
                spoken.insert(option);
            }
        }
    }
    let named = spoken.intersection(ticks);
    if named.is_empty() { answer } else { Answer::Many(named) }
}
