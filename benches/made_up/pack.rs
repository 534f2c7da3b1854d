//! A pack of any size, the same for the same size.

use needlewise::model::Pack;
use needlewise::pack::{File, Load, load};
use std::fmt::Write;

struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

#[derive(Clone, Copy)]
enum Kind {
    YesNo,
    One(usize),
    Many(usize),
    Number,
}

/// Half yes or no, a quarter a choice, a tenth ticks, the rest numbers; a quarter only asked after another; rules of one to six
/// facts, nine in ten of them within eight neighbouring questions. With faults, one rule in a hundred looks the wrong way.
pub fn pack(questions: usize, rules: usize, faulty: bool) -> Pack {
    let mut chance = Chance(questions as u64);
    let mut kinds = Vec::new();
    let mut text = String::from("[\n");
    for at in 0..questions {
        let kind = match chance.below(20) {
            0..10 => Kind::YesNo,
            10..15 => Kind::One(3 + chance.below(4)),
            15..17 => Kind::Many(3 + chance.below(4)),
            _ => Kind::Number,
        };
        let options = |n: usize| (0..n).map(|it| format!("option_{it}: \"O\"")).collect::<Vec<_>>().join(", ");
        let answer = match kind {
            Kind::YesNo => "YesNo".to_owned(),
            Kind::One(n) => format!("One({{ {} }})", options(n)),
            Kind::Many(n) => format!("Many({{ {} }})", options(n)),
            Kind::Number => "Number(unit: \"days\", range: 0..=100, worse: higher)".to_owned(),
        };
        let opener = at.checked_sub(1 + chance.below(4)).filter(|_| chance.below(4) == 0);
        let ask_if = opener.map_or(String::new(), |it| format!(", ask_if: {}", fact(&mut chance, &kinds, it)));
        let _ = writeln!(text, "Question(id: question_{at}, ask: \"Q?\", because: \"B.\", answer: {answer}{ask_if}),");
        kinds.push(kind);
    }
    for at in 0..rules {
        let from = chance.below(questions);
        let facts: Vec<String> = (0..=chance.below(6))
            .map(|_| {
                let near = chance.below(10) > 0;
                let question = if near { (from + chance.below(8)).min(questions - 1) } else { chance.below(questions) };
                fact(&mut chance, &kinds, question)
            })
            .collect();
        let half = facts.len() / 2;
        let when = match (chance.below(3), half) {
            (0, _) | (_, 0) => format!("all([{}])", facts.join(", ")),
            (1, _) => format!("all([{}, any([{}])])", facts[..half].join(", "), facts[half..].join(", ")),
            _ => format!("any([all([{}]), all([{}])])", facts[..half].join(", "), facts[half..].join(", ")),
        };
        let when = if faulty && at % 100 == 99 {
            format!("all([{when}, not({})])", fact(&mut chance, &kinds, from))
        } else {
            when
        };
        let level = ["precaution", "professional", "contraindication", "urgent"][chance.below(4)];
        let risk = ["r", "s", "t", "u"][chance.below(4)];
        let _ = writeln!(
            text,
            "Rule(id: r{at}, level: {level}, risks: [{risk}], title: \"T\", when: {when}, why: \"W.\", advice: \"A.\", sources: [s]),"
        );
    }
    text.push(']');
    let header = "[Pack(id: p, title: \"P\", intro: \"I.\", version: \"1\", reviewed: \"2026-01-01\", review_by: \"2027-01-01\", sections: { s: \"S\" },\
        risks: { r: \"R\", s: \"S\", t: \"T\", u: \"U\" },\
        wording: { note: \"N\", precaution: \"P\", professional: \"P\", contraindication: \"C\", urgent: \"U\" })]";
    let source = "[Source(id: s, title: \"S\", publisher: \"P\", grade: Study, url: \"https://example.org/\", read: direct, review_by: \"2027-01-01\")]";
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned().into() };
    let files = [file("p/pack.ron", header), file("p/s.ron", &text), file("sources.ron", source)];
    let base = match load(&files, Load { only: None, cases: false, shipped: false }) {
        Ok(base) => base,
        Err(problems) => panic!("{}", problems[0]),
    };
    base.packs.into_iter().next().expect("there is a pack")
}

/// A fact that only worse answers make true.
fn fact(chance: &mut Chance, kinds: &[Kind], question: usize) -> String {
    match kinds[question] {
        Kind::YesNo => format!("is(question_{question}, yes)"),
        Kind::One(n) => {
            let from = 1 + chance.below(n - 1);
            let worse: Vec<String> = (from..n).map(|it| format!("is(question_{question}, option_{it})")).collect();
            format!("any([{}])", worse.join(", "))
        }
        Kind::Many(n) => format!("has(question_{question}, option_{})", chance.below(n)),
        Kind::Number => format!("over(question_{question}, {})", chance.below(90)),
    }
}
