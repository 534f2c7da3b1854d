//! The way through every shipped pack, forwards and back.

#![cfg(test)]

use super::{Ended, Interview, Keep};
use crate::cli::prompt::{Asker, Halt, Instead, KeyChoice, Pick, Plain, Prompt, PromptKind};
use crate::engine::Way;
use crate::engine::irrelevant;
use crate::model::{Answers, Pack, RuleBase};

struct Nowhere;

impl Keep for Nowhere {
    fn keep(&mut self, _: &Answers, _: &mut dyn Asker) -> Result<(), Halt> {
        Ok(())
    }
}

/// Answers as it is told to, and sees every prompt.
struct Scripted<'a>(&'a mut dyn FnMut(&Prompt) -> Pick);

impl Asker for Scripted<'_> {
    fn say(&mut self, _: &[String]) -> Result<(), Halt> {
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Pick, Halt> {
        Ok((self.0)(prompt))
    }

    fn below(&mut self, _: &[KeyChoice]) -> Result<Option<usize>, Halt> {
        Ok(None)
    }

    fn rows_below(&self, _: &[KeyChoice]) -> usize {
        0
    }
}

fn shipped() -> RuleBase {
    crate::pack::load(&crate::shipped::files(), crate::pack::Load { only: None, cases: false, shipped: true })
        .expect("the rules load")
}

fn interview(pack: &Pack, asker: &mut dyn Asker) -> Option<Answers> {
    let way = Way { pack, skip: irrelevant };
    let ended = Interview { way, terms: &[], asker, keep: &mut Nowhere }.run(pack.silent()).expect("it ends");
    if let Ended::Done(answers) = ended { Some(answers) } else { None }
}

/// Any answer at all to a prompt.
fn any_pick(prompt: &Prompt, chance: &mut fastrand::Rng) -> Pick {
    match prompt.kind {
        _ if chance.u8(..) < 24 => Pick::Unsure,
        PromptKind::One(labels) => Pick::One(chance.usize(..labels.len())),
        PromptKind::Many(labels) => Pick::ticks((0..labels.len()).filter(|_| chance.u8(..) < 48).collect()),
        PromptKind::Number(takes) => {
            let typed = (0..400).map(f64::from).filter(|number| takes.takes(*number));
            Pick::Number(chance.choice(typed.collect::<Vec<f64>>()).expect("a number fits"))
        }
        PromptKind::Review(_) => Pick::One(0),
    }
}

#[test]
fn going_back_finds_the_answer_given_and_the_way_on_is_as_before() {
    let base = shipped();
    for (pack, seed) in base.packs.iter().flat_map(|pack| (0..24).map(move |seed| (pack, seed))) {
        let mut chance = fastrand::Rng::with_seed(seed);
        // The questions answered, with their answers; and how many of them have been gone back over.
        let (mut told, mut back, mut wanted): (Vec<(String, Pick)>, usize, usize) = (Vec::new(), 0, 0);
        let mut turns = 0;
        interview(
            pack,
            &mut Scripted(&mut |prompt| {
                turns += 1;
                if matches!(prompt.kind, PromptKind::Review(_)) {
                    assert_eq!(back, 0, "{}: every question gone back over was shown again", pack.id);
                    return Pick::One(0);
                }
                if back > 0 {
                    let (ask, given) = &told[told.len() - back];
                    assert_eq!((&prompt.ask, prompt.given.as_ref()), (ask, Some(given)), "{} {seed}", pack.id);
                    if wanted > 0 && back < told.len() {
                        (wanted, back) = (wanted - 1, back + 1);
                        return Pick::Back;
                    }
                    wanted = 0;
                    back -= 1;
                    return given.clone();
                }
                if chance.u8(..) < 48 && !told.is_empty() && turns < 500 {
                    (wanted, back) = (chance.usize(..4), 1);
                    return Pick::Back;
                }
                assert_eq!(prompt.given, None, "{} {seed}: {}", pack.id, prompt.ask);
                let pick = any_pick(prompt, &mut chance);
                told.push((prompt.ask.clone(), pick.clone()));
                pick
            }),
        );
    }
}

