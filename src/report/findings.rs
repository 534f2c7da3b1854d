//! What was found, and what cannot be ruled out: each with its reasons.

use super::document::{Block, FindingCard, Paragraph, Part};
use super::draft::Draft;
use super::words;
use crate::engine::{Finding, Reason, Said};
use crate::model::{Answer, Kind, Ticks};
use crate::pack::review;
use crate::text::SafeText;

/// So many findings that cannot be ruled out are told in full; more would hide the rest of the answer.
const MOST: usize = 12;

/// The parts with the findings, worst first.
pub fn parts(draft: &mut Draft) -> Vec<Part> {
    let explained = draft.explained;
    let topics = explained.pack.kind == Kind::Topics;
    let (certain, possible): (Vec<&Finding>, Vec<&Finding>) =
        explained.findings.iter().partition(|finding| finding.told);
    let mut parts = Vec::new();
    if !certain.is_empty() {
        let cards = certain.iter().map(|finding| Block::Card(card(draft, finding)));
        let title = if topics { "What you asked about" } else { "What we found" };
        parts.push(Part::new("found", title, cards.collect()));
    }
    if !possible.is_empty() && !explained.emergency {
        parts.push(not_ruled_out(draft, &possible, topics));
    }
    // Topics are there to be read: nothing has to be ruled out.
    if !topics {
        let open = explained.unanswered.iter().filter(|question| !explained.needless.contains(question));
        let lists = [
            ("unsure", "Questions you were not sure of", explained.unsure.clone()),
            ("unanswered", "Questions with no answer", open.copied().collect()),
            ("not-asked", "Not asked, because it could no longer change the result", explained.needless.clone()),
        ];
        for (id, title, questions) in lists.into_iter().filter(|(_, _, questions)| !questions.is_empty()) {
            let asks = questions.iter().map(|question| Paragraph::of(&explained.pack.questions[*question].ask));
            parts.push(Part::new(id, title, vec![Block::List(asks.collect())]));
        }
    }
    parts.into_iter().map(|part| part.under("reasons")).collect()
}

fn not_ruled_out(draft: &mut Draft, possible: &[&Finding], topics: bool) -> Part {
    let pack = draft.explained.pack;
    let (title, opening) = if topics {
        ("Other things worth knowing", "You did not choose among these, so here they are.")
    } else {
        let opening = "You were not sure, or did not say. So we cannot rule these out, and we count them.";
        ("What we cannot rule out", opening)
    };
    let mut blocks = vec![Block::Text(Paragraph::of(opening))];
    let (full, short) = possible.split_at(possible.len().min(MOST));
    blocks.extend(full.iter().map(|finding| Block::Card(card(draft, finding))));
    if !short.is_empty() {
        blocks.push(Block::Text(Paragraph::of("In short, because they are many. Each counts only if it is so:")));
        let line = |finding: &&Finding| {
            let rule = &pack.rules[finding.rule];
            Paragraph::default().strong(&rule.title).plain(format!(" ({})", words::finding(rule.level)))
        };
        blocks.push(Block::List(short.iter().map(line).collect()));
    }
    Part::new("possible", title, blocks)
}

fn card(draft: &mut Draft, finding: &Finding) -> FindingCard {
    let explained = draft.explained;
    let rule = &explained.pack.rules[finding.rule];
    let possible = !finding.told;
    let topics = explained.pack.kind == Kind::Topics;
    let mut lines = if topics { Vec::new() } else { because(draft, finding) };
    let [why, what] = words::labels(possible && !topics);
    lines.push((why.into(), Paragraph::of(explained.filled(&rule.why))));
    lines.push((what.into(), Paragraph::of(explained.filled(&rule.advice))));
    let numbers = draft.cited.numbers(&rule.sources);
    let mut ground = Paragraph::default();
    if rule.vendor_only {
        ground = ground.plain("Only makers or clinics say this: ");
    }
    lines.push(("Sources".into(), ground.cite(numbers)));
    if let Some(reviewed) = review(explained.pack, rule) {
        lines.push(("Found right by".into(), Paragraph::of(format!("{}, {}", reviewed.by, words::date(reviewed.on)))));
    }
    FindingCard {
        level: rule.level,
        word: words::finding(rule.level).into(),
        possible,
        title: (&rule.title).into(),
        risks: rule.risks.iter().map(|risk| SafeText::from(&explained.pack.risks[*risk].title)).collect(),
        lines,
        terms: draft.glossary.explain([rule.title.as_str(), &rule.why, &rule.advice]),
    }
}

/// The answers a finding rests on, the three states apart.
fn because(draft: &Draft, finding: &Finding) -> Vec<(SafeText, Paragraph)> {
    let ask = |reason: &Reason| &draft.explained.pack.questions[reason.question].ask;
    let direct = || finding.reasons.iter().filter(|reason| reason.direct);
    const NONE: Said = Said::Answer(Answer::Many(Ticks::NONE));
    let untouched = direct().filter(|reason| reason.said == NONE).count();
    let fold = untouched > 1;
    let quoted = |reason: &Reason, answer: Answer| {
        let question = &draft.explained.pack.questions[reason.question];
        format!("\"{}\" to \"{}\"", words::answer(question, answer), ask(reason))
    };
    let said = direct().filter_map(|reason| match reason.said {
        NONE if fold => None,
        Said::Answer(Answer::Many(ticks)) if !ticks.is_sure() => {
            (!ticks.ticked().is_empty()).then(|| quoted(reason, Answer::Many(ticks.ticked().into())))
        }
        Said::Answer(answer) => Some(quoted(reason, answer)),
        Said::Unsure | Said::Nothing => None,
    });
    let silent = direct().filter(|reason| reason.said == Said::Nothing).map(|reason| format!("\"{}\"", ask(reason)));
    let doubted = direct().filter_map(|reason| match reason.said {
        Said::Unsure => Some(format!("\"{}\"", ask(reason))),
        Said::Answer(Answer::Many(ticks)) if !ticks.is_sure() => {
            Some(quoted(reason, Answer::Many(ticks.unsure().into())))
        }
        Said::Answer(_) | Said::Nothing => None,
    });
    let said = said.chain(fold.then(|| format!("\"none of these\" to {untouched} lists")));
    let lists: [(&str, Vec<String>); 3] = [
        ("Because you were not sure of", doubted.collect()),
        ("Because there is no answer yet to", silent.collect()),
        ("Because you said", said.collect()),
    ];
    let told = lists.into_iter().filter(|(_, reasons)| !reasons.is_empty());
    told.map(|(label, reasons)| (label.into(), Paragraph::of(reasons.join(", and ")))).collect()
}

/// Each answer that led here, in short: the question, and what was said to it.
pub fn reasons(draft: &Draft, finding: &Finding) -> Vec<String> {
    let reason = |reason: &Reason| {
        let question = &draft.explained.pack.questions[reason.question];
        let said = match reason.said {
            Said::Answer(answer) => words::answer(question, answer),
            Said::Unsure => "not sure".to_owned(),
            Said::Nothing => "no answer yet".to_owned(),
        };
        format!("{} {said}", question.ask)
    };
    finding.reasons.iter().filter(|reason| reason.direct).map(reason).collect()
}
