//! What the expansion of docent's macros names.
//!
//! Hidden from the documentation and free to change with every release: the
//! macros and this crate are always of one version.

pub use core;

use std::borrow::Cow;
use std::time::Duration;

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
pub trait EventHandler {}

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

impl<V, E> EventKey<V, E> {
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
