//! Drafts as data: read, written, and built in code.

use std::fmt;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::draft::value::{self, Value};
use crate::json;
use crate::tour::{Elsewhere, OnMissing, Position};

/// The most bytes of JSON that [`Draft::from_json`] reads, and that a draft may
/// take when it is checked.
pub(super) const MAX_JSON: usize = 64 * 1024;

/// A tour as data, which may have mistakes: see [`draft`](crate::draft).
///
/// As JSON it is an object with the settings `id`, `version`,
/// `highlight_class`, `narrate_event`, `position` and `on_missing`, all
/// optional, and `steps`, an array of [steps](DraftStep). What has another name
/// is kept, and is a fault when the draft is checked.
///
/// ```
/// use std::time::Duration;
/// use docent::draft::{Draft, DraftStep};
///
/// let draft = Draft::new()
///     .id("first_order")
///     .step(DraftStep::new("#shelf", "Our tea.").timeout(Duration::from_secs(4)))
///     .step(DraftStep::new("#cart", "Take some.").wait_for("add_to_cart"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub(super) settings: Entries,
    pub(super) steps: Vec<DraftStep>,
}

/// A step of a [`Draft`].
///
/// As JSON it is an object with `target` and `message`, and optionally `name`,
/// `position`, `wait_for` (see [`wait_for`](Self::wait_for)),
/// `timeout` (`"4s"`, or a number of milliseconds), `highlight_class`,
/// `narrate_event`, `on_missing`, `page`, `href`, `elsewhere` (`"link"`, `"go"` or
/// `"wait"`) and `next` (the name of a step, or `"end"`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftStep {
    pub(super) fields: Entries,
}

/// What a [`DraftStep`] waits for.
///
/// ```
/// use docent::draft::{DraftStep, DraftWait};
///
/// let step = DraftStep::new("#menu", "Open it, or go on.")
///     .wait_for(DraftWait::any([DraftWait::present("#menu[open]"), "next".into()]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DraftWait(Value);

impl DraftWait {
    /// An event of the document at the target, or inside of it if the event bubbles.
    #[must_use]
    pub fn dom(event: impl Into<String>) -> Self {
        Self::object([("dom", event.into())])
    }

    /// An event of the document at any element that matches the selector.
    #[must_use]
    pub fn dom_at(event: impl Into<String>, selector: impl Into<String>) -> Self {
        Self::object([("dom", event.into()), ("at", selector.into())])
    }

    /// An element that a person can see matches the selector.
    #[must_use]
    pub fn present(selector: impl Into<String>) -> Self {
        Self::object([("present", selector.into())])
    }

    /// No element that a person can see matches the selector.
    #[must_use]
    pub fn absent(selector: impl Into<String>) -> Self {
        Self::object([("absent", selector.into())])
    }

    /// Any of these.
    #[must_use]
    pub fn any(waits: impl IntoIterator<Item = Self>) -> Self {
        let waits = waits.into_iter().map(|wait| wait.0).collect();
        Self(Value::Object(vec![("any".to_owned(), Value::Array(waits))]))
    }

    fn object<const N: usize>(entries: [(&str, String); N]) -> Self {
        let entry = |(name, text): (&str, String)| (name.to_owned(), Value::Text(text));
        Self(Value::Object(entries.map(entry).into()))
    }
}

impl From<&str> for DraftWait {
    fn from(name: &str) -> Self {
        Self(Value::Text(name.to_owned()))
    }
}

impl From<String> for DraftWait {
    fn from(name: String) -> Self {
        Self(Value::Text(name))
    }
}

/// Names with their values, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entries(pub(super) Vec<(String, Value)>);

impl Entries {
    /// Sets a value; one that the name had is replaced.
    fn set(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, before)) => *before = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    fn text(&mut self, name: &str, text: impl Into<String>) {
        self.set(name, Value::Text(text.into()));
    }
}

impl Draft {
    /// A tour without steps.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a draft from JSON.
    ///
    /// For text from elsewhere, such as a request: it is bounded. That a value
    /// has the wrong type, or a name is not known, is no error here but a fault
    /// when the draft is [checked](Self::check).
    ///
    /// # Errors
    ///
    /// [`DraftError`] if `text` is longer than 64 KiB, or is not JSON of a
    /// tour: an object whose `steps` are an array of objects.
    pub fn from_json(text: &str) -> Result<Self, DraftError> {
        if text.len() > MAX_JSON {
            return Err(DraftError::TooLong { bytes: text.len() });
        }
        json::decode(text).map_err(DraftError::NotADraft)
    }

    /// The id, under which mixins and the page see the tour; by default the
    /// view's name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.settings.text("id", id);
        self
    }

    /// The version; by default 1.
    #[must_use]
    pub fn version(mut self, version: u32) -> Self {
        self.settings.set("version", Value::Integer(version.into()));
        self
    }

    /// The class of a target whose step names no other.
    #[must_use]
    pub fn highlight_class(mut self, class: impl Into<String>) -> Self {
        self.settings.text("highlight_class", class);
        self
    }

    /// The narration event of a step that names no other.
    #[must_use]
    pub fn narrate_event(mut self, event: impl Into<String>) -> Self {
        self.settings.text("narrate_event", event);
        self
    }

    /// The position of a step that names no other.
    #[must_use]
    pub fn position(mut self, position: Position) -> Self {
        self.settings.text("position", position.as_str());
        self
    }

    /// What a step does that names nothing else while its target is not on the page.
    #[must_use]
    pub fn on_missing(mut self, policy: OnMissing) -> Self {
        self.settings.text("on_missing", policy_name(policy));
        self
    }

    /// Adds a step.
    #[must_use]
    pub fn step(mut self, step: DraftStep) -> Self {
        self.steps.push(step);
        self
    }
}

