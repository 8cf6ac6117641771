//! An event on its way: what it is, and the parameters that it will have.

use super::call::object;
use super::dom::Id;
use super::fields::{self, Fields};
use super::page::Page;
use crate::event::Value;

/// The kinds of events that an attribute can bind.
pub(super) const KINDS: [&str; 8] = [
    "click", "submit", "change", "input", "keydown", "keyup", "focus", "blur",
];

/// What an event carries in addition to `dj-value-*`.
#[derive(Clone)]
pub(super) enum Brings {
    Nothing,
    Control,
    Form(Fields),
    Key(String),
}

/// An event of the view's that has not been sent yet.
#[derive(Clone)]
pub(super) struct Pending {
    pub(super) element: Id,
    pub(super) attribute: String,
    pub(super) target: Id,
    pub(super) name: String,
    pub(super) arguments: Option<Value>,
    pub(super) component: Option<String>,
    pub(super) brings: Brings,
}

impl Pending {
    /// Its parameters, if it is sent now.
    pub(super) fn params(&self, page: &Page) -> Value {
        if let Some(arguments) = &self.arguments {
            return arguments.clone();
        }
        let mut fields = match &self.brings {
            Brings::Nothing => Fields::new(),
            Brings::Form(fields) => fields.clone(),
            Brings::Control | Brings::Key(_) => fields::control(page, self.target),
        };
        if let Brings::Key(key) = &self.brings {
            fields.push(("key".into(), key.as_str().into()));
        }
        if self.is_of_form(page) {
            let all = fields::form(page, self.element, None);
            fields.push(("fields".into(), object(all)));
        }
        object(fields.into_iter().chain(fields::values(page, self.element)))
    }

    /// The same, with the elements' names on another page; `last` where one is gone.
    pub(super) fn moved(mut self, to: impl Fn(Id) -> Option<Id>, page: &Page, last: Id) -> Self {
        match (to(self.element), to(self.target)) {
            (Some(element), Some(target)) => (self.element, self.target) = (element, target),
            _ => {
                self.arguments = Some(self.params(page));
                (self.element, self.target) = (last, last);
            }
        }
        self
    }

    /// Whether it tells a form that a control of it has changed, and brings all its fields.
    fn is_of_form(&self, page: &Page) -> bool {
        matches!(self.attribute.as_str(), "dj-change" | "dj-input")
            && page.shown.tag(self.element) == "form"
    }

    /// Whether it brings the value of its target.
    pub(super) fn is_of_value(&self) -> bool {
        matches!(self.brings, Brings::Control)
    }
}
