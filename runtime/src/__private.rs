//! What the expansion of docent's macros names.
//!
//! Hidden from the documentation and free to change with every release: the
//! macros and this crate are always of one version.

mod listed;

pub use core;
pub use std::string::String;

use std::any::Any;
use std::borrow::Cow;
use std::marker::PhantomData;
use std::time::Duration;

pub use self::listed::{
    AllClear, MeantFor, NoTour, Nothing, Own, Place, Tours, Unclear, events, in_order, is_led,
    is_listed, leads_somewhere, not_shadowing, overriding,
};
pub use crate::app::component::{Answer, Component, LiveComponent};
pub use crate::app::context::Context;
pub use crate::app::guide::Guide;
pub use crate::app::handler::{Handler, IntoHandlerResult, Reply};
pub use crate::app::mixin::{Around, Hooks, Listed, LiveView, Mixin};
pub use crate::app::view::{Attached, Live, Rendered, View};
pub use crate::error::Rejection;
pub use crate::event::{Actor, Embedded, EventHandler, EventKey, FromEvent, Params};
pub use crate::html::Html;
pub use crate::js::Js;
pub use crate::tour::{
    AppEvent, Autostart, Branch, Elsewhere, OnMissing, Position, Step, Tour, Tutorial, Wait,
};

use crate::app::tutorial_mixin::TutorialMixin;
use crate::error::RejectionCode;
use crate::event::HandlerOwner;
use crate::form::Fields;
use listed::TUTORIAL_MIXIN;

/// A key as it is. The expression of this call has the span of one token of the
/// user's, however the key is named.
#[must_use]
pub const fn key<V, E>(key: &EventKey<V, E>) -> &EventKey<V, E> {
    key
}

/// The key of a method that is not an event handler: a name without an event.
#[must_use]
pub const fn no_event<V, E>(name: &'static str) -> EventKey<V, E> {
    EventKey::of(HandlerOwner::View, name, |_| {
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

impl<V, E> EventKey<V, E> {
    /// What a step waits for that looks at each event of this handler.
    ///
    /// Whether it is a handler's, [`EventHandler::holds`] asks.
    #[doc(hidden)]
    #[must_use]
    pub const fn wait_when(self, when: fn(&Params) -> Result<bool, Rejection>) -> Wait {
        Wait::on(self).when(when)
    }

    /// What a step that waits for this handler waits for.
    ///
    /// Whether it is a handler's, [`EventHandler::is_awaited`] asks.
    #[doc(hidden)]
    #[must_use]
    pub const fn wait(self) -> Wait {
        Wait::on(self)
    }
}

/// What `wait_for: ProjectCreated` asks of the type. A constant and not a bound of a
/// function's, because an error about it then does not show that function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an event of the app",
    label = "sessions on several threads cannot share it",
    note = "let it hold only what is `Send` and `Sync`, such as an `Arc` in place of an `Rc`"
)]
pub trait OfApp: Sized {
    /// The wait for any such event.
    const WAIT: Wait;
}

#[diagnostic::do_not_recommend]
impl<T: Any + Send + Sync> OfApp for T {
    const WAIT: Wait = Wait::app::<Self>();
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

/// What a message may be made as: anything that becomes a `Cow<'static, str>`.
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

/// What a path or URL may be made as: anything that becomes a `Cow<'static, str>`.
#[diagnostic::on_unimplemented(
    message = "the closure of a `page` or `href` cannot give `{Self}`",
    label = "this closure gives `{Self}`",
    note = "give a `String` or a `&'static str`: `|view| format!(\"/projects/{{}}\", …)`"
)]
pub trait UrlText {
    /// The URL itself.
    fn into_url(self) -> Cow<'static, str>;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Cow<'static, str>>> UrlText for T {
    fn into_url(self) -> Cow<'static, str> {
        self.into()
    }
}

/// The path or URL of a page that is made from the view.
pub fn url<V, T: UrlText>(view: &V, make: impl FnOnce(&V) -> T) -> Cow<'static, str> {
    make(view).into_url()
}

/// What a closure returns for the view.
pub fn ask<V>(view: &V, question: impl FnOnce(&V) -> bool) -> bool {
    question(view)
}

/// Whose handlers a step may wait for in addition to the view's own, as
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
    /// Starts at the first step, also while a tour is running.
    pub restart_tutorial: EventKey<V, NoParameters>,
    /// Leaves the step that is shown for the next one.
    pub skip_tutorial: EventKey<V, NoParameters>,
    /// Goes back to the step shown before.
    pub back_tutorial: EventKey<V, NoParameters>,
    /// Ends the tour.
    pub cancel_tutorial: EventKey<V, NoParameters>,
}

/// Asks of a parameter's type whether it takes all fields of a form, and is not one of them.
///
/// Not by a trait that the type has to have: where it is no parameter at all that would be
/// the same error a second time.
#[derive(Debug)]
pub struct ParameterOf<T>(PhantomData<T>);

impl ParameterOf<Fields> {
    pub const IS_FORM: bool = true;
}

/// What is true of every other type.
pub trait IsField {
    const IS_FORM: bool = false;
}

impl<T> IsField for ParameterOf<T> {}

/// The parameters of a handler that takes none.
#[derive(Debug)]
pub struct NoParameters {}

impl EventHandler for NoParameters {
    type Event = Self;

    fn decode(_: &Params) -> Result<Self, Rejection> {
        Ok(Self {})
    }
}

#[diagnostic::do_not_recommend]
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
    EventKey::new(name)
}

/// What the list of mixins is checked by, of the mixin at place `AT`.
#[must_use]
pub const fn place<V: Listed<AT>, const AT: usize>() -> Place<V> {
    let hooks = V::HOOKS;
    Place::new(hooks.name, hooks.order, hooks.handlers)
}
