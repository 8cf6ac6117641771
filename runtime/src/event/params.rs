//! The parameters that came with an event, on their way into typed Rust.

use serde::de::DeserializeOwned;

use crate::error::{Rejection, RejectionCode};
use crate::event::value::{Absent, Value};

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
    note = "write `#[derive(serde::Deserialize)]` above `{Self}`, or take a type that has it",
    note = "an extractor such as `State` belongs in the mount function: keep what it gives in the view"
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
    note = "write `#[derive(serde::Deserialize)]` above `{Self}`, or take a type that has it",
    note = "an extractor such as `State` belongs in the mount function: keep what it gives in the view"
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
    /// Values of a form are read as its controls send them; see [`Value`] for the
    /// types. Of what is not sent by name, a `bool` is false, as an unchecked
    /// checkbox, a list is empty and an `Option` is `None`. An empty field is
    /// `None` for an `Option` of anything but a string, and no number. The `value`
    /// of a checkbox's own event is its state for a `bool`.
    ///
    /// # Errors
    ///
    /// A [`Rejection`] that names the parameter and what was expected.
    pub fn get<T: Parameter>(&self, position: usize, name: &'static str) -> Result<T, Rejection> {
        let sent = match &self.sent {
            Value::List(values) => values.get(position),
            other => other.get(name),
        };
        if let Some(state @ Value::Bool(_)) = self.sent.get("checked")
            && name == "value"
            && let Ok(state) = T::deserialize(state)
        {
            return Ok(state);
        }
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
            None => {
                let absent = match &self.sent {
                    Value::Map(_) => T::deserialize(Absent),
                    _ => T::deserialize(&Value::Null),
                };
                absent.map_err(|_| {
                    Rejection::new(
                        RejectionCode::MissingParameter,
                        format!("parameter `{name}` is missing"),
                    )
                    .about(name)
                })
            }
        }
    }

    /// The values, owned.
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
    fn a_string_becomes_the_number_or_boolean_that_the_type_wants() {
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
    fn an_empty_field_is_none_for_a_number_and_a_text_for_a_text() {
        let params = named(&[("age", "".into())]);
        assert_eq!(params.get::<Option<u8>>(0, "age"), Ok(None));
        assert_eq!(
            params.get::<Option<String>>(0, "age"),
            Ok(Some(String::new()))
        );
    }

    #[test]
    fn a_checkbox_is_a_bool() {
        let sent = named(&[
            ("plain", "on".into()),
            ("valued", "1".into()),
            ("unchecked", "false".into()),
            ("checked", vec!["false".into(), "on".into()].into()),
            ("wrong", "maybe".into()),
            ("empty", "".into()),
            ("nested", vec![Value::List(vec![true.into()])].into()),
        ]);
        for (name, is_true) in [
            ("plain", true),
            ("valued", true),
            ("unchecked", false),
            ("checked", true),
            ("absent", false),
        ] {
            assert_eq!(sent.get::<bool>(0, name), Ok(is_true), "{name}");
        }
        for name in ["wrong", "empty", "nested"] {
            let error = sent.get::<bool>(0, name).expect_err(name);
            assert_eq!(error.code(), RejectionCode::IllTypedParameter);
            assert_eq!(error.field(), Some(name));
        }
        assert_eq!(sent.get::<Option<bool>>(0, "plain"), Ok(Some(true)));
        assert_eq!(sent.get::<Option<bool>>(0, "empty"), Ok(None));
        assert_eq!(sent.get::<Option<bool>>(0, "absent"), Ok(None));
    }

    #[test]
    fn the_value_of_a_checkbox_event_is_its_state_for_a_bool() {
        let event = |is_checked: bool| {
            named(&[
                ("name", "done".into()),
                ("checked", is_checked.into()),
                ("value", "on".into()),
            ])
        };
        assert_eq!(event(true).get::<bool>(0, "value"), Ok(true));
        assert_eq!(event(false).get::<bool>(0, "value"), Ok(false));
        assert_eq!(
            event(false).get::<Option<bool>>(0, "value"),
            Ok(Some(false))
        );
        assert_eq!(event(false).get::<String>(0, "value"), Ok("on".to_owned()));
    }

    #[test]
    fn a_list_is_of_none_one_or_many_of_a_name() {
        let sent = named(&[
            ("one", "a".into()),
            ("many", vec!["a".into(), "b".into()].into()),
            ("numbers", vec!["1".into(), "2".into()].into()),
            ("number", "3".into()),
            ("empty", "".into()),
        ]);
        let texts = |name| sent.get::<Vec<String>>(0, name).expect(name);
        assert_eq!(texts("none"), Vec::<String>::new());
        assert_eq!(texts("one"), ["a"]);
        assert_eq!(texts("many"), ["a", "b"]);
        assert_eq!(texts("empty"), [""]);
        assert_eq!(sent.get::<Vec<u8>>(0, "numbers"), Ok(vec![1, 2]));
        assert_eq!(sent.get::<Vec<u8>>(0, "number"), Ok(vec![3]));
        assert_eq!(sent.get::<Option<Vec<u8>>>(0, "none"), Ok(None));
        assert_eq!(
            sent.get::<std::collections::BTreeSet<u8>>(0, "number"),
            Ok([3].into())
        );
        assert!(sent.get::<Vec<u8>>(0, "one").is_err());
        assert!(sent.get::<String>(0, "many").is_err(), "one of several");
    }

    #[test]
    fn a_call_with_too_few_arguments_lacks_them_whatever_their_type() {
        let call = Params::new(Value::List(vec![3.into()])).expect("a list");
        for code in [
            call.get::<bool>(1, "force").expect_err("missing").code(),
            call.get::<Vec<u8>>(1, "ids").expect_err("missing").code(),
        ] {
            assert_eq!(code, RejectionCode::MissingParameter);
        }
    }

    #[test]
    fn a_number_is_finite() {
        for text in [
            "NaN", "nan", "inf", "-inf", "infinity", "1e999", "-1e999", "",
        ] {
            let sent = named(&[("x", text.into())]);
            assert!(sent.get::<f64>(0, "x").is_err(), "{text}");
            assert!(sent.get::<f32>(0, "x").is_err(), "{text}");
        }
        for value in ["1e39".into(), Value::Float(1e39), Value::Float(f64::NAN)] {
            let sent = named(&[("x", value.clone())]);
            assert!(sent.get::<f32>(0, "x").is_err(), "{value:?}");
        }
        assert!(
            named(&[("x", Value::Float(f64::INFINITY))])
                .get::<f64>(0, "x")
                .is_err()
        );
        let nested = named(&[("xs", vec!["1".into(), "inf".into()].into())]);
        assert!(nested.get::<Vec<f64>>(0, "xs").is_err());
    }

    #[test]
    fn numbers_reach_to_the_edges_of_their_types_and_not_beyond() {
        fn read<T: DeserializeOwned>(value: impl Into<Value>) -> Option<T> {
            named(&[("x", value.into())]).get(0, "x").ok()
        }
        assert_eq!(read::<u8>("255"), Some(255));
        assert_eq!(read::<u8>("256"), None);
        assert_eq!(read::<u8>("-1"), None);
        assert_eq!(read::<i8>("-128"), Some(-128));
        assert_eq!(read::<i8>(-129), None);
        assert_eq!(read::<u64>("18446744073709551615"), Some(u64::MAX));
        assert_eq!(read::<u64>("18446744073709551616"), None);
        assert_eq!(read::<i64>("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(read::<u128>(u128::MAX.to_string()), Some(u128::MAX));
        assert_eq!(read::<u32>("3.0"), None);
        assert_eq!(read::<u32>(3.0), None);
        assert_eq!(read::<f32>("3.4028235e38"), Some(f32::MAX));
        assert_eq!(read::<f32>(f64::from(f32::MAX)), Some(f32::MAX));
        assert_eq!(read::<f64>("1.7976931348623157e308"), Some(f64::MAX));
        assert_eq!(read::<f64>("5e-324"), Some(5e-324));
        assert_eq!(read::<f64>("-0"), Some(0.0));
        assert_eq!(read::<f64>(7), Some(7.0));
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
        #[expect(dead_code, reason = "only its fields' names matter")]
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
