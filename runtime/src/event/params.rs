//! The parameters that came with an event, on their way into typed Rust.

use serde::de::DeserializeOwned;

use crate::error::{Rejection, RejectionCode};
use crate::event::value::Value;

/// What the browser sent along with an event: values by name, from
/// `dj-value-*` and forms, or by position, from `dj-click="rename(3, 'Q3')"`.
///
/// Anybody can send anything: [`get`](Params::get) is where a value becomes a
/// type, and a handler still has to ask whether this visitor may do that.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    sent: Value,
    component: Option<Box<str>>,
}

/// What a handler's parameter may be: anything that serde makes of a plain value
/// without borrowing from it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the parameter of an event handler",
    label = "it cannot be made from what a page sends",
    note = "write `#[derive(serde::Deserialize)]` above `{Self}`, or take a type that has it"
)]
pub trait Parameter: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Parameter for T {}

/// How the macros call [`Params::get`]: an error about a method of a trait of
/// its own shows no bound of docent's.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the parameter of an event handler",
    label = "it cannot be made from what a page sends",
    note = "write `#[derive(serde::Deserialize)]` above `{Self}`, or take a type that has it"
)]
pub trait FromEvent: Sized {
    /// # Errors
    ///
    /// As of [`Params::get`].
    fn get(params: &Params, position: usize, name: &'static str) -> Result<Self, Rejection>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromEvent for T {
    fn get(params: &Params, position: usize, name: &'static str) -> Result<Self, Rejection> {
        params.get(position, name)
    }
}

impl Params {
    /// Takes a map, a list or nothing; gives anything else back.
    pub(crate) fn new(value: Value) -> Result<Self, Value> {
        match value {
            Value::Null | Value::List(_) | Value::Map(_) => Ok(Self {
                sent: value,
                component: None,
            }),
            other => Err(other),
        }
    }

    /// None at all.
    pub(crate) fn none() -> Self {
        Self {
            sent: Value::Null,
            component: None,
        }
    }

    /// The same, for the component of that id.
    pub(crate) fn for_component(mut self, id: Option<String>) -> Self {
        self.component = id.map(Into::into);
        self
    }

    /// The id of the component that the event is for, as the page's markup
    /// has it; `None` if it is for the view itself.
    #[must_use]
    pub fn component_id(&self) -> Option<&str> {
        self.component.as_deref()
    }

    /// The parameter called `name`, or at `position` in a call with arguments.
    ///
    /// A parameter that is not there is the same as `null`, so an `Option`
    /// need not be sent; nor need an `Option` of a number be filled in.
    ///
    /// # Errors
    ///
    /// A [`Rejection`] that names the parameter and what was expected.
    pub fn get<T: Parameter>(&self, position: usize, name: &'static str) -> Result<T, Rejection> {
        let sent = match &self.sent {
            Value::List(values) => values.get(position),
            other => other.get(name),
        };
        match sent {
            Some(value) => T::deserialize(value).or_else(|mismatch| {
                // An empty number field sends an empty text: no number, not a wrong one.
                if matches!(value, Value::Text(text) if text.is_empty())
                    && let Ok(nothing) = T::deserialize(&Value::Null)
                {
                    return Ok(nothing);
                }
                Err(Rejection::new(
                    RejectionCode::IllTypedParameter,
                    format!("parameter `{name}` does not fit: {mismatch}"),
                )
                .about(name))
            }),
            None => T::deserialize(&Value::Null).map_err(|_| {
                Rejection::new(
                    RejectionCode::MissingParameter,
                    format!("parameter `{name}` is missing"),
                )
                .about(name)
            }),
        }
    }

    /// The values, owned.
    #[cfg(any(test, feature = "test"))]
    pub(crate) fn into_value(self) -> Value {
        self.sent
    }

    /// The values as they came.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.sent
    }
}

/// No parameters.
impl From<()> for Params {
    fn from((): ()) -> Self {
        Self::none()
    }
}

/// A map by name, a list by position, and anything else as the only parameter.
impl From<Value> for Params {
    fn from(value: Value) -> Self {
        Self::new(value).unwrap_or_else(|value| Self::from((value,)))
    }
}

/// Parameters by name: `[("title", "Q3")]`.
impl<K: Into<String>, T: Into<Value>, const N: usize> From<[(K, T); N]> for Params {
    fn from(entries: [(K, T); N]) -> Self {
        let entries = entries.map(|(key, value)| (key, value.into()));
        Self {
            sent: Value::map(entries),
            component: None,
        }
    }
}

