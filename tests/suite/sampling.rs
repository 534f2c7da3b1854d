//! The promises and the laws, for a hundred thousand people of each pack.

use crate::people::rules;
use crate::random_people::{Chance, people};
use needlewise::engine::Evaluation;
use needlewise::engine::next_question;
use needlewise::engine::{Assessment, assess, impossible};
use needlewise::model::logic::Truth;
use needlewise::model::{Answer, Answers, Direction, Domain, OptionId, OptionSet, Pack, QuestionId, Ticks};

/// How many people of each pack, unless told otherwise.
fn count() -> usize {
    std::env::var("NEEDLEWISE_PEOPLE").ok().and_then(|it| it.parse().ok()).unwrap_or(100_000)
}

/// Whether everything found before is found again, at least as serious.
fn covers(after: &Assessment, before: &Assessment) -> bool {
    after.level >= before.level && after.risks.iter().zip(&before.risks).all(|(a, b)| a >= b)
}

#[test]
fn a_hundred_thousand_people_of_each_pack_keep_every_promise_and_law() {
    let base = rules();
    std::thread::scope(|scope| {
        for half in 0..2 {
            let packs = &base.packs;
            scope.spawn(move || {
                let mut chance = Chance(half);
                for pack in packs {
                    for part in 0..count().div_ceil(20_000) {
                        for person in people(pack, 10_000, half + 2 * part as u64) {
                            let found = assess(pack, &person);
                            promises_hold(pack, &person, &found);
                            not_sure_and_silence_are_never_milder(pack, &person, &found, &mut chance);
                            what_is_not_asked_never_counts(pack, &person, &found);
                            reasons_suffice(pack, &person, &found, &mut chance);
                            a_worse_answer_is_never_milder(pack, &person, &found, &mut chance);
                        }
                    }
                }
            });
        }
    });
}

/// Whoever may be meant by a promise gets what it says.
fn promises_hold(pack: &Pack, person: &Answers, found: &Assessment) {
    let sheet = Evaluation::new(pack, person);
    for promise in pack.promises.iter().filter(|it| sheet.truth(&it.when) != Truth::False) {
        let kept = promise.at_least.is_none_or(|it| found.level >= it)
            && promise.finds.iter().all(|rule| found.findings.iter().any(|it| it.rule == *rule));
        assert!(kept, "{}: \"{}\" is broken by {person:?}", pack.id, promise.name);
    }
}

fn not_sure_and_silence_are_never_milder(pack: &Pack, person: &Answers, found: &Assessment, chance: &mut Chance) {
    let question = QuestionId::new(chance.below(pack.questions.len()));
    let vaguer = match (chance.below(3), person.get(question)) {
        (0, _) => None,
        (1, Some(Answer::Many(ticks))) => {
            let doubted = OptionSet::from_bits(chance.bits());
            let unsure = ticks.unsure().union(ticks.ticked().intersection(doubted));
            Some(pack.questions[question].domain.many(Ticks::new(ticks.ticked().difference(doubted), unsure)))
        }
        _ => Some(Answer::Unsure),
    };
    let again = assess(pack, &person.with(question, vaguer));
    assert!(covers(&again, found), "{}: not sure of `{}`: {person:?}", pack.id, pack.questions[question].id);
}

fn what_is_not_asked_never_counts(pack: &Pack, person: &Answers, found: &Assessment) {
    let relevant = Evaluation::new(pack, person).relevant();
    assert_eq!(*found, assess(pack, &relevant), "{}: {person:?}", pack.id);
}

/// Keep only the answers a finding names, and it still stands.
fn reasons_suffice(pack: &Pack, person: &Answers, found: &Assessment, chance: &mut Chance) {
    if found.findings.is_empty() {
        return;
    }
    let finding = &found.findings[chance.below(found.findings.len())];
    let mut told = pack.silent();
    for question in finding.reasons.iter().map(|reason| &reason.question) {
        told.set(*question, person.get(*question));
    }
    let again = assess(pack, &told);
    let stands = again.findings.iter().any(|it| it.rule == finding.rule && it.certainty == finding.certainty);
    assert!(stands, "{}: `{}` for {person:?}", pack.id, pack.rules[finding.rule].id);
}

fn a_worse_answer_is_never_milder(pack: &Pack, person: &Answers, found: &Assessment, chance: &mut Chance) {
    let question = QuestionId::new(chance.below(pack.questions.len()));
    let it = &pack.questions[question];
    let Some(answer) = person.get(question) else { return };
    let (None, Some(worse)) = (&it.unordered, worse(&it.domain, answer, chance)) else { return };
    let person = person.with(question, worse);
    // The law speaks of people who can be.
    if !impossible(pack, &person).is_empty() {
        return;
    }
    let after = assess(pack, &person);
    assert!(covers(&after, found), "{}: `{}` made worse: {person:?}", pack.id, it.id);
}

/// The same answer, one step worse, if there is one.
fn worse(domain: &Domain, answer: Answer, chance: &mut Chance) -> Option<Answer> {
    match (domain, answer) {
        (Domain::One(choices), Answer::One(it)) => choices.keys().nth(it.place() + 1).map(Answer::One),
        (Domain::Many(choices), Answer::Many(ticks)) => {
            let more = OptionSet::only(OptionId::new(chance.below(choices.len()))).difference(ticks.unsure());
            (!more.is_subset(ticks.ticked())).then(|| Answer::Many(ticks.and(more.into())))
        }
        (Domain::Number(scale), Answer::Number(it)) => {
            let step = if scale.whole { 1.0 } else { 0.05 };
            let worse = if scale.worse == Direction::Higher { it + step } else { it - step };
            (scale.low..=scale.high).contains(&worse).then_some(Answer::Number(worse))
        }
        _ => None,
    }
}

#[test]
fn asking_goes_forward_and_ends() {
    let base = rules();
    for pack in &base.packs {
        for person in people(pack, 1_000, 3) {
            let (mut answers, mut last) = (pack.silent(), None);
            while let Some(question) = next_question(pack, &answers) {
                assert!(last < Some(question), "{}: asked again or backwards", pack.id);
                last = Some(question);
                answers.set(question, person.get(question).unwrap_or(Answer::Unsure));
            }
        }
    }
}
