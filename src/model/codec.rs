//! Answers as they are written, and back: the words of every format are known here and nowhere else.
//!
//! An answer is the id of an option (`yes`), a list of ids (`[a, unsure(b)]`), a number (`0.25`) or `unsure`.

use crate::model::{Answer, Domain, OptionId, OptionSet, Question, Ticks};
use crate::text::{self, SafeText};
use std::fmt;

/// The word for "not sure".
pub const UNSURE: &str = "unsure";

/// The word for no tick at all where nothing stands for silence: in a table.
pub const NO_TICK: &str = "none";

/// What the names begin with that a form in another program gives its own parts. No question is called so there.
pub const FORM: &str = "nw_";

/// What parts the ticks in the cell of a table.
const PART: &str = ";";

/// What may part them when they are read: a bar, where a table parts its cells by semicolons.
pub const PARTS: [char; 2] = [';', '|'];

/// An answer as written in a file; its `Display` is how a rule file spells it.
/// ```
/// use needlewise::model::{Answer, codec::AnswerValue};
/// # let base = needlewise::shipped::base(Some("before")).expect("the shipped rules load");
/// # let pack = &base.packs[0];
/// let question = &pack.questions.raw[0];
///
/// let written = AnswerValue::Word("unsure".to_owned());
/// assert_eq!(question.domain.read(&written), Ok(Answer::Unsure));
/// assert_eq!(AnswerValue::of(question, Answer::Unsure), written);
/// ```
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Debug)]
#[serde(untagged)]
pub enum AnswerValue {
    /// A number, or what may be one.
    Number(f64),
    /// The id of an option, or `unsure`.
    Word(String),
    /// The ids of the options ticked, and `unsure(..)` around those the person is not sure of.
    Words(Vec<String>),
}

/// Why a question does not take what is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// It has no such option.
    Option,
    /// It takes another kind of answer.
    Kind,
    /// Infinite, or no number at all.
    NotFinite,
    /// Below or above the range of the question.
    OutOfRange,
    /// With a part behind the point, where the question counts wholes.
    NotWhole,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Misfit::Option => "the option is gone",
            Misfit::Kind => "the question takes another kind of answer",
            Misfit::NotFinite | Misfit::OutOfRange => "the number is out of range",
            Misfit::NotWhole => "the question takes whole numbers",
        })
    }
}

impl AnswerValue {
    /// An answer to this question, in its words.
    pub fn of(question: &Question, answer: Answer) -> AnswerValue {
        let choices = question.domain.choices();
        let id = |option: OptionId| choices.get(option).map_or(UNSURE, |choice| choice.id.as_str()).to_owned();
        match answer {
            Answer::Unsure => AnswerValue::Word(UNSURE.to_owned()),
            Answer::One(option) => AnswerValue::Word(id(option)),
            Answer::Many(ticks) => AnswerValue::Words(
                ticks.ticked().union(ticks.unsure()).iter().map(|option| spelled(&id(option), ticks, option)).collect(),
            ),
            Answer::Number(n) => AnswerValue::Number(n),
        }
    }

    /// As the cell of a table has it: `yes`, `a;b`, `none`, `0.25`, `unsure`.
    pub fn cell(&self) -> String {
        match self {
            AnswerValue::Words(words) if words.is_empty() => NO_TICK.to_owned(),
            AnswerValue::Words(words) => words.join(PART),
            AnswerValue::Number(_) | AnswerValue::Word(_) => self.to_string(),
        }
    }

    /// Whether it says "not sure".
    pub fn is_unsure(&self) -> bool {
        matches!(self, AnswerValue::Word(word) if word == UNSURE)
    }

    /// The same, with nothing in it that a screen must not see.
    #[must_use]
    pub(super) fn safe(self) -> AnswerValue {
        let safe = |word: String| SafeText::new(&word).into();
        match self {
            AnswerValue::Number(n) => AnswerValue::Number(n),
            AnswerValue::Word(word) => AnswerValue::Word(safe(word)),
            AnswerValue::Words(words) => AnswerValue::Words(words.into_iter().map(safe).collect()),
        }
    }
}

