//! What a person is told beyond their result holds up when it is tried out.

use crate::random_people::{Chance, rules};
use crate::small::{every_answer, everybody, of, pack, question, rule};
use needlewise::engine::Evaluation;
use needlewise::engine::{Certainty, assess};
use needlewise::engine::{WaitEnd, reassessment};
use needlewise::engine::{counterfactuals, impossible, irrelevant, nearest, sensitivity};
use needlewise::model::logic::Truth;
use needlewise::model::{Answer, Answers, Level, OptionId, Pack, QuestionId, RuleId, Ticks};
use needlewise::verify::{LawCode, Spent, verify};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What must not change when a question no longer matters: findings with their certainty, dates, closings.
fn result(pack: &Pack, answers: &Answers) -> impl PartialEq + std::fmt::Debug + use<> {
    let assessment = assess(pack, answers);
    let found: Vec<(RuleId, Certainty)> = assessment.findings.iter().map(|it| (it.rule, it.certainty)).collect();
    (found, assessment.closings.clone(), reassessment(pack, answers, &assessment, jiff::civil::date(2026, 1, 1)))
}

fn somebody(pack: &Pack, chance: &mut Chance, silent: usize) -> Answers {
    let mut answers = pack.silent();
    for question in pack.questions.keys() {
        let all = every_answer(pack, question);
        if chance.below(100) >= silent {
            answers.set(question, all[chance.below(all.len())]);
        }
    }
    answers
}

