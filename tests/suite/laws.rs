//! The laws, over every person in small packs and over random people in the shipped ones.

use needlewise::engine::Evaluation;
use needlewise::engine::assess;
use needlewise::engine::next_question;
use needlewise::model::logic::Truth;
use needlewise::model::{Answer, Answers, Domain, Level, OptionId, OptionSet, Pack, RuleBase, Ticks};
use needlewise::pack::{Load, load};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::sync::LazyLock;

pub static SHIPPED: LazyLock<RuleBase> = LazyLock::new(|| {
    load(&needlewise::shipped::files(), Load { only: None, cases: true, shipped: true })
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
});

/// Any answer the question takes, "not sure" and silence included.
fn any_answer(domain: &Domain) -> BoxedStrategy<Option<Answer>> {
    let said = match domain {
        Domain::One(choices) => (0..choices.len()).prop_map(|it| Answer::One(OptionId::new(it))).boxed(),
        Domain::Many(choices) => {
            let all = OptionSet::first(choices.len());
            let sets = prop_oneof![2 => Just(0), 2 => (0..choices.len()).prop_map(|it| 1 << it), 1 => any::<u64>()]
                .prop_map(move |set| OptionSet::from_bits(set).intersection(all));
            let (domain, sets) = (domain.clone(), sets);
            (sets.clone(), prop_oneof![3 => Just(OptionSet::EMPTY), 1 => sets])
                .prop_map(move |(ticked, unsure)| domain.many(Ticks::new(ticked, unsure)))
                .boxed()
        }
        Domain::Number(scale) => {
            let (low, high, whole) = (scale.low, scale.high, scale.whole);
            (0.0..=1.0)
                .prop_map(move |it: f64| low + it * (high - low))
                .prop_map(move |it| Answer::Number(if whole { it.round() } else { it }))
                .boxed()
        }
    };
    prop_oneof![8 => said.prop_map(Some), 1 => Just(Some(Answer::Unsure)), 1 => Just(None)].boxed()
}

/// A person near the baseline, so that most of the questions still matter.
fn person(pack: &'static Pack) -> impl Strategy<Value = Answers> {
    let anything: Vec<_> = pack.questions.iter().map(|it| any_answer(&it.domain)).collect();
    (anything, prop::collection::vec(any::<bool>(), pack.questions.len()), 0..5_u8).prop_map(
        move |(answers, keep, odd)| {
            let mut person = pack.baseline.clone();
            for (at, (question, answer)) in pack.questions.keys().zip(answers).enumerate() {
                if odd == 0 || (keep[at] && at % 5 == usize::from(odd)) {
                    person.set(question, answer);
                }
            }
            person
        },
    )
}

fn for_everyone(cases: u32, law: impl Fn(&'static Pack, &Answers) -> Result<(), TestCaseError>) {
    for pack in &SHIPPED.packs {
        let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        runner.run(&person(pack), |it| law(pack, &it)).unwrap_or_else(|err| panic!("{}: {err}", pack.id));
    }
}

#[test]
fn not_sure_or_silent_is_never_safer() {
    for_everyone(150, |pack, person| {
        let level = assess(pack, person).level;
        for question in pack.questions.keys() {
            let domain = &pack.questions[question].domain;
            let doubted = domain.choices().keys().filter_map(|option| match person.get(question) {
                Some(Answer::Many(ticks)) => {
                    let (option, ticked) = (OptionSet::only(option), ticks.ticked());
                    Some(domain.many(Ticks::new(ticked.difference(option), ticks.unsure().union(option))))
                }
                _ => None,
            });
            for unknown in [Some(Answer::Unsure), None].into_iter().chain(doubted.map(Some)) {
                prop_assert!(
                    assess(pack, &person.with(question, unknown)).level >= level,
                    "{}",
                    pack.questions[question].id
                );
            }
        }
        Ok(())
    });
}

#[test]
fn an_answer_that_was_not_asked_for_changes_nothing() {
    for_everyone(500, |pack, person| {
        let relevant = Evaluation::new(pack, person).relevant();
        prop_assert_eq!(assess(pack, &relevant), assess(pack, person));
        Ok(())
    });
}

#[test]
fn the_reasons_of_a_finding_suffice() {
    for_everyone(150, |pack, person| {
        for finding in assess(pack, person).findings {
            let mut bare = pack.silent();
            for question in finding.reasons.iter().map(|reason| &reason.question) {
                bare.set(*question, person.get(*question));
            }
            let again = assess(pack, &bare).findings;
            prop_assert!(
                again.iter().any(|it| it.rule == finding.rule && it.certainty == finding.certainty),
                "{}",
                pack.rules[finding.rule].id
            );
        }
        Ok(())
    });
}

#[test]
fn asking_ends_in_order_and_asks_no_question_twice() {
    for_everyone(300, |pack, person| {
        let mut answers = pack.silent();
        let mut last = None;
        while let Some(question) = next_question(pack, &answers) {
            prop_assert!(last < Some(question));
            last = Some(question);
            answers.set(question, person.get(question).unwrap_or(Answer::Unsure));
        }
        let sheet = Evaluation::new(pack, &answers);
        let emergency = assess(pack, &answers).level == Level::Emergency;
        for question in pack.questions.keys() {
            prop_assert!(emergency || sheet.asked(question) == Truth::False || answers.get(question).is_some());
        }
        Ok(())
    });
}

#[test]
fn the_clear_person_is_clear_and_every_case_is_met() {
    for pack in &SHIPPED.packs {
        let baseline = assess(pack, &pack.baseline);
        assert_eq!((baseline.level, baseline.findings), (Level::Note, Vec::new()), "{}", pack.id);
        for case in &pack.cases {
            let trial = needlewise::pack::cases::run(pack, case);
            assert_eq!(trial.outcome, needlewise::pack::cases::CaseOutcome::Met, "{}: {}", pack.id, case.name);
        }
    }
}

#[test]
fn the_level_alone_is_the_level_of_the_assessment() {
    for_everyone(300, |pack, person| {
        prop_assert_eq!(needlewise::engine::level(pack, person), assess(pack, person).level);
        Ok(())
    });
}
