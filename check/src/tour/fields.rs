//! Which field is which, and which are missing.

use super::fault::{Fault, Faults, Part, Path, Rule};
use super::settings::Setting;
use super::{Entry, Form, Scope, Step, Value};
use crate::suggest::{list, nearest};

/// A field of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the step points at.
    Target,
    /// The text of the bubble.
    Message,
    /// The side of the target at which the bubble is placed.
    Position,
    /// The handler that the step waits for.
    WaitFor,
    /// Which of the handler's events count.
    When,
    /// The longest time that the step lasts.
    Timeout,
    /// What the page does when the step begins.
    OnEnter,
    /// What the page does when the step ends.
    OnExit,
    /// The class that highlights the target.
    HighlightClass,
    /// The DOM event that the bubble listens for.
    NarrateEvent,
    /// What happens while the target is not on the page.
    OnMissing,
    /// Whether the step is skipped.
    SkipIf,
    /// The branches to the steps that may follow.
    Next,
    /// The name of the step, in [`Form::Data`].
    Name,
}

impl Field {
    const SOURCE: [Self; 13] = [
        Self::Target,
        Self::Message,
        Self::Position,
        Self::WaitFor,
        Self::When,
        Self::Timeout,
        Self::OnEnter,
        Self::OnExit,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::OnMissing,
        Self::SkipIf,
        Self::Next,
    ];

    const DATA: [Self; 10] = [
        Self::Name,
        Self::Target,
        Self::Message,
        Self::Position,
        Self::WaitFor,
        Self::Timeout,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::OnMissing,
        Self::Next,
    ];

    /// The fields that a step has in a form, in the order of messages.
    #[must_use]
    pub const fn all(form: Form) -> &'static [Self] {
        match form {
            Form::Source => &Self::SOURCE,
            Form::Data => &Self::DATA,
        }
    }

    /// The field with that name.
    #[must_use]
    pub fn from_name(name: &str, form: Form) -> Option<Self> {
        let mut fields = Self::all(form).iter().copied();
        fields.find(|field| field.name() == name)
    }

    /// The field with that name, or the one that was probably meant.
    #[must_use]
    pub fn meant(name: &str, form: Form) -> Option<Self> {
        Self::from_name(name, form).or_else(|| {
            let known = |field: &Self| Self::all(form).contains(field);
            elsewhere(name).filter(known).or_else(|| {
                let meant = nearest(name, names(form))?;
                Self::from_name(meant, form)
            })
        })
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Message => "message",
            Self::Position => "position",
            Self::WaitFor => "wait_for",
            Self::When => "when",
            Self::Timeout => "timeout",
            Self::OnEnter => "on_enter",
            Self::OnExit => "on_exit",
            Self::HighlightClass => "highlight_class",
            Self::NarrateEvent => "narrate_event",
            Self::OnMissing => "on_missing",
            Self::SkipIf => "skip_if",
            Self::Next => "next",
            Self::Name => "name",
        }
    }

    /// An example of its value.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Target => r##""#id""##,
            Self::Message => r#""…""#,
            Self::Position => "top",
            Self::WaitFor => "create_project",
            Self::When => "|event| …",
            Self::Timeout => "4s",
            Self::OnEnter | Self::OnExit => r##"Js::add_class("seen").to("#help")"##,
            Self::HighlightClass => r#""tour-highlight""#,
            Self::NarrateEvent => r#""tour:narrate""#,
            Self::OnMissing => "wait",
            Self::SkipIf => "|view| …",
            Self::Next | Self::Name => "save",
        }
    }

    /// What its value is, in words.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Target => "a CSS selector",
            Self::Message => "the text of the bubble",
            Self::Position => "the side of the target at which the bubble is placed",
            Self::WaitFor => "the name of an event handler",
            Self::When | Self::SkipIf => "a condition",
            Self::Timeout => "a length of time",
            Self::OnEnter | Self::OnExit => "a chain of commands",
            Self::HighlightClass => "a CSS class",
            Self::NarrateEvent => "the name of a DOM event",
            Self::OnMissing => "what happens while the target is not on the page",
            Self::Next => "where the tour goes on",
            Self::Name => "the name of the step",
        }
    }
}

fn names(form: Form) -> impl Iterator<Item = &'static str> + Clone {
    Field::all(form).iter().map(|field| field.name())
}

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

/// The value of `wait_for` that says that a step is meant to advance immediately.
///
/// As data it is a string. In source it is a word, [`Value::Written`], so that a
/// handler of that name can still be written as a string.
pub const NOTHING: &str = "nothing";

/// Whether a value of `wait_for` is [`NOTHING`].
pub(super) fn is_nothing(value: &Value, form: Form) -> bool {
    match (value, form) {
        (Value::Written(word), _) | (Value::Text(word), Form::Data) => word == NOTHING,
        _ => false,
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
    Field::meant(&entry.name, form).filter(|_| valued)
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

fn unknown_help(entry: &Entry, form: Form) -> String {
    let word = entry.name.as_str();
    if form == Form::Data && Field::from_name(word, Form::Source).is_some() {
        return format!(
            "`{word}` holds code, which only a tour in `tutorial!` can have: remove it"
        );
    }
    match Field::meant(word, form).map(Field::name) {
        Some(meant) if entry.value == Value::Object => format!(
            "did you mean `{meant}`? The entries in the braces are fields of the step itself, such as `target`, `message` and `position`"
        ),
        Some(meant) => format!("did you mean `{meant}`?"),
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

/// The field that other tour libraries call `word`.
fn elsewhere(word: &str) -> Option<Field> {
    Some(match without_capitals(word).as_str() {
        "selector" | "element" | "el" | "attach_to" | "anchor" => Field::Target,
        "text" | "content" | "title" | "body" | "description" | "intro" | "popover" | "tooltip"
        | "hint" => Field::Message,
        "side" | "placement" | "align" => Field::Position,
        "event" | "until" | "wait" | "waits_for" | "await_for" | "advance_on" | "trigger" => {
            Field::WaitFor
        }
        "duration" | "delay" | "after" | "seconds" => Field::Timeout,
        "class" | "class_name" | "classes" | "highlight" => Field::HighlightClass,
        "enter" | "before" | "on_show" | "on_highlighted" => Field::OnEnter,
        "exit" | "leave" | "on_leave" | "on_hide" | "on_deselected" => Field::OnExit,
        "if_missing" | "missing" => Field::OnMissing,
        "skip" | "skip_when" | "done_if" | "unless" => Field::SkipIf,
        "then" | "goto" | "go_to" | "next_step" => Field::Next,
        _ => return None,
    })
}

/// `attachTo` → `attach_to`
fn without_capitals(word: &str) -> String {
    let mut snake = String::with_capacity(word.len() + 4);
    for character in word.chars() {
        if character.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}
