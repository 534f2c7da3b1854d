//! A sheet on which somebody who knows the subject says of each rule whether it is right; and the filled sheet read back.

use super::document::{Block, Document, FindingCard, FormBox, FormItem, Paragraph, Part};
use super::in_words::InWords;
use super::words;
use crate::model::{Pack, QuestionId, Rule, RuleBase, RuleId, Wait};
use crate::pack::{mark, review};
use crate::text::SafeText;
use std::collections::HashMap;

/// So many cases are named of each rule.
const CASES: usize = 8;

/// What stands before the mark of a rule on the sheet.
const MARK: &str = "Mark";
const REMARKS: &str = "Remarks";
const REVIEWER: &str = "Reviewer";
const DATE: &str = "Date";

/// The sheet: every rule of a pack with its condition in words, its texts, sources and cases, and room for an answer.
pub fn sheet(base: &RuleBase, pack: &Pack) -> Document {
    let opening = vec![
        Block::Text(Paragraph::of(
            "For each rule, put an x into one box: yes where it is right as it stands, no where it is not. Leave both \
             empty where you cannot say. Write what should change behind the remarks, in as many lines as you need.",
        )),
        Block::Text(Paragraph::of(
            "Please leave the headings, the marks and the boxes as they are: the sheet is read back by them.",
        )),
        Block::Facts(vec![
            ("Rules of".into(), Paragraph::of(format!("{} ({}), version {}", pack.title, pack.id, pack.version))),
            ("Fingerprint".into(), Paragraph::default().code(words::fingerprint(&pack.fingerprint))),
            ("Rules".into(), Paragraph::of(pack.rules.len().to_string())),
        ]),
        Block::Lines(vec![REVIEWER.into(), DATE.into()]),
    ];
    let short = Part::new("answer", "How to fill this in", opening);
    let mut parts: Vec<Part> = Vec::new();
    if !pack.definitions.is_empty() {
        let terms = pack.definitions.iter().map(|definition| {
            let means = SafeText::from(format!("Somebody who {}", definition.means));
            (means, in_words(pack).written_out(&definition.when).into())
        });
        parts.push(Part::new("definitions", "What some words below stand for", vec![Block::Terms(terms.collect())]));
    }
    let mut file = None;
    for (at, rule) in pack.rules.iter_enumerated() {
        if file != Some(&rule.place.path) {
            file = Some(&rule.place.path);
            parts.push(Part::new("rules", section(pack, rule), Vec::new()));
        }
        if let Some(part) = parts.last_mut() {
            part.blocks.extend(blocks(base, pack, at));
        }
    }
    Document { title: format!("Review of: {}", pack.title).into(), short, parts }
}

/// The title of the section whose file a rule stands in.
fn section<'a>(pack: &'a Pack, rule: &'a Rule) -> &'a str {
    let name = rule.place.path.rsplit('/').next().unwrap_or("").trim_end_matches(".ron");
    pack.sections.iter().find(|section| section.id == name).map_or(name, |section| &section.title)
}