fn is_ordered(pack: &Pack) -> bool {
    let never: Spent = Arc::new(|| false);
    let report = verify(pack, &never, false);
    let worse = |code| matches!(code, LawCode::WorseMilder | LawCode::WorseHides);
    report.unordered.is_empty() && !report.failed.iter().any(|it| worse(it.code))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_question_that_no_longer_matters_changes_nothing_whatever_is_answered(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let pack = pack(&mut chance);
        let so_far = somebody(&pack, &mut chance, 60);
        for question in irrelevant(&pack, &so_far) {
            for person in everybody(&pack, &so_far) {
                let without = result(&pack, &person.with(question, None));
                prop_assert_eq!(result(&pack, &person), without);
            }
            let emergency = pack.rules.iter().filter(|it| it.level == Level::Emergency);
            prop_assert!(emergency.flat_map(|it| pack.cone(&it.when)).all(|it| it != question));
        }
    }

    #[test]
    fn every_way_to_a_milder_result_works_and_no_part_of_it_does(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let pack = pack(&mut chance);
        let person = somebody(&pack, &mut chance, 5);
        let ways = counterfactuals(&pack, &person);
        prop_assert_eq!(ways.already, assess(&pack, &person).level <= Level::Precaution);
        for way in &ways.ways {
            let changed = way.iter().fold(person.clone(), |it, (question, answer)| it.with(*question, *answer));
            prop_assert!(assess(&pack, &changed).level <= Level::Precaution);
            prop_assert!(impossible(&pack, &changed).is_empty());
            prop_assert!(way.iter().all(|(question, _)| pack.questions[*question].change.is_some()));
        }
        if ways.already || !pack.impossible.is_empty() || !is_ordered(&pack) {
            return Ok(());
        }
        // In a pack where worse is never milder and anything can be, they are all the smallest sets that any answers make work.
        let open: Vec<QuestionId> = pack.questions.keys().filter(|it| pack.questions[*it].change.is_some()).collect();
        let mut works: Vec<BTreeSet<QuestionId>> = Vec::new();
        for mask in 0..1_usize << open.len() {
            let set: BTreeSet<QuestionId> = open.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, it)| *it).collect();
            let freed = set.iter().fold(person.clone(), |it, question| it.with(*question, None));
            let others = person.given().map(|it| it.0).filter(|it| !set.contains(it)).count();
            let silent = pack.questions.len() - others - set.len();
            let people = if silent == 0 { everybody(&pack, &freed) } else { return Ok(()) };
            if people.iter().any(|it| assess(&pack, it).level <= Level::Precaution) {
                works.push(set);
            }
        }
        let smallest: BTreeSet<&BTreeSet<QuestionId>> = works.iter().filter(|set| !works.iter().any(|it| it != *set && it.is_subset(set))).collect();
        let told: Vec<BTreeSet<QuestionId>> = ways.ways.iter().map(|way| way.iter().map(|it| it.0).collect()).collect();
        prop_assert!(ways.complete);
        prop_assert_eq!(told.iter().collect::<BTreeSet<_>>(), smallest);
    }

    #[test]
    fn what_hangs_on_one_answer_is_what_trying_every_other_answer_shows(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let pack = pack(&mut chance);
        let person = somebody(&pack, &mut chance, 0);
        let level = assess(&pack, &person).level;
        let sheet = Evaluation::new(&pack, &person);
        let sensitivities = sensitivity(&pack, &person);
        for sensitivity in &sensitivities {
            prop_assert_eq!(assess(&pack, &person.with(sensitivity.question, sensitivity.instead)).level, sensitivity.level);
            prop_assert!(sensitivity.level > level);
        }
        for question in pack.questions.keys() {
            let known = person.get(question) != Some(Answer::Unsure) && sheet.asked(question) != Truth::False;
            let one_tick = |it: &Answer| match (it, person.get(question)) {
                (Answer::Many(other), Some(Answer::Many(own))) => {
                    pack.questions[question].domain.choices().keys().any(|tick| own.toggled(tick) == *other)
                }
                (it, _) => *it != Answer::Unsure,
            };
            let others = every_answer(&pack, question).into_iter().filter(one_tick);
            let worst = others.map(|it| assess(&pack, &person.with(question, it)).level).max().filter(|it| known && *it > level);
            prop_assert_eq!(sensitivities.iter().find(|it| it.question == question).map(|it| it.level), worst);
        }
    }

    #[test]
    fn the_nearest_miss_makes_the_rule_certain_and_nothing_smaller_does(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let pack = pack(&mut chance);
        let person = somebody(&pack, &mut chance, 0);
        let certain = |it: &Answers| Evaluation::new(&pack, it).truth(&pack.rules[RuleId::new(0)].when) == Truth::True;
        let miss = nearest(&pack, &person, RuleId::new(0));
        prop_assert!(miss.complete);
        prop_assert_eq!(miss.truth == Truth::True, certain(&person));
        let changes = |it: &Answers| pack.questions.keys().filter(|at| it.get(*at) != person.get(*at)).count();
        let fewest = everybody(&pack, &pack.silent()).iter().filter(|it| certain(it)).map(changes).min();
        for near in &miss.changes {
            let changed = near.iter().fold(person.clone(), |it, (question, answer)| it.with(*question, *answer));
            prop_assert!(certain(&changed));
            prop_assert_eq!(Some(near.len()), fewest);
        }
        if miss.truth != Truth::True {
            prop_assert_eq!(miss.changes.is_empty(), fewest.is_none());
        }
    }
}

#[test]
fn every_case_of_the_shipped_packs_gets_sound_advice_in_time() {
    for pack in &rules().packs {
        for case in &pack.cases {
            let ways = counterfactuals(pack, &case.given);
            assert_eq!(ways.already, case.expect <= Level::Precaution, "{}", case.name);
            for way in ways.ways {
                let changed = way.iter().fold(case.given.clone(), |it, (question, answer)| it.with(*question, *answer));
                assert!(assess(pack, &changed).level <= Level::Precaution, "{}", case.name);
            }
        }
    }
}

