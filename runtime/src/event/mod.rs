//! Events: their typed names and the parameters that come with them.
//!
//! An event is what a browser asks a view to do: a handler's name and some
//! parameters. This module knows what an event *is*; which handler answers it
//! is [`dispatch`](crate::dispatch), and how it looked on the wire is
//! [`wire`](crate::wire).

mod params;
mod value;

use std::fmt;
use std::marker::PhantomData;

pub use params::{Parameter, Params};
pub use value::Value;

use crate::error::Rejection;

/// The typed name of one of view `V`'s handlers, whose parameters are an `E`.
///
/// `#[live_view]` makes one for each handler, as a field of
/// [`Live::EVENTS`](crate::Live::EVENTS): `Onboarding::EVENTS.create_project`.
/// A name that is not there does not compile.
pub struct EventKey<V: ?Sized, E> {
    name: &'static str,
    decode: fn(&Params) -> Result<E, Rejection>,
    view: PhantomData<fn(&V)>,
}

impl<V: ?Sized, E> EventKey<V, E> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, decode: fn(&Params) -> Result<E, Rejection>) -> Self {
        Self {
            name,
            decode,
            view: PhantomData,
        }
    }

    /// The handler's name, as it stands in `dj-click`.
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
