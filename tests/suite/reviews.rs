//! A review of the rules, on a sheet: written, filled in by hand, read back.

use crate::shared::{TODAY, explained, shipped};
use needlewise::model::{Answer, Level, OptionId, OptionSet, Pack, Reviewed, Rule, RuleBase, When};
use needlewise::pack::lint::lint;
use needlewise::pack::mark;
use needlewise::pack::problem::Code;
use needlewise::report::review::{FilledReview, RuleJudgement, read, sheet};
use needlewise::report::{document, html, markdown};

fn after() -> (needlewise::model::RuleBase, Pack) {
    let base = shipped();
    let pack = base.packs.iter().find(|it| it.id == "after").expect("it is shipped").clone();
    (base, pack)
}

/// Puts an x into a box, and words behind the remarks, of one rule.
fn fill(sheet: &str, rule: &str, label: &str, remarks: &str) -> String {
    let heading = format!("### {}\n", rule.replace('_', "\\_"));
    let (before, rest) = sheet.split_once(&heading).expect("the rule is on the sheet");
    let ticked = rest.replacen(&format!("- [ ] {label}"), &format!("- [x] {label}"), 1);
    let line = format!("Remarks: {}", "\\_".repeat(30));
    let said = ticked.replacen(&line, &format!("Remarks: {remarks}"), 1);
    format!("{before}{heading}{said}")
}

fn judged(pack: &Pack, review: &FilledReview, rule: &str) -> (RuleJudgement, String) {
    let at = pack.rule(rule).expect("there is such a rule");
    let (_, judged) = review.rules.iter().find(|(it, _)| *it == at).expect("every rule is there");
    (judged.judgement, judged.remarks.clone())
}

#[test]
fn every_rule_is_on_the_sheet_with_its_texts_and_an_empty_sheet_leaves_all_open() {
    let (base, pack) = after();
    let text = markdown::write(&sheet(&base, &pack));
    let review = read(&pack, &text);
    assert_eq!(review.rules.len(), pack.rules.len());
    assert!(review.rules.iter().all(|(_, it)| it.judgement == RuleJudgement::Open && it.remarks.is_empty()));
    assert_eq!((review.reviewer.as_str(), review.unknown.len()), ("", 0));
    let page = html::write(&sheet(&base, &pack)).expect("a page");
    for rule in &pack.rules {
        assert!(page.contains(&rule.id), "{}", rule.id);
    }
    let flat = text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ");
    for rule in pack.rules.iter().take(20) {
        let title = rule.title.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&title), "{title}");
    }
}

#[test]
fn a_filled_sheet_says_what_is_right_what_is_not_and_why() {
    let (base, pack) = after();
    let text = markdown::write(&sheet(&base, &pack));
    let ids: Vec<&str> = pack.rules.iter().map(|it| it.id.as_str()).collect();
    let text = fill(&text, ids[0], "Yes", "as we teach it");
    let text = fill(&text, ids[1], "No", "too *mild*,\nand too _late_\u{1b}[31m");
    let text = fill(&fill(&text, ids[2], "Yes", ""), ids[2], "No", "");
    let line = format!("Reviewer: {}", "\\_".repeat(30));
    let text = text.replacen(&line, "Reviewer: A. Example, dermatologist", 1);
    // Other editors end their lines otherwise.
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let review = read(&pack, &text);
        assert_eq!(review.reviewer, "A. Example, dermatologist");
        assert_eq!(judged(&pack, &review, ids[0]), (RuleJudgement::Right, "as we teach it".to_owned()));
        let (judgement, remarks) = judged(&pack, &review, ids[1]);
        assert_eq!(judgement, RuleJudgement::NotRight);
        assert!(remarks.starts_with("too *mild*, and too _late") && !remarks.contains('\u{1b}'), "{remarks:?}");
        assert_eq!(judged(&pack, &review, ids[2]).0, RuleJudgement::Open, "both boxes say nothing");
    }
}

#[test]
fn a_box_ticked_in_another_way_is_never_passed_over() {
    let (_, pack) = after();
    let rule = pack.rules.iter().next().expect("there are rules");
    let known_by = mark(&pack, rule);
    for (boxes, judgement) in [
        ("* [\u{2713}] yes\n* [ ] no", RuleJudgement::Right),
        ("- [ ] YES\n- [v] NO", RuleJudgement::NotRight),
        ("- [x] Yes\n- [x] no", RuleJudgement::Open),
        ("- [x] Yes\n- [~] No", RuleJudgement::Open),
        ("- [x] Yes\n- [x] Not like this", RuleJudgement::Open),
    ] {
        let text = format!("### {}\n\n- **Mark:** `{known_by}`\n\n{boxes}\n", rule.id);
        assert_eq!(judged(&pack, &read(&pack, &text), &rule.id).0, judgement, "{boxes}");
    }
}

