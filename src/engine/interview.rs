//! Which question comes next. The only state is the answers.

use super::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answers, Level, Pack, QuestionId};

/// The next question to ask, or none when there is nothing left that could matter.
///
/// An emergency the person told of ends the questions at once.
/// ```
/// use needlewise::engine::next_question;
/// use needlewise::model::Answer;
/// # let base = needlewise::shipped::base(Some("before")).expect("the shipped rules load");
/// # let pack = &base.packs[0];
///
/// let mut answers = pack.silent();
/// while let Some(question) = next_question(pack, &answers) {
///     answers.set(question, Answer::Unsure);
/// }
/// assert!(answers.given().count() <= pack.questions.len());
/// ```
pub fn next_question(pack: &Pack, answers: &Answers) -> Option<QuestionId> {
    let sheet = Evaluation::new(pack, answers);
    if is_emergency(pack, &sheet) {
        return None;
    }
    pack.questions.keys().find(|question| answers.get(*question).is_none() && sheet.asked(*question) != Truth::False)
}

/// Whether the person told of an emergency.
pub fn is_emergency(pack: &Pack, sheet: &Evaluation) -> bool {
    let mut rules = pack.rules.iter().filter(|rule| rule.level == Level::Emergency);
    rules.any(|rule| sheet.told(&rule.when))
}