/// Parameters by position: `(3, "Q3")`.
macro_rules! params_from_tuples {
    ($($($value:ident)+;)*) => {$(
        impl<$($value: Into<Value>),+> From<($($value,)+)> for Params {
            #[allow(non_snake_case, reason = "the type's name is also the value's")]
            fn from(($($value,)+): ($($value,)+)) -> Self {
                Self {
                    sent: Value::List(vec![$($value.into()),+]),
                    component: None,
                }
            }
        }
    )*};
}

params_from_tuples! {
    A;
    A B;
    A B C;
    A B C D;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn named(entries: &[(&str, Value)]) -> Params {
        Params::new(Value::map(entries.iter().cloned())).expect("a map")
    }

    #[test]
    fn a_string_becomes_the_number_or_boolean_that_the_type_asks_for() {
        let params = named(&[
            ("id", "3".into()),
            ("on", "true".into()),
            ("at", " 2.5 ".into()),
        ]);
        assert_eq!(params.get::<u32>(0, "id"), Ok(3));
        assert_eq!(params.get::<bool>(0, "on"), Ok(true));
        assert_eq!(params.get::<f64>(0, "at"), Ok(2.5));
        assert_eq!(params.get::<String>(0, "id"), Ok("3".to_owned()));
        assert_eq!(params.get::<Option<u32>>(0, "id"), Ok(Some(3)));
    }

    #[test]
    fn a_number_does_not_become_a_string() {
        let error = named(&[("id", 3.into())]).get::<String>(0, "id");
        assert_eq!(
            error.expect_err("a number").code(),
            RejectionCode::IllTypedParameter
        );
    }

    #[test]
    fn an_empty_field_is_none_where_a_number_is_optional_and_a_text_stays_a_text() {
        let params = named(&[("age", "".into())]);
        assert_eq!(params.get::<Option<u8>>(0, "age"), Ok(None));
        assert_eq!(
            params.get::<Option<String>>(0, "age"),
            Ok(Some(String::new()))
        );
    }

    #[test]
    fn positions_serve_a_call_with_arguments() {
        let params = Params::new(Value::List(vec![3.into(), "Q3".into()])).expect("a list");
        assert_eq!(params.get::<u64>(0, "id"), Ok(3));
        assert_eq!(params.get::<String>(1, "name"), Ok("Q3".to_owned()));
    }

    #[test]
    fn a_missing_parameter_is_none_or_a_rejection_that_names_it() {
        let params = Params::new(Value::Null).expect("nothing");
        assert_eq!(params.get::<Option<String>>(0, "title"), Ok(None));
        let error = params.get::<String>(0, "title").expect_err("missing");
        assert_eq!(error.code(), RejectionCode::MissingParameter);
        assert!(error.reason().contains("`title`"), "{error}");
    }

    #[test]
    fn a_rejection_never_repeats_what_was_sent() {
        let error = named(&[("id", "canary-3f".into())])
            .get::<u32>(0, "id")
            .expect_err("not a number");
        assert!(!error.reason().contains("canary"), "{error}");
    }

    #[test]
    fn a_rejection_repeats_neither_a_word_nor_a_character_nor_a_key() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(rename_all = "lowercase")]
        enum Size {
            Small,
        }
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code, reason = "only its fields' names matter")]
        struct Strict {
            id: u8,
        }
        let sent = named(&[
            ("word", "canary".into()),
            ("key", Value::map([("canary", Value::Int(1))])),
        ]);
        for rejection in [
            sent.get::<Size>(0, "word").expect_err("no such size"),
            sent.get::<Size>(0, "key").expect_err("no such size"),
            sent.get::<char>(0, "word").expect_err("six characters"),
            sent.get::<std::net::IpAddr>(0, "word")
                .expect_err("no address"),
            sent.get::<Strict>(0, "key").expect_err("no such field"),
        ] {
            assert!(!rejection.reason().contains("canary"), "{rejection}");
        }
        let error = sent.get::<Size>(0, "word").expect_err("no such size");
        assert!(error.reason().contains("one of `small`"), "{error}");
    }

    #[test]
    fn leniency_reaches_into_structs_and_lists() {
        let params = named(&[(
            "sizes",
            Value::map([("a", Value::from("1")), ("b", Value::from("2"))]),
        )]);
        let sizes: BTreeMap<String, u8> = params.get(0, "sizes").expect("numbers");
        assert_eq!(
            sizes,
            BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
        );
    }
}
