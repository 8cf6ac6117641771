//! What the expansion of docent's macros names.
//!
//! Hidden from the documentation and free to change with every release: the
//! macros and this crate are always of one version.

mod listed;

pub use core;
pub use std::string::String;

use std::borrow::Cow;
use std::time::Duration;

pub use self::listed::{
    NoTour, Own, Place, in_order, is_led, is_listed, leads_somewhere, not_shadowing, overriding,
};
pub use crate::component::{Component, Embedded, LiveComponent};
pub use crate::context::Context;
pub use crate::dispatch::{Handler, HandlerReturn, Reply};
pub use crate::event::{EventKey, Params};
pub use crate::guide::Guide;
pub use crate::js::Js;
pub use crate::mixin::LiveView;
pub use crate::tour::{
    Arm, Autostart, DEFAULT_HIGHLIGHT_CLASS, DEFAULT_NARRATE_EVENT, Message, OnMissing, Position,
    Scripts, Step, Tour, Tutorial,
};
pub use crate::view::{Live, View};

use crate::error::{Rejection, RejectionCode};
use crate::mixin::{Mixin, Stack};
use crate::tour::Wait;
use crate::tutorial_mixin::TutorialMixin;
use listed::TUTORIAL_MIXIN;

/// The parameters of an event that a handler answers.
///
/// `#[live_view]` makes one such type for each handler, and for each other
/// method of the block a type of its name that is none. So a tour that waits
/// for a method which no event reaches is told so by name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event handler: a step that waits for it would never advance",
    label = "no event reaches this method",
    note = "write `#[event_handler]` above `fn {Self}`"
)]
pub trait EventHandler {
    /// The parameters themselves, which are of no known type where there are none.
    type Event;
}

/// The key of a method that is not an event handler: a name without an event.
#[must_use]
pub const fn no_event<V, E>(name: &'static str) -> EventKey<V, E> {
    EventKey::new(name, |_| {
        Err(Rejection::new(
            RejectionCode::UnknownEvent,
            "this method is not an event handler",
        ))
    })
}

/// The id of the component that an event is for, as its typed event has it.
///
/// Empty for no component, which no component's handler is ever given.
#[must_use]
pub fn component_id(params: &Params) -> String {
    params.component_id().unwrap_or_default().to_owned()
}

impl<C: LiveComponent, E> EventKey<Embedded<C>, E> {
    #[doc(hidden)]
    #[must_use]
    pub const fn of_component(
        name: &'static str,
        decode: fn(&Params) -> Result<E, Rejection>,
    ) -> Self {
        Self::of(Embedded::<C>::RECIPIENT, name, decode)
    }
}

impl<V, E> EventKey<V, E> {
    /// What a step waits for that looks at each event of this handler.
    ///
    /// Whether it is a handler's, [`when`] asks.
    #[doc(hidden)]
    #[must_use]
    pub const fn wait_when(self, when: fn(&Params) -> Result<bool, Rejection>) -> Wait {
        Wait::on(self).when(when)
    }

    /// What a step that waits for this handler waits for.
    #[doc(hidden)]
    #[must_use]
    pub const fn wait(self) -> Wait
    where
        E: EventHandler,
    {
        Wait::on(self)
    }
}

/// The length of a step, from a constant of the user's.
#[must_use]
#[track_caller]
pub const fn timeout(timeout: Duration) -> Duration {
    assert!(
        !timeout.is_zero(),
        "this `timeout` is zero: the step would be over before anybody could see it"
    );
    timeout
}

/// What a message may be made as: whatever becomes a `Cow<'static, str>`.
#[diagnostic::on_unimplemented(
    message = "the closure of a `message` cannot give `{Self}`",
    label = "this closure gives `{Self}`",
    note = "give a `String` or a `&'static str`: `|view| format!(\"… {{}}\", …)`"
)]
pub trait MessageText {
    /// The text itself.
    fn into_text(self) -> Cow<'static, str>;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Cow<'static, str>>> MessageText for T {
    fn into_text(self) -> Cow<'static, str> {
        self.into()
    }
}

