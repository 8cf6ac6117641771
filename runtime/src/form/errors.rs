//! What is wrong with a form.

use std::borrow::Cow;
use std::fmt;

/// Finds what is wrong with what was entered.
pub trait Validate {
    /// Adds an error for each field that is wrong; without one the form is right.
    fn validate(&self, errors: &mut Errors);

    /// The text at a field that cannot be read as its type: letters in a number, an option
    /// that the type does not have, a field that the page has not sent.
    ///
    /// Such a form is not [validated](Validate::validate), and has this one error. A field of
    /// which people write such things is better a `String`, and parsed where it is validated.
    #[must_use]
    fn ill_typed(field: &str) -> Cow<'static, str> {
        let _ = field;
        "This cannot be used.".into()
    }
}

/// What is wrong with a form, by field.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Errors(Vec<(Cow<'static, str>, Cow<'static, str>)>);

impl Errors {
    /// Adds an error. Of several of one field the first is shown. An empty name is the
    /// form itself.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) {
        self.0.push((field.into(), text.into()));
    }

    /// The first error of that field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.iter()
            .find_map(|(known, text)| (known == field).then_some(text))
    }

    /// The fields and what is wrong with them, in the order in which that was added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, text)| (&**field, &**text))
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Of the texts nothing: they may repeat what was entered.
impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.iter().map(|(field, _)| field);
        f.debug_set().entries(names).finish()
    }
}
