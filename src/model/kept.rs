//! Answers kept by the ids of their questions, and what is left of them by the rules of today.

use super::codec::AnswerValue;
use super::{Answer, Answers, Pack, QuestionId};
use crate::text::SafeText;

/// Each answer by the id of its question, as a file of answers has it.
pub fn given(pack: &Pack, answers: &Answers) -> Vec<(String, AnswerValue)> {
    let named = answers.given().filter_map(|(question, answer)| Some((pack.questions.get(question)?, answer)));
    let named =
        named.map(|(question, answer)| (SafeText::new(&question.id).into(), AnswerValue::of(question, answer).safe()));
    named.collect()
}

/// A kept answer that the rules have no place for any more, or that does not count.
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// The id of the question.
    pub question: String,
    /// What was said to it.
    pub answer: AnswerValue,
    /// Why it does not count, in words for people.
    pub why: String,
}

/// The answers that still have their question and their option by the rules of today, and those set aside: what no
/// longer fits is never misread.
pub fn resume<'a>(
    pack: &Pack,
    given: impl IntoIterator<Item = (&'a str, &'a AnswerValue)>,
) -> (Answers, Vec<SetAside>) {
    let (mut answers, mut aside) = (pack.silent(), Vec::new());
    for (id, value) in given {
        match read(pack, id, value) {
            Ok((question, answer)) => answers.set(question, answer),
            Err(why) => aside.push(SetAside { question: id.to_owned(), answer: value.clone(), why }),
        }
    }
    (answers, aside)
}

fn read(pack: &Pack, id: &str, value: &AnswerValue) -> Result<(QuestionId, Answer), String> {
    let question = pack.question(id).ok_or("the question is gone")?;
    let answer = pack.questions[question].domain.read(value);
    answer.map(|answer| (question, answer)).map_err(|misfit| misfit.to_string())
}
