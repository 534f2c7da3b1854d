//! What can be asked of one person, or of two who are compared: "is there a person for whom ...?".
//!
//! A claim has three readings that must agree: by the solver, by the evaluator, and as SMT-LIB.

use crate::engine::Evaluation;
use crate::model::logic::{Condition, Truth};
use crate::model::{
    Answer, Answers, ClosingId, Direction, Domain, Fact, ImpossibleId, Level, Pack, PromiseId, QuestionId, RiskId,
    RuleId, When,
};
use std::cell::OnceCell;
use typed_index_collections::{TiVec, ti_vec};

/// The person, or the other one, where two are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Whose {
    One,
    Other,
}

/// A statement about one of them. It is true or false: what is unsure has been decided by how it is put.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Atom {
    /// The rule is not ruled out.
    Found(Whose, RuleId),
    /// The rule is not ruled out for one of them only.
    FoundApart(RuleId),
    /// The rule is certain.
    Certain(Whose, RuleId),
    /// The closing is shown.
    Closing(Whose, ClosingId),
    /// The closing is shown to one of them only.
    ShownApart(ClosingId),
    /// The condition of a promise is certain.
    Promised(Whose, PromiseId),
    /// What cannot be is said.
    Impossible(Whose, ImpossibleId),
    /// The question is asked, or may be.
    Asked(Whose, QuestionId),
    /// The question, asked or not, has an answer other than "not sure".
    Known(Whose, QuestionId),
    /// The answer, asked or not, is known and matches.
    Says(Whose, Fact),
    /// The answer, asked or not, is another than the baseline.
    Odd(Whose, QuestionId),
    /// The result is this level or a higher one.
    Level(Whose, Level),
    /// The same for one risk.
    Risk(Whose, RiskId, Level),
}

pub type Claim = Condition<Atom>;

pub fn is(atom: Atom) -> Claim {
    Condition::Fact(atom)
}

pub fn not(claim: Claim) -> Claim {
    Condition::Not(Box::new(claim))
}

pub fn all(claims: impl IntoIterator<Item = Claim>) -> Claim {
    Condition::All(claims.into_iter().collect())
}

pub fn any(claims: impl IntoIterator<Item = Claim>) -> Claim {
    Condition::Any(claims.into_iter().collect())
}

/// One holds and the other does not.
pub fn differ(a: Atom, b: Atom) -> Claim {
    any([all([is(a), not(is(b))]), all([not(is(a)), is(b)])])
}

/// Whether it is about the whole result, and so about every rule.
pub fn is_whole(claim: &Claim) -> bool {
    claim.facts().iter().any(|atom| matches!(atom, Atom::Level(..) | Atom::Risk(..)))
}

/// How the other person relates to the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Pair {
    /// There is no other, and the one need not even be possible.
    Anybody,
    /// There is no other.
    Alone,
    /// Alike but for the answer to this question.
    DifferAt(QuestionId),
    /// Alike but for a worse answer to this question.
    WorseAt(QuestionId),
    /// No answer is better; those to questions without an order are alike.
    Worse,
    /// Some answers are "not sure" instead; the rest are alike.
    LessSure,
    /// Alike in every question the first person is asked.
    AlikeWhereAsked,
}

impl Pair {
    /// Whether there is an other.
    pub fn is_two(self) -> bool {
        !matches!(self, Pair::Anybody | Pair::Alone)
    }

