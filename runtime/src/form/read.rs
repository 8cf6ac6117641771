//! Reads the fields of a form as a type.
//!
//! What a form does not send is what that means: an unchecked box is false, a list without
//! a choice is empty. An empty field is `None` where a text is not read. So the fields
//! are read again, with that in its place, where they cannot be read at first: the
//! type's own defaults come before.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::event::{Absent, Mismatch, Value};

/// Reads all fields, or names the first that cannot be read; empty if it is none of them.
pub(super) fn read<T: DeserializeOwned>(fields: &[(String, Value)]) -> Result<T, String> {
    let mut kept: Vec<&(String, Value)> = fields.iter().collect();
    let mut replaced: Vec<(String, Replaced)> = Vec::new();
    loop {
        let input = Input {
            kept: &kept,
            replaced: &replaced,
        };
        // Each round replaces another field of the type's.
        let (name, by) = match T::deserialize(input) {
            Ok(value) => return Ok(value),
            Err(Unread::Missing(name)) => (name.to_owned(), Replaced::Absent),
            Err(Unread::IllTyped(name)) => (name, Replaced::Empty),
            Err(Unread::Other) => return Err(String::new()),
        };
        let may = match by {
            Replaced::Absent => !replaced.iter().any(|(known, _)| *known == name),
            Replaced::Empty => {
                let is_empty = |entry: &&(String, Value)| {
                    entry.0 == name && matches!(&entry.1, Value::Text(text) if text.is_empty())
                };
                let found = kept.iter().position(is_empty);
                if let Some(at) = found {
                    kept.remove(at);
                    // The next round goes on there: those before can be read.
                    kept.rotate_left(at);
                }
                found.is_some()
            }
        };
        if !may {
            return Err(name);
        }
        replaced.push((name, by));
    }
}

/// What is read in place of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replaced {
    /// It was not sent.
    Absent,
    /// It is an empty text, of which there is nothing to read.
    Empty,
}

/// Why the fields could not be read.
#[derive(Debug)]
enum Unread {
    Missing(&'static str),
    IllTyped(String),
    Other,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields do not fit")
    }
}

impl std::error::Error for Unread {}

impl de::Error for Unread {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self::Other
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}

/// The fields, as a map.
struct Input<'a> {
    /// Those that are read as they were sent.
    kept: &'a [&'a (String, Value)],
    replaced: &'a [(String, Replaced)],
}

impl<'de> Deserializer<'de> for Input<'de> {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_map(Entries {
            kept: self.kept.iter(),
            replaced: self.replaced.iter(),
            value: None,
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Entries<'a> {
    kept: std::slice::Iter<'a, &'a (String, Value)>,
    replaced: std::slice::Iter<'a, (String, Replaced)>,
    value: Option<(&'a str, Given<'a>)>,
}

enum Given<'a> {
    Sent(&'a Value),
    Replaced(Replaced),
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Unread;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unread> {
        let kept = self.kept.next();
        let entry = kept
            .map(|(name, value)| (name.as_str(), Given::Sent(value)))
            .or_else(|| {
                let (name, by) = self.replaced.next()?;
                Some((name.as_str(), Given::Replaced(*by)))
            });
        let Some((name, given)) = entry else {
            return Ok(None);
        };
        self.value = Some((name, given));
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unread> {
        let Some((name, given)) = self.value.take() else {
            return Err(Unread::Other);
        };
        let read: Result<S::Value, Mismatch> = match given {
            Given::Sent(value) => seed.deserialize(value),
            Given::Replaced(Replaced::Absent) => seed.deserialize(Absent),
            Given::Replaced(Replaced::Empty) => seed.deserialize(&Value::Null),
        };
        read.map_err(|_| Unread::IllTyped(name.to_owned()))
    }
}
