//! Questions: their answers, and when they are asked.

use super::condition::Scope;
use super::file::File;
use super::problem::Code;
use super::reader::{Reader, place};
use super::syntax;
use super::word::{BareWord, Entries, Spelled};
use crate::engine::time;
use crate::model::{
    Answer, Changeable, Choice, Direction, Domain, Entry, Kind, OptionId, OptionSet, Question, QuestionId, Scale,
    SectionId, When,
};
use std::collections::HashSet;
use typed_index_collections::{TiVec, ti_vec};

/// Stands for "none of them" where the ordinary answer is named.
const VARIES: &str = "varies";

/// Ids of a first option that is what most people answer.
const PLAIN: [&str; 3] = ["no", "none", "never"];

/// The longest text that can be asked for, in characters.
const MOST_SIGNS: u16 = 200;

/// How far a date may lie from today, in days, and how far the one of the baseline does.
const FAR: f64 = 36_500.0;
const USUAL: f64 = 365.0;

/// A question as written, with the file and section it stands in.
pub(super) struct AskedAt<'s> {
    pub file: &'s File,
    pub section: SectionId,
    pub raw: &'s syntax::Question<'s>,
}

impl Reader {
    /// The answers each question takes.
    pub fn domains(&mut self, asked: &[AskedAt]) -> TiVec<QuestionId, Domain> {
        asked.iter().map(|question| self.domain(question.file, question.raw.id, &question.raw.answer)).collect()
    }

    pub fn questions(&mut self, asked: &[AskedAt], kind: Kind, scope: Scope) -> TiVec<QuestionId, Question> {
        let mut questions = TiVec::with_capacity(asked.len());
        for question in asked {
            let (file, raw, near) = (question.file, question.raw, question.raw.id.0);
            let scope = Scope { before: questions.next_key(), ..scope };
            let ask_if = raw.ask_if.as_ref().and_then(|when| self.condition(file, when, scope));
            let domain = scope.domains[questions.next_key()].clone();
            self.fits(file, raw, &domain, kind);
            let ordinary = self.ordinary(file, raw, &domain, kind);
            questions.push(Question {
                id: near.to_owned(),
                section: question.section,
                ask: self.line(file, near, "question", &raw.ask),
                help: raw.help.as_ref().map(|help| self.prose(file, near, "help", help)),
                because: self.prose(file, near, "reason for asking", &raw.because),
                domain,
                entry: self.entry(file, raw, kind),
                ordinary,
                ask_if: ask_if.unwrap_or_else(When::always),
                change: raw.change,
                read_back: raw.read_back,
                unordered: raw.unordered.as_ref().map(|reason| self.prose(file, near, "reason", reason)),
                place: place(file, near),
            });
        }
        questions
    }

    /// Nobody can wait for what does not pass by itself, and only a checklist is read back.
    fn fits(&mut self, file: &File, raw: &syntax::Question, domain: &Domain, kind: Kind) {
        let near = raw.id.0;
        if let (Domain::Number(scale), Some(Changeable::Wait)) = (domain, raw.change)
            && time(&scale.unit).is_none()
        {
            let message = format!("`{near}` counts {}, and waiting changes nothing about it", scale.unit);
            self.word(file, near, Code::WaitNotTime, message).help =
                Some("take `change: wait` away, or count days, weeks or months".to_owned());
        }
        if raw.read_back && kind != Kind::Checklist {
            let message = format!("`{near}` is to be read back, but this is no checklist");
            self.word(file, near, Code::ReadBackMisplaced, message).help =
                Some("take `read_back` away, or give the pack `kind: checklist`".to_owned());
        }
    }

    /// What most people would answer: the option that is named; else no tick, or the first option where its id says
    /// that it is nothing out of the way. No number is everybody's, and in a checklist nothing is done until somebody
    /// says so.
    fn ordinary(&mut self, file: &File, raw: &syntax::Question, domain: &Domain, kind: Kind) -> Option<Answer> {
        match (domain, raw.ordinary) {
            (Domain::Number(_), None) | (Domain::One(_) | Domain::Many(_), Some(BareWord(VARIES))) => None,
            (_, None) if kind == Kind::Checklist => None,
            (Domain::One(choices), None) if !PLAIN.contains(&choices[OptionId::new(0)].id.as_str()) => None,
            (_, None) => Some(domain.baseline()),
            (Domain::One(choices), Some(option)) => self.option(file, raw.id, option, choices).map(Answer::One),
            (Domain::Many(_) | Domain::Number(_), Some(word)) => {
                let help = "no tick is ordinary unless `ordinary: varies` says otherwise; no number ever is";
                let message = format!("`{}` takes no single option to be the ordinary one", raw.id.0);
                self.word(file, word.0, Code::WrongKind, message).help = Some(help.to_owned());
                None
            }
        }
    }

