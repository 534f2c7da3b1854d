//! Which question comes next. The only state is the answers.

use super::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answers, Level, Pack, QuestionId};

/// The next question to ask, or none when there is nothing left that could matter.
///
/// An emergency the person told of ends the questions at once.
pub fn next_question(pack: &Pack, answers: &Answers) -> Option<QuestionId> {
    let sheet = Evaluation::new(pack, answers);
    if is_emergency(pack, &sheet) {
        return None;
    }
    pack.questions.keys().find(|it| answers.get(*it).is_none() && sheet.asked(*it) != Truth::False)
}

/// Whether the person told of an emergency.
pub fn is_emergency(pack: &Pack, sheet: &Evaluation) -> bool {
    let mut rules = pack.rules.iter().filter(|it| it.level == Level::Emergency);
    rules.any(|it| sheet.told(&it.when))
}

/// Where a question stands: its section, its number in it, and how many the section has, as far as is certain.
pub fn progress<'a>(pack: &'a Pack, answers: &Answers, question: QuestionId) -> Progress<'a> {
    let sheet = Evaluation::new(pack, answers);
    let section = pack.questions.get(question).map(|it| it.section);
    let asked: Vec<QuestionId> = pack
        .questions
        .keys()
        .filter(|it| Some(pack.questions[*it].section) == section)
        .filter(|it| match sheet.asked(*it) {
            Truth::True => true,
            Truth::Unknown => *it == question || answers.get(*it).is_some(),
            Truth::False => *it == question,
        })
        .collect();
    Progress {
        section: section.and_then(|it| pack.sections.get(it)).map_or("", |it| &it.title),
        number: 1 + asked.iter().position(|it| *it == question).unwrap_or(0),
        of: asked.len(),
    }
}

/// "Your skin, 3 of 6".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress<'a> {
    pub section: &'a str,
    pub number: usize,
    pub of: usize,
}
