//! The answer as people read it.

use crate::shared::{document, explained, shipped};
use needlewise::model::{Answers, RuleBase};
use needlewise::report::{html, json, markdown, text};

fn on_screen(base: &RuleBase, at: usize, answers: &Answers, width: usize) -> String {
    text::write(&document(base, &base.packs[at], answers), width, text::plain)
}

#[test]
fn no_line_is_wider_than_the_screen_but_an_address() {
    let base = shipped();
    for (at, pack) in base.packs.iter().enumerate() {
        for case in pack.cases.iter().take(20) {
            for width in [40, 80] {
                let text = on_screen(&base, at, &case.given, width);
                let wide = text.lines().find(|it| it.chars().count() > width && !it.trim_start().starts_with("http"));
                assert_eq!(wide, None, "{} {width}", case.name);
            }
        }
    }
}

#[test]
fn every_format_says_the_same() {
    let base = shipped();
    for pack in &base.packs {
        for case in &pack.cases {
            let document = document(&base, pack, &case.given);
            let texts = [
                one_line(&text::write(&document, 84, text::plain)),
                one_line(&markdown::write(&document)).replace('\\', "").replace("&#58;", ":").replace("> ", ""),
                one_line(&html::write(&document).expect("the page is written"))
                    .replace("&#34;", "\"")
                    .replace("&#38;", "&")
                    .replace("&#39;", "'"),
            ];
            let json: serde_json::Value =
                serde_json::from_str(&json::write(&explained(&base, pack, &case.given))).expect("it is JSON");
            let string = |it: &serde_json::Value| one_line(it.as_str().expect("a text"));
            assert_eq!(json["level"], case.expect.word(), "{}", case.name);
            let found = json["findings"].as_array().expect("a list");
            assert_eq!(found.len(), case.finds.len(), "{}", case.name);
            let mut facts = vec![string(&json["short"]["headline"]), string(&json["fingerprint"])[..12].to_owned()];
            let certain = |it: &&serde_json::Value| it["certainty"] == "certain";
            // Beside a certain call for help a page leaves out what is merely possible.
            let ended = found.iter().filter(certain).any(|it| it["level"] == "emergency");
            let shown = |it: &&serde_json::Value| !ended || certain(it);
            facts.extend(found.iter().filter(shown).map(|it| string(&it["title"])));
            facts.extend(found.iter().filter(certain).flat_map(|it| [string(&it["why"]), string(&it["advice"])]));
            facts.extend(json["closing"].as_array().expect("a list").iter().map(|it| string(&it["title"])));
            if found.iter().all(|it| shown(&it)) {
                facts.extend(json["sources"].as_array().expect("a list").iter().map(|it| string(&it["title"])));
            }
            for text in texts.iter().map(|it| packed(it)) {
                for fact in &facts {
                    // The Markdown writer takes the full stop from the end of a heading.
                    assert!(text.contains(&packed(fact.trim_end_matches('.'))), "{}: {fact} in {text}", case.name);
                }
            }
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without spaces: a line may break after a hyphen.
fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}
