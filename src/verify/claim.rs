//! What can be asked of one person, or of two who are compared: "is there a person for whom ...?".
//!
//! A claim has three readings that must agree: by the solver, by the evaluator, and as SMT-LIB.

use crate::answers::{Answer, Answers, Sheet};
use crate::logic::{Condition, Truth};
use crate::model::{Direction, Domain, Fact, Level, Pack};

/// The person, or the other one, where two are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Who {
    One,
    Other,
}

/// A statement about one of them. It is true or false: what is unsure has been decided by how it is put.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Atom {
    /// The rule is not ruled out.
    Found(Who, usize),
    /// The rule is certain.
    Certain(Who, usize),
    /// The closing is shown.
    Closing(Who, usize),
    /// The condition of a promise is certain.
    Promised(Who, usize),
    /// The question is asked, or may be.
    Asked(Who, usize),
    /// The question, asked or not, has an answer other than "not sure".
    Known(Who, usize),
    /// The answer, asked or not, is known and matches.
    Says(Who, Fact),
    /// The result is this level or a higher one.
    Level(Who, Level),
    /// The same for one risk.
    Risk(Who, usize, Level),
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

/// How the other person relates to the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Pair {
    /// There is no other.
    Alone,
    /// Alike but for the answer to this question.
    DifferAt(usize),
    /// Alike but for a worse answer to this question.
    WorseAt(usize),
    /// No answer is better; those to questions without an order are alike.
    Worse,
    /// Some answers are "not sure" instead; the rest are alike.
    LessSure,
    /// Alike in every question the first person is asked.
    AlikeWhereAsked,
}

impl Pair {
    /// How the answers to one question relate.
    pub fn at(self, pack: &Pack, question: usize) -> Link {
        let ordered = pack.questions[question].unordered.is_none();
        match self {
            Pair::Alone => Link::Free,
            Pair::DifferAt(it) if it == question => Link::Free,
            Pair::WorseAt(it) if it == question => Link::NoBetter,
            Pair::Worse if ordered => Link::NoBetter,
            Pair::DifferAt(_) | Pair::WorseAt(_) | Pair::Worse => Link::Same,
            Pair::LessSure => Link::SameOrUnsure,
            Pair::AlikeWhereAsked => Link::SameIfAsked,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    Free,
    Same,
    /// The other answer is known just when this one is, and no better.
    NoBetter,
    SameOrUnsure,
    SameIfAsked,
}

/// A person as the evaluator sees them.
#[derive(Clone, Debug)]
pub struct View {
    pub answers: Answers,
    pub rules: Vec<Truth>,
    asked: Vec<Truth>,
    closings: Vec<Truth>,
    promises: Vec<Truth>,
}

impl View {
    pub fn new(pack: &Pack, answers: &Answers) -> View {
        let sheet = Sheet::new(pack, answers);
        View {
            answers: answers.clone(),
            rules: pack.rules.iter().map(|it| sheet.truth(&it.when)).collect(),
            asked: (0..pack.questions.len()).map(|it| sheet.asked(it)).collect(),
            closings: pack.closings.iter().map(|it| sheet.truth(&it.when)).collect(),
            promises: pack.promises.iter().map(|it| sheet.truth(&it.when)).collect(),
        }
    }

    /// The same person with another answer to a question that only these rules look at.
    pub fn with(&self, pack: &Pack, question: usize, answer: Answer, readers: &[usize]) -> View {
        let answers = self.answers.with(question, answer);
        let sheet = Sheet::new(pack, &answers);
        let mut rules = self.rules.clone();
        for rule in readers {
            rules[*rule] = sheet.truth(&pack.rules[*rule].when);
        }
        View {
            rules,
            asked: (0..pack.questions.len()).map(|it| sheet.asked(it)).collect(),
            closings: pack.closings.iter().map(|it| sheet.truth(&it.when)).collect(),
            promises: pack.promises.iter().map(|it| sheet.truth(&it.when)).collect(),
            answers,
        }
    }

    fn reaches(&self, pack: &Pack, level: Level, risk: Option<usize>) -> bool {
        let raises = |rule: usize| risk.is_none_or(|it| pack.rules[rule].risks.contains(&it));
        let mut rules = (0..self.rules.len()).filter(|it| self.rules[*it] != Truth::False);
        level == Level::Note || rules.any(|it| pack.rules[it].level >= level && raises(it))
    }

    fn known(&self, question: usize) -> Option<Answer> {
        self.answers.get(question).filter(|it| *it != Answer::Unsure)
    }
}

/// Whether the evaluator agrees that a claim holds for these two; alone, a person is their own other.
pub fn holds(pack: &Pack, claim: &Claim, one: &View, other: &View) -> bool {
    let of = |who: &Who| if *who == Who::One { one } else { other };
    let truth = claim.truth(&|atom: &Atom| {
        let it = match atom {
            Atom::Found(who, rule) => of(who).rules[*rule] != Truth::False,
            Atom::Certain(who, rule) => of(who).rules[*rule] == Truth::True,
            Atom::Closing(who, it) => of(who).closings[*it] != Truth::False,
            Atom::Promised(who, it) => of(who).promises[*it] == Truth::True,
            Atom::Asked(who, question) => of(who).asked[*question] != Truth::False,
            Atom::Known(who, question) => of(who).known(*question).is_some(),
            Atom::Says(who, fact) => of(who).known(fact.question).is_some_and(|it| fact.test.matches(it)),
            Atom::Level(who, level) => of(who).reaches(pack, *level, None),
            Atom::Risk(who, risk, level) => of(who).reaches(pack, *level, Some(*risk)),
        };
        if it { Truth::True } else { Truth::False }
    });
    truth == Truth::True
}

/// Whether the other person relates to the first as the pair says.
pub fn related(pack: &Pack, pair: Pair, one: &View, other: &View) -> bool {
    (0..pack.questions.len()).all(|question| {
        let (a, b) = (one.known(question), other.known(question));
        match pair.at(pack, question) {
            Link::Free => true,
            Link::Same => a == b,
            Link::SameOrUnsure => b.is_none() || a == b,
            Link::SameIfAsked => one.asked[question] == Truth::False || a == b,
            Link::NoBetter => match (&pack.questions[question].domain, a, b) {
                (_, None, None) => true,
                (_, Some(Answer::One(a)), Some(Answer::One(b))) => a <= b,
                (_, Some(Answer::Many(a)), Some(Answer::Many(b))) => a & !b == 0,
                (Domain::Number(scale), Some(Answer::Number(a)), Some(Answer::Number(b))) => match scale.worse {
                    Direction::Higher => a <= b,
                    Direction::Lower => a >= b,
                },
                _ => false,
            },
        }
    })
}