#[test]
fn changing_an_answer_at_the_check_asks_only_what_it_opens_and_returns() {
    let base = shipped();
    for (pack, seed) in base.packs.iter().flat_map(|pack| (0..12).map(move |seed| (pack, seed))) {
        let mut chance = fastrand::Rng::with_seed(seed);
        let (mut reviews, mut opened, mut told) = (0, None, std::collections::HashSet::new());
        interview(
            pack,
            &mut Scripted(&mut |prompt| match (prompt.kind, reviews) {
                (PromptKind::Review(lines), 0) => {
                    reviews = 1;
                    opened = Some(chance.usize(1..lines.len()));
                    Pick::One(opened.expect("a line"))
                }
                (PromptKind::Review(_), _) => Pick::One(0),
                (_, 1) if opened.take().is_some() => {
                    assert!(prompt.given.is_some(), "{} {seed}: {}", pack.id, prompt.ask);
                    any_pick(prompt, &mut chance)
                }
                _ => {
                    assert!(told.insert(prompt.ask.clone()), "{} {seed}: asked twice: {}", pack.id, prompt.ask);
                    any_pick(prompt, &mut chance)
                }
            }),
        );
    }
}

#[test]
fn progress_never_runs_backwards_by_more_than_an_answer_opens() {
    let base = shipped();
    for (pack, seed) in base.packs.iter().flat_map(|pack| (0..12).map(move |seed| (pack, seed))) {
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut last = 0;
        interview(
            pack,
            &mut Scripted(&mut |prompt| {
                if let Some(progress) = prompt.progress {
                    assert_eq!(progress.number, last + 1, "{} {seed}: {}", pack.id, prompt.ask);
                    assert!(progress.of >= progress.number);
                    last = progress.number;
                }
                any_pick(prompt, &mut chance)
            }),
        );
    }
}

#[test]
fn the_whole_grows_only_by_what_an_answer_opens() {
    let base = shipped();
    for (pack, seed) in base.packs.iter().flat_map(|pack| (0..12).map(move |seed| (pack, seed))) {
        let (mut chance, mut last) = (fastrand::Rng::with_seed(seed), None);
        interview(
            pack,
            &mut Scripted(&mut |prompt| {
                let Some(progress) = prompt.progress else { return Pick::One(0) };
                if let Some((of, true)) = last {
                    assert!(progress.of <= of, "{} {seed}: {} after the ordinary answer", pack.id, prompt.ask);
                }
                let ordinary = prompt.ordinary.clone().filter(|_| chance.bool());
                last = Some((progress.of, ordinary.is_some()));
                ordinary.unwrap_or_else(|| any_pick(prompt, &mut chance))
            }),
        );
    }
}

/// Enter alone wherever it is taken; "not sure" where it is not.
fn enter_alone(pack: &Pack) {
    let mut silent = 0;
    let answers = interview(
        pack,
        &mut Scripted(&mut |prompt| {
            // In plain lines; at a terminal the widget has its own test.
            let mut output = Vec::new();
            let pick = Plain::new(&b"\nu\nu\n"[..], &mut output, 80).ask(prompt).expect("a pick");
            if prompt.ordinary.is_none() {
                silent += 1;
                assert_eq!(pick, Pick::Unsure, "{}: {}", pack.id, prompt.ask);
                assert!(String::from_utf8_lossy(&output).contains("Nothing is chosen yet."));
            }
            assert!(prompt.instead.contains(&Instead::Unsure) || matches!(prompt.kind, PromptKind::Review(_)));
            pick
        }),
    );
    let unsure = answers.expect("it ends").given().filter(|(_, it)| *it == crate::model::Answer::Unsure).count();
    assert_eq!(unsure, silent, "{}", pack.id);
}

#[test]
fn enter_alone_never_claims_more_than_the_ordinary() {
    shipped().packs.iter().for_each(enter_alone);
}

