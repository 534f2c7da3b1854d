//! Pages found in a person's own words.

use crate::program::{run, text};

fn first_line(words: &str) -> String {
    let words: Vec<&str> = std::iter::once("learn").chain(words.split(' ')).collect();
    text(&run(&words, "").stdout).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_few_words_lead_to_the_page_about_them() {
    for (words, title) in [
        ("minoxidil", "When do I put minoxidil on?"),
        ("sun", "When can I go in the sun?"),
        ("exercise", "When can I exercise again?"),
        ("make-up", "When can I wear make-up again?"),
        ("makeup", "When can I wear make-up again?"),
        ("does it hurt", "Does it hurt?"),
        ("can i share it", "Can I share it with someone close?"),
        ("how long will i be red", "How long will I be red?"),
    ] {
        assert_eq!(first_line(words), title, "{words}");
    }
}

#[test]
fn a_slip_of_spelling_gets_a_hint_and_no_wall_of_names() {
    let output = run(&["learn", "minoxidyl"], "");
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("Did you mean `minoxidil`?") && said.lines().count() < 4, "{said}");
}

#[test]
fn the_answer_comes_first_and_the_sources_only_when_asked_for() {
    let page = text(&run(&["learn", "minoxidil"], "").stdout);
    assert!(!page.contains("http"), "{page}");
    let paragraphs: Vec<&str> = page.split("\n\n").collect();
    assert!(paragraphs[1].starts_with("Not on the same day."), "{page}");
    assert!(text(&run(&["learn", "minoxidil", "--sources"], "").stdout).contains("https://"));
}

#[test]
fn any_rule_can_be_read_by_its_name() {
    assert_eq!(first_line("on_isotretinoin"), "Keep taking isotretinoin, and let the needles wait");
}
