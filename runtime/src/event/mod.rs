//! Events: their typed names, the parameters that come with them, who sent them.
//!
//! An event is what a browser asks a view to do: a handler's name and some
//! parameters. An [`EventKey`] is such a name, typed, for a guide that waits or an
//! app that sends; [`Params`] and [`Value`] are what comes along before a handler's
//! parameters are made of it; a [`Rejection`] is the answer to what cannot be.

mod actor;
mod emitted;
mod handler;
mod key;
mod params;
mod value;

pub use actor::Actor;
pub(crate) use emitted::{Emitted, name_of};
#[doc(hidden)]
pub use handler::EventHandler;
pub(crate) use handler::sealed;
pub use handler::{Awaitable, Embedded};
pub use key::EventKey;
pub(crate) use key::HandlerOwner;
#[doc(hidden)]
pub use params::FromEvent;
pub use params::{Parameter, Params};
pub use value::Value;
pub(crate) use value::{Absent, Mismatch};

pub use crate::error::{Rejection, RejectionCode};
