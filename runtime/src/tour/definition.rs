//! A tour as it is written: the steps, and the data that makes each of them.
//!
//! Everything here is static. `tutorial!` writes these literals; a session
//! only ever borrows them.

use std::borrow::Cow;
use std::fmt;
use std::panic::catch_unwind;
use std::time::Duration;

use crate::error::Rejection;
use crate::event::{EventKey, HandlerOwner, Params};
use crate::js::Js;
use crate::tour::machine::{Next, OnMissing, StepGraph};
use crate::tour::script::Scripts;

/// The class that marks a step's target where the step names no other.
pub const DEFAULT_HIGHLIGHT_CLASS: &str = "tour-highlight";
/// The event that the bubble listens for where the step names no other.
pub const DEFAULT_NARRATE_EVENT: &str = "tour:narrate";

/// A view's own tour, which [`TutorialMixin`](crate::TutorialMixin) runs.
///
/// Written by `tutorial! { <View> … }`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` lists `TutorialMixin` but has no tour",
    label = "no `tutorial!` for this view",
    note = "write `tutorial! {{ <{Self}> step {{ target: \"#id\", message: \"…\", timeout: 4s }} }}`"
)]
pub trait Tutorial: Sized + 'static {
    /// The tour.
    fn tour() -> &'static Tour<Self>;
}

/// The static list of steps that one `tutorial!` describes.
pub struct Tour<V: 'static> {
    /// The durable key of a visitor's progress.
    pub id: &'static str,
    /// Grows when the steps change so much that a stored run is to go on at a
    /// step of the same name or start over.
    ///
    /// A stored run of the same version goes on in an edited tour at the step of
    /// the stored name; else at the one of the same target and wait; else, where
    /// the step is gone, at the first one after it that is still there; else it
    /// starts over. Back leads to those of the steps before that are still there.
    ///
    /// In another version, older or newer, it goes on at the step of the stored
    /// name, and starts over where there is none.
    pub version: u32,
    /// Whether the tour starts when the view is mounted.
    pub autostart: Autostart,
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
    /// The CSS selector of the element that the step points at;
    /// `#host >>> #inside` looks into an open shadow root.
    pub target: &'static str,
    /// The text of the bubble.
    pub message: Message<V>,
    /// The side of the target at which the bubble is placed if there is room.
    pub position: Position,
    /// The handler whose success ends the step.
    pub wait_for: Option<Wait>,
    /// How long the step lasts at most, on the server's clock.
    pub timeout: Option<Duration>,
    /// Commands to run after the setup chain. Evaluated once per process.
    pub on_enter: Option<fn() -> Js>,
    /// Commands to run before the cleanup chain. Evaluated once per process.
    pub on_exit: Option<fn() -> Js>,
    /// What happens while the target is not on the page.
    pub on_missing: OnMissing,
    /// Whether the visitor has done the step already: it is then not shown.
    pub skip_if: Option<fn(&V) -> bool>,
    /// What follows: the first branch whose condition holds; else the step below.
    pub next: &'static [Branch<V>],
    /// The class that the target has during the step.
    pub highlight_class: &'static str,
    /// The event that carries the narration.
    pub narrate_event: &'static str,
}

impl<V> Step<V> {
    /// A step that points at `target`, shows `message` and waits for nothing; the
    /// other fields have the defaults of `tutorial!`.
    ///
    /// For steps that a flow runs by hand, with
    /// [`Guide::run_step`](crate::Guide::run_step). Nothing checks the selector
    /// or the steps' order; `tutorial!` does.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use docent::tour::{Step, Wait};
    /// # use std::time::Duration;
    /// # #[derive(Default)] struct Shop;
    /// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
    /// # #[live_view(LiveView)]
    /// # impl Shop { #[event_handler] fn add_to_cart(&mut self) {} }
    /// static CART: Step<Shop> = Step {
    ///     wait_for: Some(Wait::on(Shop::EVENTS.add_to_cart)),
    ///     timeout: Some(Duration::from_secs(60)),
    ///     ..Step::new("#cart", "Put something in here.")
    /// };
    /// ```
    #[must_use]
    pub const fn new(target: &'static str, message: &'static str) -> Self {
        Self {
            name: None,
            target,
            message: Message::Static(message),
            position: Position::Bottom,
            wait_for: None,
            timeout: None,
            on_enter: None,
            on_exit: None,
            on_missing: OnMissing::Wait,
            skip_if: None,
            next: &[],
            highlight_class: DEFAULT_HIGHLIGHT_CLASS,
            narrate_event: DEFAULT_NARRATE_EVENT,
        }
    }
}

