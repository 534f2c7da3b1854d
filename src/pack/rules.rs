//! Rules, cases and promises.

use super::condition::Scope;
use super::file::File;
use super::library::LibraryReader;
use super::problem::Code;
use super::reader::{IdPlaces, Reader, place};
use super::syntax;
use super::word::BareWord;
use crate::engine::time;
use crate::model::{
    Answers, Case, Definition, Domain, Impossible, Level, Off, Promise, Reviewed, RiskId, Rule, RuleId, SectionId,
    Wait, When,
};

/// Where a statement stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    pub file: &'s File,
    pub section: SectionId,
}

/// What the rules need to know of the header.
pub(super) struct Declared<'s> {
    pub wording: Vec<(Level, String)>,
    pub risk_names: IdPlaces<'s, RiskId>,
}

impl Reader {
    pub fn rule(
        &mut self,
        spot: Spot,
        raw: &syntax::Rule,
        scope: Scope,
        header: &Declared,
        library: &LibraryReader,
    ) -> Rule {
        let (file, near) = (spot.file, raw.id.0);
        if raw.sources.is_empty() {
            self.word(file, near, Code::NoSource, format!("`{near}` cites no source")).help =
                Some("add `sources: [..]` with at least one id from the library".to_owned());
        }
        if !header.wording.iter().any(|(level, _)| *level == raw.level) {
            let message = format!("the header has no wording for `{}`, the level of `{near}`", raw.level);
            self.word(file, near, Code::MissingWording, message);
        }
        let wait = raw.wait.as_ref().and_then(|wait| self.wait(file, raw.id, wait, scope));
        match (raw.level, raw.wait.is_some()) {
            (Level::Deferral, false) => {
                self.word(file, near, Code::WaitMissing, format!("the deferral `{near}` does not say when it ends"))
                    .help =
                    Some("add `wait: days(7)`, `until(question, 28)` or `after(\"it has healed\", 0)`".to_owned());
            }
            (Level::Deferral, true) | (_, false) => (),
            (_, true) => {
                self.word(file, near, Code::WaitMisplaced, format!("`{near}` has a `wait` but is no deferral"));
            }
        }
        Rule {
            id: near.to_owned(),
            level: raw.level,
            risks: self.risks(file, &raw.risks, &header.risk_names),
            title: self.line(file, near, "title", &raw.title),
            // A condition that could not be read has been reported; what stands here is never used.
            when: self.condition(file, &raw.when, scope).unwrap_or_else(When::always),
            why: self.prose(file, near, "reason", &raw.why),
            advice: self.prose(file, near, "advice", &raw.advice),
            sources: self.cited(file, &raw.sources, library),
            wait,
            see: raw.see.iter().map(|rule| rule.0.to_owned()).collect(),
            vendor_only: raw.vendor_only,
            reviewed: self.reviewed(file, raw),
            place: place(file, near),
        }
    }

    fn reviewed(&mut self, file: &File, raw: &syntax::Rule) -> Option<Reviewed> {
        let near = raw.id.0;
        match (&raw.reviewed_by, &raw.reviewed) {
            (None, None) if raw.seen.is_none() => None,
            (Some(by), Some(on)) => Some(Reviewed {
                by: self.prose(file, near, "reviewer", by),
                on: self.date(file, on),
                seen: raw.seen.as_ref().map(|seen| seen.text.clone()).unwrap_or_default(),
            }),
            (by, _) => {
                let missing = if by.is_none() { "reviewed_by" } else { "reviewed" };
                let message = format!("`{near}` says only half of its review: the field `{missing}` is missing");
                self.word(file, near, Code::MissingField, message);
                None
            }
        }
    }

    fn wait(&mut self, file: &File, rule: BareWord, raw: &syntax::Wait, scope: Scope) -> Option<Wait> {
        match raw {
            syntax::Wait::Days(days) => Some(Wait::Days(*days)),
            syntax::Wait::Weeks(weeks) => {
                let days = weeks.checked_mul(7).map(Wait::Days);
                if days.is_none() {
                    self.word(file, rule.0, Code::NumberOutOfRange, format!("{weeks} weeks are longer than a life"));
                }
                days
            }
            syntax::Wait::After(event, days) => Some(Wait::After(self.prose(file, rule.0, "event", event), *days)),
            syntax::Wait::Until(word, n) => {
                let question = self.question(file, *word, scope)?;
                match &scope.domains[question] {
                    Domain::Number(scale) if time(&scale.unit).is_none() => {
                        let message = format!("`{}` counts {}, which is not time", word.0, scale.unit);
                        self.word(file, word.0, Code::WaitNotTime, message).help =
                            Some("its unit must be \"days\", \"weeks\" or \"months\"".to_owned());
                        None
                    }
                    Domain::Number(scale) if !(scale.low..=scale.high).contains(n) => {
                        let message =
                            format!("`{}` never reaches {n}: it runs from {} to {}", word.0, scale.low, scale.high);
                        self.word(file, word.0, Code::NumberOutOfRange, message);
                        None
                    }
                    Domain::Number(_) => Some(Wait::Until(question, *n)),
                    domain => self.wrong_kind(file, *word, domain),
                }
            }
        }
    }

