//! Conditions for a FHIR Questionnaire: flat `enableWhen` where one level of "any" says it, else `FHIRPath`.

use super::rails::{Expression, ExpressionRails, Language};
use crate::model::codec::UNSURE;
use crate::model::logic::Condition;
use crate::model::{AnswerTest, Domain, Fact, Pack, QuestionId, When};
use serde_json::{Value, json};
use typed_index_collections::TiVec;

/// The `FHIRPath` of one pack's form. Every question's answers are a variable, such as `%q7`:
/// the name of one may hold no underscore, as those of questions do.
pub struct FhirPath<'p> {
    pack: &'p Pack,
    asked: TiVec<QuestionId, ExpressionRails>,
}

/// When a question is shown.
pub enum ShownWhen {
    Always,
    /// Any one of these is enough.
    When(Vec<Value>),
    Expression(String),
}

impl<'p> FhirPath<'p> {
    pub fn new(pack: &'p Pack) -> FhirPath<'p> {
        let mut path = FhirPath { pack, asked: TiVec::new() };
        for question in &pack.questions {
            // A question looks only at those before it.
            let asked = path.rails(&question.ask_if);
            path.asked.push(asked);
        }
        path
    }

    /// When a question is shown: unless it is certain that it need not be.
    pub fn shown(&self, question: QuestionId) -> ShownWhen {
        match &self.asked[question].possible {
            Expression::Known(true) => ShownWhen::Always,
            possible => match self.flat(&self.pack.questions[question].ask_if) {
                Some(parts) => ShownWhen::When(parts),
                None => ShownWhen::Expression(possible.clone().or_else("true", "false")),
            },
        }
    }

    /// The parts of which any one is enough; none where one level does not say it.
    fn flat(&self, when: &When) -> Option<Vec<Value>> {
        match when {
            Condition::Fact(fact) => self.part(*fact, false),
            Condition::Not(part) => match &**part {
                Condition::Fact(fact) => self.part(*fact, true),
                _ => None,
            },
            Condition::All(parts) | Condition::AtLeast(1, parts) if parts.len() == 1 => self.flat(&parts[0]),
            Condition::Any(parts) => {
                let mut all: Vec<Value> = Vec::new();
                for part in parts {
                    let more = self.flat(part)?;
                    more.into_iter().for_each(|part| {
                        if !all.contains(&part) {
                            all.push(part);
                        }
                    });
                }
                Some(all)
            }
            _ => None,
        }
    }

    fn part(&self, fact: Fact, opposite: bool) -> Option<Vec<Value>> {
        let question = &self.pack.questions[fact.question];
        if !question.ask_if.is_always() {
            // Silence means something else where the question may not be asked.
            return None;
        }
        let id = &question.id;
        let choice = |code: &str, operator: &str| json!({ "question": id, "operator": operator, "answerCoding": { "code": code } });
        let named = |option| question.domain.id(option);
        let number = |operator: &str, n: f64| match &question.domain {
            Domain::Number(scale) if scale.whole && n.fract() == 0.0 => {
                json!({ "question": id, "operator": operator, "answerInteger": whole(n) })
            }
            _ => json!({ "question": id, "operator": operator, "answerDecimal": n }),
        };
        let silent = json!({ "question": id, "operator": "exists", "answerBoolean": false });
        let unsure = choice(UNSURE, "=");
        Some(match (fact.test, opposite) {
            (AnswerTest::Is(option) | AnswerTest::Has(option), false) => {
                vec![choice(named(option), "="), unsure, silent]
            }
            (AnswerTest::Is(option), true) => vec![choice(named(option), "!="), silent],
            (AnswerTest::Has(_), true) => return None,
            (AnswerTest::Under(n), false) => vec![number("<", n), silent],
            (AnswerTest::Under(n), true) => vec![number(">=", n), silent],
            (AnswerTest::Over(n), false) => vec![number(">", n), silent],
            (AnswerTest::Over(n), true) => vec![number("<=", n), silent],
        })
    }
}

/// What the answers to a question are called in conditions.
pub fn variable(question: QuestionId) -> String {
    format!("q{}", question.place() + 1)
}

/// A number without a fraction, as JSON has it.
#[expect(clippy::cast_possible_truncation, reason = "the ranges of whole numbers are small")]
pub fn whole(n: f64) -> i64 {
    n as i64
}

impl Language for FhirPath<'_> {
    fn not(&self, expression: &str) -> String {
        format!("({expression}).not()")
    }

    fn count(&self, expression: &str) -> String {
        format!("iif({expression}, 1, 0)")
    }

    fn says(&self, fact: Fact) -> String {
        let question = &self.pack.questions[fact.question];
        let code = |option| question.domain.id(option);
        let name = variable(fact.question);
        match fact.test {
            AnswerTest::Is(option) | AnswerTest::Has(option) => {
                format!("%{name}.where(code = '{}').exists()", code(option))
            }
            AnswerTest::Under(n) => format!("%{name}.where($this < {n}).exists()"),
            AnswerTest::Over(n) => format!("%{name}.where($this > {n}).exists()"),
        }
    }

    fn unknown(&self, fact: Fact) -> String {
        let name = variable(fact.question);
        match self.pack.questions[fact.question].domain {
            Domain::Number(_) => format!("%{name}.empty()"),
            Domain::One(_) | Domain::Many(_) => {
                format!("(%{name}.empty() or %{name}.where(code = '{UNSURE}').exists())")
            }
        }
    }

    fn asked(&self, question: QuestionId) -> ExpressionRails {
        self.asked
            .get(question)
            .cloned()
            .unwrap_or(ExpressionRails { certain: Expression::Known(false), possible: Expression::Known(true) })
    }
}
