//! The parts of a list or an object, one after the other, whatever serde calls them.

use super::layout::LayoutWriter;
use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use std::fmt;

/// A list or an object that is being written.
pub(super) struct Parts<'w> {
    writer: &'w mut LayoutWriter,
    end: char,
    empty: bool,
    /// Two where an object for the name of a variant is around it.
    ends: u8,
}

impl<'w> Parts<'w> {
    pub fn new(writer: &'w mut LayoutWriter, end: char) -> Parts<'w> {
        Parts { writer, end, empty: true, ends: 1 }
    }

    /// The same with an object around it, which ends when it ends.
    pub fn within(self) -> Parts<'w> {
        Parts { ends: 2, ..self }
    }

    fn next(&mut self) {
        if !self.empty {
            self.writer.text.push(',');
        }
        self.empty = false;
        self.writer.line();
    }

    fn key(&mut self, name: &str) {
        self.next();
        self.writer.quote(name);
        self.writer.colon();
    }

    fn close(self) {
        self.writer.depth -= 1;
        if !self.empty {
            self.writer.line();
        }
        self.writer.text.push(self.end);
        if self.ends == 2 {
            self.writer.close();
        }
    }
}

/// What writes the elements of a list, whatever serde calls it.
macro_rules! list {
    ($($kind:ident $part:ident,)*) => {$(
        impl $kind for Parts<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn $part<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
                self.next();
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> fmt::Result {
                self.close();
                Ok(())
            }
        }
    )*};
}

list! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

/// What writes the fields of a struct, whatever serde calls it.
macro_rules! object {
    ($($kind:ident,)*) => {$(
        impl $kind for Parts<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
                self.key(key);
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> fmt::Result {
                self.close();
                Ok(())
            }
        }
    )*};
}

object! { SerializeStruct, SerializeStructVariant, }

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.next();
        let before = self.writer.text.len();
        key.serialize(&mut *self.writer)?;
        // A key is a text and nothing else.
        if self.writer.text[before..].starts_with('"') { Ok(()) } else { Err(fmt::Error::custom("a key is a text")) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.writer.colon();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}