fn blocks(base: &RuleBase, pack: &Pack, at: RuleId) -> [Block; 3] {
    let rule = &pack.rules[at];
    let mut lines: Vec<(SafeText, Paragraph)> = vec![
        ("Title".into(), Paragraph::of(&rule.title)),
        ("Found when".into(), Paragraph::of(in_words(pack).condition(&rule.when))),
        ("Why".into(), Paragraph::of(base.filled(&rule.why, None))),
        ("What to do".into(), Paragraph::of(base.filled(&rule.advice, None))),
    ];
    if let Some(wait) = &rule.wait {
        lines.push(("Ends".into(), Paragraph::of(ends(pack, wait))));
    }
    for source in rule.sources.iter().map(|source| &base.sources[*source]) {
        let year = source.year.map_or(String::new(), |year| format!(" ({year})"));
        let ground = format!("{}, {}", words::grade(source.grade), words::reading(source));
        lines.push(("Source".into(), Paragraph::of(format!("{}: {}{year}. {ground}", source.publisher, source.title))));
    }
    let cases: Vec<&str> =
        pack.cases.iter().filter(|case| case.finds.contains(&at)).map(|case| case.name.as_str()).collect();
    let more = cases.len().saturating_sub(CASES);
    let named: Vec<String> = cases.iter().take(CASES).map(|name| format!("\"{name}\"")).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = if named.is_empty() { "none".to_owned() } else { named.join(", ") };
    lines.push(("Cases".into(), Paragraph::of(format!("{named}{more}"))));
    if let Some(reviewed) = review(pack, rule) {
        lines.push(("Found right by".into(), Paragraph::of(format!("{}, {}", reviewed.by, words::date(reviewed.on)))));
    }
    lines.push((MARK.into(), Paragraph::default().code(mark(pack, rule))));
    let card = FindingCard {
        level: rule.level,
        word: words::finding(rule.level).into(),
        possible: false,
        title: (&rule.id).into(),
        risks: rule.risks.iter().map(|risk| SafeText::from(&pack.risks[*risk].title)).collect(),
        lines,
        terms: Vec::new(),
    };
    let choice = |label: &str| FormBox { ticked: false, label: label.into(), then: None };
    let item = FormItem {
        number: at.place() + 1,
        ask: "Is this rule right as it stands?".into(),
        notes: Vec::new(),
        options: vec![choice("Yes"), choice("No")],
        number_line: None,
    };
    [Block::Card(card), Block::Item(item), Block::Lines(vec![REMARKS.into()])]
}

fn in_words(pack: &Pack) -> InWords<'_> {
    let name = |pack: &Pack, question: QuestionId| format!("\"{}\"", pack.questions[question].ask);
    InWords { pack, name, defined: true }
}

fn ends(pack: &Pack, wait: &Wait) -> String {
    match wait {
        Wait::Until(question, n) => {
            format!("when the number in \"{}\" reaches {n}", pack.questions[*question].ask)
        }
        Wait::After(event, days) => format!("{} after {event}", words::count(*days, "day")),
        Wait::Days(days) => format!("after {}", words::count(*days, "day")),
    }
}

/// What a filled sheet says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FilledReview {
    /// As written at the top; empty where nothing is.
    pub reviewer: String,
    /// The day, as written at the top.
    pub date: String,
    /// Of each rule of the pack, in its order.
    pub rules: Vec<(RuleId, Judged)>,
    /// Rules on the sheet that the pack does not have.
    pub unknown: Vec<String>,
}

/// What was said of one rule.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Judged {
    /// Which box is ticked.
    pub judgement: RuleJudgement,
    /// As written; empty where nothing is.
    pub remarks: String,
    /// What the rule is known by on the sheet.
    pub mark: String,
}

/// Whether somebody found a rule right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RuleJudgement {
    /// The rule says what it should.
    Right,
    /// It does not.
    NotRight,
    /// Neither box is ticked, or both are, or it is not clear which, or it is not on the sheet.
    #[default]
    Open,
    /// The rule is not what it was when the sheet was made.
    Changed,
}