/// The text of a message that is made from the view.
pub fn message<V, T: MessageText>(view: &V, make: impl FnOnce(&V) -> T) -> Cow<'static, str> {
    make(view).into_text()
}

/// What a closure says of the view.
pub fn ask<V>(view: &V, question: impl FnOnce(&V) -> bool) -> bool {
    question(view)
}

/// What a closure says of an event's typed parameters.
///
/// # Errors
///
/// The [`Rejection`] of parameters that cannot be decoded.
pub fn when<V, E: EventHandler<Event = E>>(
    key: &EventKey<V, E>,
    params: &Params,
    holds: impl FnOnce(&E::Event) -> bool,
) -> Result<bool, Rejection> {
    Ok(holds(&key.decode(params)?))
}

/// Whose handlers a step may wait for besides the view's own, as
/// `TutorialMixin::start_tutorial` or `ProjectForm::save`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no event handlers that a step could wait for",
    label = "neither a component nor a mixin with handlers",
    note = "write the bare name of one of the view's own handlers; if `{Self}` is a component, write `#[live_view(LiveComponent)]` above the `impl {Self}` that holds its handlers"
)]
pub trait Owner<V> {
    /// The struct whose fields are the typed names of the handlers.
    type Events: 'static;
    /// The typed names of the handlers.
    const EVENTS: &'static Self::Events;
    /// The mixin that a view has to list for an event to reach them.
    const MIXIN: Option<&'static str>;
}

/// The event handlers of `TutorialMixin`, by name.
#[derive(Debug)]
pub struct TutorialHandlers<V> {
    /// Starts at the first step.
    pub start_tutorial: EventKey<V, NoParameters>,
    /// Starts at the first step, whatever is running.
    pub restart_tutorial: EventKey<V, NoParameters>,
    /// Leaves the step that is shown for the next one.
    pub skip_tutorial: EventKey<V, NoParameters>,
    /// Goes back to the step shown before.
    pub back_tutorial: EventKey<V, NoParameters>,
    /// Ends the tour.
    pub cancel_tutorial: EventKey<V, NoParameters>,
}

/// The parameters of a handler that takes none.
#[derive(Debug)]
pub struct NoParameters {}

impl EventHandler for NoParameters {
    type Event = Self;
}

impl<V: View> Owner<V> for TutorialMixin {
    type Events = TutorialHandlers<V>;
    const MIXIN: Option<&'static str> = Some(TUTORIAL_MIXIN);
    const EVENTS: &'static TutorialHandlers<V> = &TutorialHandlers {
        start_tutorial: plain("start_tutorial"),
        restart_tutorial: plain("restart_tutorial"),
        skip_tutorial: plain("skip_tutorial"),
        back_tutorial: plain("back_tutorial"),
        cancel_tutorial: plain("cancel_tutorial"),
    };
}

#[diagnostic::do_not_recommend]
impl<V: View, C: LiveComponent> Owner<V> for C {
    type Events = C::Events;
    const MIXIN: Option<&'static str> = None;
    const EVENTS: &'static C::Events = C::EVENTS;
}

const fn plain<V>(name: &'static str) -> EventKey<V, NoParameters> {
    EventKey::new(name, |_| Ok(NoParameters {}))
}

/// A mixin in the list of a view.
///
/// Spelling a `Stack` through this trait lets the compiler name the one
/// mixin that does not fit, without the stack around it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be listed in `#[live_view]` for `{V}`",
    label = "not a mixin of this view"
)]
pub trait Listed<V: View> {
    /// The stack in which this mixin stands around the `Inner` ones.
    type Around<Inner: Stack<V>>: Stack<V>;
}

impl<V: View, M: Mixin<V>> Listed<V> for M {
    type Around<Inner: Stack<V>> = (M, Inner);
}

/// The mixin that stands first in a stack.
pub trait Outermost<V: 'static> {
    /// What the list of mixins is checked by.
    const PLACE: Place<V>;
}

#[diagnostic::do_not_recommend]
impl<V: View, M: Mixin<V>, Inner> Outermost<V> for (M, Inner) {
    const PLACE: Place<V> = Place::new(M::NAME, M::ORDER, M::HANDLERS);
}
