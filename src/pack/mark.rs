//! What a reviewed rule is known by, so that a change after the review is noticed.

use super::fingerprint::sum;
use super::unparse;
use crate::model::logic::Condition;
use crate::model::{AnswerTest, OptionId, Pack, Reviewed, Rule, When};

/// So many signs of a checksum make a mark.
const SIGNS: usize = 8;

/// Who found the rule right, as long as it is the rule that they saw.
pub fn review<'r>(pack: &Pack, rule: &'r Rule) -> Option<&'r Reviewed> {
    rule.reviewed.as_ref().filter(|reviewed| reviewed.seen == mark(pack, rule))
}

/// Eight signs that are others when the rule says something else, is found for somebody else, or asks in other words.
pub fn mark(pack: &Pack, rule: &Rule) -> String {
    let mut parts: Vec<String> = vec![rule.id.clone(), rule.level.word().to_owned()];
    parts.extend([&rule.title, &rule.why, &rule.advice].map(Clone::clone));
    parts.extend(rule.risks.iter().map(|risk| pack.risks[*risk].id.clone()));
    parts.push(rule.wait.as_ref().map(|wait| unparse::wait(pack, wait)).unwrap_or_default());
    words(pack, &rule.when, &mut parts);
    let mut mark = sum(parts.iter().map(String::as_str));
    mark.truncate(SIGNS);
    mark
}

/// A condition with all that its definitions stand for, in the words of the questions.
fn words(pack: &Pack, when: &When, parts: &mut Vec<String>) {
    let (join, inner): (String, &[When]) = match when {
        Condition::Fact(fact) => {
            let question = &pack.questions[fact.question];
            let label = |option: OptionId| question.domain.label(option).to_owned();
            let (test, what) = match fact.test {
                AnswerTest::Is(option) => ("is", label(option)),
                AnswerTest::Has(option) => ("has", label(option)),
                AnswerTest::Under(n) => ("under", n.to_string()),
                AnswerTest::Over(n) => ("over", n.to_string()),
            };
            parts.extend([test.to_owned(), question.ask.clone(), what]);
            return;
        }
        Condition::Not(part) => ("not".to_owned(), std::slice::from_ref(part)),
        Condition::All(inner) => ("all".to_owned(), inner),
        Condition::Any(inner) => ("any".to_owned(), inner),
        Condition::AtLeast(n, inner) => (format!("at least {n}"), inner),
    };
    parts.push(format!("{join} of {}", inner.len()));
    inner.iter().for_each(|part| words(pack, part, parts));
}