    /// What is written down: only in a checklist, where two people keep a record.
    fn entry(&mut self, file: &File, raw: &syntax::Question, kind: Kind) -> Option<Entry> {
        let entry = match raw.answer {
            syntax::Domain::Text { max } => Entry::Text(max),
            syntax::Domain::Date => Entry::Date,
            _ => return None,
        };
        if kind != Kind::Checklist {
            let message = format!("`{}` asks for something to be written down, which only a checklist can", raw.id.0);
            self.word(file, raw.id.0, Code::WrongKind, message);
        }
        if !(1..=MOST_SIGNS).contains(&entry.longest()) {
            let message = format!("`{}` takes a text of 1 to {MOST_SIGNS} characters", raw.id.0);
            self.word(file, raw.id.0, Code::BadRange, message);
        }
        Some(entry)
    }

    fn domain(&mut self, file: &File, id: BareWord, raw: &syntax::Domain) -> Domain {
        match raw {
            syntax::Domain::YesNo => {
                let choice = |id: &str, label: &str| Choice { id: id.to_owned(), label: label.to_owned() };
                Domain::One(ti_vec![choice("no", "No"), choice("yes", "Yes")])
            }
            syntax::Domain::Text { .. } => {
                let choice = |id: &str, label: &str| Choice { id: id.to_owned(), label: label.to_owned() };
                Domain::One(ti_vec![choice("given", "Written down"), choice("missing", "Not written down")])
            }
            syntax::Domain::Date => {
                let unit = "days from today".to_owned();
                let (low, high) = (-FAR, FAR);
                Domain::Number(Scale { unit, low, high, whole: true, worse: Direction::Lower, usual: USUAL })
            }
            syntax::Domain::One(entries) => Domain::One(self.choices(file, id, entries, 2)),
            syntax::Domain::Many(entries) => {
                for (word, _) in entries.0.iter().filter(|(word, _)| word.0 == "none") {
                    self.word(file, word.0, Code::ReservedWord, "no tick at all is `none` already");
                }
                Domain::Many(self.choices(file, id, entries, 1))
            }
            syntax::Domain::Number { unit, range, worse, usual } => {
                let unit = self.line(file, id.0, "unit", unit);
                Domain::Number(self.scale(file, id, unit, *range, *worse, *usual))
            }
        }
    }

    fn choices(
        &mut self,
        file: &File,
        id: BareWord,
        entries: &Entries<String>,
        least: usize,
    ) -> TiVec<OptionId, Choice> {
        let mut choices: TiVec<OptionId, Choice> = TiVec::new();
        let mut seen = HashSet::new();
        // No more of them are looked at than a question may have.
        for (word, label) in entries.0.iter().take(OptionSet::MOST) {
            if !seen.insert(word.0) {
                self.word(file, word.0, Code::DuplicateKey, format!("`{}` is there twice", word.0));
            }
            if word.0 == "unsure" {
                self.word(file, word.0, Code::ReservedWord, "every question takes `unsure` already");
            }
            if word.0 == VARIES {
                self.word(file, word.0, Code::ReservedWord, "`ordinary: varies` says that no answer is ordinary");
            }
            choices.push(Choice { id: word.0.to_owned(), label: self.line(file, word.0, "label", label) });
        }
        if choices.len() < least {
            self.word(file, id.0, Code::NoOptions, format!("`{}` has too few options", id.0));
            choices.resize(least, Choice { id: String::new(), label: String::new() });
        }
        let count = entries.0.len();
        if count > OptionSet::MOST {
            let message = format!("`{}` has {count} options; at most {} are possible", id.0, OptionSet::MOST);
            self.word(file, id.0, Code::TooManyOptions, message);
        }
        choices
    }

    fn scale(
        &mut self,
        file: &File,
        id: BareWord,
        unit: String,
        range: Spelled,
        worse: Direction,
        usual: Option<f64>,
    ) -> Scale {
        let (low, high) = self.range(file, range).unwrap_or((-1e6, 1e6));
        let whole = !range.0.replace("..", " ").contains('.');
        let mildest = if worse == Direction::Higher { low } else { high };
        let scale = Scale { unit, low, high, whole, worse, usual: usual.unwrap_or(mildest) };
        if !(low..=high).contains(&scale.usual) || (whole && scale.usual.fract() != 0.0) {
            self.word(
                file,
                id.0,
                Code::NumberOutOfRange,
                format!("the usual answer of `{}` is not one it takes", id.0),
            );
        }
        scale
    }

    fn range(&mut self, file: &File, range: Spelled) -> Option<(f64, f64)> {
        let ends = range
            .0
            .split_once("..=")
            .and_then(|(low, high)| Some((low.trim().parse().ok()?, high.trim().parse().ok()?)));
        match ends {
            Some((low, high)) if low >= high => {
                self.word(file, range.0, Code::BadRange, "this range ends before it begins").help =
                    Some(format!("write the low end first: `{high}..={low}`"));
                None
            }
            Some((low, high)) if low < high && f64::abs(low) <= 1e6 && f64::abs(high) <= 1e6 => Some((low, high)),
            _ => {
                self.word(file, range.0, Code::BadRange, "this is not a range").help =
                    Some("write it like `0..=60`, or `0.1..=3.5` to allow decimals".to_owned());
                None
            }
        }
    }
}
