#![doc = include_str!("protocol.md")]
//!
//! # This module
//!
//! The only place that knows JSON. What comes from a page is checked here for
//! size, depth, duplicate keys and shape and is plain typed data afterwards;
//! what goes to a page is made here.

mod close_code;
mod commands;
mod decode;
mod encode;
#[cfg(any(test, feature = "test"))]
pub(crate) mod page;
mod parts;
mod patch;
pub(crate) mod transport;

pub(crate) use close_code::CloseCode;
pub(crate) use commands::Commands;
pub(crate) use decode::token_request::{TokenRequest, token_request};
pub(crate) use decode::{ClientFrame, Failure, Hello, ProtocolError, decode};
#[cfg(any(test, feature = "test"))]
pub(crate) use decode::{MAX_DEPTH, plain};
pub(crate) use encode::{
    Frame, PART, PageTrouble, TourSection, attached_page_token, draining, end, heartbeat, over,
    page_token, page_trouble, part, refusal, snapshot, welcome,
};
pub(crate) use parts::Parts;
pub(crate) use patch::{Patch, Place};

/// The name of the event of a page that is at another URL. No handler can have it.
pub(crate) const URL_CHANGED: &str = "@url";

/// The WebSocket subprotocol.
pub(crate) const SUBPROTOCOL: &str = "docent.2";
