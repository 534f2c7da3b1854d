//! The interview in plain lines: what a screen reader reads, and what a pipe sees.

use crate::program::{run, small_rules, text};

fn ask(input: &str) -> (i32, String, String) {
    let rules = small_rules();
    let folder = rules.path().to_str().expect("a name");
    let output = run(&["--rules", folder, "check", "tea"], input);
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn four_answers_and_an_answer() {
    let (code, report, prompts) = ask("no\n20\n0\n\n");
    assert_eq!(code, 0, "{prompts}");
    assert!(report.contains("Nothing you told us stands in the way"), "{report}");
    insta::assert_snapshot!(prompts);
}

#[test]
fn every_prompt_answers_help_back_and_not_sure() {
    let (code, report, prompts) = ask("?\nb\nu\n?\nb\n1\nu\n?\nu\nu\n30\n\n");
    assert_eq!(code, 1, "{prompts}");
    assert!(prompts.contains("A fire must be put out first."));
    assert!(prompts.contains("Hot water burns."));
    assert!(prompts.contains("Tea finds every hole."));
    assert!(prompts.contains("This is the first question."));
    assert_eq!(prompts.matches("Answer for yourself").count(), 3);
    assert!(report.contains("The water is very hot"), "not sure counts: {report}");
    assert!(!report.contains("The kettle is on fire"), "the answer was changed to no: {report}");
}

#[test]
fn a_certain_emergency_ends_the_questions_at_once() {
    let (code, report, prompts) = ask("yes\n");
    assert_eq!(code, 1);
    assert!(report.contains("Call the fire service now"));
    assert!(!prompts.contains("How hot is the water?"));
}

#[test]
fn an_answer_can_be_changed_at_the_end_and_only_what_became_relevant_is_asked() {
    // The third line of the check is the question about the cup: now with dirt, so its follow-up is asked.
    let (code, report, prompts) = ask("no\n20\n0\n3\n3\n1\n\n");
    assert_eq!(code, 1, "{prompts}");
    assert_eq!(prompts.matches("How hot is the water?").count(), 2 + 1, "asked once, listed twice: {prompts}");
    assert!(prompts.contains("How many days ago was it washed?"));
    assert!(report.contains("The cup is still soaking"), "{report}");
}

#[test]
fn what_became_irrelevant_no_longer_counts() {
    let (code, report, _) = ask("no\n20\n3\n1\n3\n0\n\n");
    assert_eq!(code, 0, "{report}");
    assert!(!report.contains("soaking"));
}

#[test]
fn stopping_gives_no_answer() {
    let (code, report, prompts) = ask("no\nq\n");
    assert_eq!((code, report.as_str()), (1, ""));
    assert!(prompts.contains("there is no answer yet"));
}

#[test]
fn an_input_that_ends_early_is_bad_input() {
    let (code, report, prompts) = ask("no\n");
    assert_eq!((code, report.as_str()), (2, ""));
    assert!(prompts.contains("the input ended before the questions did"));
}

#[test]
fn rubbish_is_asked_again_and_never_breaks_anything() {
    let rubbish = "\u{1b}[2J\n\0\n999999999999999999999\n-1\n1e400\n\u{202e}\n";
    let (code, _, prompts) = ask(&format!("{rubbish}no\n{rubbish}20\n{rubbish}0\n\n"));
    assert_eq!(code, 0, "{prompts}");
    assert!(!prompts.contains('\u{1b}'));
}

#[test]
fn the_opening_goes_straight_into_an_only_pack() {
    let rules = small_rules();
    let output = run(&["--rules", rules.path().to_str().expect("a name")], "no\n20\n0\n\n");
    let prompts = text(&output.stderr);
    assert!(prompts.contains("Nothing you type leaves this computer."));
    assert_eq!(output.status.code(), Some(0), "{prompts}");
}

#[test]
fn the_opening_of_the_shipped_packs_offers_them_by_title() {
    let output = run(&[], "q\n");
    insta::assert_snapshot!(text(&output.stderr));
}

#[test]
fn a_question_that_can_no_longer_matter_is_not_asked_but_listed() {
    // At 95 degrees nothing stands above a contraindication but the fire, which was asked first.
    let (_, report, prompts) = ask("no\n95\n3\n1\n\n");
    assert!(prompts.contains("How many days ago was it washed?"), "a date can still change: {prompts}");
    assert!(report.contains("The cup is still soaking"));
}

#[test]
fn a_rule_that_was_not_found_says_what_it_lacks() {
    let rules = small_rules();
    let folder = rules.path().to_str().expect("a name");
    let answers = "{ fire: no, heat: 20, faults: [], washed: 30 }";
    let output = run(&["--rules", folder, "check", "tea", "--answers", "-", "--why-not", "scalding"], answers);
    assert_eq!(output.status.code(), Some(0));
    let near = text(&output.stdout);
    assert!(near.contains("`scalding` is not found") && near.contains("heat: 91 instead of 20"), "{near}");
    let output = run(&["--rules", folder, "check", "tea", "--answers", "-", "--why-not", "scaling"], answers);
    assert!(text(&output.stderr).contains("did you mean `scalding`?"));
}

#[test]
fn an_emergency_told_after_a_not_sure_ends_the_questions_at_once() {
    // After "u" to the list of feelings comes the question about thoughts; its last answer needs no more asking.
    let output = run(&["check", "before", "--plain", "--ephemeral"], "30\n1\nu\nu\n4\n");
    let (report, said) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("Your plan"), "{said}");
    assert!(report.contains("!! Call your emergency number"), "{report}");
    assert!(!report.contains("because you were not sure"), "{report}");
}

