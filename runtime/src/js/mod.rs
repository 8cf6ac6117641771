//! DOM commands that the server asks the browser to run.

mod chain;
mod encode;

pub use chain::Js;
pub(crate) use encode::encode_chain;
