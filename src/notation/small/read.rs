//! A small reader: the whole text first, then the value from its parts. It says that something is wrong, not what.

use crate::text::decimal;
use serde::de::{self, DeserializeOwned};
use std::fmt;

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
    let mut reader = JsonReader { rest: text };
    let json = reader.value(0)?;
    reader.space();
    if reader.rest.is_empty() { T::deserialize(json) } else { Err(NoFit) }
}

/// What was read, before it is known what it is for.
pub(super) enum Json {
    Null,
    Bool(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

struct JsonReader<'t> {
    rest: &'t str,
}

impl<'t> JsonReader<'t> {
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
