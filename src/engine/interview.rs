//! Which question comes next. The only state is the answers.

use super::Evaluation;
use crate::model::Answers;
use crate::model::logic::Truth;
use crate::model::{Level, Pack};

/// The next question to ask, or none when there is nothing left that could matter.
///
/// An emergency the person told of ends the questions at once.
pub fn next_question(pack: &Pack, answers: &Answers) -> Option<usize> {
    let sheet = Evaluation::new(pack, answers);
    if is_emergency(pack, &sheet) {
        return None;
    }
    (0..pack.questions.len()).find(|it| answers.get(*it).is_none() && sheet.asked(*it) != Truth::False)
}

/// Whether the person told of an emergency.
pub fn is_emergency(pack: &Pack, sheet: &Evaluation) -> bool {
    let mut rules = pack.rules.iter().filter(|it| it.level == Level::Emergency);
    rules.any(|it| sheet.told(&it.when))
}

/// Where a question stands: its section, its number in it, and how many the section has, as far as is certain.
pub fn progress<'a>(pack: &'a Pack, answers: &Answers, question: usize) -> Progress<'a> {
    let sheet = Evaluation::new(pack, answers);
    let section = pack.questions.get(question).map_or(0, |it| it.section);
    let asked: Vec<usize> = (0..pack.questions.len())
        .filter(|it| pack.questions[*it].section == section)
        .filter(|it| match sheet.asked(*it) {
            Truth::True => true,
            Truth::Unknown => *it == question || answers.get(*it).is_some(),
            Truth::False => *it == question,
        })
        .collect();
    Progress {
        section: pack.sections.get(section).map_or("", |it| &it.title),
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
