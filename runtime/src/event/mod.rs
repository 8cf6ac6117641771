//! Events: their typed names and the parameters that come with them.
//!
//! An event is what a browser asks a view to do: a handler's name and some
//! parameters. This module knows what an event *is*; which handler answers it
//! is [`session`](crate::session), and how it looked on the wire is
//! [`wire`](crate::wire).

mod actor;
mod handler;
mod key;
mod params;
mod value;

pub use actor::Actor;
pub use handler::{Awaitable, Embedded, EventHandler};
pub use key::EventKey;
pub(crate) use key::HandlerOwner;
pub use params::{FromEvent, Parameter, Params};
pub use value::Value;