#[test]
fn a_rule_that_changed_since_is_not_taken_for_reviewed() {
    let (base, mut pack) = after();
    let id = pack.rules.iter().next().expect("there are rules").id.clone();
    let text = fill(&markdown::write(&sheet(&base, &pack)), &id, "Yes", "");
    let at = pack.rule(&id).expect("it is there");
    pack.rules[at].advice.push_str(" Or not.");
    assert_eq!(judged(&pack, &read(&pack, &text), &id).0, RuleJudgement::Changed);
    pack.rules.remove(at);
    assert_eq!(read(&pack, &text).unknown, [id]);
}

#[test]
fn whatever_else_is_in_the_file_is_passed_over() {
    let (_, pack) = after();
    for text in ["", "###", "### \n- [x] Yes", "\\", "- [x] Yes\nRemarks: x", "Reviewer:", &"#".repeat(100_000)] {
        let review = read(&pack, text);
        assert!(review.rules.iter().all(|(_, it)| it.judgement == RuleJudgement::Open), "{text:?}");
    }
}

#[test]
fn an_answer_says_who_found_a_rule_right_and_when() {
    let (base, mut pack) = after();
    reviewed(&mut pack);
    let mut answers = pack.baseline.clone();
    for (at, question) in pack.questions.iter_enumerated() {
        if let needlewise::model::Domain::Many(_) = question.domain {
            answers.set(at, Answer::Many(OptionSet::only(OptionId::new(0)).into()));
        }
    }
    let text = markdown::write(&document(&explained(&base, &pack, &answers)));
    assert!(text.contains("**Found right by:** A. Example, dermatologist, 23 November 2026"), "{text}");
    pack.rules.iter_mut().for_each(|rule| rule.advice.push_str(" Or not."));
    let text = markdown::write(&document(&explained(&base, &pack, &answers)));
    assert!(!text.contains("Found right by"), "nobody found these words right: {text}");
}

/// Lets somebody find every rule right as it stands.
fn reviewed(pack: &mut Pack) {
    let marks: Vec<String> = pack.rules.iter().map(|rule| mark(pack, rule)).collect();
    for (rule, seen) in pack.rules.iter_mut().zip(marks) {
        rule.reviewed = Some(Reviewed { by: "A. Example, dermatologist".to_owned(), on: TODAY, seen });
    }
}

/// The rules of which lint says that they are not as they were reviewed.
fn stale(pack: &Pack) -> Vec<String> {
    let problems = lint(&RuleBase { packs: vec![pack.clone()], ..shipped() }, TODAY);
    let stale = problems.iter().filter(|problem| problem.code == Code::ReviewStale);
    stale.map(|problem| problem.message.split('`').nth(1).unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_rule_that_changed_since_its_review_is_warned_of() {
    let (_, mut pack) = after();
    assert_eq!(stale(&pack), [""; 0], "nobody has reviewed any");
    reviewed(&mut pack);
    assert_eq!(stale(&pack), [""; 0], "all are as they were");
    let at = pack.rule("small_bruise").expect("there is such a rule");
    let changes: [fn(&mut Rule); 6] = [
        |rule| rule.title.push('.'),
        |rule| rule.why.push('.'),
        |rule| rule.advice.push('.'),
        |rule| rule.level = Level::Precaution,
        |rule| rule.risks.clear(),
        |rule| rule.when = When::Not(Box::new(rule.when.clone())),
    ];
    for (which, change) in changes.into_iter().enumerate() {
        let mut pack = pack.clone();
        change(&mut pack.rules[at]);
        assert_eq!(stale(&pack), ["small_bruise"], "change {which}");
    }
    pack.rules[at].reviewed.iter_mut().for_each(|reviewed| reviewed.seen.clear());
    assert_eq!(stale(&pack), ["small_bruise"], "no mark");
}

#[test]
fn a_question_in_other_words_makes_the_review_of_its_rules_stale_and_a_source_does_not() {
    let (_, mut pack) = after();
    reviewed(&mut pack);
    let at = pack.question("bruise_how").expect("there is such a question");
    pack.rules.iter_mut().for_each(|rule| rule.sources.truncate(1));
    pack.questions[at].help = None;
    assert_eq!(stale(&pack), [""; 0]);
    pack.questions[at].ask.push_str(" Look!");
    let stale = stale(&pack);
    assert!(stale.contains(&"large_bruise".to_owned()) && stale.len() < 10, "{stale:?}");
}
