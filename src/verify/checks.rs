//! What is to be proved of a pack, each a question of the form "is there a person for whom ...?".

use super::claim::{Atom, Claim, Pair, Whose, all, any, differ, is, not};
use super::code::LawCode;
use super::idle;
use super::obligation::{Obligation, nobody, somebody};
use crate::model::{AnswerTest, Domain, Fact, Level, Pack, Question, QuestionId, Rule, RuleId, SourcePlace, Wait};
use Whose::{One, Other};
use typed_index_collections::TiVec;

/// Everything to prove of a pack, but for which rules cover which, which depends on the people found.
pub fn obligations(pack: &Pack) -> Vec<Obligation> {
    let possible = [impossible(pack), reach(pack), promises(pack), waits(pack)];
    let laws = [unsure(pack), worse(pack), unasked(pack), idle::obligations(pack)];
    possible.into_iter().chain(laws).flatten().collect()
}

/// That a rule is found for the baseline, who is known to have it.
pub fn found_for_the_baseline(pack: &Pack, rule: RuleId) -> Obligation {
    let Rule { id, place, .. } = &pack.rules[rule];
    let fault = format!("`{id}` is found for the baseline");
    nobody(LawCode::BaselineFound, place, Pair::Alone, is(Atom::Found(One, rule)), fault)
}

/// Is there anybody whom a statement of what cannot be rules out?
fn impossible(pack: &Pack) -> Vec<Obligation> {
    let stated = pack.impossible.iter_enumerated().map(|(at, statement)| {
        let fault = format!("nobody could ever be told \"{}\"", statement.say);
        let found = somebody(LawCode::ImpossibleIdle, &statement.place, is(Atom::Impossible(One, at)), fault);
        Obligation { pair: Pair::Anybody, ..found }
    });
    stated.collect()
}

/// Is there a person who is asked this, who has this finding, who has not, whose result this is?
fn reach(pack: &Pack) -> Vec<Obligation> {
    let mut found = Vec::new();
    for (at, rule) in pack.rules.iter_enumerated() {
        let id = &rule.id;
        let fault = format!("`{id}` can never be certain");
        let certain = somebody(LawCode::RuleNever, &rule.place, is(Atom::Certain(One, at)), fault);
        found.push(Obligation { shows: Some(format!("`{id}` can be certain")), ..certain });
        found.push(somebody(
            LawCode::RuleAlways,
            &rule.place,
            not(is(Atom::Found(One, at))),
            format!("`{id}` is found for everybody"),
        ));
    }
    for (at, question) in pack.questions.iter_enumerated() {
        let fault = format!("`{}` is never asked", question.id);
        found.push(somebody(LawCode::QuestionNever, &question.place, is(Atom::Asked(One, at)), fault));
    }
    for level in levels(pack) {
        let fault = format!("{level} is never the result, though rules have this level");
        let result = somebody(LawCode::LevelNever, &header(pack), exactly(level), fault);
        found.push(Obligation { shows: Some(format!("{level} is the result")), ..result });
    }
    for (at, closing) in pack.closings.iter_enumerated() {
        let fault = format!("the closing `{}` is never shown", closing.id);
        found.push(somebody(LawCode::ClosingNever, &header(pack), is(Atom::Closing(One, at)), fault));
    }
    found
}

fn exactly(level: Level) -> Claim {
    let above = Level::ALL.into_iter().find(|above| *above > level);
    let below = above.map(|level| not(is(Atom::Level(One, level))));
    all(std::iter::once(is(Atom::Level(One, level))).chain(below))
}

