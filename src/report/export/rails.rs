//! Three-valued conditions in a language that knows only yes and no: each as a pair, what is certain and what is
//! possible.

use crate::model::logic::Condition;
use crate::model::{Fact, QuestionId, When};

/// A yes-or-no expression of another language, or an answer that is known beforehand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expression {
    Known(bool),
    Written(String),
}

/// A condition as two expressions: the first holds where it is true, the second where it is not false.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExpressionRails {
    pub certain: Expression,
    pub possible: Expression,
}

/// What another language has to be able to say.
pub trait Language {
    /// The opposite of an expression.
    fn not(&self, expression: &str) -> String;
    /// 1 where an expression holds, 0 where it does not.
    fn count(&self, expression: &str) -> String;
    /// The answer is the one that the fact speaks of.
    fn says(&self, fact: Fact) -> String;
    /// There is no answer that a fact could be told from, or only "not sure".
    fn unknown(&self, fact: Fact) -> String;
    /// Whether a question is asked.
    fn asked(&self, question: QuestionId) -> ExpressionRails;

    /// A condition as the assessment reads it.
    fn rails(&self, when: &When) -> ExpressionRails {
        read(self, when, &|fact| {
            let asked = self.asked(fact.question);
            ExpressionRails {
                certain: all([asked.certain, self.matched(fact)]),
                possible: self.perhaps(fact, asked.possible),
            }
        })
    }

    /// A condition as the person's own words have it: a question that may be asked was asked.
    fn told(&self, when: &When, until: Option<QuestionId>) -> Expression {
        let told = read(self, when, &|fact| {
            if until.is_some_and(|until| fact.question > until) {
                return ExpressionRails { certain: Expression::Known(false), possible: Expression::Known(true) };
            }
            let asked = self.asked(fact.question).possible;
            ExpressionRails { certain: all([asked.clone(), self.matched(fact)]), possible: self.perhaps(fact, asked) }
        });
        told.certain
    }

    fn matched(&self, fact: Fact) -> Expression {
        Expression::Written(self.says(fact))
    }

    fn perhaps(&self, fact: Fact, asked: Expression) -> Expression {
        all([asked, any([self.matched(fact), Expression::Written(self.unknown(fact))])])
    }
}

impl Expression {
    /// The text of it, in a language that says yes and no like this.
    pub fn or_else(self, yes: &str, no: &str) -> String {
        match self {
            Expression::Known(known) => if known { yes } else { no }.to_owned(),
            Expression::Written(text) => text,
        }
    }
}

fn read<L: Language + ?Sized>(language: &L, when: &When, fact: &impl Fn(Fact) -> ExpressionRails) -> ExpressionRails {
    let parts = |parts: &[When]| parts.iter().map(|part| read(language, part, fact)).collect::<Vec<_>>();
    match when {
        Condition::Fact(named) => fact(*named),
        Condition::Not(part) => {
            let ExpressionRails { certain, possible } = read(language, part, fact);
            ExpressionRails { certain: not(language, possible), possible: not(language, certain) }
        }
        Condition::All(of) => both(&parts(of), all),
        Condition::Any(of) => both(&parts(of), any),
        Condition::AtLeast(n, of) => both(&parts(of), |parts| at_least(language, *n, parts)),
    }
}

fn both(parts: &[ExpressionRails], join: impl Fn(Vec<Expression>) -> Expression) -> ExpressionRails {
    ExpressionRails {
        certain: join(parts.iter().map(|part| part.certain.clone()).collect()),
        possible: join(parts.iter().map(|part| part.possible.clone()).collect()),
    }
}

fn not<L: Language + ?Sized>(language: &L, part: Expression) -> Expression {
    match part {
        Expression::Known(known) => Expression::Known(!known),
        Expression::Written(text) => Expression::Written(language.not(&text)),
    }
}

/// Every part holds.
pub fn all(parts: impl IntoIterator<Item = Expression>) -> Expression {
    joined(parts, true, " and ")
}

/// One of the parts holds.
pub fn any(parts: impl IntoIterator<Item = Expression>) -> Expression {
    joined(parts, false, " or ")
}

/// The parts joined; those that are `idle` change nothing, and one that is known to be the opposite decides.
fn joined(parts: impl IntoIterator<Item = Expression>, idle: bool, word: &str) -> Expression {
    let mut written: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Expression::Known(known) if known == idle => {}
            Expression::Known(_) => return part,
            Expression::Written(text) if written.contains(&text) => {}
            Expression::Written(text) => written.push(text),
        }
    }
    match written.as_slice() {
        [] => Expression::Known(idle),
        [only] => Expression::Written(only.clone()),
        _ => Expression::Written(format!("({})", written.join(word))),
    }
}

fn at_least<L: Language + ?Sized>(language: &L, n: usize, parts: Vec<Expression>) -> Expression {
    let sure = parts.iter().filter(|part| **part == Expression::Known(true)).count();
    let open: Vec<String> = parts
        .into_iter()
        .filter_map(|part| match part {
            Expression::Written(text) => Some(language.count(&text)),
            Expression::Known(_) => None,
        })
        .collect();
    match n.saturating_sub(sure) {
        0 => Expression::Known(true),
        n if n > open.len() => Expression::Known(false),
        n => Expression::Written(format!("({} >= {n})", open.join(" + "))),
    }
}
