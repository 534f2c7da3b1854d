//! A person on paper: in words, as the `given` of a case, and answer by answer; and conditions as they are written.

use crate::model::codec::AnswerValue;
use crate::model::logic::Condition;
use crate::model::{Answer, Answers, OptionId, Pack, QuestionId, Test, Wait, When};
use std::fmt::Write;

/// What sets a person apart from the baseline, as `{ question: answer }`: it can be pasted into a case.
pub fn given(pack: &Pack, answers: &Answers) -> String {
    let odd = pack.questions.keys().filter(|it| answers.get(*it) != pack.baseline.get(*it));
    let parts: Vec<String> =
        odd.map(|it| format!("{}: {}", pack.questions[it].id, spelled(pack, it, answers.get(it)))).collect();
    if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

/// An answer as written in a rule file: `yes`, `[a, b]`, `0.25`, `unsure`; silence counts as not sure.
pub fn spelled(pack: &Pack, question: QuestionId, answer: Option<Answer>) -> AnswerValue {
    AnswerValue::of(&pack.questions[question], answer.unwrap_or(Answer::Unsure))
}

/// A condition as written in a rule file.
pub fn condition(pack: &Pack, when: &When) -> String {
    let list = |parts: &[When]| parts.iter().map(|it| condition(pack, it)).collect::<Vec<_>>().join(", ");
    match when {
        Condition::Fact(fact) => {
            let question = &pack.questions[fact.question];
            let option = |it: OptionId| question.domain.choices().get(it).map_or("", |it| it.id.as_str());
            match fact.test {
                Test::Is(it) => format!("is({}, {})", question.id, option(it)),
                Test::Has(it) => format!("has({}, {})", question.id, option(it)),
                Test::Under(n) => format!("under({}, {n})", question.id),
                Test::Over(n) => format!("over({}, {n})", question.id),
            }
        }
        Condition::Not(part) => format!("not({})", condition(pack, part)),
        Condition::All(parts) => format!("all([{}])", list(parts)),
        Condition::Any(parts) => format!("any([{}])", list(parts)),
        Condition::AtLeast(n, parts) => format!("at_least({n}, [{}])", list(parts)),
    }
}

/// A wait as written in a rule file.
pub fn wait(pack: &Pack, wait: &Wait) -> String {
    match wait {
        Wait::Until(question, n) => format!("until({}, {n})", pack.questions[*question].id),
        Wait::After(event, days) => format!("after({event:?}, {days})"),
        Wait::Days(days) => format!("days({days})"),
    }
}

/// A case about this person, to be pasted into a rule file.
pub fn case(pack: &Pack, name: &str, answers: &Answers) -> String {
    let assessment = crate::engine::assess(pack, answers);
    let finds: Vec<&str> = assessment.findings.iter().map(|it| pack.rules[it.rule].id.as_str()).collect();
    let mut text = format!("Case(name: {name:?}, given: {}, expect: {}", given(pack, answers), assessment.level);
    if !finds.is_empty() {
        let _ = write!(text, ", finds: [{}]", finds.join(", "));
    }
    text + "),"
}
