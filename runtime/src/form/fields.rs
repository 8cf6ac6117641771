//! All fields of a form, as the parameter of a handler.

use std::fmt;

use crate::error::{Rejection, RejectionCode};
use crate::event::{FromEvent, Params, Value};

/// The fields of a form, as a page has sent them: of a `dj-submit`, or of a `dj-change` or a
/// `dj-input` on the `<form>` itself, which also tells the field that was changed.
///
/// Nothing of them was checked. [`Form::change`](super::Form::change) and
/// [`Form::submit`](super::Form::submit) take them.
#[derive(Clone, Default, PartialEq)]
pub struct Fields {
    pub(super) values: Vec<(String, Value)>,
    pub(super) changed: Option<String>,
}

impl Fields {
    /// The field that was changed; `None` of a submit.
    #[must_use]
    pub fn changed(&self) -> Option<&str> {
        self.changed.as_deref()
    }

    /// The value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values
            .iter()
            .find_map(|(known, value)| (known == name).then_some(value))
    }
}

#[diagnostic::do_not_recommend]
impl FromEvent for Fields {
    fn get(params: &Params, _: usize, name: &'static str) -> Result<Self, Rejection> {
        let sent = params.value();
        match (sent, sent.get("fields")) {
            (_, Some(Value::Map(fields))) => Ok(Self {
                values: fields.clone(),
                changed: match sent.get("name") {
                    Some(Value::Text(name)) => Some(name.clone()),
                    _ => None,
                },
            }),
            (Value::Map(fields), _) => Ok(Self {
                values: fields.clone(),
                changed: None,
            }),
            _ => Err(Rejection::new(
                RejectionCode::MissingParameter,
                "the event is not that of a form",
            )
            .about(name)),
        }
    }
}

/// Of what was entered nothing: it may be personal data.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.values.iter().map(|(name, _)| name);
        f.debug_set().entries(names).finish()
    }
}
