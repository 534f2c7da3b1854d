//! What statements are written in: words, texts and entries, each borrowed from the text, so that it knows its place.

use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::{Deserialize, Deserializer, de};
use std::fmt;
use std::marker::PhantomData;

/// How rule files are read.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// The longest word, in bytes.
const LONGEST_WORD: usize = 64;

/// A bare word, such as `keloids`. It borrows from the text, so it knows where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BareWord<'s>(pub &'s str);

/// The id that a word is, if its letters may stand in one.
fn id<E: de::Error>(word: &str) -> Result<BareWord<'_>, E> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    if word.len() > LONGEST_WORD {
        Err(E::custom("an id has at most 64 letters"))
    } else if word.chars().all(fits) && word.starts_with(|letter: char| !letter.is_ascii_digit()) {
        Ok(BareWord(word))
    } else {
        Err(E::custom(format!("`{word}` cannot be an id: the letters a to z, digits and `_`, a letter first")))
    }
}

/// A word as the key of an entry, which JSON puts in quotes.
struct KeyWord<'s>(&'s str);

impl<'de: 's, 's> Deserialize<'de> for KeyWord<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spelled(spelled) = Spelled::deserialize(deserializer)?;
        let bare = spelled.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(spelled);
        let BareWord(bare) = id(bare)?;
        Ok(KeyWord(bare))
    }
}

impl<'de: 's, 's> Deserialize<'de> for BareWord<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        return deserializer.deserialize_identifier(WordVisitor);

        struct WordVisitor;
        impl<'de> de::Visitor<'de> for WordVisitor {
            type Value = BareWord<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a bare word")
            }
            fn visit_borrowed_str<E: de::Error>(self, word: &'de str) -> Result<BareWord<'de>, E> {
                id(word)
            }
        }
    }
}

/// One word, or several in a list: `a` or `[a, b]`.
pub struct Options<'s>(pub Vec<BareWord<'s>>);

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
#[derive(Clone)]
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
#[derive(Clone)]
pub struct Entries<'s, T>(pub Vec<(BareWord<'s>, T)>);

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
            type Value = Vec<(BareWord<'de>, T)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list such as { word: value }")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((KeyWord(word), value)) = map.next_entry()? {
                    entries.push((BareWord(word), value));
                }
                Ok(entries)
            }
        }
    }
}
