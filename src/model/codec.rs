//! Answers in the words of a file, and back again by the rules of today: what no longer fits is set aside, never misread.

use crate::model::{Answer, Answers, Domain, OptionId, OptionSet, Pack};
use crate::text::SafeText;

/// An answer as written in a file of answers.
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Debug)]
#[serde(untagged)]
pub enum Given {
    Number(f64),
    Word(String),
    Words(Vec<String>),
}

/// Each answer by the id of its question, as a file of answers has it.
pub fn given(pack: &Pack, answers: &Answers) -> Vec<(String, Given)> {
    let named = answers.given().filter_map(|(question, answer)| Some((pack.questions.get(question)?, answer)));
    let named = named.map(|(question, answer)| {
        let choice = |option: OptionId| {
            question.domain.choices().get(option).map_or(String::new(), |it| SafeText::new(&it.id).into())
        };
        let given = match (answer, &question.domain) {
            (Answer::One(option), _) => Given::Word(choice(option)),
            (Answer::Many(set), Domain::Many(choices)) => {
                Given::Words(choices.keys().filter(|option| set.contains(*option)).map(choice).collect())
            }
            (Answer::Number(n), _) => Given::Number(n),
            _ => Given::Word("unsure".to_owned()),
        };
        (SafeText::new(&question.id).into(), given)
    });
    named.collect()
}

/// A kept answer that the rules have no place for any more, or that does not count.
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    pub question: String,
    pub answer: Given,
    pub why: String,
}

/// The answers that still have their question and their option, and those set aside.
pub fn resume<'a>(pack: &Pack, given: impl IntoIterator<Item = (&'a str, &'a Given)>) -> (Answers, Vec<SetAside>) {
    let (mut answers, mut aside) = (pack.silent(), Vec::new());
    for (id, given) in given {
        let found = pack.question(id).ok_or("the question is gone");
        match found.and_then(|it| Ok((it, answer(&pack.questions[it].domain, given)?))) {
            Ok((question, answer)) => answers.set(question, answer),
            Err(why) => {
                aside.push(SetAside { question: id.to_owned(), answer: given.clone(), why: why.to_owned() });
            }
        }
    }
    (answers, aside)
}

fn answer(domain: &Domain, given: &Given) -> Result<Answer, &'static str> {
    let option = |id: &String| domain.choices().position(|it| it.id == *id).ok_or("the option is gone");
    let answer = match (domain, given) {
        (_, Given::Word(word)) if word == "unsure" => Answer::Unsure,
        (Domain::One(_), Given::Word(word)) => Answer::One(option(word)?),
        (Domain::Many(_), Given::Words(words)) => {
            Answer::Many(words.iter().map(option).collect::<Result<OptionSet, _>>()?)
        }
        (Domain::Number(_), Given::Number(n)) => Answer::Number(*n),
        _ => return Err("the question takes another kind of answer"),
    };
    if domain.takes(answer) { Ok(answer) } else { Err("the number is out of range") }
}
