#![doc = include_str!("protocol.md")]
//!
//! # This module
//!
//! The only place that knows JSON. What comes from a page is checked here for
//! size, depth, duplicate keys and shape and is plain typed data afterwards;
//! what goes to a page is made here.

mod commands;
mod decode;
mod encode;
pub(crate) mod transport;

pub(crate) use commands::Commands;
pub(crate) use decode::{Broken, FromPage, Hello, decode};
pub(crate) use encode::{
    Frame, RunPart, draining, encode_chain, encode_text, heartbeat, page_token, part, refusal,
    snapshot, welcome,
};

/// The WebSocket subprotocol.
pub(crate) const SUBPROTOCOL: &str = "docent.1";

/// The largest hello, in bytes.
pub(crate) const MAX_HELLO: usize = 1024;

/// The largest text that goes to a page in one piece, in bytes; longer ones go in parts.
///
/// The WebSocket library's buffers grow to the largest message and never
/// shrink, so this is what an idle connection may cost for ever.
pub(crate) const PART: usize = 4096;

/// Why a server closes a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CloseCode {
    TooLarge,
    Restart,
    Protocol,
    Unauthorised,
    TakenOver,
    Stale,
    TooFast,
}

impl CloseCode {
    /// A word for it, where a number would say little.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Restart => "restart",
            Self::Protocol => "protocol",
            Self::Unauthorised => "unauthorised",
            Self::TakenOver => "taken_over",
            Self::Stale => "stale",
            Self::TooFast => "too_fast",
        }
    }

    /// The number that stands in the close frame.
    pub(crate) fn number(self) -> u16 {
        match self {
            Self::TooLarge => 1009,
            Self::Restart => 1012,
            Self::Protocol => 4400,
            Self::Unauthorised => 4401,
            Self::TakenOver => 4409,
            Self::Stale => 4410,
            Self::TooFast => 4429,
        }
    }
}
