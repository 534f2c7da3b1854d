//! The way through every shipped pack, forwards and back.

use super::{Ended, Interview, Keep, Way};
use crate::cli::prompt::{Asker, Halt, Instead, Kind, Pick, Plain, Prompt};
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

    fn below(&mut self, _: &[String]) -> Result<Option<usize>, Halt> {
        Ok(None)
    }
}

fn shipped() -> RuleBase {
    crate::pack::load(&crate::shipped::files(), crate::pack::Load { only: None, cases: false, shipped: true })
        .expect("the rules load")
}

fn interview(pack: &Pack, asker: &mut dyn Asker) -> Option<Answers> {
    let skip = |answers: &Answers| irrelevant(pack, answers);
    let way = Way { pack, skip: &skip };
    let ended = Interview { way, terms: &[], asker, keep: &mut Nowhere }.run(pack.silent()).expect("it ends");
    if let Ended::Done(answers) = ended { Some(answers) } else { None }
}

/// Any answer at all to a prompt.
fn any_pick(prompt: &Prompt, chance: &mut fastrand::Rng) -> Pick {
    match prompt.kind {
        _ if chance.u8(..) < 24 => Pick::Unsure,
        Kind::One(labels) => Pick::One(chance.usize(..labels.len())),
        Kind::Many(labels) => Pick::Many((0..labels.len()).filter(|_| chance.u8(..) < 48).collect()),
        Kind::Number(takes) => {
            let typed = (0..400).map(f64::from).filter(|number| takes.takes(*number));
            Pick::Number(chance.choice(typed.collect::<Vec<f64>>()).expect("a number fits"))
        }
        Kind::Review(_) => Pick::One(0),
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
                if matches!(prompt.kind, Kind::Review(_)) {
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
                (Kind::Review(lines), 0) => {
                    reviews = 1;
                    opened = Some(chance.usize(1..lines.len()));
                    Pick::One(opened.expect("a line"))
                }
                (Kind::Review(_), _) => Pick::One(0),
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
fn for_an_ordinary_person_the_whole_is_known_from_the_first_question() {
    for pack in &shipped().packs {
        let mut totals = Vec::new();
        interview(
            pack,
            &mut Scripted(&mut |prompt| {
                totals.extend(prompt.progress.map(|progress| progress.of));
                match prompt.kind {
                    Kind::Number(_) => {
                        let asked = pack.questions.iter_enumerated().find(|(_, question)| question.ask == prompt.ask);
                        let (at, _) = asked.expect("a question");
                        super::question::pick(pack, at, pack.baseline.get(at).expect("an answer"))
                    }
                    _ => prompt.ordinary.clone().unwrap_or(Pick::Unsure),
                }
            }),
        );
        assert!(totals.iter().all(|total| *total == totals.len()), "{}: {totals:?}", pack.id);
    }
}

/// Enter alone wherever it is taken; "not sure" where it is not.
#[test]
fn enter_alone_never_claims_more_than_the_ordinary() {
    for pack in &shipped().packs {
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
                assert!(prompt.instead.contains(&Instead::Unsure) || matches!(prompt.kind, Kind::Review(_)));
                pick
            }),
        );
        let unsure = answers.expect("it ends").given().filter(|(_, it)| *it == crate::model::Answer::Unsure).count();
        assert_eq!(unsure, silent, "{}", pack.id);
    }
}
