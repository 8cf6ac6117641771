//! The WebSocket: the upgrade, the hello, and the transport that a session is given.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use futures_util::{Sink, Stream, StreamExt as _};
use tokio::time::timeout;

use crate::app::view::Live;
use crate::cut::cut;
use crate::http::assets;
use crate::http::caller::KnownBy;
use crate::http::startup;
use crate::identity::Identity;
use crate::inbox::arrivals::Arrival;
use crate::limits::Limits;
use crate::log_limit::LogLimit;
use crate::metrics;
use crate::server::{Docent, UnderWay};
use crate::session::Session;
use crate::wire::transport::{Attachment, Lost, Received, Transport};
use crate::wire::{self, ClientFrame, CloseCode, Hello, Parts, ProtocolError};

/// The most bytes of a reason in a close frame (RFC 6455, 5.5).
const MAX_REASON: usize = 123;

/// How long the close handshake may take.
const FAREWELL: Duration = Duration::from_secs(2);

/// How many of the largest frames one message may be long, in however many
/// fragments it comes. A little over the limit is read, so that the answer can
/// name the fault.
const FULL_FRAMES: usize = 4;

/// What is known of a socket before its hello.
pub(crate) struct Admission {
    pub(crate) known_by: KnownBy,
    pub(crate) arrival: Arrival,
    /// The bounds of its route.
    pub(crate) limits: Arc<Limits>,
    /// What the page's paths begin with that is not the app's own.
    pub(crate) base: Box<str>,
}

/// Answers an upgrade: reads the hello, then gives the connection to the
/// session that it names, or to a new one of `view`, which is dropped otherwise.
pub(crate) fn upgrade<V: Live>(
    upgrade: WebSocketUpgrade,
    docent: Docent,
    identity: Identity,
    view: V,
    admission: Admission,
) -> Response {
    let Admission {
        known_by,
        arrival,
        limits,
        base,
    } = admission;
    upgrade
        .protocols([wire::SUBPROTOCOL])
        // The buffers of a WebSocket grow and never shrink, so they start small.
        .read_buffer_size(1024)
        .write_buffer_size(0)
        .max_write_buffer_size(64 * 1024)
        .max_frame_size(FULL_FRAMES * limits.max_frame_bytes)
        .max_message_size(FULL_FRAMES * limits.max_frame_bytes)
        .on_upgrade(move |socket| async move {
            let mut transport = Box::new(Socket {
                socket,
                parts: Parts::new(&limits),
                _under_way: docent.under_way(),
            });
            match welcome(&mut transport, &docent, &identity, known_by, &limits).await {
                Ok(hello) => {
                    let attachment = Attachment {
                        transport,
                        hello,
                        limits,
                        base,
                    };
                    if let Some(attachment) = attach(&docent, &identity, attachment) {
                        begin(docent, identity, view, &arrival, attachment);
                    } else {
                        metrics::socket_accepted();
                    }
                }
                Err(Some((code, reason))) => {
                    metrics::socket_refused(code.as_str());
                    tracing::debug!(target: "docent::socket", code = code.as_str(), reason, "a socket was refused before it had a session");
                    transport.farewell(code, reason).await;
                }
                Err(None) => metrics::socket_refused("lost"),
            }
        })
}

/// Begins the session of a page, if its visitor may have one more.
fn begin<V: Live>(
    docent: Docent,
    identity: Identity,
    view: V,
    arrival: &Arrival,
    attachment: Attachment,
) {
    let most = docent.limits_ref().max_sessions_per_visitor;
    if !docent.registry().has_room(&identity.visitor, most) {
        static TOO_MANY: LogLimit = LogLimit::new();
        metrics::limit_hit("max_sessions_per_visitor");
        metrics::socket_refused(CloseCode::TooMany.as_str());
        if let Some(unlogged) = TOO_MANY.admit() {
            tracing::warn!(target: "docent::socket", unlogged, "a page gets no session: its visitor has as many as `Limits::max_sessions_per_visitor` allows");
        }
        let reason = "too many pages of this visitor are open";
        attachment.transport.close(CloseCode::TooMany, reason);
        return;
    }
    metrics::socket_accepted();
    let session = Session::spawn(view, docent.clone(), identity, attachment);
    // After it is among the sessions: whoever ends it now finds it there.
    if let Some(reason) = arrival.ended_for() {
        docent.session(&session).disconnect(reason);
    }
}

