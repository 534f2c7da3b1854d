//! Two evaluators, one meaning.

use crate::random_people::{Chance, people, rules};
use needlewise::batch::bit_slice::BitSlice;
use needlewise::engine::{Certainty, assess};
use needlewise::model::logic::Condition;
use needlewise::model::{AnswerTest, Answers, Domain, Fact, OptionId, Pack, QuestionId, Rule, RuleId, When};

/// A million in all, over every shipped pack, unless told otherwise.
fn sheets() -> usize {
    std::env::var("NEEDLEWISE_SHEETS").ok().and_then(|it| it.parse().ok()).unwrap_or(1_000_000)
}

fn same(pack: &Pack, people: &[Answers]) {
    BitSlice::new(pack).each(people, |number, verdict| {
        let sheet = &people[number];
        let expected = assess(pack, sheet);
        let mut rules: Vec<(RuleId, Certainty)> = expected.findings.iter().map(|it| (it.rule, it.certainty)).collect();
        rules.sort_unstable();
        assert_eq!(verdict.rules().collect::<Vec<_>>(), rules, "{}: {sheet:?}", pack.id);
        assert_eq!(verdict.level, expected.level, "{}: {sheet:?}", pack.id);
        assert_eq!(verdict.risks, expected.risks.raw, "{}: {sheet:?}", pack.id);
    });
}

#[test]
fn the_compiled_rules_say_what_the_reference_says_for_a_million_people() {
    let base = rules();
    let share = sheets().div_ceil(base.packs.len());
    std::thread::scope(|scope| {
        for half in 0..2 {
            let packs = base.packs.iter().enumerate().filter(move |(at, _)| at % 2 == half);
            scope.spawn(move || {
                for (at, pack) in packs {
                    for part in 0..share.div_ceil(10_000) {
                        same(pack, &people(pack, 10_000.min(share - part * 10_000), (at * 1_000 + part) as u64));
                    }
                }
            });
        }
    });
}

#[test]
fn the_compiled_rules_say_what_the_reference_says_for_rules_nobody_wrote() {
    let base = rules();
    let pack = base.packs.into_iter().max_by_key(|it| it.questions.len()).expect("there are packs");
    let mut pack = pack;
    let mut chance = Chance(7);
    for _ in 0..200 {
        for at in pack.questions.keys() {
            pack.questions[at].ask_if = if at.place() == 0 || chance.below(3) > 0 {
                When::always()
            } else {
                condition(&pack, at.place(), 2, &mut chance)
            };
        }
        let template = pack.rules[RuleId::new(0)].clone();
        let rules = (0..70).map(|_| Rule {
            when: condition(&pack, pack.questions.len(), 3, &mut chance),
            level: needlewise::model::Level::ALL[chance.below(7)],
            risks: pack.risks.keys().filter(|_| chance.below(3) == 0).collect(),
            ..template.clone()
        });
        pack.rules = rules.collect();
        pack.closings.clear();
        let seed = chance.bits();
        same(&pack, &people(&pack, 100, seed));
    }
}

/// Any condition over the questions before this one.
fn condition(pack: &Pack, before: usize, depth: usize, chance: &mut Chance) -> When {
    let parts = |chance: &mut Chance| -> Vec<When> {
        let count = chance.below(4);
        (0..count).map(|_| condition(pack, before, depth - 1, chance)).collect()
    };
    match if depth == 0 { 0 } else { chance.below(6) } {
        1 => Condition::All(parts(chance)),
        2 => Condition::Any(parts(chance)),
        3 => Condition::AtLeast(chance.below(4), parts(chance)),
        4 => Condition::Not(Box::new(condition(pack, before, depth - 1, chance))),
        _ => {
            let question = QuestionId::new(chance.below(before));
            let test = match &pack.questions[question].domain {
                Domain::One(choices) => AnswerTest::Is(OptionId::new(chance.below(choices.len()))),
                Domain::Many(choices) => AnswerTest::Has(OptionId::new(chance.below(choices.len()))),
                Domain::Number(scale) if chance.below(2) == 0 => {
                    AnswerTest::Under(scale.usual + [0.0, 1.0, 2.0][chance.below(3)])
                }
                Domain::Number(scale) => AnswerTest::Over(scale.usual - [0.0, 1.0, 2.0][chance.below(3)]),
            };
            Condition::Fact(Fact { question, test })
        }
    }
}
