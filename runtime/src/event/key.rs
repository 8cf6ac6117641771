//! The typed names of handlers.

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;

use crate::error::Rejection;
use crate::event::params::Params;

/// Whose handlers an event can be for.
///
/// Two handlers of one name are two handlers: an event is the one that a wait
/// is for if recipient and name agree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HandlerOwner {
    /// The view itself, and the mixins around it.
    View,
    /// A component of this type. A function, since a `TypeId` is no constant before Rust 1.91.
    Component(fn() -> TypeId),
}

impl PartialEq for HandlerOwner {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::View, Self::View) => true,
            (Self::Component(one), Self::Component(other)) => one() == other(),
            _ => false,
        }
    }
}

impl Eq for HandlerOwner {}

/// The typed name of one of view `V`'s handlers, whose parameters are an `E`.
///
/// `#[live_view]` makes one for each handler, as a field of
/// [`Live::EVENTS`](crate::view::Live::EVENTS): `Onboarding::EVENTS.create_project`.
/// A name that is not there does not compile.
///
/// The handlers of a component have theirs in
/// [`LiveComponent::EVENTS`](crate::view::LiveComponent::EVENTS): `ProjectForm::EVENTS.save`.
pub struct EventKey<V: ?Sized, E> {
    recipient: HandlerOwner,
    name: &'static str,
    decode: fn(&Params) -> Result<E, Rejection>,
    view: PhantomData<fn(&V)>,
}

impl<V: ?Sized, E> EventKey<V, E> {
    pub(crate) const fn of(
        recipient: HandlerOwner,
        name: &'static str,
        decode: fn(&Params) -> Result<E, Rejection>,
    ) -> Self {
        Self {
            recipient,
            name,
            decode,
            view: PhantomData,
        }
    }

    /// Whose handler it names.
    pub(crate) const fn recipient(&self) -> HandlerOwner {
        self.recipient
    }

    /// The handler's name, as in `dj-click`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Decodes the parameters that came with an event of this name.
    ///
    /// # Errors
    ///
    /// The [`Rejection`] that the handler itself would have answered with.
    pub fn decode(&self, params: &Params) -> Result<E, Rejection> {
        (self.decode)(params)
    }
}

impl<V: ?Sized, E> Clone for EventKey<V, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: ?Sized, E> Copy for EventKey<V, E> {}

impl<V: ?Sized, E> fmt::Debug for EventKey<V, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EventKey").field(&self.name).finish()
    }
}