/// One branch of a step's `next`.
pub struct Branch<V: 'static> {
    /// The name of the step that it leads to; `None` is the end of the tour.
    pub to: Option<&'static str>,
    /// Its condition; without one it always holds.
    pub when: Option<fn(&V) -> bool>,
}

/// Whether a tour starts when its view is mounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Autostart {
    /// Only when something starts it.
    #[default]
    Never,
    /// For a visitor of whom no progress is stored.
    Once,
    /// Whenever it is not running.
    Always,
}

/// The text of a step's bubble.
pub enum Message<V> {
    /// The same for everybody.
    Static(&'static str),
    /// Made from the view when the step is shown.
    Dynamic(fn(&V) -> Cow<'static, str>),
}

impl<V> Message<V> {
    /// A message that is the same for everybody.
    #[doc(hidden)]
    pub fn text(&self, view: &V) -> Cow<'static, str> {
        match self {
            Self::Static(text) => Cow::Borrowed(text),
            Self::Dynamic(make) => make(view),
        }
    }
}

/// The side of the target at which the bubble is placed if there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
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
    /// The word for it in `tutorial!`, in attributes and on the wire.
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

/// Decodes an event's parameters and returns whether the step waits for it.
type When = fn(&Params) -> Result<bool, Rejection>;

/// The event that a step waits for.
#[derive(Clone, Copy)]
pub struct Wait {
    recipient: HandlerOwner,
    event: &'static str,
    when: Option<When>,
}

impl Wait {
    /// Waits for the success of `key`'s handler.
    #[must_use]
    pub const fn on<V: ?Sized, E>(key: EventKey<V, E>) -> Self {
        Self {
            recipient: key.recipient(),
            event: key.name(),
            when: None,
        }
    }

    /// Only an event for which `when` returns `true` counts.
    #[must_use]
    pub const fn when(mut self, when: When) -> Self {
        self.when = Some(when);
        self
    }

    /// Waits for the success of any event of that handler.
    pub(crate) const fn of(recipient: HandlerOwner, event: &'static str) -> Self {
        Self {
            recipient,
            event,
            when: None,
        }
    }

    /// Whose handler it is.
    pub(crate) const fn recipient(&self) -> HandlerOwner {
        self.recipient
    }

    /// The name of the handler that is waited for.
    #[must_use]
    pub const fn event(&self) -> &'static str {
        self.event
    }

    /// Whether it is this handler that is waited for.
    pub(crate) fn is_for(&self, recipient: HandlerOwner, event: &str) -> bool {
        self.event == event && self.recipient == recipient
    }

    /// Whether an event of that handler is the one that is waited for.
    ///
    /// A predicate that panics counts as `false`: it is a mistake of the app and not
    /// the visitor's answer.
    pub(crate) fn matches(&self, params: &Params) -> bool {
        let Some(when) = self.when else { return true };
        match catch_unwind(|| when(params)) {
            Ok(Ok(answer)) => answer,
            Ok(Err(rejection)) => {
                tracing::error!(target: "docent::tour", handler = self.event, code = rejection.code().as_str(), "an event that its handler accepted could not be decoded for a step");
                false
            }
            Err(_) => {
                tracing::error!(target: "docent::tour", handler = self.event, "the predicate of a step panicked");
                false
            }
        }
    }
}

impl<V> Tour<V> {
    /// The step of that name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.name == Some(name))
    }

    /// The step that a branch leads to; `None` is the end.
    fn target(&self, arm: &Branch<V>) -> Option<usize> {
        arm.to.and_then(|name| self.find(name))
    }

    /// The step that follows, given the view; `None` is the end.
    pub(crate) fn choose(&self, after: usize, view: &V) -> Option<usize> {
        self.steps[after]
            .next
            .iter()
            .find(|arm| arm.when.is_none_or(|when| when(view)))
            .map_or(Some(after + 1), |arm| self.target(arm))
    }
}

impl<V> StepGraph for Tour<V> {
    fn len(&self) -> usize {
        self.steps.len()
    }

    fn waits(&self, step: usize) -> bool {
        let step = &self.steps[step];
        step.wait_for.is_some() || step.timeout.is_some()
    }

    fn is_made(&self, step: usize) -> bool {
        !self.steps[step].is_static()
    }

    fn may_be_satisfied(&self, step: usize) -> bool {
        self.steps[step].skip_if.is_some()
    }

    fn next(&self, step: usize) -> Next {
        match self.steps[step].next.first() {
            None => Next::To(Some(step + 1)),
            Some(arm) if arm.when.is_none() => Next::To(self.target(arm)),
            Some(_) => Next::Ask,
        }
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        self.steps[step].on_missing
    }
}

impl<V> fmt::Debug for Branch<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Branch")
            .field("to", &self.to)
            .finish_non_exhaustive()
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
