//! What `verify` says of a small pack is what asking everybody says.

use crate::random_people::Chance;
use crate::small::{every_answer, everybody, pack};
use needlewise::engine::Evaluation;
use needlewise::engine::{Assessment, Certainty, assess, impossible};
use needlewise::model::logic::Truth;
use needlewise::model::{Answer, Answers, Direction, Domain, Level, OptionId, Pack, QuestionId, RuleId, Wait};
use needlewise::verify::{Spent, VerifyReport, verify};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use typed_index_collections::TiVec;

fn never() -> Spent {
    Arc::new(|| false)
}

struct Person {
    answers: Answers,
    assessment: Assessment,
    asked: TiVec<QuestionId, bool>,
}

impl Person {
    fn new(pack: &Pack, answers: Answers) -> Person {
        let sheet = Evaluation::new(pack, &answers);
        let asked = pack.questions.keys().map(|it| sheet.asked(it) != Truth::False).collect();
        drop(sheet);
        Person { assessment: assess(pack, &answers), asked, answers }
    }

    fn found(&self, rule: RuleId) -> bool {
        self.assessment.findings.iter().any(|it| it.rule == rule)
    }

    fn certain(&self, rule: RuleId) -> bool {
        self.assessment.findings.iter().any(|it| it.rule == rule && it.certainty == Certainty::Certain)
    }

    fn milder_than(&self, other: &Person) -> bool {
        let (a, b) = (&self.assessment, &other.assessment);
        a.level < b.level || a.risks.iter().zip(&b.risks).any(|(a, b)| a < b)
    }

    fn differs(&self, other: &Person) -> bool {
        let found = |it: &Person| it.assessment.findings.iter().map(|it| it.rule).collect::<BTreeSet<_>>();
        found(self) != found(other) || self.assessment.closings != other.assessment.closings
    }
}

fn worse(pack: &Pack, question: QuestionId, a: Answer, b: Answer) -> bool {
    match (&pack.questions[question].domain, a, b) {
        (_, Answer::One(a), Answer::One(b)) => a < b,
        (_, Answer::Many(a), Answer::Many(b)) => a != b && a.unsure() == b.unsure() && a.ticked().is_subset(b.ticked()),
        (Domain::Number(scale), Answer::Number(a), Answer::Number(b)) => {
            if scale.worse == Direction::Higher {
                a < b
            } else {
                a > b
            }
        }
        _ => false,
    }
}