/// Is there a person of whom a promise speaks and for whom it does not hold?
fn promises(pack: &Pack) -> Vec<Obligation> {
    let mut found = Vec::new();
    for (at, promise) in pack.promises.iter_enumerated() {
        let (name, place, spoken_of) = (&promise.name, &promise.place, is(Atom::Promised(One, at)));
        let fault = format!("the promise \"{name}\" is about nobody");
        let about = somebody(LawCode::PromiseIdle, place, spoken_of.clone(), fault);
        if pack.impossible.is_empty() {
            found.push(about);
        } else {
            found.push(Obligation { pair: Pair::Anybody, ..about });
            let fault = format!("the promise \"{name}\" is about nobody but people who cannot be");
            found.push(somebody(LawCode::PromiseEmptied, place, spoken_of.clone(), fault));
        }
        if let Some(level) = promise.at_least {
            let claim = all([spoken_of.clone(), not(is(Atom::Level(One, level)))]);
            let fault = format!("the promise \"{name}\" does not hold: the level is below {level}");
            found.push(nobody(LawCode::PromiseBroken, place, Pair::Alone, claim, fault));
        }
        for rule in &promise.finds {
            let claim = all([spoken_of.clone(), not(is(Atom::Found(One, *rule)))]);
            let fault = format!("the promise \"{name}\" does not hold: `{}` is not found", pack.rules[*rule].id);
            found.push(nobody(LawCode::PromiseBroken, place, Pair::Alone, claim, fault));
        }
    }
    found
}

/// Is there a person who still has to wait on the day, or who need not wait the day before?
fn waits(pack: &Pack) -> Vec<Obligation> {
    let mut found = Vec::new();
    for (at, rule) in pack.rules.iter_enumerated() {
        let Some(Wait::Until(question, n)) = rule.wait else { continue };
        let under = |who, n| is(Atom::Says(who, Fact { question, test: AnswerTest::Under(n) }));
        let known = |who| is(Atom::Known(who, question));
        let id = &pack.questions[question].id;
        let claim = all([is(Atom::Found(One, at)), known(One), not(under(One, n))]);
        let fault = format!("`{}` is still found when `{id}` has reached {n}", rule.id);
        found.push(nobody(LawCode::WaitTooShort, &rule.place, Pair::Alone, claim, fault));

        let day_before = all([under(Other, n), known(Other), not(under(Other, day_before(pack, question, n)))]);
        let claim = all([is(Atom::Found(One, at)), under(One, n), day_before, not(is(Atom::Found(Other, at)))]);
        let fault = format!("`{}` is over before `{id}` has reached {n}", rule.id);
        found.push(nobody(LawCode::WaitTooLong, &rule.place, Pair::DifferAt(question), claim, fault));
    }
    found
}

/// The number from which on it is the day before: one less, or the threshold below where days are not whole.
fn day_before(pack: &Pack, question: QuestionId, n: f64) -> f64 {
    match &pack.questions[question].domain {
        Domain::Number(scale) if !scale.whole => {
            let cuts = crate::engine::thresholds(pack).into_iter().filter(|(of, cut)| *of == question && *cut < n);
            cuts.map(|(_, cut)| cut).fold(scale.low, f64::max)
        }
        _ => n - 1.0,
    }
}

/// The thresholds that the proofs add to those of the pack.
pub fn thresholds(pack: &Pack) -> Vec<(QuestionId, f64)> {
    let waits = pack.rules.iter().filter_map(|rule| match rule.wait {
        Some(Wait::Until(question, n)) => Some((question, day_before(pack, question, n))),
        _ => None,
    });
    waits.collect()
}

/// Is there a person who would get a milder result by being not sure?
fn unsure(pack: &Pack) -> Vec<Obligation> {
    let milder = milder(pack).into_iter();
    milder
        .map(|(claim, what)| {
            nobody(LawCode::UnsureMilder, &header(pack), Pair::LessSure, claim, format!("not sure lowers {what}"))
        })
        .collect()
}

/// Is there a person who would get a milder result by a worse answer?
fn worse(pack: &Pack) -> Vec<Obligation> {
    let mut found = Vec::new();
    for (claim, what) in milder(pack) {
        let open = all([claim, not(hides(pack))]);
        found.push(nobody(
            LawCode::WorseMilder,
            &header(pack),
            Pair::Worse,
            open,
            format!("a worse answer lowers {what}"),
        ));
    }
    let lower = any(milder(pack).into_iter().map(|(claim, _)| claim));
    let fault = "a worse answer hides a question that would have raised the level".to_owned();
    found.push(nobody(LawCode::WorseHides, &header(pack), Pair::Worse, all([hides(pack), lower]), fault));
    found
}

