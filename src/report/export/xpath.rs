//! Conditions in the XPath that forms of ODK understand. Every question is named `${id}`.

use super::rails::{Expression, ExpressionRails, Language};
use crate::model::codec::UNSURE;
use crate::model::{AnswerTest, Domain, Fact, OptionId, Pack, QuestionId, Rule};

/// The XPath of one pack's form.
pub struct XPath<'p>(pub &'p Pack);

/// A text in quotes. XPath knows no escape, so a text with both kinds of quotes is put together.
pub fn text(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    if !text.contains('"') {
        return format!("\"{text}\"");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}

/// The name of the calculation that says whether a question may be asked, and whether it certainly is.
pub fn asked(id: &str) -> [String; 2] {
    [format!("nw_asked_{id}"), format!("nw_sure_{id}")]
}

/// The name of the calculation that says whether a rule is found.
pub fn rule_name(rule: &Rule) -> String {
    format!("nw_rule_{}", rule.id)
}

/// A rule is found, though it may only be possible.
pub fn found(rule: &Rule) -> String {
    format!("${{{}}} > 0", rule_name(rule))
}

/// The name of what stands beside a question for those who are not sure: of a number, or of which ticks.
pub fn doubted(id: &str) -> String {
    format!("{id}_{UNSURE}")
}

/// There is no answer at all to a question.
pub fn silent(id: &str) -> String {
    format!("${{{id}}} = ''")
}

impl XPath<'_> {
    fn id(&self, question: QuestionId) -> &str {
        &self.0.questions[question].id
    }
}

impl Language for XPath<'_> {
    fn not(&self, expression: &str) -> String {
        format!("not({expression})")
    }

    fn count(&self, expression: &str) -> String {
        format!("if({expression}, 1, 0)")
    }

    fn says(&self, fact: Fact) -> String {
        let question = &self.0.questions[fact.question];
        let option = |option: OptionId| question.domain.id(option);
        let id = &question.id;
        match fact.test {
            AnswerTest::Is(at) => format!("${{{id}}} = '{}'", option(at)),
            AnswerTest::Has(at) => format!("selected(${{{id}}}, '{}')", option(at)),
            AnswerTest::Under(n) => format!("(${{{id}}} != '' and ${{{id}}} < {n})"),
            AnswerTest::Over(n) => format!("(${{{id}}} != '' and ${{{id}}} > {n})"),
        }
    }

    fn unknown(&self, fact: Fact) -> String {
        let (id, none) = (self.id(fact.question), silent(self.id(fact.question)));
        match (&self.0.questions[fact.question].domain, fact.test) {
            (domain @ Domain::Many(_), AnswerTest::Has(option) | AnswerTest::Is(option)) => {
                let doubted = doubted(id);
                let option = domain.id(option);
                let doubts = format!("({} or selected(${{{doubted}}}, '{option}'))", silent(&doubted));
                format!("({none} or (selected(${{{id}}}, '{UNSURE}') and {doubts}))")
            }
            (Domain::One(_) | Domain::Many(_), _) => format!("({none} or ${{{id}}} = '{UNSURE}')"),
            (Domain::Number(_), _) => none,
        }
    }

    fn asked(&self, question: QuestionId) -> ExpressionRails {
        if self.0.questions[question].ask_if.is_always() {
            return ExpressionRails { certain: Expression::Known(true), possible: Expression::Known(true) };
        }
        let [possible, certain] = asked(self.id(question)).map(|name| Expression::Written(format!("${{{name}}} = 1")));
        ExpressionRails { certain, possible }
    }
}
