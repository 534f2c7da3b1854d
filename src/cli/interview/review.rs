//! Every answer that counts on one screen, to be changed or left as it is.

use crate::cli::prompt::{Asker, Halt, Instead, Pick, Prompt, PromptKind, ReviewLine};
use crate::engine::Way;
use crate::model::{Answers, QuestionId};
use crate::report::words;

pub enum ReviewEnd {
    Right,
    Change(QuestionId),
    Back,
    Stop,
}

/// Shows the answers by section. `checked` says whether they have been shown before.
///
/// # Errors
/// When the person interrupts, or the input fails.
pub fn review(way: &Way, asker: &mut dyn Asker, answers: &Answers, checked: bool) -> Result<ReviewEnd, Halt> {
    let pack = way.pack;
    let given = way.answered(answers);
    let mut lines = vec![ReviewLine { text: "Yes, show the answer".to_owned(), ..ReviewLine::default() }];
    let mut section = None;
    for (at, answer) in &given {
        let question = &pack.questions[*at];
        let begins = section.replace(question.section) != Some(question.section);
        lines.push(ReviewLine {
            section: pack.sections.get(question.section).filter(|_| begins).map(|section| section.title.clone()),
            text: question.ask.clone(),
            value: words::answer(question, *answer),
        });
    }
    let mut prompt = Prompt::new("Check your answers", "Is every answer right?", PromptKind::Review(&lines));
    let left_out = way.left_out(answers);
    if !left_out.is_empty() {
        prompt.ask += &format!(" Left out, as it can change nothing: {}.", words::count(left_out.len(), "question"));
    }
    prompt.help = left_out.iter().map(|at| format!("Left out: {}", pack.questions[*at].ask)).collect();
    prompt.instead = &[Instead::Back];
    prompt.ordinary = Some(Pick::One(0));
    prompt.given = checked.then_some(Pick::One(0));
    Ok(match asker.ask(&prompt)? {
        Pick::One(0) => ReviewEnd::Right,
        Pick::One(line) => given.get(line - 1).map_or(ReviewEnd::Right, |(question, _)| ReviewEnd::Change(*question)),
        Pick::Back => ReviewEnd::Back,
        _ => ReviewEnd::Stop,
    })
}
