//! Answers that might make no difference to anybody.

use super::claim::{Atom, Claim, Pair, Whose, all, any, differ, is, not};
use super::code::LawCode;
use super::obligation::{Obligation, somebody};
use crate::model::{AnswerTest, ClosingId, Domain, Fact, Pack, QuestionId, RuleId};
use Whose::{One, Other};
use typed_index_collections::TiVec;

/// Is there a person for whom this very answer makes a difference?
pub fn obligations(pack: &Pack) -> Vec<Obligation> {
    let cones: TiVec<RuleId, Vec<QuestionId>> = pack.rules.iter().map(|rule| pack.cone(&rule.when)).collect();
    let shown: TiVec<ClosingId, Vec<QuestionId>> =
        pack.closings.iter().map(|closing| pack.cone(&closing.when)).collect();
    let mut found = Vec::new();
    for (at, question) in pack.questions.iter_enumerated() {
        let rules = cones.keys().filter(|rule| cones[*rule].binary_search(&at).is_ok());
        let closings = shown.keys().filter(|closing| shown[*closing].binary_search(&at).is_ok());
        let changes: Vec<Claim> = rules
            .map(|rule| is(Atom::FoundApart(rule)))
            .chain(closings.map(|closing| is(Atom::ShownApart(closing))))
            .collect();
        let known = || all([is(Atom::Known(One, at)), is(Atom::Known(Other, at))]);
        let mut push = |code, chosen: Claim, fault: String| {
            let claim = all([known(), chosen, any(changes.clone())]);
            let wanted = somebody(code, &question.place, claim, fault);
            found.push(Obligation { pair: Pair::DifferAt(at), ..wanted });
        };
        let says = |who, test| is(Atom::Says(who, Fact { question: at, test }));
        let id = &question.id;
        match &question.domain {
            Domain::Number(_) => {
                push(LawCode::QuestionIdle, all([]), format!("no number answered to `{id}` makes a difference"));
            }
            Domain::One(choices) => {
                for (option, choice) in choices.iter_enumerated() {
                    let chosen = all([says(One, AnswerTest::Is(option)), not(says(Other, AnswerTest::Is(option)))]);
                    push(
                        LawCode::OptionIdle,
                        chosen,
                        format!("`{}` as an answer to `{id}` never makes a difference", choice.id),
                    );
                }
            }
            Domain::Many(choices) => {
                for (option, choice) in choices.iter_enumerated() {
                    let others = choices.keys().filter(|choice| *choice != option).map(|choice| {
                        let has = Fact { question: at, test: AnswerTest::Has(choice) };
                        not(differ(Atom::Says(One, has), Atom::Says(Other, has)))
                    });
                    let tick = [says(One, AnswerTest::Has(option)), not(says(Other, AnswerTest::Has(option)))];
                    push(
                        LawCode::OptionIdle,
                        all(tick.into_iter().chain(others)),
                        format!("a tick of `{}` in `{id}` never makes a difference", choice.id),
                    );
                }
            }
        }
    }
    found
}
