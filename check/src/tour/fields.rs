//! Which field is which, and which are missing.

use super::fault::{Fault, Faults, Part, Path, Rule};
use super::keywords::{COMMON_EVENTS, is_nothing};
use super::names::{Field, Setting, names, without_counterpart};
use super::{Entry, Form, Scope, Step, Value};
use crate::suggest::list;

/// Which entry of a step is which field.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    known: Vec<(Field, usize)>,
    unidentified: bool,
}

impl Resolved {
    /// The index of the entry that counts as `field`.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<usize> {
        let (_, at) = self.known.iter().find(|(known, _)| *known == field)?;
        Some(*at)
    }

    /// Which field the entry with that index counts as, if any.
    #[must_use]
    pub fn field(&self, entry: usize) -> Option<Field> {
        let (field, _) = self.known.iter().find(|(_, at)| *at == entry)?;
        Some(*field)
    }

    /// Whether an entry could not be identified.
    #[must_use]
    pub fn has_unidentified(&self) -> bool {
        self.unidentified
    }
}

impl Step {
    /// Whether its `wait_for` is [`NOTHING`].
    pub(super) fn waits_for_nothing(&self, resolved: &Resolved, form: Form) -> bool {
        let wait_for = resolved.get(Field::WaitFor);
        wait_for.is_some_and(|entry| is_nothing(&self.entries[entry].value, form))
    }

    /// Whether the step waits for anything, valid or not.
    pub(super) fn waits(&self, resolved: &Resolved, form: Form) -> bool {
        resolved.unidentified
            || resolved.get(Field::Timeout).is_some()
            || resolved.get(Field::WaitFor).is_some() && !self.waits_for_nothing(resolved, form)
    }

    /// Identifies the fields. A misspelt name counts as the field that was probably
    /// meant, unless the step has that too; of duplicates the first counts.
    #[must_use]
    pub fn resolve(&self, form: Form) -> Resolved {
        let mut resolved = Resolved::default();
        for (at, entry) in self.entries.iter().enumerate() {
            let known = Field::from_name(&entry.name, form);
            let Some(field) = known.or_else(|| guess(entry, form)) else {
                resolved.unidentified = true;
                continue;
            };
            let before = resolved.known.iter_mut().find(|(other, _)| *other == field);
            match before {
                None => resolved.known.push((field, at)),
                Some((_, before)) => {
                    let guessed = self.entries[*before].name != field.name();
                    if guessed && known.is_some() {
                        *before = at;
                    }
                }
            }
        }
        resolved
    }
}

/// The field that an unknown name was probably meant to be.
fn guess(entry: &Entry, form: Form) -> Option<Field> {
    let valued = !matches!(entry.value, Value::Empty | Value::Object);
    // No handler has the name of what the browser dispatches.
    let is_wait = |field: &Field| *field == Field::WaitFor && dom_event(&entry.value).is_some();
    Field::meant(&entry.name, form).filter(|field| valued && !is_wait(field))
}

/// Finds the fields that are unknown, given twice or missing.
///
/// `misplaced` are those among the settings, which are already reported: a step
/// without them is not reported as well.
pub(super) fn check(
    at: usize,
    step: &Step,
    resolved: &Resolved,
    misplaced: &[Field],
    scope: &Scope,
    faults: &mut Faults,
) {
    let form = scope.form;
    for (index, entry) in step.entries.iter().enumerate() {
        let word = entry.name.as_str();
        let path = Path::of_step(at).at_entry(index, word, Part::Name);
        match Field::from_name(word, form) {
            None => faults.push(Fault::new(
                Rule::UnknownField,
                path,
                format!("a step has no field `{word}`"),
                unknown_help(entry, form),
            )),
            Some(field) if resolved.get(field) != Some(index) => faults.push(Fault::new(
                Rule::DuplicateField,
                path,
                format!("the field `{word}` is given twice"),
                "remove one of them; for one thing after the other, write two steps",
            )),
            Some(_) => {}
        }
    }
    if resolved.has_unidentified() {
        return;
    }
    let missing = |field| resolved.get(field).is_none() && !misplaced.contains(&field);
    let (problem, remedy) = match (missing(Field::Target), missing(Field::Message)) {
        (false, false) => return,
        (true, false) => (
            "this step has no `target`: it would point at nothing",
            r##"add `target: "#id"`, a CSS selector"##,
        ),
        (false, true) => (
            "this step has no `message`: its bubble would be empty",
            r#"add `message: "…"`, or `message: ""` if that is intended"#,
        ),
        (true, true) => (
            "this step has neither a `target` nor a `message`",
            r##"write `step { target: "#id", message: "…", timeout: 4s }`"##,
        ),
    };
    faults.push(Fault::new(
        Rule::MissingField,
        Path::of_step(at),
        problem,
        remedy,
    ));
}

/// The event that the browser dispatches and that this names.
fn dom_event(value: &Value) -> Option<&str> {
    let (Value::Text(word) | Value::Written(word)) = value else {
        return None;
    };
    COMMON_EVENTS.contains(&word.as_str()).then_some(word)
}

fn unknown_help(entry: &Entry, form: Form) -> String {
    let word = entry.name.as_str();
    if form == Form::Data && Field::from_name(word, Form::Source).is_some() {
        return format!(
            "`{word}` holds code, which only a tour in `tutorial!` can have: remove it"
        );
    }
    if let Some(remedy) = without_counterpart(word, form) {
        return remedy.to_owned();
    }
    match Field::meant(word, form).map(Field::name) {
        Some(meant) if entry.value == Value::Object => format!(
            "did you mean `{meant}`? The entries in the braces are fields of the step itself, such as `target`, `message` and `position`"
        ),
        Some(meant) => match dom_event(&entry.value) {
            Some(event) if meant == Field::WaitFor.name() => {
                let wait = match form {
                    Form::Source => format!("dom(\"{event}\")"),
                    Form::Data => format!("{{\"dom\": \"{event}\"}}"),
                };
                format!("for an event of the page write `{meant}: {wait}`")
            }
            _ => format!("did you mean `{meant}`?"),
        },
        None if form == Form::Data && word == "id" => {
            "the name of a step goes in its field `name`".to_owned()
        }
        None if word == "name" || word == "id" => {
            "the name of a step comes before its braces: `step save { … }`".to_owned()
        }
        None if Setting::from_name(word, form).is_some() => {
            format!("`{word}` is a setting of the tour: write it above the first step")
        }
        None => format!("the fields of a step are {}", list(names(form))),
    }
}
