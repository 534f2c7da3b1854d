//! The same facts, told before needling and after it, weigh the same.

use crate::shared::shipped;
use needlewise::engine::assess;
use needlewise::model::{Answers, Level, Pack, RuleBase};
use needlewise::pack::{File, answers};

fn pack<'a>(base: &'a RuleBase, id: &str) -> &'a Pack {
    base.packs.iter().find(|pack| pack.id == id).expect("a shipped pack")
}

/// Somebody who says this, and the ordinary answer to everything else.
fn person(pack: &Pack, said: &str) -> Answers {
    let file = File { path: "said.ron".to_owned(), text: format!("{{ {said} }}").into() };
    let said = answers(&file, pack).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let silent = pack.silent();
    let mut person = pack.baseline.clone();
    for question in pack.questions.keys().filter(|question| said.get(*question) != silent.get(*question)) {
        person.set(question, said.get(question));
    }
    person
}

const ALIKE: [(&str, &str, Level); 22] = [
    ("self_harm: soon", "self_harm: soon", Level::Emergency),
    ("self_harm: thoughts", "self_harm: thoughts", Level::Urgent),
    (
        "health: [illness], immunity: [cancer], germs_lately: [unwell], fever_now: yes",
        "body: [cancer], fever: yes",
        Level::Emergency,
    ),
    (
        "health: [illness], immunity: [transplant], germs_lately: [unwell], fever_now: yes",
        "body: [transplant], fever: yes",
        Level::Emergency,
    ),
    (
        "health: [medicine], immunity: [immune_medicine], germs_lately: [unwell], fever_now: yes",
        "body: [immune_medicine], fever: yes",
        Level::Urgent,
    ),
    (
        "health: [medicine], immunity: [steroids], germs_lately: [unwell], fever_now: yes",
        "body: [steroids], fever: yes",
        Level::Urgent,
    ),
    (
        "health: [medicine], immunity: [immune_medicine], germs_lately: [unwell], fever_now: yes, skin_now: [spots]",
        "body: [immune_medicine], fever: yes, normal: [spots]",
        Level::Emergency,
    ),
    ("skin_now: [lid]", "reaction: [eye]", Level::Urgent),
    ("skin_now: [lid], infection_signs: [ill]", "reaction: [eye], fever: yes", Level::Emergency),
    ("skin_now: [burn]", "reaction: [burnt]", Level::Urgent),
    ("head: shared, shared_when: three_days", "days: 2, shared: yes", Level::Urgent),
    ("head: shared, shared_when: older", "days: 20, shared: yes, shared_when: later", Level::Contraindication),
    (
        "head: shared, shared_when: older, germs_lately: [unwell], fever_now: yes",
        "days: 28, shared: yes, shared_when: later, fever: yes, ill_when: later",
        Level::Urgent,
    ),
    (
        "health: [medicine], blood_medicines: [doac], left_out: did",
        "body: [thinner], about_you: [doses]",
        Level::Urgent,
    ),
    (
        "pregnancy: pregnant, skin_history: [isotretinoin], taking_isotretinoin: yes",
        "about_you: [pregnant, capsules], capsules_when: now",
        Level::Urgent,
    ),
    ("pregnancy: pregnant, germs_lately: [unwell], fever_now: yes", "about_you: [pregnant], fever: yes", Level::Urgent),
    (
        "pregnancy: pregnant, health: [medicine], immunity: [immune_medicine], medicine_told: not_yet",
        "about_you: [pregnant], body: [immune_medicine], medicine_told: not_yet",
        Level::Urgent,
    ),
    (
        "skin_history: [needled], days_since_needling: 5, germs_lately: [unwell], fever_now: yes",
        "days: 5, fever: yes",
        Level::Urgent,
    ),
    (
        "health: [illness], immunity: [diabetes], germs_lately: [unwell], fever_now: yes",
        "days: 30, body: [diabetes], fever: yes, ill_when: later",
        Level::Urgent,
    ),
    ("skin_now: [blisters], blisters_now: fresh", "skin_signs: [blisters]", Level::Urgent),
    ("age: 15", "about_you: [young]", Level::Contraindication),
    ("pregnancy: breastfeeding", "about_you: [milk]", Level::Deferral),
];

#[test]
fn the_same_facts_weigh_the_same_in_both_checks() {
    let base = shipped();
    let (before, after) = (pack(&base, "before"), pack(&base, "after"));
    for (said_before, said_after, level) in ALIKE {
        assert_eq!(
            assess(before, &person(before, &format!("device: stamp, {said_before}"))).level,
            level,
            "before: {said_before}"
        );
        assert_eq!(assess(after, &person(after, said_after)).level, level, "after: {said_after}");
    }
}

#[test]
fn thoughts_of_self_harm_are_asked_in_the_same_words_and_no_answer_is_chosen_beforehand() {
    let base = shipped();
    let asked = ["before", "after"].map(|id| {
        let pack = pack(&base, id);
        let question = &pack.questions[pack.question("self_harm").expect("it is asked")];
        let options: Vec<_> = question.domain.choices().iter().map(|choice| (&choice.id, &choice.label)).collect();
        (&question.ask, &question.help, options, question.ordinary)
    });
    assert_eq!(asked[0], asked[1]);
    assert_eq!(asked[0].3, None, "one key leads nobody past it");
}
