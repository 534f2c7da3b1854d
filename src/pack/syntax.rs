//! The rule base as written: one type for each statement, borrowed from the text.

use crate::model::{Change, Direction, Grade, Kind, Level, Reading, Side};
use ron::error::SpannedResult;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::{Deserialize, Deserializer, de};
use std::fmt;
use std::marker::PhantomData;

/// Reads one statement.
pub fn statement(text: &str) -> SpannedResult<Statement<'_>> {
    options().from_str(text)
}

pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 's"))]
pub enum Statement<'s> {
    Library(Library<'s>),
    Day(Day<'s>),
    Pack(Pack<'s>),
    Source(Source<'s>),
    Term(Term<'s>),
    Contact(Contact<'s>),
    /// Words that no text for people may use.
    Avoid(Vec<String>),
    OneSide(OneSide),
    Question(Question<'s>),
    Rule(Rule<'s>),
    Layers(Layers<'s>),
    Case(Case<'s>),
    Promise(Promise<'s>),
    Impossible(Impossible<'s>),
    Define(Define<'s>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library<'s> {
    #[serde(borrow)]
    pub name: Quoted<'s>,
    pub about: String,
    pub welcome: String,
    pub first: Word<'s>,
    pub incident: Option<Word<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day<'s> {
    #[serde(borrow)]
    pub lists: Vec<Word<'s>>,
    #[serde(default)]
    pub first: Entries<'s, Vec<Word<'s>>>,
    #[serde(default)]
    pub once: Vec<Word<'s>>,
    #[serde(default)]
    pub given: Entries<'s, Entries<'s, Word<'s>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack<'s> {
    #[serde(borrow)]
    pub id: Word<'s>,
    #[serde(default)]
    pub kind: Kind,
    pub title: String,
    pub intro: String,
    pub version: String,
    pub reviewed: Quoted<'s>,
    pub review_by: Quoted<'s>,
    pub sections: Entries<'s, String>,
    #[serde(default)]
    pub risks: Entries<'s, String>,
    pub wording: Entries<'s, String>,
    pub not_before: Option<String>,
    #[serde(default)]
    pub closing: Vec<Closing<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing<'s> {
    #[serde(borrow)]
    pub id: Word<'s>,
    pub title: String,
    pub when: Option<Condition<'s>>,
    pub up_to: Option<Level>,
    pub text: String,
    #[serde(default)]
    pub for_risk: Entries<'s, String>,
    #[serde(default)]
    pub points: Vec<String>,
    #[serde(default)]
    pub sources: Vec<Word<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source<'s> {
    #[serde(borrow)]
    pub id: Word<'s>,
    pub title: String,
    pub publisher: String,
    pub year: Option<u16>,
    pub grade: Grade,
    pub url: String,
    pub read: Reading,
    pub via: Option<String>,
    pub review_by: Quoted<'s>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term<'s> {
    #[serde(borrow)]
    pub word: Quoted<'s>,
    #[serde(default)]
    pub also: Vec<String>,
    pub means: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneSide {
    pub word: String,
    pub known: Side,
    pub write: String,
    pub with: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact<'s> {
    /// Empty for everywhere else.
    #[serde(borrow)]
    pub country: Quoted<'s>,
    #[serde(default)]
    pub also: Vec<String>,
    pub name: String,
    pub emergency: String,
    pub advice: Option<Line>,
    pub crisis: Option<Line>,
    pub poison: Option<Line>,
    pub report: Option<Line>,
    #[serde(default)]
    pub sources: Vec<Word<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub name: String,
    pub number: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question<'s> {
    #[serde(borrow)]
    pub id: Word<'s>,
    pub ask: String,
    pub help: Option<String>,
    pub because: String,
    pub answer: Domain<'s>,
    pub ordinary: Option<Word<'s>>,
    pub ask_if: Option<Condition<'s>>,
    pub change: Option<Change>,
    #[serde(default)]
    pub read_back: bool,
    pub unordered: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub enum Domain<'s> {
    YesNo,
    One(Entries<'s, String>),
    Many(Entries<'s, String>),
    Number {
        unit: String,
        range: Spelled<'s>,
        worse: Direction,
        usual: Option<f64>,
    },
    /// A text of at most so many characters: given or not.
    Text {
        max: u16,
    },
    Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule<'s> {
    #[serde(borrow)]
    pub id: Word<'s>,
    pub level: Level,
    #[serde(default)]
    pub risks: Vec<Word<'s>>,
    pub title: String,
    pub when: Condition<'s>,
    pub why: String,
    pub advice: String,
    #[serde(default)]
    pub sources: Vec<Word<'s>>,
    pub wait: Option<Wait<'s>>,
    #[serde(default)]
    pub see: Vec<Word<'s>>,
    #[serde(default)]
    pub vendor_only: bool,
    /// Who has found it right, and when: both or neither.
    pub reviewed_by: Option<String>,
    pub reviewed: Option<Quoted<'s>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", bound(deserialize = "'de: 's"))]
pub enum Wait<'s> {
    Until(Word<'s>, f64),
    After(String, u16),
    Days(u16),
    Weeks(u16),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", bound(deserialize = "'de: 's"))]
pub enum Condition<'s> {
    Is(Word<'s>, Options<'s>),
    Has(Word<'s>, Options<'s>),
    Under(Word<'s>, f64),
    Over(Word<'s>, f64),
    /// A date and `today`.
    Before(Word<'s>, Word<'s>),
    After(Word<'s>, Word<'s>),
    UnderFor(Word<'s>, Word<'s>, Entries<'s, f64>),
    OverFor(Word<'s>, Word<'s>, Entries<'s, f64>),
    Holds(Word<'s>),
    AtLeast(usize, Vec<Condition<'s>>),
    All(Vec<Condition<'s>>),
    Any(Vec<Condition<'s>>),
    Not(Box<Condition<'s>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layers<'s> {
    #[serde(borrow)]
    pub question: Word<'s>,
    pub title: String,
    pub note: String,
    pub layers: Vec<Layer>,
    #[serde(default)]
    pub marks: Vec<f64>,
    #[serde(default)]
    pub sources: Vec<Word<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    pub name: String,
    pub to: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case<'s> {
    #[serde(borrow)]
    pub name: Quoted<'s>,
    pub words: Option<String>,
    pub given: Entries<'s, Spelled<'s>>,
    pub expect: Level,
    #[serde(default)]
    pub finds: Vec<Word<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise<'s> {
    #[serde(borrow)]
    pub name: Quoted<'s>,
    pub when: Condition<'s>,
    pub at_least: Option<Level>,
    #[serde(default)]
    pub finds: Vec<Word<'s>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Define<'s> {
    #[serde(borrow)]
    pub id: Word<'s>,
    pub means: String,
    pub when: Condition<'s>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impossible<'s> {
    #[serde(borrow)]
    pub when: Condition<'s>,
    pub say: Quoted<'s>,
}

/// The longest word, in bytes.
const LONGEST_WORD: usize = 64;

/// A bare word, such as `keloids`. It borrows from the text, so it knows where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Word<'s>(pub &'s str);

/// A word as the key of an entry, which JSON puts in quotes.
struct Key<'s>(&'s str);

impl<'de: 's, 's> Deserialize<'de> for Key<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spelled(spelled) = Spelled::deserialize(deserializer)?;
        let bare = spelled.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(spelled);
        if bare.is_empty() || !bare.chars().all(|letter| letter.is_alphanumeric() || letter == '_') {
            return Err(de::Error::custom("a word is wanted here, such as `days`"));
        }
        Ok(Key(bare))
    }
}

impl<'de: 's, 's> Deserialize<'de> for Word<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        return deserializer.deserialize_identifier(WordVisitor);

        struct WordVisitor;
        impl<'de> de::Visitor<'de> for WordVisitor {
            type Value = Word<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a bare word")
            }
            fn visit_borrowed_str<E: de::Error>(self, word: &'de str) -> Result<Word<'de>, E> {
                let fits = word.len() <= LONGEST_WORD
                    && !word.starts_with(|letter: char| letter.is_ascii_digit())
                    && word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
                if fits {
                    Ok(Word(word))
                } else {
                    Err(E::custom("a word has only the letters a to z, digits and _, and at most 64 of them"))
                }
            }
        }
    }
}

/// One word, or several in a list: `a` or `[a, b]`.
pub struct Options<'s>(pub Vec<Word<'s>>);

impl<'de: 's, 's> Deserialize<'de> for Options<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spelled(spelled) = Spelled::deserialize(deserializer)?;
        let words = if spelled.starts_with('[') {
            options().from_str(spelled)
        } else {
            options().from_str(spelled).map(|word| vec![word])
        };
        words.map(Options).map_err(|err| de::Error::custom(err.code))
    }
}

/// A value as it is spelled in the text, read later when it is known what it has to be.
#[derive(Clone, Copy)]
pub struct Spelled<'s>(pub &'s str);

impl<'de: 's, 's> Deserialize<'de> for Spelled<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Spelled(<&RawValue>::deserialize(deserializer)?.trim().get_ron()))
    }
}

/// A text in quotes that also knows where it stands.
pub struct Quoted<'s> {
    pub text: String,
    pub spelled: &'s str,
}

impl<'de: 's, 's> Deserialize<'de> for Quoted<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spelled(spelled) = Spelled::deserialize(deserializer)?;
        let text = ron::from_str(spelled).map_err(|err| de::Error::custom(err.code))?;
        Ok(Quoted { text, spelled })
    }
}

/// `{ word: value, ... }` in the order written, doubles included.
pub struct Entries<'s, T>(pub Vec<(Word<'s>, T)>);

impl<T> Default for Entries<'_, T> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

impl<'de: 's, 's, T: Deserialize<'de>> Deserialize<'de> for Entries<'s, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        return deserializer.deserialize_map(EntriesVisitor(PhantomData)).map(Entries);

        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for EntriesVisitor<T> {
            type Value = Vec<(Word<'de>, T)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list such as { word: value }")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((Key(word), value)) = map.next_entry()? {
                    entries.push((Word(word), value));
                }
                Ok(entries)
            }
        }
    }
}
