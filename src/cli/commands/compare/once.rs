//! JSON in which no name stands twice. Of two values under one name, nobody knows which was meant.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// Reads JSON for its names alone.
///
/// # Errors
/// Of the kind of data when a name stands twice in one object, with its line; else when this is no JSON.
pub fn once(text: &str) -> serde_json::Result<()> {
    let mut json = serde_json::Deserializer::from_str(text);
    Once.deserialize(&mut json)?;
    json.end()
}

#[derive(Clone, Copy)]
struct Once;

impl<'de> DeserializeSeed<'de> for Once {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut names = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if names.contains(&name) {
                return Err(A::Error::custom(format_args!("`{name}` is there twice")));
            }
            names.insert(name);
            map.next_value_seed(self)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::once;

    #[test]
    fn a_name_that_stands_twice_is_found_however_deep_with_its_line() {
        for text in ["{}", "[{\"a\": 1}, {\"a\": 2}]", "{\"a\": {\"a\": [1.5, null, true, \"x\"]}}"] {
            assert!(once(text).is_ok(), "{text}");
        }
        let err = once("{\"a\": [{\n\"b\": 1,\n\"\\u0062\": 2}]}").expect_err("twice");
        assert!(err.is_data() && err.line() == 3 && err.to_string().contains("`b` is there twice"), "{err}");
        assert!(once("{ a: 1 }").is_err_and(|err| err.is_syntax()));
    }
}