/// Is there a person whom a change of answers within the pair rids of this finding?
pub fn lost(rule: RuleId) -> Claim {
    all([is(Atom::Found(One, rule)), not(is(Atom::Found(Other, rule)))])
}

/// The same for some questions by themselves, to say which ones are at fault.
pub fn worse_each(pack: &Pack, questions: &[QuestionId]) -> Vec<Obligation> {
    let lower = any(milder(pack).into_iter().map(|(claim, _)| claim));
    let openers: TiVec<QuestionId, Vec<QuestionId>> =
        pack.questions.iter().map(|question| pack.cone(&question.ask_if)).collect();
    let ordered =
        questions.iter().map(|at| (*at, &pack.questions[*at])).filter(|(_, question)| question.unordered.is_none());
    let each = ordered.flat_map(|(at, Question { id, place, .. })| {
        // Only what opens by this answer can be closed by it.
        let hides = closes(pack, |question| openers[question].binary_search(&at).is_ok());
        let open = all([lower.clone(), not(hides.clone())]);
        let hidden = all([lower.clone(), hides]);
        let fault = format!("a worse answer to `{id}` lowers the level or a risk");
        let hiding = format!("a worse answer to `{id}` hides a question that would have raised the level");
        [
            nobody(LawCode::WorseMilder, place, Pair::WorseAt(at), open, fault),
            nobody(LawCode::WorseHides, place, Pair::WorseAt(at), hidden, hiding),
        ]
    });
    each.collect()
}

/// A question is open to the one and closed to the other.
fn hides(pack: &Pack) -> Claim {
    closes(pack, |_| true)
}

fn closes(pack: &Pack, which: impl Fn(QuestionId) -> bool) -> Claim {
    let conditional =
        pack.questions.keys().filter(|question| !pack.questions[*question].ask_if.is_always() && which(*question));
    any(conditional.map(|question| all([is(Atom::Asked(One, question)), not(is(Atom::Asked(Other, question)))])))
}

/// The result of the other is milder, as a whole or in a risk.
fn milder(pack: &Pack) -> Vec<(Claim, String)> {
    let mut found = Vec::new();
    for level in levels(pack) {
        let claim = all([is(Atom::Level(One, level)), not(is(Atom::Level(Other, level)))]);
        found.push((claim, format!("the level from {level}")));
        for (risk, it) in pack.risks.iter_enumerated() {
            if pack.rules.iter().any(|rule| rule.level == level && rule.risks.contains(&risk)) {
                let claim = all([is(Atom::Risk(One, risk, level)), not(is(Atom::Risk(Other, risk, level)))]);
                found.push((claim, format!("the risk `{}` from {level}", it.id)));
            }
        }
    }
    found
}

/// Are there two people, alike in all they are asked, with different findings?
fn unasked(pack: &Pack) -> Vec<Obligation> {
    let rules = pack.rules.iter_enumerated().map(|(at, rule)| {
        let claim = any([is(Atom::FoundApart(at)), differ(Atom::Certain(One, at), Atom::Certain(Other, at))]);
        (claim, &rule.place, format!("an answer that was not asked for decides `{}`", rule.id))
    });
    rules
        .map(|(claim, place, fault)| nobody(LawCode::UnaskedCounts, place, Pair::AlikeWhereAsked, claim, fault))
        .collect()
}

/// The levels that rules have, lowest first, without the one that stands when nothing is found.
fn levels(pack: &Pack) -> Vec<Level> {
    Level::ALL
        .into_iter()
        .filter(|level| *level != Level::Note && pack.rules.iter().any(|rule| rule.level == *level))
        .collect()
}

pub fn header(pack: &Pack) -> SourcePlace {
    pack.place.clone()
}
