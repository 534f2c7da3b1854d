//! Questions: their answers, and when they are asked.

use super::condition::Scope;
use super::file::File;
use super::problem::Code;
use super::reader::{Reader, place};
use super::syntax::{self, Entries, Spelled, Word};
use crate::model::{
    Answer, Choice, Direction, Domain, Kind, OptionId, OptionSet, Question, QuestionId, Scale, SectionId, When,
};
use typed_index_collections::{TiVec, ti_vec};

/// Stands for "none of them" where the ordinary answer is named.
const VARIES: &str = "varies";

/// A question as written, with the file and section it stands in.
pub(super) struct Asked<'s> {
    pub file: &'s File,
    pub section: SectionId,
    pub raw: &'s syntax::Question<'s>,
}

impl Reader {
    /// The answers each question takes.
    pub fn domains(&mut self, asked: &[Asked]) -> TiVec<QuestionId, Domain> {
        asked.iter().map(|it| self.domain(it.file, it.raw.id, &it.raw.answer)).collect()
    }

    pub fn questions(&mut self, asked: &[Asked], kind: Kind, scope: Scope) -> TiVec<QuestionId, Question> {
        let mut questions = TiVec::with_capacity(asked.len());
        for it in asked {
            let (file, raw, near) = (it.file, it.raw, it.raw.id.0);
            let scope = Scope { before: questions.next_key(), ..scope };
            let ask_if = raw.ask_if.as_ref().and_then(|when| self.condition(file, when, scope));
            let domain = scope.domains[questions.next_key()].clone();
            let ordinary = self.ordinary(file, raw, &domain, kind);
            questions.push(Question {
                id: near.to_owned(),
                section: it.section,
                ask: self.line(file, near, "question", &raw.ask),
                help: raw.help.as_ref().map(|help| self.prose(file, near, "help", help)),
                because: self.prose(file, near, "reason for asking", &raw.because),
                domain,
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

    /// What most people would answer: the safest option unless another is named, or no tick. No number is everybody's,
    /// and in a checklist nothing is done until somebody says so.
    fn ordinary(&mut self, file: &File, raw: &syntax::Question, domain: &Domain, kind: Kind) -> Option<Answer> {
        match (domain, raw.ordinary) {
            (Domain::Number(_), None) => None,
            (_, None) => (kind != Kind::Checklist).then(|| domain.baseline()),
            (Domain::One(_) | Domain::Many(_), Some(Word(VARIES))) => None,
            (Domain::One(choices), Some(option)) => self.option(file, raw.id, option, choices).map(Answer::One),
            (Domain::Many(_) | Domain::Number(_), Some(word)) => {
                let help = "no tick is ordinary unless `ordinary: varies` says otherwise; no number ever is";
                let message = format!("`{}` takes no single option to be the ordinary one", raw.id.0);
                self.word(file, word.0, Code::WrongKind, message).help = Some(help.to_owned());
                None
            }
        }
    }

    fn domain(&mut self, file: &File, id: Word, raw: &syntax::Domain) -> Domain {
        match raw {
            syntax::Domain::YesNo => {
                let choice = |id: &str, label: &str| Choice { id: id.to_owned(), label: label.to_owned() };
                Domain::One(ti_vec![choice("no", "No"), choice("yes", "Yes")])
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

    fn choices(&mut self, file: &File, id: Word, entries: &Entries<String>, least: usize) -> TiVec<OptionId, Choice> {
        let mut choices: TiVec<OptionId, Choice> = TiVec::new();
        for (word, label) in entries.0.iter().take(OptionSet::MOST) {
            self.plain(file, *word);
            if choices.iter().any(|it| it.id == word.0) {
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
        id: Word,
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
            Some((low, high)) if low < high && f64::abs(low) <= 1e6 && f64::abs(high) <= 1e6 => Some((low, high)),
            _ => {
                let what = match ends {
                    Some((low, high)) if low > high => "this range runs backwards: its low end comes first",
                    Some((low, high)) if low < high => "this range is too wide: it ends at 1,000,000",
                    Some(_) => "this range has one number in it, so there is nothing to ask",
                    None => "this is not a range",
                };
                self.word(file, range.0, Code::BadRange, what).help =
                    Some("write it like `0..=60`, or `0.1..=3.5` to allow decimals".to_owned());
                None
            }
        }
    }
}