/// Waits for a hello that may come in.
async fn welcome(
    transport: &mut Socket,
    docent: &Docent,
    identity: &Identity,
    known_by: KnownBy,
    limits: &Limits,
) -> Result<Hello, Option<(CloseCode, &'static str)>> {
    if !transport.speaks_our_protocol() {
        static NO_SUBPROTOCOL: LogLimit = LogLimit::new();
        if let Some(unlogged) = NO_SUBPROTOCOL.admit() {
            tracing::warn!(target: "docent::socket", unlogged, "a socket came without docent's subprotocol: if it is a page's, a proxy does not pass `Sec-WebSocket-Protocol`");
        }
        let reason = "the subprotocol is docent.2";
        return Err(Some((CloseCode::Protocol, reason)));
    }
    let first = std::future::poll_fn(|cx| transport.poll_receive(cx));
    let stops = docent.drains();
    let received = tokio::select! {
        biased;
        () = stops => return Err(Some((CloseCode::Restart, "the server is about to restart"))),
        received = timeout(limits.hello_timeout, first) => received,
    };
    let hello = match received {
        Ok(Received::Frame(ClientFrame::Hello(hello))) => hello,
        Ok(Received::Frame(_)) => {
            return Err(Some((CloseCode::Protocol, "the first frame is a hello")));
        }
        Ok(Received::Invalid(ProtocolError(reason))) => {
            return Err(Some((CloseCode::Protocol, reason)));
        }
        Ok(Received::TooLarge) => {
            return Err(Some((CloseCode::TooLarge, "the frame is too large")));
        }
        Ok(Received::Lost) => return Err(None),
        Err(_) => return Err(Some((CloseCode::Protocol, "no hello came in time"))),
    };
    // Before the token: a page that has to be reloaded need not ask for another.
    if let Some(build) = &hello.build
        && *build != assets::build(docent.build_ref())
    {
        let reason = "the page is of another build";
        return Err(Some((CloseCode::Stale, reason)));
    }
    if known_by.admits(docent, identity, &hello) {
        Ok(hello)
    } else {
        startup::refuses_token(docent, &hello.page);
        let reason = "the page token is not valid here";
        Err(Some((CloseCode::Unauthorised, reason)))
    }
}

/// Gives the connection to the session that the hello names, if it lives and is
/// this page's; gives it back otherwise.
pub(crate) fn attach(
    docent: &Docent,
    identity: &Identity,
    attachment: Attachment,
) -> Option<Attachment> {
    let id = attachment.hello.session.as_ref();
    let Some(session) = id.and_then(|id| docent.registry().find(id, identity)) else {
        return Some(attachment);
    };
    session.arrive_at(identity.place);
    match session.attach(Box::new(attachment)) {
        Ok(()) => None,
        // It ended in the meantime.
        Err(attachment) => Some(*attachment),
    }
}

/// A WebSocket whose messages are frames of `docent.2`.
struct Socket {
    socket: WebSocket,
    parts: Parts,
    /// The server does not end before the close handshake.
    _under_way: UnderWay,
}

impl Socket {
    fn speaks_our_protocol(&self) -> bool {
        self.socket
            .protocol()
            .is_some_and(|protocol| protocol == wire::SUBPROTOCOL)
    }

    /// Sends why the connection ends, and waits for the page's close frame.
    async fn farewell(mut self: Box<Self>, code: CloseCode, reason: &'static str) {
        let reason = cut(reason, MAX_REASON);
        let close = Message::Close(Some(CloseFrame {
            code: code.number(),
            reason: reason.into(),
        }));
        let goodbye = async {
            if self.socket.send(close).await.is_ok() {
                // Incoming data is read and dropped: unread data would make
                // the kernel reset the connection and drop the close frame.
                while let Some(Ok(_)) = self.socket.next().await {}
            }
        };
        if timeout(FAREWELL, goodbye).await.is_err() {
            tracing::debug!(target: "docent::socket", "a page did not take in why its socket was closed");
        }
    }
}

impl Transport for Socket {
    fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<Received> {
        loop {
            let message = match Pin::new(&mut self.socket).poll_next(cx) {
                Poll::Ready(Some(Ok(message))) => message,
                Poll::Ready(Some(Err(error))) => return Poll::Ready(refused(&error)),
                Poll::Ready(None) => return Poll::Ready(Received::Lost),
                Poll::Pending => return Poll::Pending,
            };
            return Poll::Ready(match message {
                Message::Text(text) => match self.parts.take(&text) {
                    Some(received) => received,
                    None => continue,
                },
                Message::Binary(_) => Received::Invalid(ProtocolError("frames are text")),
                Message::Close(_) => Received::Lost,
                // The WebSocket library answers pings.
                Message::Ping(_) | Message::Pong(_) => continue,
            });
        }
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Lost>> {
        Pin::new(&mut self.socket).poll_ready(cx).map_err(lost)
    }

    fn send(&mut self, text: String) -> Result<(), Lost> {
        Pin::new(&mut self.socket)
            .start_send(Message::Text(text.into()))
            .map_err(lost)
    }

    fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Lost>> {
        Pin::new(&mut self.socket).poll_flush(cx).map_err(lost)
    }

    fn close(self: Box<Self>, code: CloseCode, reason: &'static str) {
        // Ends within `FAREWELL`; the session need not wait for it.
        tokio::spawn(self.farewell(code, reason));
    }
}

/// Distinguishes a message that was too long from a connection that broke.
///
/// axum hides the WebSocket library's error type; its text is all there is. A
/// test with an oversized frame holds this.
fn refused(error: &axum::Error) -> Received {
    let text = error.to_string();
    if text.contains("too long") || text.contains("too big") {
        Received::TooLarge
    } else {
        tracing::debug!(target: "docent::socket", %error, "a connection broke");
        Received::Lost
    }
}

fn lost(error: axum::Error) -> Lost {
    tracing::debug!(target: "docent::socket", %error, "a connection broke");
    Lost
}