impl DraftStep {
    /// A step that points at `target` and shows `message`.
    #[must_use]
    pub fn new(target: impl Into<String>, message: impl Into<String>) -> Self {
        let mut step = Self::default();
        step.fields.text("target", target);
        step.fields.text("message", message);
        step
    }

    /// Its name, for the `next` of other steps.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.fields.text("name", name);
        self
    }

    /// The side of the target at which the bubble is placed.
    #[must_use]
    pub fn position(mut self, position: Position) -> Self {
        self.fields.text("position", position.as_str());
        self
    }

    /// What ends the step: [`DraftWait`], or a string.
    ///
    /// A string is the name of a handler, `"save"` or `"ProjectForm::save"`; or `"next"`
    /// for the Next button; or `"nothing"`, which marks a step without a `timeout` that
    /// is meant to advance immediately. The latter two are so even where a handler has
    /// that name.
    ///
    /// As JSON it is such a string, or an object: `{"dom": "click"}` for an event of the
    /// document at the target, `{"dom": "toggle", "at": "#menu"}` at another element,
    /// `{"present": "#menu[open]"}` and `{"absent": "#menu[open]"}` for what a person can
    /// see, `{"any": ["save", {"dom": "click"}]}` for several of these.
    #[must_use]
    pub fn wait_for(mut self, wait: impl Into<DraftWait>) -> Self {
        self.fields.set("wait_for", wait.into().0);
        self
    }

    /// How long the step lasts at most, in whole milliseconds.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        let millis = i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX);
        self.fields.set("timeout", Value::Integer(millis));
        self
    }

    /// The class of the target during the step.
    #[must_use]
    pub fn highlight_class(mut self, class: impl Into<String>) -> Self {
        self.fields.text("highlight_class", class);
        self
    }

    /// The event that carries the narration.
    #[must_use]
    pub fn narrate_event(mut self, event: impl Into<String>) -> Self {
        self.fields.text("narrate_event", event);
        self
    }

    /// What happens while the target is not on the page.
    #[must_use]
    pub fn on_missing(mut self, policy: OnMissing) -> Self {
        self.fields.text("on_missing", policy_name(policy));
        self
    }

    /// The path of the page on which the step is shown: see
    /// [`Step::page`](crate::tour::Step::page). A made tour ends with its page, so this is
    /// for pages that change their URL.
    #[must_use]
    pub fn page(mut self, pattern: impl Into<String>) -> Self {
        self.fields.text("page", pattern);
        self
    }

    /// Where that page is, a path that begins with `/`; by default its own path.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.fields.text("href", href);
        self
    }

    /// What is done on another page.
    #[must_use]
    pub fn elsewhere(mut self, policy: Elsewhere) -> Self {
        self.fields.text("elsewhere", policy.as_str());
        self
    }

    /// The name of the step that follows, or `"end"`.
    #[must_use]
    pub fn next(mut self, step: impl Into<String>) -> Self {
        self.fields.text("next", step);
        self
    }
}

const fn policy_name(policy: OnMissing) -> &'static str {
    match policy {
        OnMissing::Wait => "wait",
        OnMissing::Skip => "skip",
        OnMissing::Center => "center",
        OnMissing::Cancel => "cancel",
    }
}

/// Why a text is not a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DraftError {
    /// It is longer than 64 KiB.
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// It is not JSON, or not an object whose `steps` are an array of objects.
    NotADraft(String),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => {
                write!(f, "a draft of {bytes} bytes is longer than {MAX_JSON}")
            }
            Self::NotADraft(reason) => write!(f, "not a draft of a tour: {reason}"),
        }
    }
}

impl std::error::Error for DraftError {}

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.settings.0.len() + 1))?;
        for (name, value) in &self.settings.0 {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("steps", &self.steps)?;
        map.end()
    }
}

impl Serialize for DraftStep {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        value::object(&self.fields.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OfDraft)
    }
}

struct OfDraft;

impl<'de> Visitor<'de> for OfDraft {
    type Value = Draft;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the settings and `steps` of a tour")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Draft, A::Error> {
        let mut settings = Entries::default();
        let mut steps = None;
        while let Some(name) = map.next_key::<String>()? {
            if name != "steps" {
                settings.0.push((name, map.next_value()?));
            } else if steps.replace(map.next_value()?).is_some() {
                return Err(A::Error::duplicate_field("steps"));
            }
        }
        Ok(Draft {
            settings,
            steps: steps.unwrap_or_default(),
        })
    }
}

impl<'de> Deserialize<'de> for DraftStep {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OfStep)
    }
}

struct OfStep;

impl<'de> Visitor<'de> for OfStep {
    type Value = DraftStep;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of a step")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DraftStep, A::Error> {
        let mut fields = Entries::default();
        while let Some(field) = map.next_entry()? {
            fields.0.push(field);
        }
        Ok(DraftStep { fields })
    }
}
