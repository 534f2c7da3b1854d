//! What was read, into the shape that is wanted.

use super::read::{Json, NoFit};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::vec::IntoIter;

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
    let mut list = JsonList(list.into_iter());
    let value = visitor.visit_seq(&mut list)?;
    if list.0.len() == 0 { Ok(value) } else { Err(NoFit) }
}

fn visit_object<'de, V: Visitor<'de>>(object: Vec<(String, Json)>, visitor: V) -> Result<V::Value, NoFit> {
    visitor.visit_map(Object { parts: object.into_iter(), value: Json::Null })
}

struct JsonList(IntoIter<Json>);

impl<'de> SeqAccess<'de> for &mut JsonList {
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
