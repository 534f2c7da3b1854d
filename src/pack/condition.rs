//! Conditions: every question and option must be there, and be of the right kind.

use super::file::File;
use super::problem::Code;
use super::reader::{IdPlaces, Reader};
use super::syntax;
use super::word::{BareWord, Entries};
use crate::model::logic::Condition;
use crate::model::{AnswerTest, Choice, DefinitionId, Domain, Fact, OptionId, QuestionId, When};
use std::collections::HashSet;
use typed_index_collections::{TiSlice, TiVec};

/// The most parts to count. What it takes to count grows with their square.
const MOST_PARTS: usize = 64;

/// The day a date is compared with.
const TODAY: &str = "today";
/// The definitions of a pack. None stands for one that could not be read, which has been reported.
#[derive(Default)]
pub(super) struct Definitions<'s> {
    pub names: IdPlaces<'s, DefinitionId>,
    pub whens: TiVec<DefinitionId, Option<When>>,
}

/// The questions a condition may look at.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub names: &'a IdPlaces<'a, QuestionId>,
    pub domains: &'a TiSlice<QuestionId, Domain>,
    /// Only questions before this one.
    pub before: QuestionId,
    pub definitions: &'a Definitions<'a>,
}

impl Reader {
    pub fn condition(&mut self, file: &File, raw: &syntax::Condition, scope: Scope) -> Option<When> {
        use syntax::Condition as Raw;
        match raw {
            Raw::Is(word, options) => {
                let question = self.question(file, *word, scope)?;
                let Domain::One(_) = &scope.domains[question] else {
                    return self.wrong_kind(file, *word, &scope.domains[question]);
                };
                self.any_of(file, *word, question, &options.0, scope)
            }
            Raw::Has(word, options) => {
                let question = self.question(file, *word, scope)?;
                let Domain::Many(_) = &scope.domains[question] else {
                    return self.wrong_kind(file, *word, &scope.domains[question]);
                };
                self.any_of(file, *word, question, &options.0, scope)
            }
            Raw::UnderFor(word, of, limits) => self.limits(file, (*word, *of), limits, AnswerTest::Under, scope),
            Raw::OverFor(word, of, limits) => self.limits(file, (*word, *of), limits, AnswerTest::Over, scope),
            Raw::Holds(word) => self.held(file, *word, scope),
            Raw::Under(word, n) => self.comparison(file, *word, *n, AnswerTest::Under(*n), scope),
            Raw::Over(word, n) => self.comparison(file, *word, *n, AnswerTest::Over(*n), scope),
            Raw::Before(word, today) => self.of_today(file, *word, *today, AnswerTest::Under(0.0), scope),
            Raw::After(word, today) => self.of_today(file, *word, *today, AnswerTest::Over(0.0), scope),
            Raw::All(parts) => Some(Condition::All(self.parts(file, parts, scope)?)),
            Raw::Any(parts) => Some(Condition::Any(self.parts(file, parts, scope)?)),
            Raw::Not(part) => Some(Condition::Not(Box::new(self.condition(file, part, scope)?))),
            Raw::AtLeast(n, parts) => {
                let parts = self.parts(file, parts, scope)?;
                let near = facts(raw).first().map_or("", |fact| fact.0);
                if parts.len() > MOST_PARTS {
                    let message = format!("`at_least` has {} parts; at most {MOST_PARTS} are possible", parts.len());
                    self.word(file, near, Code::TooManyParts, message);
                    return None;
                }
                if (1..=parts.len()).contains(n) {
                    return Some(Condition::AtLeast(*n, parts));
                }
                self.word(file, near, Code::BadCount, format!("`at_least({n}, [..])` has {} parts", parts.len()));
                None
            }
        }
    }

    /// Any of these options of a question; one alone stands for itself.
    fn any_of(
        &mut self,
        file: &File,
        word: BareWord,
        question: QuestionId,
        options: &[BareWord],
        scope: Scope,
    ) -> Option<When> {
        if options.is_empty() {
            self.word(file, word.0, Code::NoOptions, format!("`{}` is compared with no option at all", word.0));
            return None;
        }
        let facts: Vec<Option<When>> =
            options.iter().map(|option| self.chosen(file, word, question, *option, scope)).collect();
        let mut facts: Vec<When> = facts.into_iter().collect::<Option<_>>()?;
        self.twice(file, options.iter().copied());
        if facts.len() == 1 { facts.pop() } else { Some(Condition::Any(facts)) }
    }

