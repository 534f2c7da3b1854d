//! Answers as they are written, and back: the words of every format are known here and nowhere else.
//!
//! An answer is the id of an option (`yes`), a list of ids (`[a, b]`), a number (`0.25`) or `unsure`.

use crate::model::{Answer, Answers, Domain, OptionId, OptionSet, Pack, Question};
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

/// What may part them when they are read: forms put a space between them.
const PARTS: [char; 2] = [';', ' '];

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
    /// The ids of the options ticked.
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
            Answer::Many(ticks) => AnswerValue::Words(ticks.iter().map(id).collect()),
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
    fn safe(self) -> AnswerValue {
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
            Domain::Many(_) => words.into_iter().map(|id| self.option(id)).collect::<Result<_, _>>().map(Answer::Many),
            Domain::One(_) | Domain::Number(_) => Err(Misfit::Kind),
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
            Domain::Many(_) if cell == NO_TICK && self.option(NO_TICK).is_err() => Ok(Answer::Many(OptionSet::EMPTY)),
            Domain::Many(_) => {
                let ticks = cell.split(PARTS).map(str::trim).filter(|word| !word.is_empty());
                let ticks = ticks.map(|word| self.option(word).map_err(|_| word));
                return ticks.collect::<Result<_, _>>().map(Answer::Many);
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

/// Each answer by the id of its question, as a file of answers has it.
pub fn given(pack: &Pack, answers: &Answers) -> Vec<(String, AnswerValue)> {
    let named = answers.given().filter_map(|(question, answer)| Some((pack.questions.get(question)?, answer)));
    let named =
        named.map(|(question, answer)| (SafeText::new(&question.id).into(), AnswerValue::of(question, answer).safe()));
    named.collect()
}

/// A kept answer that the rules have no place for any more, or that does not count.
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// The id of the question.
    pub question: String,
    /// What was said to it.
    pub answer: AnswerValue,
    /// Why it does not count, in words for people.
    pub why: String,
}

/// The answers that still have their question and their option by the rules of today, and those set aside: what no
/// longer fits is never misread.
pub fn resume<'a>(
    pack: &Pack,
    given: impl IntoIterator<Item = (&'a str, &'a AnswerValue)>,
) -> (Answers, Vec<SetAside>) {
    let (mut answers, mut aside) = (pack.silent(), Vec::new());
    for (id, value) in given {
        let read = match pack.question(id) {
            Some(question) => {
                let answer = pack.questions[question].domain.read(value);
                answer.map(|answer| (question, answer)).map_err(|misfit| misfit.to_string())
            }
            None => Err("the question is gone".to_owned()),
        };
        match read {
            Ok((question, answer)) => answers.set(question, answer),
            Err(why) => aside.push(SetAside { question: id.to_owned(), answer: value.clone(), why }),
        }
    }
    (answers, aside)
}
