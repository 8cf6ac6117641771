//! A plain value: what an event brings from the page, and what a command takes there.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde::ser::{Serialize, Serializer};

/// A plain value, as JSON knows them.
///
/// Deserializing a type from a `Value` is lenient where forms have no types:
///
/// * A string is read as the number that the type asks for. A number is finite:
///   `NaN`, `inf` and `1e999` are refused, and so is what is infinite in an `f32`.
/// * For a `bool`, `true`, `on` and `1` are true, `false`, `off` and `0` are
///   false. Of a list the last one counts, as of a hidden field and a checkbox.
/// * For a list, a string is a list of one.
///
/// Nothing else is converted.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(String),
    /// Values by position.
    List(Vec<Value>),
    /// Values by name, in the order in which they came; no name occurs twice.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Values by name. Of two with one name, the later one counts.
    ///
    /// ```
    /// # use docent::event::Value;
    /// let value = Value::map([("text", Value::from("hello")), ("step", Value::from(3))]);
    /// assert_eq!(value.get("step"), Some(&Value::Int(3)));
    /// ```
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        let mut map: Vec<(String, Value)> = Vec::new();
        for (key, value) in entries {
            let key = key.into();
            match map.iter_mut().find(|(known, _)| *known == key) {
                Some((_, old)) => *old = value,
                None => map.push((key, value)),
            }
        }
        Self::Map(map)
    }

    /// The value of that name, if this is a map that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find_map(|(key, value)| (key == name).then_some(value)),
            _ => None,
        }
    }

    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Int(value) => Unexpected::Signed(*value),
            Self::Float(value) => Unexpected::Float(*value),
            Self::Text(value) => Unexpected::Str(value),
            Self::List(_) => Unexpected::Seq,
            Self::Map(_) => Unexpected::Map,
        }
    }
}

macro_rules! value_from {
    ($($from:ty => |$value:ident| $make:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                $make
            }
        }
    )*};
}

value_from! {
    bool => |value| Self::Bool(value);
    i32 => |value| Self::Int(value.into());
    u32 => |value| Self::Int(value.into());
    i64 => |value| Self::Int(value);
    u64 => |value| i64::try_from(value).map_or(Self::Float(value as f64), Self::Int);
    f64 => |value| Self::Float(value);
    &str => |value| Self::Text(value.to_owned());
    String => |value| Self::Text(value);
    Vec<Value> => |value| Self::List(value);
}

/// Why a value is not what the type asks for.
#[derive(Debug)]
pub struct Mismatch(String);

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }

    // serde's own messages repeat what was sent, of any length, and
    // a reason may be logged: logs carry no payloads.

    fn invalid_type(sent: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self(format!("invalid type: {}, expected {expected}", kind(sent)))
    }

    fn invalid_value(sent: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self(format!(
            "invalid value: {}, expected {expected}",
            kind(sent)
        ))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(format!("an unknown word, {}", one_of(expected)))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self(format!("an unknown name, {}", one_of(expected)))
    }
}

/// What kind of value was sent, without the value.
fn kind(sent: Unexpected<'_>) -> &'static str {
    match sent {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a whole number",
        Unexpected::Float(_) => "a number",
        Unexpected::Str(_) | Unexpected::Char(_) => "a text",
        Unexpected::Unit | Unexpected::Option => "nothing",
        Unexpected::Seq => "a list",
        Unexpected::Map => "a map",
        _ => "something else",
    }
}

fn one_of(expected: &[&str]) -> String {
    if expected.is_empty() {
        return "expected none".to_owned();
    }
    format!("expected one of `{}`", expected.join("`, `"))
}

impl<'de> IntoDeserializer<'de, Mismatch> for &'de Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Reads the text as the number that the type asks for.
macro_rules! lenient {
    ($($method:ident $visit:ident $type:ty;)*) => {$(
        fn $method<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
            match self {
                Value::Text(text) => match text.trim().parse::<$type>() {
                    Ok(value) => visitor.$visit(value),
                    Err(_) => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
                },
                _ => self.deserialize_any(visitor),
            }
        }
    )*};
}

