//! What a session needs of a connection to its page.

use std::sync::Arc;
use std::task::{Context, Poll};

use crate::limits::Limits;
use crate::wire::close_code::CloseCode;
use crate::wire::decode::{ClientFrame, Hello, ProtocolError};

/// A connection to a page: decoded frames in, texts out.
///
/// A trait, so that a session knows no socket and a test needs none.
pub(crate) trait Transport: Send {
    /// What the page sent next.
    fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<Received>;

    /// Whether a text may be sent now.
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Lost>>;

    /// Sends a text. Only after [`poll_ready`](Transport::poll_ready) was ready.
    fn send(&mut self, text: String) -> Result<(), Lost>;

    /// Sees what was sent on its way.
    fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Lost>>;

    /// Closes the connection, with a code and a reason if that is still possible.
    fn close(self: Box<Self>, code: CloseCode, reason: &'static str);
}

/// What comes from a connection.
#[derive(Debug)]
pub(crate) enum Received {
    /// A frame.
    Frame(ClientFrame),
    /// Something that is no frame.
    Invalid(ProtocolError),
    /// A frame over the limit.
    TooLarge,
    /// Nothing any more.
    Lost,
}

/// The connection is gone.
#[derive(Debug)]
pub(crate) struct Lost;

/// A connection whose hello has come.
pub(crate) struct Attachment {
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) hello: Hello,
    /// The bounds of the route that it was opened at.
    pub(crate) limits: Arc<Limits>,
    /// What the page's paths begin with that is not the app's own.
    pub(crate) base: Box<str>,
}