    /// How the answers to one question relate.
    pub fn at(self, pack: &Pack, question: QuestionId) -> ClaimLink {
        let ordered = pack.questions[question].unordered.is_none();
        match self {
            Pair::Anybody | Pair::Alone => ClaimLink::Free,
            Pair::DifferAt(it) if it == question => ClaimLink::Free,
            Pair::WorseAt(it) if it == question => ClaimLink::NoBetter,
            Pair::Worse if ordered => ClaimLink::NoBetter,
            Pair::DifferAt(_) | Pair::WorseAt(_) | Pair::Worse => ClaimLink::Same,
            Pair::LessSure => ClaimLink::SameOrUnsure,
            Pair::AlikeWhereAsked => ClaimLink::SameIfAsked,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimLink {
    Free,
    Same,
    /// The other answer is known just when this one is, and no better.
    NoBetter,
    SameOrUnsure,
    SameIfAsked,
}

/// A person as the evaluator sees them. Each rule is read once, when somebody wants to know.
pub struct PersonView<'a> {
    pack: &'a Pack,
    answers: &'a Answers,
    /// The answers seen through the pack.
    pub evaluation: Evaluation<'a>,
    rules: TiVec<RuleId, OnceCell<Truth>>,
}

impl<'a> PersonView<'a> {
    /// Sees these answers through this pack.
    pub fn new(pack: &'a Pack, answers: &'a Answers) -> PersonView<'a> {
        PersonView {
            pack,
            answers,
            evaluation: Evaluation::new(pack, answers),
            rules: ti_vec![OnceCell::new(); pack.rules.len()],
        }
    }

    /// Whether the person says nothing that cannot be.
    pub fn is_possible(&self) -> bool {
        self.pack.impossible.iter().all(|stated| self.evaluation.truth(&stated.when) != Truth::True)
    }

    /// Whether a rule holds.
    pub fn rule(&self, rule: RuleId) -> Truth {
        *self.rules[rule].get_or_init(|| self.evaluation.truth(&self.pack.rules[rule].when))
    }

    fn reaches(&self, level: Level, risk: Option<RiskId>) -> bool {
        let rules = self.pack.rules.iter_enumerated();
        let mut rules =
            rules.filter(|(_, rule)| rule.level >= level && risk.is_none_or(|risk| rule.risks.contains(&risk)));
        level == Level::Note || rules.any(|(at, _)| self.rule(at) != Truth::False)
    }

    fn known(&self, question: QuestionId) -> Option<Answer> {
        self.answers.get(question).filter(|answer| *answer != Answer::Unsure)
    }
}

/// Whether the evaluator sees what the solver says: two people who are such a pair, and the claim about them.
pub fn confirms(pack: &Pack, pair: Pair, claim: &Claim, one: &Answers, other: &Answers) -> bool {
    let (one, other) = (PersonView::new(pack, one), PersonView::new(pack, other));
    related(pack, pair, &one, &other) && holds(pack, claim, &one, &other)
}

/// Whether the evaluator agrees that a claim holds for these two; alone, a person is their own other.
pub fn holds(pack: &Pack, claim: &Claim, one: &PersonView, other: &PersonView) -> bool {
    claim.truth(&|atom: &Atom| truth(pack, *atom, one, other)) == Truth::True
}

/// What the evaluator says of one statement; never "unknown".
pub fn truth(pack: &Pack, atom: Atom, one: &PersonView, other: &PersonView) -> Truth {
    let of = |who: Whose| if who == Whose::One { one } else { other };
    let may = |who: &PersonView, when: &When| who.evaluation.truth(when) != Truth::False;
    let must = |who: Whose, when: &When| of(who).evaluation.truth(when) == Truth::True;
    let holds = match atom {
        Atom::Found(who, rule) => of(who).rule(rule) != Truth::False,
        Atom::FoundApart(rule) => (one.rule(rule) == Truth::False) != (other.rule(rule) == Truth::False),
        Atom::Certain(who, rule) => of(who).rule(rule) == Truth::True,
        Atom::Closing(who, it) => may(of(who), &pack.closings[it].when),
        Atom::ShownApart(it) => may(one, &pack.closings[it].when) != may(other, &pack.closings[it].when),
        Atom::Promised(who, it) => must(who, &pack.promises[it].when),
        Atom::Impossible(who, it) => must(who, &pack.impossible[it].when),
        Atom::Asked(who, question) => of(who).evaluation.asked(question) != Truth::False,
        Atom::Known(who, question) => of(who).answers.get(question).is_some_and(Answer::is_sure),
        Atom::Says(who, fact) => fact.test.truth(of(who).answers.get(fact.question)) == Truth::True,
        Atom::Odd(who, question) => of(who).answers.get(question) != pack.baseline.get(question),
        Atom::Level(who, level) => of(who).reaches(level, None),
        Atom::Risk(who, risk, level) => of(who).reaches(level, Some(risk)),
    };
    if holds { Truth::True } else { Truth::False }
}

/// Whether both are possible, and the other relates to the first as the pair says.
pub fn related(pack: &Pack, pair: Pair, one: &PersonView, other: &PersonView) -> bool {
    let possible = pair == Pair::Anybody || one.is_possible() && (!pair.is_two() || other.is_possible());
    possible
        && pack.questions.keys().all(|question| {
            let (a, b) = (one.known(question), other.known(question));
            match pair.at(pack, question) {
                ClaimLink::Free => true,
                ClaimLink::Same => a == b,
                ClaimLink::SameOrUnsure => match (a, b) {
                    (Some(Answer::Many(a)), Some(Answer::Many(b))) => a.without(b.unsure()) == b.without(b.unsure()),
                    _ => b.is_none() || a == b,
                },
                ClaimLink::SameIfAsked => one.evaluation.asked(question) == Truth::False || a == b,
                ClaimLink::NoBetter => match (&pack.questions[question].domain, a, b) {
                    (_, None, None) => true,
                    (_, Some(Answer::One(a)), Some(Answer::One(b))) => a <= b,
                    (_, Some(Answer::Many(a)), Some(Answer::Many(b))) => {
                        a.unsure() == b.unsure() && a.ticked().is_subset(b.ticked())
                    }
                    (Domain::Number(scale), Some(Answer::Number(a)), Some(Answer::Number(b))) => match scale.worse {
                        Direction::Higher => a <= b,
                        Direction::Lower => a >= b,
                    },
                    _ => false,
                },
            }
        })
}