    pub fn risks(&mut self, file: &File, words: &[BareWord], names: &IdPlaces<RiskId>) -> Vec<RiskId> {
        words.iter().filter_map(|word| self.look_up(file, *word, names, Code::UnknownRisk, "risk")).collect()
    }

    pub fn case(
        &mut self,
        spot: Spot,
        raw: &syntax::Case,
        scope: Scope,
        baseline: &Answers,
        rules: &IdPlaces<RuleId>,
    ) -> Case {
        let file = spot.file;
        Case {
            name: self.prose(file, raw.name.spelled, "name", &raw.name.text),
            words: raw.words.as_ref().map(|story| self.prose(file, raw.name.spelled, "story", story)),
            given: self.given(file, &raw.given, baseline, scope),
            expect: raw.expect,
            finds: self.rule_names(file, &raw.finds, rules),
            section: spot.section,
            place: place(file, raw.name.spelled),
        }
    }

    pub fn promise(&mut self, spot: Spot, raw: &syntax::Promise, scope: Scope, rules: &IdPlaces<RuleId>) -> Promise {
        let (file, near) = (spot.file, raw.name.spelled);
        if raw.at_least.is_none() && raw.finds.is_empty() {
            self.word(file, near, Code::EmptyPromise, "the promise does not say what must follow").help =
                Some("add `at_least: Level` or `finds: [rule]`".to_owned());
        }
        let finds = self.rule_names(file, &raw.finds, rules);
        if raw.finds.iter().any(|rule| self.off_by(file, "rule", *rule).is_some()) {
            let name = &raw.name.text;
            self.help(Code::UnknownRule, || {
                format!(
                    "a promise stands until it is switched off by its name: `Off(promise: \"{name}\", because: \"..\")`"
                )
            });
        }
        Promise {
            name: self.prose(file, near, "name", &raw.name.text),
            when: self.condition(file, &raw.when, scope).unwrap_or_else(When::always),
            at_least: raw.at_least,
            finds,
            place: place(file, near),
        }
    }

    pub fn impossible(&mut self, spot: Spot, raw: &syntax::Impossible, scope: Scope) -> Impossible {
        let (file, near) = (spot.file, raw.say.spelled);
        Impossible {
            when: self.condition(file, &raw.when, scope).unwrap_or_else(When::always),
            say: self.prose(file, near, "text", &raw.say.text),
            place: place(file, near),
        }
    }

    /// What is switched off, for the answers to say so. A case concerns only its authors.
    pub fn off(&mut self, file: &File, raw: &syntax::overlay::Off) -> Option<Off> {
        let (what, near) = match (raw.question.or(raw.rule), &raw.promise) {
            (Some(id), _) => {
                let kind = if raw.question.is_some() { "question" } else { "rule" };
                (format!("the {kind} `{}`", id.0), id.0)
            }
            (None, Some(promise)) => (format!("the promise \"{}\"", promise.text), promise.spelled),
            (None, None) => return None,
        };
        Some(Off { what, because: self.line(file, near, "reason", &raw.because) })
    }

    pub fn definition(&mut self, file: &File, raw: &syntax::Define, when: Option<When>) -> Definition {
        let near = raw.id.0;
        Definition {
            id: near.to_owned(),
            means: self.prose(file, near, "meaning", &raw.means),
            when: when.unwrap_or_else(When::always),
            uses: 0,
            place: place(file, near),
        }
    }

    fn rule_names(&mut self, file: &File, words: &[BareWord], rules: &IdPlaces<RuleId>) -> Vec<RuleId> {
        words.iter().filter_map(|word| self.look_up(file, *word, rules, Code::UnknownRule, "rule")).collect()
    }
}
