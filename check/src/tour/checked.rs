//! An entry whose value is checked, and where its faults go.

use super::fault::{Fault, Faults, Part, Path, Rule};
use super::{Entry, Value};

/// An entry whose value is checked.
pub(super) struct Checked<'a, 'f> {
    pub(super) entry: &'a Entry,
    /// What its value is, in words, and one that it could have.
    pub(super) what: &'static str,
    pub(super) example: &'static str,
    pub(super) path: &'a dyn Fn(Part) -> Path,
    pub(super) faults: &'f mut Faults,
}

impl<'a> Checked<'a, '_> {
    pub(super) fn fault(
        &mut self,
        rule: Rule,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let path = (self.path)(Part::Value);
        self.faults.push(Fault::new(rule, path, problem, remedy));
    }

    /// The string that the value is; any other value is reported.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let entry = self.entry;
        match &entry.value {
            Value::Text(text) => Some(text),
            _ => {
                self.wrong_type("a string");
                None
            }
        }
    }

    /// Reports a missing value or one of the wrong type.
    pub(super) fn wrong_type(&mut self, expected: &str) {
        let name = &self.entry.name;
        match &self.entry.value {
            Value::Opaque => {}
            Value::Empty => {
                let path = (self.path)(Part::Name);
                let problem = format!("`{name}` has no value");
                let remedy = format!("write `{name}: {}`", self.example);
                let fault = Fault::new(Rule::NoValue, path, problem, remedy);
                self.faults.push(fault);
            }
            value => {
                let (kind, what) = (value.kind(), self.what);
                self.fault(
                    Rule::WrongType,
                    format!("`{name}` is {what}: expected {expected}, found {kind}"),
                    format!("write `{name}: {}`", self.example),
                );
            }
        }
    }
}
