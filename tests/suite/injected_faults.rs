//! Faults of each kind, injected into copies of the shipped packs, are found; and the shipped packs have none.

use crate::random_people::rules;
use needlewise::model::logic::Condition;
use needlewise::model::{
    AnswerTest, Answers, Choice, ClosingId, Direction, Domain, Fact, Level, OptionId, Pack, Promise, QuestionId,
    RuleId, Scale, Wait, When,
};
use needlewise::verify::{LawCode, Spent, VerifyReport, verify};
use std::sync::Arc;

fn prove(pack: &Pack) -> VerifyReport {
    let never: Spent = Arc::new(|| false);
    verify(pack, &never, false)
}

fn shipped(id: &str) -> Pack {
    rules().packs.into_iter().find(|it| it.id == id).expect("it is shipped")
}

/// Each code that fails, with the messages.
fn failures(pack: &Pack) -> Vec<(LawCode, String)> {
    prove(pack).failed.into_iter().map(|it| (it.code, it.message)).collect()
}

#[track_caller]
fn found(pack: &Pack, code: LawCode, word: &str) {
    let failures = failures(pack);
    assert!(failures.iter().any(|it| it.0 == code && it.1.contains(word)), "{code:?} {word}: {failures:?}");
}

fn nobody() -> When {
    Condition::Any(Vec::new())
}

#[test]
fn every_law_is_proved_for_every_shipped_pack() {
    for pack in &rules().packs {
        let report = prove(pack);
        assert!(
            report.failed.is_empty() && report.open.is_empty(),
            "{}: {:?} {:?}",
            pack.id,
            report.failed,
            report.open
        );
    }
}

#[test]
fn rules_that_cannot_fire_always_fire_or_are_covered_are_found() {
    for id in ["before", "after"] {
        let pack = shipped(id);
        for at in [0, pack.rules.len() / 2, pack.rules.len() - 1].map(RuleId::new) {
            let mut broken = pack.clone();
            let when = broken.rules[at].when.clone();
            broken.rules[at].when = Condition::All(vec![when.clone(), Condition::Not(Box::new(when.clone()))]);
            found(&broken, LawCode::RuleNever, &broken.rules[at].id);

            broken.rules[at].when = When::always();
            found(&broken, LawCode::RuleAlways, &broken.rules[at].id);
            found(&broken, LawCode::BaselineFound, &broken.rules[at].id);

            broken.rules[at].when = when.clone();
            let mut narrow = broken.rules[at].clone();
            narrow.id = "injected".to_owned();
            let other = broken.rules[RuleId::new((at.place() + 7) % broken.rules.len())].when.clone();
            narrow.when = Condition::All(vec![when, Condition::Not(Box::new(other))]);
            broken.rules.push(narrow);
            found(&broken, LawCode::RuleCovered, "injected");
        }
    }
}

#[test]
fn questions_options_levels_and_closings_that_are_idle_are_found() {
    let pack = shipped("before");
    let mut broken = pack.clone();
    let at = broken.questions.last_key().expect("there are questions");
    broken.questions[at].ask_if = nobody();
    found(&broken, LawCode::QuestionNever, &broken.questions[at].id);

    let choice = || Choice { id: "injected".to_owned(), label: "Injected".to_owned() };
    for at in pack.questions.keys() {
        let mut broken = pack.clone();
        match &mut broken.questions[at].domain {
            Domain::Many(choices) if choices.len() < 64 && at.place() % 5 == 0 => choices.push(choice()),
            _ => continue,
        }
        found(&broken, LawCode::OptionIdle, "`injected`");
    }

    let mut broken = pack.clone();
    let mut idle = broken.questions[QuestionId::new(0)].clone();
    idle.id = "injected".to_owned();
    let unit = "mm".to_owned();
    idle.domain =
        Domain::Number(Scale { unit, low: 0.0, high: 9.0, whole: true, worse: Direction::Higher, usual: 0.0 });
    idle.ask_if = When::always();
    broken.questions.push(idle);
    found(&broken, LawCode::QuestionIdle, "`injected`");

    let mut broken = shipped("after");
    let worst = broken.rules.iter().find(|it| it.level == Level::Emergency).expect("there is one").when.clone();
    for rule in broken.rules.iter_mut().filter(|it| it.level == Level::Urgent) {
        rule.when = Condition::All(vec![rule.when.clone(), worst.clone()]);
    }
    found(&broken, LawCode::LevelNever, "urgent");

    let mut broken = pack;
    broken.closings[ClosingId::new(0)].when = nobody();
    found(&broken, LawCode::ClosingNever, &broken.closings[ClosingId::new(0)].id);
}

