//! Small packs made by chance, written as rule files and read back, and everybody who could answer them.

use crate::random_people::Chance;
use needlewise::model::{Answer, Answers, Domain, OptionSet, Pack, QuestionId, Ticks};
use needlewise::pack::{File, Load, load};

const LEVELS: [&str; 6] = ["precaution", "professional", "deferral", "contraindication", "urgent", "emergency"];

const SOURCE: &str = "[Source(id: s, title: \"S\", publisher: \"P\", grade: Study, url: \"https://example.org/\", read: direct, review_by: \"2027-01-01\")]";

/// A pack of four questions and a few rules.
pub fn pack(chance: &mut Chance) -> Pack {
    let mut kinds = Vec::new();
    // A fact about each question that is not true of the baseline.
    let mut odd = Vec::new();
    let mut text = String::from("[\n");
    for at in 0..4 {
        let kind = chance.below(4);
        let answer = match kind {
            0 => "YesNo".to_owned(),
            1 => "One({ a: \"A\", b: \"B\", c: \"C\" })".to_owned(),
            2 => "Many({ a: \"A\", b: \"B\" })".to_owned(),
            _ => format!("Number(unit: \"days\", range: 0..=4, worse: {})", ["higher", "lower"][chance.below(2)]),
        };
        odd.push(match kind {
            0 => format!("is(q{at}, yes)"),
            1 => format!("is(q{at}, {})", ["b", "c"][chance.below(2)]),
            2 => format!("has(q{at}, {})", ["a", "b"][chance.below(2)]),
            _ if answer.contains("lower") => format!("under(q{at}, {})", 1 + chance.below(4)),
            _ => format!("over(q{at}, {})", chance.below(4)),
        });
        let ask_if = if at > 0 && chance.below(5) < 2 {
            format!("ask_if: {}, ", condition(chance, &kinds, 1))
        } else {
            String::new()
        };
        let unordered = if chance.below(8) == 0 { "unordered: \"by chance\", " } else { "" };
        let change = if chance.below(3) > 0 { "change: device, " } else { "" };
        text += &format!(
            "Question(id: q{at}, ask: \"Q?\", because: \"B.\", answer: {answer}, {ask_if}{unordered}{change}),\n"
        );
        kinds.push(kind);
    }
    for at in 0..3 + chance.below(4) {
        let level = LEVELS[chance.below(6)];
        let numbers: Vec<usize> = (0..4).filter(|it| kinds[*it] == 3).collect();
        let (mut wait, mut when) = (String::new(), condition(chance, &kinds, 2));
        if level == "deferral" {
            wait.push_str("wait: days(3), ");
            if let (Some(number), true) = (numbers.first(), chance.below(4) > 0) {
                let day = 1 + chance.below(4);
                wait = format!("wait: until(q{number}, {day}), ");
                if chance.below(3) > 0 {
                    when = format!("all([under(q{number}, {day}), {when}])");
                }
            }
        }
        let risks = ["", "risks: [r], ", "risks: [r, s], "][chance.below(3)];
        text += &format!(
            "Rule(id: r{at}, level: {level}, {risks}title: \"T\", when: {when}, why: \"W.\", advice: \"A.\", {wait}sources: [s]),\n"
        );
    }
    if chance.below(2) == 0 {
        let (odd, besides) = (&odd[chance.below(4)], condition(chance, &kinds, 1));
        text += &format!("Impossible(when: all([{odd}, {besides}]), say: \"No.\"),\n");
    }
    text += "]";
    let wording = LEVELS.map(|it| format!("{it}: \"W\"")).join(", ");
    let (one, two, when) = (condition(chance, &kinds, 1), condition(chance, &kinds, 2), condition(chance, &kinds, 1));
    let header = format!(
        "[Pack(id: p, title: \"P\", intro: \"I.\", version: \"1\", reviewed: \"2026-01-01\", review_by: \"2027-01-01\", sections: {{ s: \"S\" }},\n\
         risks: {{ r: \"R\", s: \"S\" }}, wording: {{ note: \"N\", {wording} }}, closing: [Closing(id: c, title: \"C\", text: \"T.\", when: {when})]),\n\
         Promise(name: \"one\", when: {one}, at_least: {}),\nPromise(name: \"two\", when: {two}, finds: [r0]),\n]",
        LEVELS[chance.below(6)]
    );
    read(&[("p/pack.ron", &header), ("p/s.ron", &text), ("sources.ron", SOURCE)])
}