/// Every fault of a pack, by asking everybody.
#[expect(clippy::too_many_lines, reason = "one loop for each law, side by side with the others")]
fn faults(pack: &Pack) -> BTreeSet<String> {
    let anybody = everybody(pack, &pack.silent());
    let possible = |answers: &Answers| impossible(pack, answers).is_empty();
    let people = anybody.iter().filter(|answers| possible(answers)).cloned();
    let people: Vec<Person> = people.map(|answers| Person::new(pack, answers)).collect();
    let mut faults = BTreeSet::new();
    let rules = pack.rules.keys();
    for (at, rule) in pack.rules.iter_enumerated() {
        let id = &rule.id;
        if !people.iter().any(|it| it.certain(at)) {
            faults.insert(format!("rule-never: `{id}` can never be certain"));
        }
        if people.iter().all(|it| it.found(at)) {
            faults.insert(format!("rule-always: `{id}` is found for everybody"));
        }
        if let Some(Wait::Until(question, n)) = rule.wait {
            let name = &pack.questions[question].id;
            for person in people.iter().filter(|it| it.found(at)) {
                let Some(Answer::Number(passed)) = person.answers.get(question) else { continue };
                if passed >= n {
                    faults.insert(format!("wait-too-short: `{id}` is still found when `{name}` has reached {n}"));
                    continue;
                }
                let day_before = person.answers.with(question, Answer::Number(n - 1.0));
                if possible(&day_before) && !Person::new(pack, day_before).found(at) {
                    faults.insert(format!("wait-too-long: `{id}` is over before `{name}` has reached {n}"));
                }
            }
        }
    }
    let covers = |rule: RuleId, by: RuleId| {
        let (a, b) = (&pack.rules[rule], &pack.rules[by]);
        let stands_in = rule != by && b.level >= a.level && a.risks.iter().all(|it| b.risks.contains(it));
        stands_in && people.iter().any(|it| it.certain(rule)) && people.iter().all(|it| !it.found(rule) || it.found(by))
    };
    for (rule, by) in rules.clone().flat_map(|rule| rules.clone().map(move |by| (rule, by))) {
        if covers(rule, by) && !(by < rule && covers(by, rule)) {
            let (a, b) = (&pack.rules[rule], &pack.rules[by]);
            faults.insert(format!(
                "rule-covered: `{}` ({}) is found only where `{}` ({}) is found too",
                a.id, a.level, b.id, b.level
            ));
        }
    }
    for level in
        Level::ALL.into_iter().filter(|it| *it != Level::Note && pack.rules.iter().any(|rule| rule.level == *it))
    {
        if !people.iter().any(|it| it.assessment.level == level) {
            faults.insert(format!("level-never: {level} is never the result, though rules have this level"));
        }
    }
    if people.iter().all(|it| it.assessment.closings.is_empty()) {
        faults.insert("closing-never: the closing `c` is never shown".to_owned());
    }
    for promise in &pack.promises {
        let name = &promise.name;
        let spoken_of: Vec<&Person> =
            people.iter().filter(|it| Evaluation::new(pack, &it.answers).truth(&promise.when) == Truth::True).collect();
        let about = |answers: &Answers| Evaluation::new(pack, answers).truth(&promise.when) == Truth::True;
        if !anybody.iter().any(about) {
            faults.insert(format!("promise-idle: the promise \"{name}\" is about nobody"));
        } else if spoken_of.is_empty() {
            faults.insert(format!("promise-emptied: the promise \"{name}\" is about nobody but people who cannot be"));
        }
        if let Some(level) = promise.at_least.filter(|level| spoken_of.iter().any(|it| it.assessment.level < *level)) {
            faults.insert(format!("promise-broken: the promise \"{name}\" does not hold: the level is below {level}"));
        }
        for rule in promise.finds.iter().filter(|rule| spoken_of.iter().any(|it| !it.found(**rule))) {
            faults.insert(format!(
                "promise-broken: the promise \"{name}\" does not hold: `{}` is not found",
                pack.rules[*rule].id
            ));
        }
    }
    for (at, stated) in pack.impossible.iter_enumerated() {
        if !anybody.iter().any(|answers| impossible(pack, answers).contains(&at)) {
            faults.insert(format!("impossible-idle: nobody could ever be told \"{}\"", stated.say));
        }
    }
    for (at, question) in pack.questions.iter_enumerated() {
        let id = &question.id;
        if !people.iter().any(|it| it.asked[at]) {
            faults.insert(format!("question-never: `{id}` is never asked"));
        }
        let mut matters = BTreeSet::new();
        for person in &people {
            let Some(answer) = person.answers.get(at).filter(|it| *it != Answer::Unsure) else { continue };
            for instead in every_answer(pack, at).into_iter().filter(|it| *it != answer && *it != Answer::Unsure) {
                let other = person.answers.with(at, instead);
                if !possible(&other) {
                    continue;
                }
                let other = Person::new(pack, other);
                if person.differs(&other) {
                    match (answer, instead) {
                        (Answer::One(it), _) => {
                            matters.insert(it);
                        }
                        (Answer::Many(a), Answer::Many(b)) if a.is_sure() && b.is_sure() => {
                            let apart = a.ticked().symmetric_difference(b.ticked());
                            matters.extend(apart.iter().filter(|_| apart.len() == 1));
                        }
                        (Answer::Number(_), _) => {
                            matters.insert(OptionId::new(0));
                        }
                        _ => (),
                    }
                }
                if question.unordered.is_none() && worse(pack, at, answer, instead) && other.milder_than(person) {
                    let hides = pack.questions.keys().any(|it| person.asked[it] && !other.asked[it]);
                    faults.insert(if hides {
                        format!(
                            "worse-hides: a worse answer to `{id}` hides a question that would have raised the level"
                        )
                    } else {
                        format!("worse-milder: a worse answer to `{id}` lowers the level or a risk")
                    });
                }
            }
        }
        if matters.is_empty() && matches!(question.domain, Domain::Number(_)) {
            faults.insert(format!("question-idle: no number answered to `{id}` makes a difference"));
        }
        let idle = question.domain.choices().iter_enumerated().filter(|(option, _)| !matters.contains(option));
        for it in idle.map(|(_, it)| &it.id) {
            faults.insert(match question.domain {
                Domain::One(_) => format!("option-idle: `{it}` as an answer to `{id}` never makes a difference"),
                _ => format!("option-idle: a tick of `{it}` in `{id}` never makes a difference"),
            });
        }
    }
    for finding in assess(pack, &pack.baseline).findings {
        faults.insert(format!("baseline: `{}` is found for the baseline", pack.rules[finding.rule].id));
    }
    faults
}