#[test]
fn a_worse_answer_that_lowers_the_level_or_hides_a_question_is_found() {
    let pack = shipped("before");
    let single = pack.rules.position(|it| matches!(it.when, Condition::Fact(Fact { test: AnswerTest::Has(_), .. })));
    let at = single.expect("some rule looks at one tick");
    let mut broken = pack.clone();
    broken.rules[at].when = Condition::Not(Box::new(broken.rules[at].when.clone()));
    let question = broken.rules[at].when.facts()[0].question;
    found(&broken, LawCode::WorseMilder, &format!("`{}`", broken.questions[question].id));

    // The same, said to have no order, is left out of the law and listed.
    broken.questions[question].unordered = Some("injected".to_owned());
    let report = prove(&broken);
    assert!(!report.failed.iter().any(|it| it.code == LawCode::WorseMilder), "{:?}", report.failed);
    assert!(report.unordered.contains(&question));

    let mut hidden = 0;
    for at in pack.questions.keys() {
        let Condition::Fact(opener) = pack.questions[at].ask_if else { continue };
        let mut broken = pack.clone();
        broken.questions[at].ask_if = Condition::Not(Box::new(Condition::Fact(opener)));
        let word = format!("`{}` hides", broken.questions[opener.question].id);
        hidden += usize::from(failures(&broken).iter().any(|it| it.0 == LawCode::WorseHides && it.1.contains(&word)));
        if hidden == 3 {
            return;
        }
    }
    panic!("only {hidden} hidden questions were found");
}

#[test]
fn promises_that_do_not_hold_or_are_about_nobody_are_found() {
    let mut broken = shipped("before");
    let mut promise = |name: &str, when: When, at_least, finds| {
        broken.promises.push(Promise {
            name: name.to_owned(),
            when,
            at_least,
            finds,
            place: needlewise::model::SourcePlace::default(),
        });
    };
    promise("everybody is told to wait", When::always(), Some(Level::Deferral), Vec::new());
    promise("everybody has the first finding", When::always(), None, vec![RuleId::new(0)]);
    promise("nobody at all", nobody(), Some(Level::Urgent), Vec::new());
    found(&broken, LawCode::PromiseBroken, "everybody is told to wait");
    found(&broken, LawCode::PromiseBroken, "everybody has the first finding");
    found(&broken, LawCode::PromiseIdle, "nobody at all");
}

#[test]
fn a_wait_that_is_a_day_off_is_found_and_so_is_asking_without_end() {
    let pack = shipped("before");
    for at in pack.rules.keys() {
        let Some(Wait::Until(question, n)) = pack.rules[at].wait else { continue };
        let id = &pack.rules[at].id;
        let mut broken = pack.clone();
        broken.rules[at].wait = Some(Wait::Until(question, n - 1.0));
        found(&broken, LawCode::WaitTooShort, id);
        broken.rules[at].wait = Some(Wait::Until(question, n + 1.0));
        found(&broken, LawCode::WaitTooLong, id);
    }
    let mut broken = pack;
    let question = QuestionId::new(3);
    broken.questions[question].ask_if = Condition::Fact(Fact { question, test: AnswerTest::Is(OptionId::new(0)) });
    found(&broken, LawCode::AskingEnds, &broken.questions[question].id);
}

#[test]
fn the_person_shown_is_plain_and_the_evaluator_agrees() {
    let mut broken = shipped("before");
    let at = broken.promises.position(|it| it.at_least.is_some()).expect("there is one");
    broken.promises[at].at_least = Some(Level::Emergency);
    let report = prove(&broken);
    let failure = report.failed.iter().find(|it| it.code == LawCode::PromiseBroken).expect("it fails");
    let person: &Answers = failure.person.as_ref().expect("somebody is shown");
    assert!(needlewise::engine::assess(&broken, person).level < Level::Emergency);
    let odd = broken.questions.keys().filter(|it| person.get(*it) != broken.baseline.get(*it));
    assert!(odd.count() <= 2, "{}", needlewise::pack::unparse::given(&broken, person));
}
