//! What the macros make for each handler: its typed event and its key.

use std::any::TypeId;
use std::borrow::Borrow;
use std::marker::PhantomData;

use crate::error::Rejection;
use crate::event::key::{EventKey, HandlerOwner};
use crate::event::params::Params;

/// The parameters of an event that a handler answers.
///
/// `#[live_view]` makes one such type for each handler, and for each other
/// method of the block a type of its name that is none. So for a tour that waits
/// for a method which no event reaches the error has the method's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event handler: a step that waits for it would never advance",
    label = "no event reaches this method",
    note = "write `#[event_handler]` above `fn {Self}`"
)]
pub trait EventHandler: Sized {
    /// The parameters themselves, which are of no known type where there are none.
    type Event;

    /// Makes them of what came from a page.
    ///
    /// # Errors
    ///
    /// The [`Rejection`] that names the parameter which does not fit.
    fn decode(params: &Params) -> Result<Self, Rejection>;

    /// Asks whether a step may wait for this handler.
    ///
    /// It is a method of the trait, and not a bound of a function's, because
    /// an error about it then does not show that function.
    fn is_awaited<V>(_: &EventKey<V, Self>) {}

    /// What a closure returns for an event's typed parameters.
    ///
    /// # Errors
    ///
    /// The [`Rejection`] of parameters that cannot be decoded.
    fn holds<V>(
        key: &EventKey<V, Self>,
        params: &Params,
        condition: impl FnOnce(&Self::Event) -> bool,
    ) -> Result<bool, Rejection>
    where
        Self: Borrow<Self::Event>,
    {
        Ok(condition(key.decode(params)?.borrow()))
    }
}

impl<C: 'static, E: EventHandler> EventKey<Embedded<C>, E> {
    /// The key of a component's handler.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_component(name: &'static str) -> Self {
        Self::of(Embedded::<C>::RECIPIENT, name, E::decode)
    }
}

impl<V, E: EventHandler> EventKey<V, E> {
    /// The key of a view's handler, or of a mixin's.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self::of(HandlerOwner::View, name, E::decode)
    }
}

/// Whose events the keys of a component are for: in `EventKey<Embedded<ProjectForm>, …>`.
#[derive(Debug)]
pub struct Embedded<C>(PhantomData<fn(&C)>);

impl<C: 'static> Embedded<C> {
    pub(crate) const RECIPIENT: HandlerOwner = HandlerOwner::Component(TypeId::of::<C>);
}

/// Whose events can happen on a page of the view `V`: its own, and those of
/// any component. What [`Guide::wait_for`](crate::Guide::wait_for) takes. Sealed.
#[diagnostic::on_unimplemented(
    message = "on a page of `{V}` no event of `{Self}` happens",
    label = "a handler of another view",
    note = "wait for a handler of `{V}` itself or of a component"
)]
pub trait Awaitable<V>: sealed::Awaited<V> {}

pub(crate) mod sealed {
    pub trait Awaited<V> {}
}
