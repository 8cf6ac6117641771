//! DOM commands that the server asks the browser to run.

mod chain;
mod encode;
mod failure;
mod url;

pub(crate) use chain::Journey;
pub use chain::Js;
#[cfg(any(test, feature = "test"))]
pub(crate) use chain::runs_script;
pub(crate) use encode::{encode_chain, encode_commands};
pub use failure::{CommandError, CommandName};
pub(crate) use url::is_own as is_own_url;
