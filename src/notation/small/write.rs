//! A small writer: byte for byte what `serde_json` writes.

use super::layout::{LayoutWriter, Look};
use super::parts::Parts;
use serde::ser::{Serialize, Serializer};
use std::fmt;

pub fn write(value: &impl Serialize, look: Look) -> String {
    let mut writer = LayoutWriter { text: String::new(), look, depth: 0 };
    let written = value.serialize(&mut writer);
    if written.is_ok() { writer.text } else { String::new() }
}

impl LayoutWriter {
    fn parts(&mut self, begin: char, end: char) -> Parts<'_> {
        self.text.push(begin);
        self.depth += 1;
        Parts::new(self, end)
    }

    /// The parts of a variant: an object with its name as the only key.
    fn variant(&mut self, name: &str, begin: char, end: char) -> Parts<'_> {
        self.open(name);
        self.parts(begin, end).within()
    }
}

/// Whole numbers of every size look alike.
macro_rules! whole {
    ($($of:ident $kind:ident,)*) => {$(
        fn $of(self, value: $kind) -> fmt::Result {
            self.put(value)
        }
    )*};
}

impl<'w> Serializer for &'w mut LayoutWriter {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Parts<'w>;
    type SerializeTuple = Parts<'w>;
    type SerializeTupleStruct = Parts<'w>;
    type SerializeTupleVariant = Parts<'w>;
    type SerializeMap = Parts<'w>;
    type SerializeStruct = Parts<'w>;
    type SerializeStructVariant = Parts<'w>;

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.put(value)
    }

    whole! { serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, }
    whole! { serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, }

    fn serialize_f32(self, value: f32) -> fmt::Result {
        self.number(value.into())
    }

    fn serialize_f64(self, value: f64) -> fmt::Result {
        self.number(value)
    }

    fn serialize_char(self, value: char) -> fmt::Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> fmt::Result {
        self.quote(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_none(self) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.put("null")
    }

    fn serialize_unit_struct(self, _: &str) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &str, _: u32, variant: &str) -> fmt::Result {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &str, _: u32, name: &str, value: &T) -> fmt::Result {
        self.open(name);
        value.serialize(&mut *self)?;
        self.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.parts('[', ']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.parts('[', ']'))
    }

    fn serialize_tuple_struct(self, _: &str, _: usize) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.parts('[', ']'))
    }

    fn serialize_tuple_variant(self, _: &str, _: u32, name: &str, _: usize) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.variant(name, '[', ']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.parts('{', '}'))
    }

    fn serialize_struct(self, _: &str, _: usize) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.parts('{', '}'))
    }

    fn serialize_struct_variant(self, _: &str, _: u32, name: &str, _: usize) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.variant(name, '{', '}'))
    }
}
