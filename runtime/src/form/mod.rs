//! What a person has entered in a form, with what is wrong in it.
//!
//! A [`Form`] is a field of a view. Its handlers give it the [`Fields`] that the page has
//! sent; it reads them as a type of the app's, which says by [`Validate`] what is wrong, and
//! the view renders values and [`Errors`] of it. Nothing else of the crate needs it:
//! handlers may take a form's fields one by one too.
//!
//! [Forms](crate::chapters::forms) is the chapter about all of it.

mod errors;
mod fields;
mod markup;
mod read;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::error::HandlerError;
use crate::event::Value;

pub use errors::{Errors, Validate};
pub use fields::Fields;
pub use markup::Field;

/// The most fields of a form that are remembered as touched.
const MAX_TOUCHED: usize = 256;

/// The longest name of such a field, in bytes.
const MAX_NAME: usize = 128;

/// What a person has entered in a form, with what is wrong in it.
///
/// It keeps the fields as they were sent, which of them the person has touched, and their
/// errors. An error is shown once its field was touched, or the form was submitted.
///
/// ```
/// use docent::form::{Errors, Fields, Form, Validate};
/// use docent::prelude::*;
///
/// #[derive(serde::Deserialize)]
/// struct Signup { email: String, news: bool }
///
/// impl Validate for Signup {
///     fn validate(&self, errors: &mut Errors) {
///         if !self.email.contains('@') {
///             errors.add("email", "An address has an @.");
///         }
///     }
/// }
///
/// struct Page { form: Form<Signup>, members: Vec<String> }
///
/// #[live_view(LiveView)]
/// impl Page {
///     #[event_handler]
///     fn changed(&mut self, fields: Fields) { self.form.change(fields) }
///
///     #[event_handler]
///     fn join(&mut self, fields: Fields) -> Result<(), HandlerError> {
///         let signup = self.form.submit(fields)?;
///         if self.members.contains(&signup.email) {
///             return Err(self.form.refuse("email", "You are a member already."));
///         }
///         self.members.push(signup.email);
///         self.form.reset();
///         Ok(())
///     }
/// }
///
/// impl View for Page {
///     fn render(&self) -> Html {
///         let (email, news) = (self.form.field("email"), self.form.field("news"));
///         Html::from(format!(
///             r#"<form dj-change="changed" dj-submit="join">
///                <label>E-mail <input type="email" {}></label> {}
///                <label><input type="checkbox" {}> News</label>
///                <button>Join</button></form>"#,
///             email.text(), email.error_line(), news.choice("on"),
///         ))
///     }
/// }
/// ```
///
/// # Bounds
///
/// It keeps the fields of one event, which
/// [`Limits::max_event_bytes`](crate::config::Limits::max_event_bytes) bounds, and the names of
/// 256 touched fields. Of more, and of names longer than 128 bytes, errors are shown
/// at the submit.
pub struct Form<T> {
    id: Cow<'static, str>,
    initial: Vec<(String, Value)>,
    values: Vec<(String, Value)>,
    touched: Vec<Box<str>>,
    is_submitted: bool,
    errors: Errors,
    of: PhantomData<fn() -> T>,
}