/// Reads a filled sheet in Markdown. Whatever it does not know it passes over.
pub fn read(pack: &Pack, sheet: &str) -> FilledReview {
    let mut review = FilledReview::default();
    let mut filled: HashMap<String, SheetEntry> = HashMap::new();
    let mut current: Option<String> = None;
    let mut remarking = false;
    for line in sheet.lines().map(plain) {
        let line = line.trim();
        if line.starts_with('#') {
            remarking = false;
            current = line.strip_prefix("### ").map(|id| id.trim().to_owned());
            if let Some(id) = &current {
                filled.entry(id.clone()).or_default();
            }
            continue;
        }
        let value = |label: &str| line.strip_prefix(label)?.strip_prefix(':').map(written);
        let Some(entry) = current.as_ref().and_then(|id| filled.get_mut(id)) else {
            review.reviewer = value(REVIEWER).unwrap_or(std::mem::take(&mut review.reviewer));
            review.date = value(DATE).unwrap_or(std::mem::take(&mut review.date));
            continue;
        };
        if let Some(remarks) = value(REMARKS) {
            (entry.remarks, remarking) = (remarks, true);
        } else if remarking {
            let remarks = format!("{} {}", entry.remarks, written(line));
            remarks.trim().clone_into(&mut entry.remarks);
        } else if let Some(mark) = line.strip_prefix(&format!("- **{MARK}:**")) {
            mark.trim_matches([' ', '`']).clone_into(&mut entry.mark);
        } else if let Some((tick, label)) = ticked(line) {
            match label.to_lowercase().as_str() {
                "yes" => entry.yes = tick,
                "no" => entry.no = tick,
                _ => entry.no = BoxMark::Unclear,
            }
        }
    }
    for (at, rule) in pack.rules.iter_enumerated() {
        let entry = filled.remove(&rule.id).unwrap_or_default();
        let judgement = match (entry.yes, entry.no) {
            (BoxMark::Made, BoxMark::Empty) | (BoxMark::Empty, BoxMark::Made) if entry.mark != mark(pack, rule) => {
                RuleJudgement::Changed
            }
            (BoxMark::Made, BoxMark::Empty) => RuleJudgement::Right,
            (BoxMark::Empty, BoxMark::Made) => RuleJudgement::NotRight,
            _ => RuleJudgement::Open,
        };
        review.rules.push((at, Judged { judgement, remarks: entry.remarks, mark: entry.mark }));
    }
    review.unknown = filled.into_keys().collect();
    review.unknown.sort_unstable();
    review
}

#[derive(Default)]
struct SheetEntry {
    mark: String,
    yes: BoxMark,
    no: BoxMark,
    remarks: String,
}

/// What stands in a box.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum BoxMark {
    #[default]
    Empty,
    Made,
    /// Something that is no tick, or a tick beside other words than those of the sheet.
    Unclear,
}

/// A line without the backslashes that Markdown needs.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let escapes = sign == '\\' && signs.peek().is_some_and(char::is_ascii_punctuation);
        plain.extend(if escapes { signs.next() } else { Some(sign) });
    }
    plain
}

/// What was written on a line, without the line; nothing a screen could trip over.
fn written(text: &str) -> String {
    SafeText::from(text.trim_matches(['_', ' '])).as_str().to_owned()
}

/// What stands in a box, and what stands beside it.
fn ticked(line: &str) -> Option<(BoxMark, &str)> {
    let (sign, label) = line.strip_prefix(['-', '*', '+'])?.trim_start().strip_prefix('[')?.split_once(']')?;
    let tick = match sign.trim() {
        "" => BoxMark::Empty,
        "x" | "X" | "v" | "V" | "\u{2713}" | "\u{2714}" | "\u{2714}\u{fe0f}" => BoxMark::Made,
        _ => BoxMark::Unclear,
    };
    Some((tick, label.trim_matches([' ', '.'])))
}

#[cfg(test)]
mod tests {
    use super::{BoxMark, plain, ticked, written};

    #[test]
    fn a_line_is_read_as_it_was_meant() {
        assert_eq!(plain(r"### keloid\_scars"), "### keloid_scars");
        assert_eq!(plain(r"C:\dir \\"), r"C:\dir \");
        assert_eq!(written("______ too mild __"), "too mild");
        for line in
            ["- [x] Yes", "- [X] Yes", "* [ x ] Yes", "- [\u{2713}] Yes.", "-[\u{2714}\u{fe0f}] Yes", "+ [v]Yes"]
        {
            assert_eq!(ticked(line), Some((BoxMark::Made, "Yes")), "{line}");
        }
        assert_eq!(ticked("- [ ] No"), Some((BoxMark::Empty, "No")));
        assert_eq!(ticked("- [] No"), Some((BoxMark::Empty, "No")));
        assert_eq!(ticked("- [?] No"), Some((BoxMark::Unclear, "No")));
        assert_eq!(ticked("Yes"), None);
    }
}