fn said(report: &VerifyReport) -> BTreeSet<String> {
    report.failed.iter().map(|it| format!("{}: {}", it.code.word(), it.message)).collect()
}

/// Of the rules that cover one rule, `verify` names one: which rules are covered, and everything else that is said.
fn covered(faults: &BTreeSet<String>) -> BTreeSet<&str> {
    faults.iter().map(|it| it.split_once(" is found only").map_or(it.as_str(), |(rule, _)| rule)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verify_finds_exactly_the_faults_that_asking_everybody_finds(seed in any::<u64>()) {
        let pack = pack(&mut Chance(seed));
        let report = verify(&pack, &never(), true);
        prop_assert!(report.open.is_empty());
        let (said, faults) = (said(&report), faults(&pack));
        prop_assert_eq!(covered(&said), covered(&faults));
        let more: Vec<&String> = said.difference(&faults).collect();
        prop_assert!(more.is_empty(), "{more:?}");
    }
}

/// The fewest answers unlike the baseline among those who fit.
fn fewest(pack: &Pack, people: &[Person], fits: impl Fn(&Person) -> bool) -> Option<usize> {
    people.iter().filter(|it| fits(it)).map(|it| odd(pack, &it.answers)).min()
}

fn odd(pack: &Pack, answers: &Answers) -> usize {
    pack.questions.keys().filter(|it| answers.get(*it) != pack.baseline.get(*it)).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_shows_with_fewer_answers_what_a_witness_shows(seed in any::<u64>()) {
        let pack = pack(&mut Chance(seed));
        let people: Vec<Person> =
            everybody(&pack, &pack.silent()).into_iter().filter(|it| impossible(&pack, it).is_empty()).map(|it| Person::new(&pack, it)).collect();
        let mut met = 0;
        for it in verify(&pack, &never(), true).witnesses {
            prop_assert!(it.shortest);
            let rule = pack.rules.position(|rule| it.what == format!("`{}` can be certain", rule.id));
            let level = Level::ALL.into_iter().find(|level| it.what == format!("{level} is the result"));
            let fewest = match (rule, level) {
                (Some(rule), _) => fewest(&pack, &people, |it| it.certain(rule)),
                (_, Some(level)) => fewest(&pack, &people, |it| it.assessment.level == level),
                _ => None,
            };
            prop_assert_eq!(Some(odd(&pack, &it.person)), fewest, "{}", it.what);
            met += 1;
        }
        prop_assert!(met > 0 || pack.rules.iter_enumerated().all(|(at, _)| !people.iter().any(|it| it.certain(at))));
    }
}

#[test]
fn the_oracle_meets_faults_of_most_kinds() {
    let mut kinds = BTreeSet::new();
    for seed in 0..60 {
        let pack = pack(&mut Chance(seed));
        kinds.extend(verify(&pack, &never(), false).failed.iter().map(|it| it.code.word()));
    }
    assert!(kinds.len() >= 11, "{kinds:?}");
}

#[test]
fn when_the_time_is_up_nothing_is_called_proved_that_was_not() {
    let pack = pack(&mut Chance(3));
    let spent: Spent = Arc::new(|| true);
    let report = verify(&pack, &spent, false);
    assert!(!report.open.is_empty());
    assert!(!report.is_proof());
}
