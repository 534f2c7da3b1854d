//! A question of a pack as a prompt, and a pick as an answer to it.

use super::passed::Amount;
use crate::cli::clock;
use crate::cli::prompt::{Asker, Halt, Instead, Pick, Prompt, PromptKind};
use crate::engine::Way;
use crate::model::{Answer, Answers, Domain, OptionId, OptionSet, Pack, Question, QuestionId, Term, Ticks};
use crate::report::glossary::Glossary;

/// True of every question.
const HOW: &str = "Answer for yourself, as things are today. If you are not sure, say so: we then count the worse case, so that nothing is missed. You can change every answer at the end.";

/// Asks one question.
///
/// # Errors
/// When the person interrupts, or the input fails.
pub fn ask(way: &Way, terms: &[Term], asker: &mut dyn Asker, answers: &Answers, at: QuestionId) -> Result<Pick, Halt> {
    let pack = way.pack;
    let question = &pack.questions[at];
    let labels: Vec<String> =
        question.shown_order().iter().map(|option| question.domain.choices()[*option].label.clone()).collect();
    let amount;
    let kind = match &question.domain {
        Domain::One(_) => PromptKind::One(&labels),
        Domain::Many(_) => PromptKind::Many(&labels),
        Domain::Number(scale) => {
            amount = Amount { scale, today: clock::today() };
            PromptKind::Number(&amount)
        }
    };
    let prompt = Prompt {
        progress: Some(way.progress(answers, at)),
        given: answers.get(at).map(|answer| pick(pack, at, answer)),
        ordinary: question.ordinary.map(|answer| pick(pack, at, answer)),
        help: help(terms, question, &labels),
        instead: &[Instead::Unsure, Instead::Back],
        ..Prompt::new(&pack.title, &question.ask, kind)
    };
    asker.ask(&prompt)
}

/// What the question means, what its hard words mean, and why it is asked.
fn help(terms: &[Term], question: &Question, labels: &[String]) -> Vec<String> {
    let labels = labels.iter().map(String::as_str);
    let texts = [question.ask.as_str()].into_iter().chain(question.help.as_deref()).chain(labels);
    let words = Glossary::new(terms).explain(texts);
    let mut help: Vec<String> = question.help.clone().into_iter().collect();
    help.extend(words.into_iter().map(|(word, means)| format!("({word}: {means})")));
    help.push(format!("Why we ask: {}", question.because));
    help.push(HOW.to_owned());
    help
}

/// A pick as the answer it stands for. What is no answer counts as not sure.
pub fn answer(pack: &Pack, at: QuestionId, pick: &Pick) -> Answer {
    match pick {
        Pick::One(position) => {
            pack.questions[at].shown_order().get(*position).map_or(Answer::Unsure, |option| Answer::One(*option))
        }
        Pick::Many { ticked, unsure } => {
            let options = |rows: &[usize]| rows.iter().copied().map(OptionId::new).collect::<OptionSet>();
            pack.questions[at].domain.many(Ticks::new(options(ticked), options(unsure)))
        }
        Pick::Number(number) => Answer::Number(*number),
        _ => Answer::Unsure,
    }
}

/// An answer as the pick that gives it.
pub fn pick(pack: &Pack, at: QuestionId, answer: Answer) -> Pick {
    match answer {
        Answer::One(option) => {
            pack.questions[at].shown_order().iter().position(|shown| *shown == option).map_or(Pick::Unsure, Pick::One)
        }
        Answer::Many(ticks) => {
            let rows = |options: OptionSet| options.iter().map(OptionId::place).collect();
            Pick::Many { ticked: rows(ticks.ticked()), unsure: rows(ticks.unsure()) }
        }
        Answer::Number(number) => Pick::Number(number),
        Answer::Unsure => Pick::Unsure,
    }
}