/// Reads a number that is one in this type: neither infinite nor not a number.
macro_rules! finite {
    ($($method:ident $visit:ident $type:ty;)*) => {$(
        fn $method<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
            let number = match self {
                Value::Text(text) => text.trim().parse().ok(),
                Value::Float(number) => Some(*number as $type),
                _ => return self.deserialize_any(visitor),
            };
            match number.filter(|number| number.is_finite()) {
                Some(number) => visitor.$visit(number),
                None => Err(de::Error::invalid_value(self.unexpected(), &visitor)),
            }
        }
    )*};
}

/// What a checkbox sends that is checked, or a hidden field in its place.
fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "on" | "1" => Some(true),
        "false" | "off" | "0" => Some(false),
        _ => None,
    }
}

impl<'de> Deserializer<'de> for &'de Value {
    type Error = Mismatch;

    fn deserialize_any<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        match self {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Int(value) => visitor.visit_i64(*value),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::Text(value) => visitor.visit_borrowed_str(value),
            Value::List(values) => {
                let mut list = SeqDeserializer::new(values.iter());
                let made = visitor.visit_seq(&mut list)?;
                list.end()?;
                Ok(made)
            }
            Value::Map(entries) => visitor.visit_map(MapDeserializer::new(
                entries.iter().map(|(key, value)| (key.as_str(), value)),
            )),
        }
    }

    fn deserialize_bool<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        // Of a hidden field and the checkbox that overrides it, the last one counts.
        let sent = match self {
            Value::List(values) => values.last().unwrap_or(self),
            _ => self,
        };
        match sent {
            Value::Text(text) => match truth(text.trim()) {
                Some(truth) => visitor.visit_bool(truth),
                None => Err(de::Error::invalid_value(sent.unexpected(), &visitor)),
            },
            Value::List(_) => Err(de::Error::invalid_type(sent.unexpected(), &visitor)),
            _ => sent.deserialize_any(visitor),
        }
    }

    fn deserialize_seq<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        match self {
            // A form sends one of a name as it is, and only several as a list.
            Value::Text(_) => visitor.visit_seq(SeqDeserializer::new(std::iter::once(self))),
            _ => self.deserialize_any(visitor),
        }
    }

    finite! {
        deserialize_f32 visit_f32 f32;
        deserialize_f64 visit_f64 f64;
    }

    lenient! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_i128 visit_i128 i128;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_u128 visit_u128 u128;
    }

    fn deserialize_option<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        match self {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<T: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: T,
    ) -> Result<T::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<T: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: T,
    ) -> Result<T::Value, Mismatch> {
        match self {
            Value::Text(variant) => {
                let variant: de::value::StrDeserializer<'_, Mismatch> =
                    variant.as_str().into_deserializer();
                variant.deserialize_enum(name, variants, visitor)
            }
            Value::Map(entries) if entries.len() == 1 => {
                visitor.visit_enum(de::value::MapAccessDeserializer::new(MapDeserializer::new(
                    entries.iter().map(|(key, value)| (key.as_str(), value)),
                )))
            }
            _ => Err(de::Error::invalid_type(
                self.unexpected(),
                &"one of the allowed words",
            )),
        }
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct
        map struct identifier ignored_any
    }
}

/// What a form sends of a control with nothing to send: an unchecked checkbox is
/// false, and a list of none is empty.
pub(crate) struct Absent;

impl<'de> Deserializer<'de> for Absent {
    type Error = Mismatch;

    fn deserialize_any<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        visitor.visit_unit()
    }

    fn deserialize_bool<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        visitor.visit_bool(false)
    }

    fn deserialize_seq<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<&Value>()))
    }

    fn deserialize_option<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, Mismatch> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<T: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: T,
    ) -> Result<T::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64
        char str string bytes byte_buf unit unit_struct tuple tuple_struct
        map struct enum identifier ignored_any
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => serializer.collect_seq(values),
            Self::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}
