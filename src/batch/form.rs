//! The table of answers that a form in ODK or KoboToolbox gives back: names with the groups before them, one column for
//! all ticks of a question or one for each, and much that is no answer.

use super::RowFault;
use super::columns::Columns;
use super::listed::Column;
use crate::model::codec::{FORM, NO_TICK, UNSURE};
use crate::model::{Answer, Domain, OptionId, OptionSet, Pack, QuestionId, Ticks};

/// What stands in a column of such a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormColumn {
    Named(Column),
    /// One of the ticks of a question.
    Tick(QuestionId, Tick),
    /// All the ticks of a question.
    Ticks(QuestionId),
    /// All the ticks of a question that somebody is not sure of.
    Doubts(QuestionId),
    /// Nothing of ours.
    Passed,
}

impl FormColumn {
    /// Whether there may be only one such column. "Not sure" stands beside a number, and may be a column of its own too.
    pub fn stands_alone(self) -> bool {
        !matches!(self, FormColumn::Passed | FormColumn::Tick(_, Tick::Unsure))
    }
}

/// What a tick column stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tick {
    Option(OptionId),
    /// Somebody is not sure of this option.
    Doubt(OptionId),
    NoneOfThese,
    /// Somebody is not sure: of those named beside it, else of all that are not ticked.
    Unsure,
}

/// Ticks that stand each on their own, until they are put together.
#[derive(Default)]
pub struct Single(Vec<(QuestionId, Tick)>);

/// Whether these names stand above the answers of a form: one of them is a part that only a form has.
pub fn is_form<'n>(mut names: impl Iterator<Item = &'n str>) -> bool {
    names.any(|name| parts(name).any(|part| part.starts_with(FORM)))
}

/// The last part first: `nw_skin/marks/mole` is the tick `mole` of `marks`.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.trim_matches('"').rsplit(['/', '-'])
}

impl Columns<'_> {
    /// What a column of a form's table means.
    pub fn of_form(&self, name: &str) -> FormColumn {
        let question = |name: &str| self.pack.question(name);
        let unsure = |name: &str| question(name.strip_suffix(UNSURE)?.strip_suffix('_')?);
        let mut parts = parts(name);
        let (last, before) = (parts.next().unwrap_or_default(), parts.next());
        if let Some(at) = before.and_then(question)
            && let Some(tick) = self.tick(at, last)
        {
            return FormColumn::Tick(at, tick);
        }
        if let Some(at) = before.and_then(unsure)
            && let Ok(option) = self.pack.questions[at].domain.option(last)
        {
            return FormColumn::Tick(at, Tick::Doubt(option));
        }
        if let Some(at) = before.filter(|_| last == UNSURE).and_then(unsure).or_else(|| unsure(last)) {
            return if self.is_list(at) { FormColumn::Doubts(at) } else { FormColumn::Tick(at, Tick::Unsure) };
        }
        question(last).map_or(FormColumn::Passed, |at| FormColumn::Named(Column::Question(at)))
    }

    /// The ticks whose names stand in one cell, with spaces between; none where something else stands there.
    pub fn ticks(&self, question: QuestionId, cell: &str) -> Option<Vec<Tick>> {
        cell.split_whitespace().map(|word| self.tick(question, word)).collect()
    }

    /// The ticks that somebody is not sure of, in one cell.
    ///
    /// # Errors
    /// When one of them is no option.
    pub fn doubts(&self, question: QuestionId, cell: &str) -> Result<Vec<Tick>, RowFault> {
        let option = |word: &str| self.pack.questions[question].domain.option(word);
        let doubt = |word| option(word).map(Tick::Doubt).map_err(|_| self.not_an_answer(question, word));
        cell.split_whitespace().map(doubt).collect()
    }

    /// Whether a question takes ticks.
    pub fn is_list(&self, question: QuestionId) -> bool {
        matches!(self.pack.questions[question].domain, Domain::Many(_))
    }

    pub(super) fn tick(&self, question: QuestionId, word: &str) -> Option<Tick> {
        match (self.pack.questions[question].domain.option(word), word) {
            (Ok(option), _) => Some(Tick::Option(option)),
            (_, NO_TICK) => Some(Tick::NoneOfThese),
            (_, UNSURE) => Some(Tick::Unsure),
            _ => None,
        }
    }
}

impl Single {
    /// Takes what the cell of a tick column says.
    pub fn add(&mut self, question: QuestionId, tick: Tick, cell: &str) {
        if ["1", UNSURE].contains(&cell) || cell.eq_ignore_ascii_case("true") {
            self.tick(question, tick);
        }
    }

    pub fn tick(&mut self, question: QuestionId, tick: Tick) {
        self.0.push((question, tick));
    }

    /// The answers they come to. Where nothing is ticked, not even "none of these", nothing was said. Who does not say
    /// what they are not sure of is not sure of any option that is not ticked.
    pub fn answers(self, pack: &Pack) -> impl Iterator<Item = (QuestionId, Answer)> {
        let mut answers: Vec<(QuestionId, Ticks)> = Vec::new();
        for (question, tick) in &self.0 {
            let at = answers.iter().position(|(known, _)| known == question).unwrap_or_else(|| {
                answers.push((*question, Ticks::NONE));
                answers.len() - 1
            });
            let named = || self.0.iter().any(|(at, tick)| at == question && matches!(tick, Tick::Doubt(_)));
            let all = OptionSet::first(pack.questions[*question].domain.choices().len());
            answers[at].1 = answers[at].1.and(match tick {
                Tick::Option(option) => OptionSet::only(*option).into(),
                Tick::Doubt(option) => Ticks::new(OptionSet::EMPTY, OptionSet::only(*option)),
                Tick::Unsure if !named() => Ticks::new(OptionSet::EMPTY, all),
                Tick::NoneOfThese | Tick::Unsure => Ticks::NONE,
            });
        }
        let answer = |(question, ticks): (QuestionId, Ticks)| match &pack.questions[question].domain {
            domain @ Domain::Many(_) => (question, domain.many(ticks)),
            Domain::One(_) | Domain::Number(_) => (question, Answer::Unsure),
        };
        answers.into_iter().map(answer)
    }
}
