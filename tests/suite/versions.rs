//! Two versions of a pack, and the people they tell different things.

use crate::small::{of, question, rule};
use needlewise::model::{Level, Pack};
use needlewise::verify::{Spent, versions};
use std::sync::Arc;

/// A pack in which fire is of this level, and days run up to `high`.
fn version(level: &str, high: u32, usual: u32) -> Pack {
    let days = format!("answer: Number(unit: \"days\", range: 0..={high}, worse: lower, usual: {usual})");
    of(&[
        question("fire", "answer: YesNo"),
        question("days", &days),
        rule("burns", level, "all([is(fire, yes), over(days, 10)])", ""),
    ])
}

#[test]
fn a_person_told_differently_gives_answers_that_both_versions_take_and_the_same_ones() {
    let never: Spent = Arc::new(|| false);
    let [long, short] = [("precaution", 30_000, 20_000), ("urgent", 5_000, 4_000)];
    for (old, new) in [(long, short), (short, long)] {
        let [old, new] = [old, new].map(|(level, high, usual)| version(level, high, usual));
        let compared = versions(&old, &new, &never);
        assert_eq!(compared.open, []);
        let [change] = &compared.changes[..] else { panic!("{:?}", compared.changes) };
        assert!(
            [(Level::Precaution, Level::Urgent), (Level::Urgent, Level::Precaution)]
                .contains(&(change.from, change.to))
        );
        for (pack, person) in [(&old, &change.old), (&new, &change.new)] {
            for (question, answer) in person.given() {
                assert!(pack.questions[question].domain.takes(answer), "{}: {answer:?}", pack.questions[question].id);
            }
        }
        assert_eq!(change.old, change.new);
    }
}