/// A pack of these questions and rules.
pub fn of(statements: &[String]) -> Pack {
    let wording = LEVELS.map(|it| format!("{it}: \"W\"")).join(", ");
    let header = format!(
        "[Pack(id: p, title: \"P\", intro: \"I.\", version: \"1\", reviewed: \"2026-01-01\", review_by: \"2027-01-01\", sections: {{ s: \"S\" }},\n\
         risks: {{}}, wording: {{ note: \"N\", {wording} }})]"
    );
    read(&[("p/pack.ron", &header), ("p/s.ron", &format!("[{}]", statements.join(",\n"))), ("sources.ron", SOURCE)])
}

/// A question with what follows its reason, such as its answers.
pub fn question(id: &str, rest: &str) -> String {
    format!("Question(id: {id}, ask: \"Q?\", because: \"B.\", {rest})")
}

/// A rule with its level and what follows, such as its wait.
pub fn rule(id: &str, level: &str, when: &str, rest: &str) -> String {
    format!(
        "Rule(id: {id}, level: {level}, title: \"T\", when: {when}, why: \"W.\", advice: \"A.\", sources: [s], {rest})"
    )
}

/// The only pack in these files.
pub fn read(files: &[(&str, &str)]) -> Pack {
    let files: Vec<File> =
        files.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned().into() }).collect();
    let loaded = load(&files, Load { only: None, cases: true, shipped: false });
    let base = loaded.unwrap_or_else(|problems| panic!("{}\n{files:#?}", problems[0]));
    base.packs.into_iter().next().expect("there is a pack")
}

fn condition(chance: &mut Chance, kinds: &[usize], deep: usize) -> String {
    if deep > 0 && chance.below(3) > 0 {
        let mut part = || condition(chance, kinds, deep - 1);
        let parts = [part(), part(), part()];
        return match chance.below(5) {
            0 => format!("all([{}, {}])", parts[0], parts[1]),
            1 => format!("any([{}, {}])", parts[0], parts[1]),
            2 => format!("at_least(2, [{}])", parts.join(", ")),
            3 => format!("not({})", parts[0]),
            _ => parts[0].clone(),
        };
    }
    let at = chance.below(kinds.len());
    match kinds[at] {
        0 => format!("is(q{at}, yes)"),
        1 => format!("is(q{at}, {})", ["a", "b", "c"][chance.below(3)]),
        2 => format!("has(q{at}, {})", ["a", "b"][chance.below(2)]),
        _ => format!("{}(q{at}, {})", ["under", "over"][chance.below(2)], chance.below(5)),
    }
}

/// Every answer to a question, "not sure" last.
pub fn every_answer(pack: &Pack, question: QuestionId) -> Vec<Answer> {
    let known: Vec<Answer> = match &pack.questions[question].domain {
        Domain::One(choices) => choices.keys().map(Answer::One).collect(),
        Domain::Many(choices) => {
            let sets = || (0..1 << choices.len()).map(OptionSet::from_bits);
            let marks = sets().flat_map(|ticked| sets().map(move |unsure| (ticked, unsure)));
            let apart = marks.filter(|(ticked, unsure)| ticked.intersection(*unsure).is_empty());
            let said = apart.map(|(ticked, unsure)| pack.questions[question].domain.many(Ticks::new(ticked, unsure)));
            said.filter(|answer| *answer != Answer::Unsure).collect()
        }
        Domain::Number(scale) => {
            let mut all = vec![scale.low];
            while let Some(last) = all.last().filter(|it| **it < scale.high) {
                all.push(last + 1.0);
            }
            all.into_iter().map(Answer::Number).collect()
        }
    };
    known.into_iter().chain([Answer::Unsure]).collect()
}

/// Everybody, possible or not, who agrees with what has been answered already.
pub fn everybody(pack: &Pack, so_far: &Answers) -> Vec<Answers> {
    let mut people = vec![so_far.clone()];
    for question in pack.questions.keys().filter(|it| so_far.get(*it).is_none()) {
        let answers = every_answer(pack, question);
        people = people.iter().flat_map(|it| answers.iter().map(|answer| it.with(question, *answer))).collect();
    }
    people
}