#[test]
fn a_number_may_come_with_its_unit() {
    let rules = small_rules();
    let folder = rules.path().to_str().expect("a name");
    for (typed, taken) in
        [("95 degrees\n", true), ("95Degrees\n", true), ("95,0\n", true), ("95 F\n", false), ("95 cups\n", false)]
    {
        let output = run(&["--rules", folder, "check", "tea", "--plain", "--ephemeral"], &format!("1\n{typed}"));
        assert_eq!(text(&output.stderr).contains("This takes a whole number"), !taken, "{typed}");
    }
}

/// Three questions; the second is only asked when the first is answered with yes.
fn three() -> tempfile::TempDir {
    let folder = small_rules();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).expect("written");
    let header = std::fs::read_to_string(folder.path().join("tea/pack.ron")).expect("a header");
    let (start, _) = header.split_once("Promise(").expect("a promise");
    write("tea/pack.ron", format!("{start}]"));
    let question = |id: &str, more: &str| {
        format!(
            r#"Question(id: {id}, ask: "Is {id} so?", because: "It matters.", answer: YesNo{more}),
            Rule(id: {id}_so, level: precaution, risks: [burns], title: "{id} is so", when: is({id}, yes),
                why: "It is.", advice: "Mind it.", sources: [book]),"#
        )
    };
    write(
        "tea/kettle.ron",
        format!(
            "[{}{}{}]",
            question("first", ""),
            question("second", ", ask_if: is(first, yes)"),
            question("third", "")
        ),
    );
    write("tea/cup.ron", "[]".to_owned());
    folder
}

#[test]
fn going_back_after_a_change_takes_nothing_else_away() {
    let rules = three();
    let folder = rules.path().to_str().expect("a name");
    // No, no; at the check the first is changed to yes, so the second is asked; back from there, and on again.
    let output = run(&["--rules", folder, "check", "tea"], "no\nno\n1\nyes\nb\nyes\nno\n\n");
    let prompts = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{prompts}");
    let asked = |id: &str| prompts.matches(&format!("\nIs {id} so?\n")).count();
    assert_eq!((asked("first"), asked("second"), asked("third")), (3, 2, 1), "{prompts}");
}

#[test]
fn a_question_mark_is_help_and_no_answer() {
    let (code, _, prompts) = ask("?\nno\n?\n20\n0\n\n");
    assert_eq!((code, prompts.matches("Answer for yourself").count()), (0, 2), "{prompts}");
}

#[test]
fn going_back_names_the_answer_given_and_enter_keeps_it() {
    let (code, _, prompts) = ask("no\n20\n1 3\nb\nb\nb\n\n\n\n1\n\n");
    assert_eq!(code, 1, "{prompts}");
    for now in ["Now: 1 3. Enter keeps it.", "Now: 20. Enter keeps it.", "Now: 1. Enter keeps it."] {
        assert!(prompts.contains(now), "{now}: {prompts}");
    }
    let checked = prompts.split("Check your answers").nth(1).expect("a check");
    assert!(checked.contains("20 degrees") && checked.contains("Dirt"), "{checked}");
}

#[test]
fn answers_from_an_earlier_time_swallow_no_line_that_is_piped_in() {
    let (rules, home) = (small_rules(), tempfile::tempdir().expect("a folder"));
    let ask = |args: &[&str], input: &[u8]| {
        let mut command = crate::program::program();
        command.args(["--rules", rules.path().to_str().expect("a name"), "check", "tea"]).args(args);
        command.env("XDG_DATA_HOME", home.path());
        let output = crate::program::feed(command, input);
        (output.status.code(), text(&output.stderr))
    };
    assert_eq!(ask(&[], b"no\n20\nq\n").0, Some(1));
    let (code, said) = ask(&[], b"no\n95\n0\n\n");
    assert_eq!(code, Some(1), "the first line is for the first question: {said}");
    assert!(said.contains("`--resume` goes on with them"), "{said}");
    let (code, said) = ask(&["--resume"], b"0\n\n");
    assert_eq!(code, Some(0), "what was left is as it was: {said}");
    assert!(
        said.contains("Answers kept from the last time: 2.") && !said.contains("Is the kettle on fire?\n"),
        "{said}"
    );
    let (code, said) = ask(&["--resume"], b"no\n20\n0\n\n");
    assert_eq!(code, Some(0), "with nothing to go on with it begins: {said}");
}
