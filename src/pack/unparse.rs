//! A person on paper: in words, as the `given` of a case, and answer by answer; and conditions as they are written.

use crate::model::codec::AnswerValue;
use crate::model::logic::Condition;
use crate::model::{Answer, AnswerTest, Answers, OptionId, Pack, QuestionId, Wait, When};
use std::fmt::Write;

/// What sets a person apart from the baseline, as `{ question: answer }`: it can be pasted into a case.
pub fn given(pack: &Pack, answers: &Answers) -> String {
    let odd = pack.questions.keys().filter(|question| answers.get(*question) != pack.baseline.get(*question));
    let parts: Vec<String> = odd
        .map(|question| format!("{}: {}", pack.questions[question].id, spelled(pack, question, answers.get(question))))
        .collect();
    if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

/// An answer as written in a rule file: `yes`, `[a, b]`, `0.25`, `unsure`; silence counts as not sure.
pub fn spelled(pack: &Pack, question: QuestionId, answer: Option<Answer>) -> AnswerValue {
    AnswerValue::of(&pack.questions[question], answer.unwrap_or(Answer::Unsure))
}

/// A condition as written in a rule file, with `holds` where a definition says the same.
pub fn condition(pack: &Pack, when: &When) -> String {
    match pack.definitions.iter().find(|definition| definition.when == *when) {
        Some(definition) => format!("holds({})", definition.id),
        None => written_out(pack, when),
    }
}

/// The same, but written out itself, whatever definition says the same of the whole.
pub fn written_out(pack: &Pack, when: &When) -> String {
    let list = |parts: &[When]| parts.iter().map(|part| condition(pack, part)).collect::<Vec<_>>().join(", ");
    match when {
        Condition::Fact(fact) => {
            let question = &pack.questions[fact.question];
            match fact.test {
                AnswerTest::Is(it) => format!("is({}, {})", question.id, option(pack, fact.question, it)),
                AnswerTest::Has(it) => format!("has({}, {})", question.id, option(pack, fact.question, it)),
                AnswerTest::Under(n) => format!("under({}, {n})", question.id),
                AnswerTest::Over(n) => format!("over({}, {n})", question.id),
            }
        }
        Condition::Not(part) => format!("not({})", condition(pack, part)),
        Condition::All(parts) => format!("all([{}])", list(parts)),
        Condition::Any(parts) => {
            one_of(pack, parts).or_else(|| limits(pack, parts)).unwrap_or_else(|| format!("any([{}])", list(parts)))
        }
        Condition::AtLeast(n, parts) => format!("at_least({n}, [{}])", list(parts)),
    }
}

/// Several options of one question, as `is` and `has` take them.
fn one_of(pack: &Pack, parts: &[When]) -> Option<String> {
    let chosen: Vec<Chosen> = parts.iter().map(chosen).collect::<Option<_>>()?;
    let (word, question, _) = *chosen.first()?;
    let alike = chosen.len() > 1 && chosen.iter().all(|(how, of, _)| (*how, *of) == (word, question));
    let options: Vec<&str> = chosen.iter().map(|(.., at)| option(pack, question, *at)).collect();
    alike.then(|| format!("{word}({}, [{}])", pack.questions[question].id, options.join(", ")))
}

/// A limit for each of several options, as `over_for` and `under_for` take them.
fn limits(pack: &Pack, parts: &[When]) -> Option<String> {
    let limit = |part: &When| {
        let Condition::All(both) = part else { return None };
        let [first, Condition::Fact(number)] = both.as_slice() else { return None };
        let (word, n) = match number.test {
            AnswerTest::Over(n) => ("over_for", n),
            AnswerTest::Under(n) => ("under_for", n),
            AnswerTest::Is(_) | AnswerTest::Has(_) => return None,
        };
        Some((word, number.question, chosen(first)?, n))
    };
    let limits: Vec<_> = parts.iter().map(limit).collect::<Option<_>>()?;
    let (word, number, (_, of, _), _) = *limits.first()?;
    let alike = limits.len() > 1
        && limits.iter().all(|(how, counted, (_, by, _), _)| (*how, *counted, *by) == (word, number, of));
    let table: Vec<String> =
        limits.iter().map(|(_, _, (.., at), n)| format!("{}: {n}", option(pack, of, *at))).collect();
    let (number, of) = (&pack.questions[number].id, &pack.questions[of].id);
    alike.then(|| format!("{word}({number}, {of}, {{ {} }})", table.join(", ")))
}

/// How an option is chosen, of which question, and which one.
type Chosen = (&'static str, QuestionId, OptionId);

fn chosen(part: &When) -> Option<Chosen> {
    let Condition::Fact(fact) = part else { return None };
    match fact.test {
        AnswerTest::Is(option) => Some(("is", fact.question, option)),
        AnswerTest::Has(option) => Some(("has", fact.question, option)),
        AnswerTest::Under(_) | AnswerTest::Over(_) => None,
    }
}

fn option(pack: &Pack, question: QuestionId, option: OptionId) -> &str {
    pack.questions[question].domain.id(option)
}

/// A wait as written in a rule file.
pub fn wait(pack: &Pack, wait: &Wait) -> String {
    match wait {
        Wait::Until(question, n) => format!("until({}, {n})", pack.questions[*question].id),
        Wait::After(event, days) => format!("after({event:?}, {days})"),
        Wait::Days(days) if *days >= 14 && days % 7 == 0 => format!("weeks({})", days / 7),
        Wait::Days(days) => format!("days({days})"),
    }
}

/// A case about this person, to be pasted into a rule file.
pub fn case(pack: &Pack, name: &str, answers: &Answers) -> String {
    let assessment = crate::engine::assess(pack, answers);
    let finds: Vec<&str> = assessment.findings.iter().map(|finding| pack.rules[finding.rule].id.as_str()).collect();
    let mut text = format!("Case(name: {name:?}, given: {}, expect: {}", given(pack, answers), assessment.level);
    if !finds.is_empty() {
        let _ = write!(text, ", finds: [{}]", finds.join(", "));
    }
    text + "),"
}
