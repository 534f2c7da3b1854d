//! A small reader: the whole text first, then the value from its parts. It says that something is wrong, not what.

use crate::text::decimal;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;
use std::vec::IntoIter;

/// Deeper than this nothing of ours is written.
const DEEPEST: usize = 64;

/// The text is no JSON, or not of this shape.
#[derive(PartialEq, Eq, Debug)]
pub struct NoFit;

impl fmt::Display for NoFit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its parts do not fit")
    }
}

impl std::error::Error for NoFit {}

impl de::Error for NoFit {
    fn custom<T: fmt::Display>(_: T) -> NoFit {
        NoFit
    }
}

pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, NoFit> {
    let mut reader = Reader { rest: text };
    let json = reader.value(0)?;
    reader.space();
    if reader.rest.is_empty() { T::deserialize(json) } else { Err(NoFit) }
}

enum Json {
    Null,
    Bool(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    /// Takes this, after space, if it comes next.
    fn takes(&mut self, what: &str) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(what);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn needs(&mut self, what: &str) -> Result<(), NoFit> {
        if self.takes(what) { Ok(()) } else { Err(NoFit) }
    }

    /// What comes next of these bytes.
    fn run(&mut self, of: impl Fn(u8) -> bool) -> &'t str {
        let end = self.rest.bytes().position(|byte| !of(byte)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(end);
        self.rest = rest;
        run
    }

    fn value(&mut self, depth: usize) -> Result<Json, NoFit> {
        if depth > DEEPEST {
            return Err(NoFit);
        }
        if self.takes("null") {
            Ok(Json::Null)
        } else if self.takes("true") {
            Ok(Json::Bool(true))
        } else if self.takes("false") {
            Ok(Json::Bool(false))
        } else if self.takes("\"") {
            self.text().map(Json::Text)
        } else if self.takes("[") {
            let mut list = Vec::new();
            self.parts("]", |reader| {
                list.push(reader.value(depth + 1)?);
                Ok(())
            })?;
            Ok(Json::List(list))
        } else if self.takes("{") {
            let mut object = Vec::new();
            self.parts("}", |reader| {
                reader.needs("\"")?;
                let key = reader.text()?;
                reader.needs(":")?;
                object.push((key, reader.value(depth + 1)?));
                Ok(())
            })?;
            Ok(Json::Object(object))
        } else {
            self.number()
        }
    }

    /// Parts with commas between them, up to this end.
    fn parts(&mut self, end: &str, mut part: impl FnMut(&mut Self) -> Result<(), NoFit>) -> Result<(), NoFit> {
        if self.takes(end) {
            return Ok(());
        }
        loop {
            part(self)?;
            if self.takes(end) {
                return Ok(());
            }
            self.needs(",")?;
        }
    }

    fn sign(&mut self) -> Result<char, NoFit> {
        let mut signs = self.rest.chars();
        let sign = signs.next().ok_or(NoFit)?;
        self.rest = signs.as_str();
        Ok(sign)
    }

    /// A text, after its first quote.
    fn text(&mut self) -> Result<String, NoFit> {
        let mut text = String::new();
        loop {
            text += self.run(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            match self.sign()? {
                '"' => return Ok(text),
                '\\' => text.push(self.escaped()?),
                _ => return Err(NoFit),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, NoFit> {
        Ok(match self.sign()? {
            sign @ ('"' | '\\' | '/') => sign,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.unit()?;
                let pair = [first, if (0xd800..0xdc00).contains(&first) { self.second_unit()? } else { 0 }];
                char::decode_utf16(pair).next().and_then(Result::ok).ok_or(NoFit)?
            }
            _ => return Err(NoFit),
        })
    }

    fn second_unit(&mut self) -> Result<u16, NoFit> {
        let (slash, letter) = (self.sign()?, self.sign()?);
        if (slash, letter) == ('\\', 'u') { self.unit() } else { Err(NoFit) }
    }

    fn unit(&mut self) -> Result<u16, NoFit> {
        (0..4).try_fold(0, |unit, _| {
            let digit = self.sign()?.to_digit(16).and_then(|digit| u16::try_from(digit).ok());
            Ok(unit << 4 | digit.ok_or(NoFit)?)
        })
    }

    /// A number without an exponent: nothing of ours has one.
    fn number(&mut self) -> Result<Json, NoFit> {
        let minus = self.takes("-");
        let whole = self.run(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 1 && whole.starts_with('0') {
            return Err(NoFit);
        }
        let behind = if let Some(rest) = self.rest.strip_prefix('.') {
            self.rest = rest;
            let behind = self.run(|byte| byte.is_ascii_digit());
            if behind.is_empty() { Err(NoFit) } else { Ok(behind) }?
        } else if let Ok(whole) = whole.parse::<i64>()
            && !(minus && whole == 0)
        {
            return Ok(Json::Whole(if minus { -whole } else { whole }));
        } else {
            ""
        };
        let size = decimal(whole, behind).ok_or(NoFit)?;
        Ok(Json::Number(if minus { -size } else { size }))
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = NoFit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        match self {
            Json::Null => visitor.visit_unit(),
            Json::Bool(is) => visitor.visit_bool(is),
            Json::Whole(n) => whole(n, visitor),
            Json::Number(n) => visitor.visit_f64(n),
            Json::Text(text) => visitor.visit_string(text),
            Json::List(list) => visit_list(list, visitor),
            Json::Object(object) => visit_object(object, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        if let Json::Bool(is) = self { visitor.visit_bool(is) } else { Err(NoFit) }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        if let Json::Whole(n) = self { whole(n, visitor) } else { Err(NoFit) }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        match self {
            Json::Whole(n) => whole(n, visitor),
            Json::Number(n) => visitor.visit_f64(n),
            _ => Err(NoFit),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        if let Json::Text(text) = self { visitor.visit_string(text) } else { Err(NoFit) }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        if let Json::Null = self { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value, NoFit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        if let Json::List(list) = self { visit_list(list, visitor) } else { Err(NoFit) }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, NoFit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        if let Json::Object(object) = self { visit_object(object, visitor) } else { Err(NoFit) }
    }

    // A list could stand for a struct too; none of ours does, and what would read it is not carried.
    fn deserialize_struct<V: Visitor<'de>>(self, _: &str, _: &[&str], visitor: V) -> Result<V::Value, NoFit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &str, _: &[&str], visitor: V) -> Result<V::Value, NoFit> {
        match self {
            Json::Text(name) => visitor.visit_enum(Variant { name, value: Json::Null }),
            Json::Object(mut parts) if parts.len() == 1 => {
                let (name, value) = parts.pop().ok_or(NoFit)?;
                visitor.visit_enum(Variant { name, value })
            }
            _ => Err(NoFit),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoFit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 char str bytes byte_buf unit unit_struct tuple_struct identifier
    }
}

fn whole<'de, V: Visitor<'de>>(n: i64, visitor: V) -> Result<V::Value, NoFit> {
    match u64::try_from(n) {
        Ok(n) => visitor.visit_u64(n),
        Err(_) => visitor.visit_i64(n),
    }
}

fn visit_list<'de, V: Visitor<'de>>(list: Vec<Json>, visitor: V) -> Result<V::Value, NoFit> {
    let mut list = List(list.into_iter());
    let value = visitor.visit_seq(&mut list)?;
    if list.0.len() == 0 { Ok(value) } else { Err(NoFit) }
}

fn visit_object<'de, V: Visitor<'de>>(object: Vec<(String, Json)>, visitor: V) -> Result<V::Value, NoFit> {
    visitor.visit_map(Object { parts: object.into_iter(), value: Json::Null })
}

struct List(IntoIter<Json>);

impl<'de> SeqAccess<'de> for &mut List {
    type Error = NoFit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NoFit> {
        self.0.next().map(|element| seed.deserialize(element)).transpose()
    }
}

struct Object {
    parts: IntoIter<(String, Json)>,
    /// Of the key that was read last.
    value: Json,
}

impl<'de> MapAccess<'de> for Object {
    type Error = NoFit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NoFit> {
        let Some((key, value)) = self.parts.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Json::Text(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NoFit> {
        seed.deserialize(std::mem::replace(&mut self.value, Json::Null))
    }
}

/// One variant, and what is in it.
struct Variant {
    name: String,
    value: Json,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = NoFit;
    type Variant = Json;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Json), NoFit> {
        Ok((seed.deserialize(Json::Text(self.name))?, self.value))
    }
}

impl<'de> VariantAccess<'de> for Json {
    type Error = NoFit;

    fn unit_variant(self) -> Result<(), NoFit> {
        if let Json::Null = self { Ok(()) } else { Err(NoFit) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, NoFit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, NoFit> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &[&str], visitor: V) -> Result<V::Value, NoFit> {
        self.deserialize_map(visitor)
    }
}
