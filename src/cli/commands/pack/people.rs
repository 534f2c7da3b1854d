//! The people whom proofs and comparisons show, in words.

use crate::engine::Evaluation;
use crate::model::logic::Truth;
use crate::model::{Answer, Answers, Pack, QuestionId};
use crate::report::words;

/// Whatever is unlike the baseline, and whatever matters besides: one question with its answer a line.
pub fn told(pack: &Pack, person: &Answers, matters: &[QuestionId]) -> Vec<String> {
    let evaluation = Evaluation::new(pack, person);
    let lines = pack.questions.iter_enumerated().filter_map(|(at, question)| {
        let (given, asked) = (person.get(at), evaluation.asked(at) != Truth::False);
        let odd = given != pack.baseline.get(at);
        let how = match (odd, asked) {
            (true, true) => "",
            (true, false) => " (not asked)",
            (false, true) => " (as the baseline)",
            (false, false) => " (as the baseline, not asked)",
        };
        let worth_telling = odd && asked || matters.contains(&at);
        worth_telling.then(|| {
            let answer = words::answer(question, given.unwrap_or(Answer::Unsure));
            format!("`{}`: {} {answer}{how}", question.id, question.ask)
        })
    });
    lines.collect()
}