impl<T> Form<T> {
    /// An empty form. Its `id` begins those of its fields: `signup` that of `signup-email`.
    #[must_use]
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self {
            id: id.into(),
            initial: Vec::new(),
            values: Vec::new(),
            touched: Vec::new(),
            is_submitted: false,
            errors: Errors::default(),
            of: PhantomData,
        }
    }

    /// Sets what a field has to begin with, and after a [`reset`](Form::reset): a string, a
    /// number, or a `Vec` of them for several of one name. A checked checkbox has its `value`,
    /// which is `on` unless the markup has another: `true` is `on`, and `false` is nothing.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.initial.retain(|(known, _)| known != name);
        self.initial.push((name.to_owned(), sent(value.into())));
        self.values.clone_from(&self.initial);
        self
    }

    /// Forgets what was entered.
    pub fn reset(&mut self) {
        self.values.clone_from(&self.initial);
        self.touched.clear();
        self.is_submitted = false;
        self.errors = Errors::default();
    }

    /// Puts an error at a field that only the handler knows of, and returns what the handler
    /// returns then. The error stays until the form is changed or submitted again.
    ///
    /// An empty name is the form itself.
    #[must_use = "the handler returns it, so that the page keeps what was entered"]
    pub fn refuse(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        text: impl Into<Cow<'static, str>>,
    ) -> HandlerError {
        let text = text.into();
        self.is_submitted = true;
        self.errors.add(name, text.clone());
        HandlerError::refused(text)
    }

    /// The text of a field; of several of one name, the first. Empty if there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values(name).next().unwrap_or_default()
    }

    /// The texts of all fields of that name, as of a list of checkboxes.
    pub fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a, T> {
        let sent = self.values.iter().find(|(known, _)| known == name);
        let texts = match sent {
            Some((_, Value::List(texts))) => texts.as_slice(),
            Some((_, text)) => std::slice::from_ref(text),
            None => &[],
        };
        texts.iter().filter_map(|text| match text {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Whether a field of that name has this value: whether a box is checked, or an option
    /// selected.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|text| text == value)
    }

    /// What is wrong with a field, if it is to be shown: the person has touched it, or has
    /// submitted the form. An empty name is the form itself.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        let is_shown = self.is_submitted || self.is_touched(name);
        self.errors.get(name).filter(|_| is_shown)
    }

    /// What is wrong, whether it is to be shown or not.
    #[must_use]
    pub fn errors(&self) -> &Errors {
        &self.errors
    }

    /// Whether the person has changed the field since the form was new or was reset.
    #[must_use]
    pub fn is_touched(&self, name: &str) -> bool {
        self.touched.iter().any(|touched| **touched == *name)
    }

    /// A field as markup.
    #[must_use]
    pub fn field<'a>(&'a self, name: &'a str) -> Field<'a> {
        Field {
            form: &self.id,
            name,
            texts: self.values(name).collect(),
            error: self.error(name),
        }
    }
}

impl<T: DeserializeOwned + Validate> Form<T> {
    /// Takes what a `dj-change` or a `dj-input` on the `<form>` has sent. The field that was
    /// changed is touched.
    pub fn change(&mut self, fields: Fields) {
        if let Some(name) = fields.changed
            && name.len() <= MAX_NAME
            && self.touched.len() < MAX_TOUCHED
            && !self.is_touched(&name)
        {
            self.touched.push(name.into());
        }
        self.values = fields.values;
        self.check();
    }

    /// Takes what a `dj-submit` has sent. From now on every error is shown.
    ///
    /// # Errors
    ///
    /// A [refusal](HandlerError::refused) with the first error, if there is one. The handler
    /// returns it: then the page keeps what was entered, and the view renders the errors.
    pub fn submit(&mut self, fields: Fields) -> Result<T, HandlerError> {
        self.is_submitted = true;
        self.values = fields.values;
        let value = self.check();
        value.ok_or_else(|| {
            let first = self.errors.iter().next();
            HandlerError::refused(first.map_or_else(String::new, |(_, text)| text.to_owned()))
        })
    }

    /// Reads the fields, and notes what is wrong.
    fn check(&mut self) -> Option<T> {
        self.errors = Errors::default();
        match read::read::<T>(&self.values) {
            Ok(value) => {
                value.validate(&mut self.errors);
                self.errors.is_empty().then_some(value)
            }
            Err(field) => {
                self.errors.add(field.clone(), T::ill_typed(&field));
                None
            }
        }
    }
}

/// A value as a page sends it: forms have texts only, and lists of them.
fn sent(value: Value) -> Value {
    match value {
        Value::Bool(true) => Value::from("on"),
        Value::Bool(false) => Value::Null,
        Value::Int(number) => Value::Text(number.to_string()),
        Value::Float(number) => Value::Text(number.to_string()),
        Value::List(values) => Value::List(values.into_iter().map(sent).collect()),
        Value::Null | Value::Text(_) | Value::Map(_) => value,
    }
}

/// The form of the id `form`.
impl<T> Default for Form<T> {
    fn default() -> Self {
        Self::new("form")
    }
}

/// Of what is in it nothing: it may be personal data.
impl<T> fmt::Debug for Form<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