#[test]
fn a_wait_is_told_to_the_day_however_long_and_not_told_where_the_calendar_ends() {
    let told = |unit: &str, until: u32| {
        let number = format!("answer: Number(unit: \"{unit}\", range: 0..=1000000, worse: lower)");
        let wait = format!("wait: until(n, {until})");
        let pack = of(&[question("n", &number), rule("r", "deferral", &format!("under(n, {until})"), &wait)]);
        let answers = pack.silent().with(QuestionId::new(0), Answer::Number(0.0));
        let reassessment = reassessment(&pack, &answers, &assess(&pack, &answers), jiff::civil::date(2026, 1, 1));
        reassessment.expect("there is a wait").waits[0].1.clone()
    };
    assert_eq!(told("days", 20_000), WaitEnd::On(jiff::civil::date(2080, 10, 4)));
    assert_eq!(told("weeks", 10_000), WaitEnd::On(jiff::civil::date(2217, 8, 28)));
    assert_eq!(told("months", 12_000), WaitEnd::On(jiff::civil::date(3026, 1, 1)));
    let never = |event: &str| WaitEnd::After { event: event.to_owned(), days: 0 };
    assert_eq!(told("months", 1_000_000), never("1000000 months have passed"));
    assert_eq!(told("weeks", 1_000_000), never("1000000 weeks have passed"));
}

#[test]
fn a_long_chain_of_questions_is_looked_through_once() {
    let mut statements = vec![question("q0", "answer: YesNo"), question("q1", "answer: YesNo")];
    for at in 2..80 {
        let ask_if = format!("answer: YesNo, ask_if: any([is(q{}, yes), is(q{}, yes)])", at - 1, at - 2);
        statements.push(question(&format!("q{at}"), &ask_if));
    }
    statements.push(rule("r", "precaution", "is(q79, yes)", ""));
    let pack = of(&statements);
    let answers = pack.questions.keys().fold(pack.silent(), |it, question| it.with(question, Answer::Unsure));
    let answers = answers.with(QuestionId::new(3), None);
    assert!(irrelevant(&pack, &answers).is_empty());
}

#[test]
fn a_search_that_was_cut_off_does_not_say_that_nothing_makes_a_rule_certain() {
    let ticks = |count: usize| (0..count).map(|it| format!("o{it}: \"O\"")).collect::<Vec<_>>().join(", ");
    let all = |question: &str, count: usize| -> Vec<String> {
        (0..count).map(|it| format!("has({question}, o{it})")).collect()
    };
    for (questions, count) in [(3, 6), (1, 7), (6, 1)] {
        let ids: Vec<String> = (0..questions).map(|it| format!("q{it}")).collect();
        let mut statements: Vec<String> =
            ids.iter().map(|id| question(id, &format!("answer: Many({{ {} }})", ticks(count)))).collect();
        let wanted: Vec<String> = ids.iter().flat_map(|id| all(id, count)).collect();
        statements.push(rule("r", "precaution", &format!("all([{}])", wanted.join(", ")), ""));
        let pack = of(&statements);
        let nothing =
            pack.questions.keys().fold(pack.silent(), |it, question| it.with(question, Answer::Many(Ticks::NONE)));
        let miss = nearest(&pack, &nothing, RuleId::new(0));
        assert!(miss.changes.is_empty() && !miss.complete, "{questions} questions of {count} ticks: {miss:?}");
    }
    let statements = [question("q", "answer: YesNo"), rule("r", "precaution", "all([is(q, yes), is(q, no)])", "")];
    let pack = of(&statements);
    let miss = nearest(&pack, &pack.baseline, RuleId::new(0));
    assert!(miss.changes.is_empty() && miss.complete, "{miss:?}");
}

#[test]
fn the_change_that_is_named_is_the_least_that_will_do() {
    let number =
        |worse: &str| format!("answer: Number(unit: \"mm\", range: 0.0..=3.0, worse: {worse}), change: device");
    let one = "answer: One({ a: \"A\", b: \"B\", c: \"C\", d: \"D\" }), change: device";
    for (answer, found, said, least) in [
        (number("higher"), "over(q, 0.5)", Answer::Number(2.0), Answer::Number(0.5)),
        (number("lower"), "under(q, 1.5)", Answer::Number(1.0), Answer::Number(1.5)),
        (one.to_owned(), "any([is(q, c), is(q, d)])", Answer::One(OptionId::new(3)), Answer::One(OptionId::new(1))),
    ] {
        let pack = of(&[question("q", &answer), rule("r", "contraindication", found, "")]);
        let question = pack.question("q").expect("it is there");
        let ways = counterfactuals(&pack, &pack.baseline.with(question, said));
        assert_eq!(ways.ways, [vec![(question, least)]], "{found}");
    }
}