impl fmt::Display for AnswerValue {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            AnswerValue::Number(n) => n.fmt(f),
            AnswerValue::Word(word) => f.write_str(word),
            AnswerValue::Words(words) => write!(f, "[{}]", words.join(", ")),
        }
    }
}

impl Domain {
    /// The option of this id.
    ///
    /// # Errors
    /// When there is none.
    pub fn option(&self, id: &str) -> Result<OptionId, Misfit> {
        self.choices().position(|choice| choice.id == id).ok_or(Misfit::Option)
    }

    /// A single word as an answer: an option, or `unsure`.
    ///
    /// # Errors
    /// When it is neither, or the question takes no single option.
    pub fn read_word(&self, word: &str) -> Result<Answer, Misfit> {
        match self {
            _ if word == UNSURE => Ok(Answer::Unsure),
            Domain::One(_) => self.option(word).map(Answer::One),
            Domain::Many(_) | Domain::Number(_) => Err(Misfit::Kind),
        }
    }

    /// Ticks as an answer.
    ///
    /// # Errors
    /// When one of them is no option, or the question takes no ticks.
    pub fn read_words<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Result<Answer, Misfit> {
        match self {
            Domain::Many(_) => {
                let mut ticks = words.into_iter().map(|word| self.read_tick(word));
                let ticks = ticks.try_fold(Ticks::NONE, |ticks, tick| Ok(ticks.and(tick?)))?;
                Ok(self.many(ticks))
            }
            Domain::One(_) | Domain::Number(_) => Err(Misfit::Kind),
        }
    }

    /// One tick of a list: the id of an option, or `unsure(..)` around it.
    ///
    /// # Errors
    /// When there is no such option.
    pub fn read_tick(&self, word: &str) -> Result<Ticks, Misfit> {
        match doubted(word) {
            Some(id) => Ok(Ticks::new(OptionSet::EMPTY, OptionSet::only(self.option(id)?))),
            None => Ok(OptionSet::only(self.option(word)?).into()),
        }
    }

    /// A number as an answer.
    ///
    /// # Errors
    /// When the question takes no such number.
    pub fn read_number(&self, n: f64) -> Result<Answer, Misfit> {
        let Domain::Number(scale) = self else { return Err(Misfit::Kind) };
        if !n.is_finite() {
            Err(Misfit::NotFinite)
        } else if !(scale.low..=scale.high).contains(&n) {
            Err(Misfit::OutOfRange)
        } else if scale.whole && n.fract() != 0.0 {
            Err(Misfit::NotWhole)
        } else {
            // There is one zero.
            Ok(Answer::Number(n + 0.0))
        }
    }

    /// An answer as a file has it.
    ///
    /// # Errors
    /// Why the question does not take it.
    pub fn read(&self, value: &AnswerValue) -> Result<Answer, Misfit> {
        match value {
            AnswerValue::Number(n) => self.read_number(*n),
            AnswerValue::Word(word) => self.read_word(word),
            AnswerValue::Words(words) => self.read_words(words.iter().map(String::as_str)),
        }
    }