proptest::proptest! {
    /// The same for packs of anybody: each question is a kind, and whether an answer of it is ordinary.
    #[test]
    fn enter_alone_claims_nothing_in_any_pack(kinds in proptest::collection::vec((0usize..4, proptest::bool::ANY), 1..8)) {
        const ANSWERS: [&str; 4] = ["YesNo", "One({ a: \"A\", b: \"B\", c: \"C\" })", "Many({ a: \"A\", b: \"B\" })",
            "Number(unit: \"mm\", range: 0..=3, worse: higher)"];
        const ORDINARY: [&str; 4] = ["yes", "a", "none", ""];
        let questions = kinds.iter().enumerate().map(|(at, (kind, varies))| {
            let ordinary = match (kind, varies) {
                // No number is ordinary, and no tick is without a word.
                (3, _) | (2, false) => String::new(),
                (_, true) => "ordinary: varies,".to_owned(),
                (kind, false) => format!("ordinary: {},", ORDINARY[*kind]),
            };
            let worst = ["is(q, yes)", "is(q, c)", "has(q, b)", "over(q, 1)"][*kind].replace('q', &format!("q{at}"));
            format!(
                "Question(id: q{at}, ask: \"Is it so, {at}?\", because: \"It matters.\", answer: {}, {ordinary}),
                 Rule(id: r{at}, level: precaution, risks: [i], title: \"It is so, {at}\", when: {worst}, why: \"W.\", advice: \"A.\", sources: [s]),",
                ANSWERS[*kind]
            )
        });
        let header = "[Pack(id: any, title: \"T\", intro: \"I.\", version: \"1\", reviewed: \"2026-01-01\", \
            review_by: \"2027-01-01\", sections: { one: \"One\" }, risks: { i: \"I\" }, \
            wording: { note: \"N.\", precaution: \"P.\" })]";
        let file = |path: &str, text: String| crate::pack::File { path: path.to_owned(), text: text.into() };
        let library = "[Source(id: s, title: \"T\", publisher: \"P\", grade: Maker, url: \"https://example.org/\", \
            read: direct, review_by: \"2027-01-01\")]";
        let files = [
            file("sources.ron", library.to_owned()),
            file("any/pack.ron", header.to_owned()),
            file("any/one.ron", format!("[{}]", questions.collect::<String>())),
        ];
        let load = crate::pack::Load { only: None, cases: false, shipped: false };
        let base = crate::pack::load(&files, load).unwrap_or_else(|problems| panic!("{problems:#?}"));
        enter_alone(&base.packs[0]);
    }
}

/// The person of the README, and one whose skin heals as it should.
fn measured(pack: &Pack, person: &Answers) -> (crate::cli::prompt::measured::Effort, usize) {
    use crate::cli::prompt::measured::{Effort, effort};
    let (mut all, mut questions, mut met) = (Effort::default(), 0, std::collections::HashSet::new());
    let done = interview(
        pack,
        &mut Scripted(&mut |prompt| {
            let asked = pack.questions.iter_enumerated().find(|(_, question)| question.ask == prompt.ask);
            let pick = asked.map_or(Pick::One(0), |(at, _)| {
                super::question::pick(pack, at, person.get(at).unwrap_or(crate::model::Answer::Unsure))
            });
            let one = effort(prompt, &pick, !met.insert(prompt.kind.sort()));
            if !matches!(prompt.kind, PromptKind::Review(_)) {
                questions += 1;
                (all.asked, all.around) = (all.asked + one.asked, all.around + one.around);
            }
            all.keys += one.keys;
            pick
        }),
    );
    assert!(done.is_some(), "{}: it ends with an answer", pack.id);
    (all, questions)
}

#[test]
fn the_words_and_keys_of_two_people_are_counted() {
    let base = shipped();
    let pack = |id: &str| base.packs.iter().find(|pack| pack.id == id).expect("a shipped pack");
    let (before, after) = (pack("before"), pack("after"));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readme/half_a_millimetre.ron");
    let roller = crate::cli::answers::read(file.as_ref(), before).expect("answers");
    let calm = after.baseline.with(after.question("days").expect("a question"), crate::model::Answer::Number(2.0));
    for (name, pack, person, (words, screens, keys)) in [
        ("before, a 0.5 mm roller", before, &roller, (950, 1_250, 45)),
        ("after, a calm day 2", after, &calm, (600, 825, 30)),
    ] {
        let (effort, questions) = measured(pack, person);
        let all = effort.asked + effort.around;
        eprintln!(
            "{name}: {questions} questions, {} words in questions and answers, {all} on the screens, {} keys",
            effort.asked, effort.keys
        );
        assert!(effort.asked <= words && all <= screens && effort.keys <= keys, "{name}: {effort:?}");
    }
}