    fn twice<'s>(&mut self, file: &File, words: impl Iterator<Item = BareWord<'s>>) {
        let mut seen = HashSet::new();
        for word in words.filter(|word| !seen.insert(word.0)) {
            self.word(file, word.0, Code::DuplicateKey, format!("`{}` is there twice", word.0));
        }
    }

    /// The fact that an option is chosen, alone or among others.
    fn chosen(
        &mut self,
        file: &File,
        word: BareWord,
        question: QuestionId,
        option: BareWord,
        scope: Scope,
    ) -> Option<When> {
        let (test, choices): (fn(OptionId) -> AnswerTest, _) = match &scope.domains[question] {
            Domain::One(choices) => (AnswerTest::Is, choices),
            Domain::Many(choices) => (AnswerTest::Has, choices),
            domain @ Domain::Number(_) => return self.wrong_kind(file, word, domain),
        };
        let option = self.option(file, word, option, choices)?;
        Some(Condition::Fact(Fact { question, test: test(option) }))
    }

    /// A limit for each option: any of them chosen, and the number beyond its limit.
    fn limits(
        &mut self,
        file: &File,
        (number, of): (BareWord, BareWord),
        limits: &Entries<f64>,
        test: fn(f64) -> AnswerTest,
        scope: Scope,
    ) -> Option<When> {
        let question = self.question(file, of, scope)?;
        if limits.0.is_empty() {
            self.word(file, number.0, Code::NoOptions, format!("`{}` has no limit here", number.0));
            return None;
        }
        let mut parts = Vec::with_capacity(limits.0.len());
        self.twice(file, limits.0.iter().map(|(option, _)| *option));
        for (option, limit) in &limits.0 {
            let chosen = self.chosen(file, of, question, *option, scope)?;
            let beyond = self.comparison(file, number, *limit, test(*limit), scope)?;
            parts.push(Condition::All(vec![chosen, beyond]));
        }
        Some(Condition::Any(parts))
    }

    fn parts(&mut self, file: &File, parts: &[syntax::Condition], scope: Scope) -> Option<Vec<When>> {
        let parts: Vec<Option<When>> = parts.iter().map(|part| self.condition(file, part, scope)).collect();
        parts.into_iter().collect()
    }

    fn comparison(&mut self, file: &File, word: BareWord, n: f64, test: AnswerTest, scope: Scope) -> Option<When> {
        let question = self.question(file, word, scope)?;
        let Domain::Number(scale) = &scope.domains[question] else {
            return self.wrong_kind(file, word, &scope.domains[question]);
        };
        if !n.is_finite() {
            self.word(
                file,
                word.0,
                Code::NumberNotFinite,
                format!("`{}` is compared with a number that is not an ordinary one", word.0),
            );
            return None;
        }
        if !(scale.low..=scale.high).contains(&n) {
            let message =
                format!("`{}` is compared with {n}, but it runs from {} to {}", word.0, scale.low, scale.high);
            self.word(file, word.0, Code::NumberOutOfRange, message);
            return None;
        }
        Some(Condition::Fact(Fact { question, test }))
    }

    /// A date is compared with today and with no other day.
    fn of_today(
        &mut self,
        file: &File,
        word: BareWord,
        today: BareWord,
        test: AnswerTest,
        scope: Scope,
    ) -> Option<When> {
        if today.0 != TODAY {
            let message = format!("a date is compared with `{TODAY}`, not with `{}`", today.0);
            self.unknown(file, today.0, Code::UnknownWord, message, [TODAY].into_iter());
            return None;
        }
        self.comparison(file, word, 0.0, test, scope)
    }

    /// The question of this name, if a condition here may look at it.
    pub fn question(&mut self, file: &File, word: BareWord, scope: Scope) -> Option<QuestionId> {
        let question = self.look_up(file, word, scope.names, Code::UnknownQuestion, "question")?;
        if question < scope.before {
            return Some(question);
        }
        let help = "`ask_if` may look only at questions above".to_owned();
        self.word(file, word.0, Code::LooksAhead, format!("`{}` is not asked before this question", word.0)).help =
            Some(help);
        None
    }

    pub fn option(
        &mut self,
        file: &File,
        question: BareWord,
        option: BareWord,
        choices: &TiSlice<OptionId, Choice>,
    ) -> Option<OptionId> {
        let found = choices.position(|choice| choice.id == option.0);
        if found.is_none() {
            let message = format!("`{}` has no answer `{}`", question.0, option.0);
            self.unknown(file, option.0, Code::UnknownOption, message, choices.iter().map(|choice| choice.id.as_str()));
        }
        found
    }

    pub fn wrong_kind<T>(&mut self, file: &File, word: BareWord, domain: &Domain) -> Option<T> {
        let (kind, form) = match domain {
            Domain::One(_) => ("one answer", "`is(.., option)`"),
            Domain::Many(_) => ("any number of ticks", "`has(.., option)`"),
            Domain::Number(_) => ("a number", "`under(.., n)` or `over(.., n)`"),
        };
        let problem = self.word(file, word.0, Code::WrongKind, format!("`{}` takes {kind}", word.0));
        problem.help = Some(format!("a condition on it is written {form}"));
        None
    }
}

fn facts<'s>(raw: &syntax::Condition<'s>) -> Vec<BareWord<'s>> {
    use syntax::Condition as Raw;
    match raw {
        Raw::Is(id, _)
        | Raw::Has(id, _)
        | Raw::Holds(id)
        | Raw::Under(id, _)
        | Raw::Over(id, _)
        | Raw::UnderFor(id, ..)
        | Raw::OverFor(id, ..)
        | Raw::Before(id, _)
        | Raw::After(id, _) => vec![*id],
        Raw::All(parts) | Raw::Any(parts) | Raw::AtLeast(_, parts) => parts.iter().flat_map(facts).collect(),
        Raw::Not(part) => facts(part),
    }
}

/// The definitions a condition holds.
pub(super) fn held<'s>(raw: &syntax::Condition<'s>) -> Vec<BareWord<'s>> {
    use syntax::Condition as Raw;
    match raw {
        Raw::Holds(word) => vec![*word],
        Raw::All(parts) | Raw::Any(parts) | Raw::AtLeast(_, parts) => parts.iter().flat_map(held).collect(),
        Raw::Not(part) => held(part),
        _ => Vec::new(),
    }
}