    /// An answer as the cell of a table has it. Numbers may have a decimal comma.
    ///
    /// # Errors
    /// The word that the question does not take.
    pub fn read_cell<'c>(&self, cell: &'c str) -> Result<Answer, &'c str> {
        let answer = match self {
            _ if cell == UNSURE => return Ok(Answer::Unsure),
            Domain::One(_) => self.read_word(cell),
            Domain::Number(_) => text::number(cell).map_err(|_| Misfit::Kind).and_then(|n| self.read_number(n)),
            Domain::Many(_) if cell == NO_TICK && self.option(NO_TICK).is_err() => Ok(Answer::Many(Ticks::NONE)),
            Domain::Many(_) => {
                let mut within = false;
                // Forms put a space between ids, which have none.
                let parts = move |letter: char| {
                    within = letter == '(' || within && letter != ')';
                    !within && (letter == ' ' || PARTS.contains(&letter))
                };
                let ticks = cell.split(parts).map(str::trim).filter(|word| !word.is_empty());
                let mut ticks = ticks.map(|word| self.read_tick(word).map_err(|_| word));
                return ticks.try_fold(Ticks::NONE, |ticks, tick| Ok(ticks.and(tick?))).map(|ticks| self.many(ticks));
            }
        };
        answer.map_err(|_| cell)
    }

    /// What the question takes, such as "`no`, `yes` or `unsure`".
    pub fn expects(&self) -> String {
        let ids = || {
            let ids = self.choices().iter().map(|choice| format!("`{}`", choice.id));
            ids.collect::<Vec<_>>().join(", ")
        };
        match self {
            Domain::One(_) => format!("{} or `{UNSURE}`", ids()),
            Domain::Many(_) => format!("any of {}, none of them, or `{UNSURE}`", ids()),
            Domain::Number(scale) => {
                let whole = if scale.whole { "a whole number" } else { "a number" };
                format!("{whole} from {} to {} or `{UNSURE}`", scale.low, scale.high)
            }
        }
    }
}

/// A tick as every format spells it.
fn spelled(id: &str, ticks: Ticks, option: OptionId) -> String {
    if ticks.unsure().contains(option) { doubt(id) } else { id.to_owned() }
}

/// `unsure(id)`: a tick the person is not sure of.
pub fn doubt(id: &str) -> String {
    format!("{UNSURE}({id})")
}

/// The id in `unsure(id)`.
pub fn doubted(word: &str) -> Option<&str> {
    Some(word.strip_prefix(UNSURE)?.strip_prefix('(')?.strip_suffix(')')?.trim())
}

#[cfg(test)]
mod tests {
    use super::{AnswerValue, Misfit, UNSURE};
    use crate::model::{Answer, Choice, Domain, OptionId, OptionSet, Ticks};

    fn list(ids: &[&str]) -> Domain {
        let choice = |id: &&str| Choice { id: (*id).to_owned(), label: (*id).to_owned() };
        Domain::Many(ids.iter().map(choice).collect())
    }

    #[test]
    fn a_tick_that_is_not_sure_is_spelled_the_same_in_every_format() {
        let (domain, [a, b]) = (list(&["a", "b", "c"]), [0, 1].map(|at| OptionSet::only(OptionId::new(at))));
        let answer = Answer::Many(Ticks::new(a, b));
        let words = ["a".to_owned(), "unsure(b)".to_owned()];
        assert_eq!(domain.read(&AnswerValue::Words(words.to_vec())), Ok(answer));
        assert_eq!(domain.read_cell("unsure( b ); a"), Ok(answer));
        assert_eq!(AnswerValue::Words(words.to_vec()).cell(), "a;unsure(b)");
        for fault in ["unsure(d)", "unsure(unsure(a))", "unsure()", "unsure(a"] {
            assert_eq!(domain.read_tick(fault), Err(Misfit::Option), "{fault}");
            assert_eq!(domain.read_cell(fault), Err(fault));
        }
    }

    #[test]
    fn who_is_not_sure_of_any_option_is_not_sure_of_the_list() {
        let words = ["unsure(a)", "unsure(b)"].map(str::to_owned);
        assert_eq!(list(&["a", "b"]).read(&AnswerValue::Words(words.to_vec())), Ok(Answer::Unsure));
        assert_eq!(list(&["a", "b"]).read_cell(UNSURE), Ok(Answer::Unsure));
        // What is ticked as well is sure.
        let words = ["unsure(a)", "a", "unsure(b)"].map(str::to_owned);
        let ticks = Ticks::new(OptionSet::only(OptionId::new(0)), OptionSet::only(OptionId::new(1)));
        assert_eq!(list(&["a", "b"]).read(&AnswerValue::Words(words.to_vec())), Ok(Answer::Many(ticks)));
    }
}
