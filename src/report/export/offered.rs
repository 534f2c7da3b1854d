//! What a form offers to tick for a question: the one place that knows how answers look in other programs' forms.

use super::NotCarried;
use crate::model::codec::{NO_TICK, UNSURE};
use crate::model::{Domain, Question};
use crate::report::glossary::Glossary;

/// Something to tick.
pub struct Offered<'q> {
    /// Its name among the answers that come back.
    pub id: &'q str,
    /// Its words for people, as the rules have them.
    pub label: &'q str,
    /// Whether nothing else may be ticked beside it.
    pub alone: bool,
}

/// Everything there is to tick, in the order it is shown; nothing but "not sure" for a number.
///
/// # Errors
/// When the question wants what a form cannot carry.
pub fn offered(question: &Question) -> Result<Vec<Offered<'_>>, NotCarried> {
    if question.entry.is_some() {
        return Err(NotCarried::Entry(question.id.clone()));
    }
    let choices = question.domain.choices();
    let shown = question.shown_order().into_iter().filter_map(|option| choices.get(option));
    let mut offered: Vec<Offered> =
        shown.map(|choice| Offered { id: &choice.id, label: &choice.label, alone: false }).collect();
    if matches!(question.domain, Domain::Many(_)) {
        if question.domain.option(NO_TICK).is_ok() {
            return Err(NotCarried::Option { question: question.id.clone(), option: NO_TICK });
        }
        offered.push(Offered { id: NO_TICK, label: "None of these", alone: true });
    }
    offered.push(Offered { id: UNSURE, label: "Not sure", alone: true });
    Ok(offered)
}

/// What a form says beside a question: why it is asked, and hard words that no question before it had.
pub fn beside(question: &Question, glossary: &mut Glossary) -> Vec<String> {
    let labels = question.domain.choices().iter().map(|choice| choice.label.as_str());
    let said = [question.ask.as_str()].into_iter().chain(question.help.as_deref()).chain(labels);
    let hard = glossary.explain(said.collect::<Vec<_>>());
    let hard = hard.into_iter().map(|(word, means)| format!("{word}: {means}"));
    std::iter::once(format!("Why we ask: {}", question.because)).chain(hard).collect()
}
