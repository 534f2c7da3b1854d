//! What makes people who are shown worth showing: the answers it hangs on, those of the baseline too, and what falls.

use super::claim::{Atom, Claim, PersonView, Whose, truth};
use crate::engine::assess;
use crate::model::logic::Truth;
use crate::model::{Answers, Level, Pack, QuestionId, RiskId, When};

/// What is milder for one person than for another: the level, or that of one risk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fall {
    /// None for the level as a whole.
    pub risk: Option<RiskId>,
    /// What it is for the one.
    pub from: Level,
    /// What it is for the other: lower.
    pub to: Level,
}

/// Whatever is milder for the other than for the one.
pub fn falls(pack: &Pack, one: &Answers, other: &Answers) -> Vec<Fall> {
    let (one, other) = (assess(pack, one), assess(pack, other));
    let risks = pack.risks.keys().map(|risk| Fall { risk: Some(risk), from: one.risks[risk], to: other.risks[risk] });
    let all = std::iter::once(Fall { risk: None, from: one.level, to: other.level }).chain(risks);
    all.filter(|fall| fall.to < fall.from).collect()
}

/// The questions whose answers decide a claim about these two, in asking order. Of a level, the answers that decide the
/// rules by which the two differ; of a level that a promise wants, those that keep the rules about the same questions
/// from being found.
pub fn matters(pack: &Pack, claim: &Claim, one: &Answers, other: &Answers) -> Vec<QuestionId> {
    let (one, other) = (PersonView::new(pack, one), PersonView::new(pack, other));
    let mut found = pack.for_each_question(false);
    let mut look = |who: &PersonView, when: &When| {
        who.evaluation.because(when).into_iter().for_each(|question| found[question] = true);
    };
    let (mut asked, mut missed) = (Vec::new(), None);
    claim.deciding(&|atom| truth(pack, *atom, &one, &other), &mut |atom| {
        let of = |who: Whose| if who == Whose::One { &one } else { &other };
        match *atom {
            Atom::Found(who, rule) | Atom::Certain(who, rule) => look(of(who), &pack.rules[rule].when),
            Atom::Closing(who, at) => look(of(who), &pack.closings[at].when),
            Atom::Promised(who, at) => look(of(who), &pack.promises[at].when),
            Atom::Impossible(who, at) => look(of(who), &pack.impossible[at].when),
            Atom::Asked(who, at) => look(of(who), &pack.questions[at].ask_if),
            Atom::FoundApart(rule) => [&one, &other].into_iter().for_each(|who| look(who, &pack.rules[rule].when)),
            Atom::ShownApart(at) => [&one, &other].into_iter().for_each(|who| look(who, &pack.closings[at].when)),
            Atom::Known(_, question) | Atom::Odd(_, question) => asked.push(question),
            Atom::Says(_, fact) => asked.push(fact.question),
            Atom::Level(_, level) => {
                missed = Some(level);
                lost(pack, &one, &other, level, None).for_each(|when| both(&mut look, &one, &other, when));
            }
            Atom::Risk(_, risk, level) => {
                lost(pack, &one, &other, level, Some(risk)).for_each(|when| both(&mut look, &one, &other, when));
            }
        }
    });
    let promised = claim.facts().iter().any(|atom| matches!(atom, Atom::Promised(..)));
    if let Some(level) = missed.filter(|_| promised) {
        let spoken_of: Vec<bool> = found.iter().copied().collect();
        let near = |when: &When| when.facts().iter().any(|fact| spoken_of[fact.question.place()]);
        for rule in pack.rules.iter().filter(|rule| rule.level >= level && near(&rule.when)) {
            one.evaluation.because(&rule.when).into_iter().for_each(|question| found[question] = true);
        }
    }
    asked.into_iter().for_each(|question| found[question] = true);
    pack.questions.keys().filter(|question| found[*question]).collect()
}

fn both(look: &mut impl FnMut(&PersonView, &When), one: &PersonView, other: &PersonView, when: &When) {
    look(one, when);
    look(other, when);
}

/// The conditions of the rules of this level or above that are found for one of the two only.
fn lost<'a>(
    pack: &'a Pack,
    one: &'a PersonView,
    other: &'a PersonView,
    level: Level,
    risk: Option<RiskId>,
) -> impl Iterator<Item = &'a When> {
    let rules = pack.rules.iter_enumerated();
    let rules =
        rules.filter(move |(_, rule)| rule.level >= level && risk.is_none_or(|risk| rule.risks.contains(&risk)));
    let apart = rules.filter(|(at, _)| (one.rule(*at) == Truth::False) != (other.rule(*at) == Truth::False));
    apart.map(|(_, rule)| &rule.when)
}
