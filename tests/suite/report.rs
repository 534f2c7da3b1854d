//! The answer as people read it.

use jiff::civil::{Date, date};
use needlewise::answers::Answers;
use needlewise::assess::assess;
use needlewise::model::RuleBase;
use needlewise::pack::{self, Load};
use needlewise::render::{json, terminal};
use needlewise::report;

const TODAY: Date = date(2026, 11, 23);

fn shipped() -> RuleBase {
    pack::load(&pack::shipped(), Load { only: None, cases: true, shipped: true }).expect("the rules load").base
}

fn on_screen(base: &RuleBase, at: usize, answers: &Answers, width: usize) -> String {
    let pack = &base.packs[at];
    let assessment = assess(pack, answers);
    terminal::write(&report::document(base, pack, answers, &assessment, TODAY), width)
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
fn every_finding_is_in_the_text_and_in_the_json() {
    let base = shipped();
    for (at, pack) in base.packs.iter().enumerate() {
        for case in &pack.cases {
            let assessment = assess(pack, &case.given);
            let text = on_screen(&base, at, &case.given, 84).split_whitespace().collect::<Vec<_>>().join(" ");
            let json: serde_json::Value =
                serde_json::from_str(&json::write(&base, pack, &case.given, &assessment, TODAY)).expect("it is JSON");
            assert_eq!(json["level"], case.expect.word(), "{}", case.name);
            assert!(text.contains(pack.headline(case.expect)), "{}: {text}", case.name);
            for rule in &case.because {
                assert!(text.contains(&pack.rules[*rule].title), "{}: {text}", case.name);
                let found = json["findings"].as_array().expect("a list").iter();
                assert_eq!(found.filter(|it| it["rule"] == pack.rules[*rule].id.as_str()).count(), 1, "{}", case.name);
            }
        }
    }
}
