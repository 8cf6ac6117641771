//! A tour as it is written: the steps, and the data that makes each of them.
//!
//! Everything here is static. `tutorial!` writes these literals; a session
//! only ever borrows them.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::error::Rejection;
use crate::event::{EventKey, Params};
use crate::js::Js;
use crate::tour::script::Scripts;

/// The class that marks a step's target where the step names no other.
pub const DEFAULT_HIGHLIGHT_CLASS: &str = "tour-highlight";
/// The event that the bubble listens for where the step names no other.
pub const DEFAULT_NARRATE_EVENT: &str = "tour:narrate";

/// A view's own tour, which [`TutorialMixin`](crate::TutorialMixin) leads.
///
/// Written by `tutorial! { <View> … }`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` lists `TutorialMixin` but has no tour",
    label = "no `tutorial!` for this view",
    note = "write `tutorial! {{ <{Self}> step {{ target: \"#id\", message: \"…\" }} }}`"
)]
pub trait Tutorial: crate::Live {
    /// The tour.
    fn tour() -> &'static Tour<Self>;
}

/// The static list of steps that one `tutorial!` describes.
pub struct Tour<V: 'static> {
    /// The durable key of a visitor's progress.
    pub id: &'static str,
    /// Grows when the steps change so much that stored progress needs care.
    pub version: u32,
    /// The steps, in the order in which they are written.
    pub steps: &'static [Step<V>],
    /// The steps' commands as bytes.
    #[doc(hidden)]
    pub scripts: Scripts,
}

/// One step of a tour.
pub struct Step<V: 'static> {
    /// Its name, if it was given one.
    pub name: Option<&'static str>,
    /// The CSS selector of the element that the step points at.
    pub target: &'static str,
    /// What the bubble says.
    pub message: Message<V>,
    /// The side of the target at which the bubble stands if there is room.
    pub position: Position,
    /// The handler whose success ends the step.
    pub wait_for: Option<Wait>,
    /// How long the step lasts at most, on the server's clock.
    pub timeout: Option<Duration>,
    /// Commands to run after the setup chain. Evaluated once per process.
    pub on_enter: Option<fn() -> Js>,
    /// Commands to run before the cleanup chain. Evaluated once per process.
    pub on_exit: Option<fn() -> Js>,
    /// The class that the target wears during the step.
    pub highlight_class: &'static str,
    /// The event that carries the narration.
    pub narrate_event: &'static str,
}

/// What a step's bubble says.
pub enum Message<V> {
    /// The same for everybody.
    Fixed(&'static str),
    /// Made from the view when the step is shown.
    Made(fn(&V) -> Cow<'static, str>),
}

impl<V> Message<V> {
    /// A message that was the same for everybody when it was written.
    #[doc(hidden)]
    pub fn text(&self, view: &V) -> Cow<'static, str> {
        match self {
            Self::Fixed(text) => Cow::Borrowed(text),
            Self::Made(make) => make(view),
        }
    }
}

/// The side of the target at which the bubble stands if there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Position {
    /// Above the target.
    Top,
    /// Below it.
    #[default]
    Bottom,
    /// To its left.
    Left,
    /// To its right.
    Right,
}

impl Position {
    /// The word that stands in `tutorial!`, in attributes and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// The event that a step waits for.
pub struct Wait {
    event: &'static str,
    when: Option<fn(&Params) -> Result<bool, Rejection>>,
}

impl Wait {
    /// Waits for the success of `key`'s handler.
    #[must_use]
    pub const fn on<V: ?Sized, E>(key: EventKey<V, E>) -> Self {
        Self {
            event: key.name(),
            when: None,
        }
    }

    /// The name of the handler that is waited for.
    #[must_use]
    pub const fn event(&self) -> &'static str {
        self.event
    }

    /// Whether an event of the right name is the one that is waited for.
    pub(crate) fn matches(&self, params: &Params) -> Result<bool, Rejection> {
        self.when.map_or(Ok(true), |when| when(params))
    }
}

impl<V> fmt::Debug for Tour<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tour")
            .field("id", &self.id)
            .field("version", &self.version)
            .field("steps", &self.steps)
            .finish()
    }
}

impl<V> fmt::Debug for Step<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step")
            .field("name", &self.name)
            .field("target", &self.target)
            .field("wait_for", &self.wait_for)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Wait").field(&self.event).finish()
    }
}
